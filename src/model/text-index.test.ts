import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { hashBytes, TextIndex } from './text-index.ts'
import type { ViewedBytes } from './viewed-bytes.ts'

function toBytes(text: string): ViewedBytes & { length: number } {
  const bytes = new TextEncoder().encode(`xy${text}z`)
  return { bytes, view: new DataView(bytes.buffer), length: bytes.length - 3 }
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

function findByBytes(index: TextIndex, text: string): number {
  const source = toBytes(text)
  const numbers = new Int32Array(1)
  index.findAllAscii(source, Int32Array.of(2), Int32Array.of(2 + source.length), 1, numbers)
  expect(index.findAscii(source, 2, 2 + source.length)).toBe(numbers[0])
  return numbers[0]!
}

describe('TextIndex', () => {
  it('numbers texts in the order they are met, as a map would, and finds them by text and by bytes', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '0'), maxLength: 9 }),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
      fc.constantFrom('x'.repeat(1025), 'x'.repeat(1500)),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
        const index = new TextIndex()
        const expected = new Map([['', 0]])
        for (const one of texts) {
          const number = expected.get(one) ?? expected.size
          const source = toBytes(one)
          const add = () => (isAscii(one) ? index.addAscii(source, 2, 2 + source.length) : index.add(one))
          expect([index.find(one), add(), index.add(one)]).toEqual([expected.has(one) ? number : -1, number, number])
          expected.set(one, number)
        }
        const held = new TextIndex()
        const numbers = [...expected.values()]
        expect(numbers.map((number) => held.addOf(index.texts, number))).toEqual(numbers)
        expect(numbers.map((number) => index.findOf(held.texts, number))).toEqual(numbers)
        expect(numbers.map((number) => index.findOf([...expected.keys()], number))).toEqual(numbers)
        expect([...index.texts]).toEqual([...expected.keys()])
        for (const [one, number] of expected)
          expect(findByBytes(index, one)).toBe(isAscii(one) && one.length <= 1024 ? number : -1)
      }),
      { numRuns: 200 },
    )
  })

  it('holds many texts, found while others were missed in between', () => {
    const index = new TextIndex()
    const numbers: number[] = []
    for (let number = 1; number <= 20_000; number++) {
      const source = toBytes(`GNB-${number}`)
      if (index.findAscii(source, 2, 2 + source.length) === -1) numbers.push(index.add(`GNB-${number}`))
    }
    expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, place) => place + 1))
    expect(numbers.map((number) => index.find(`GNB-${number}`))).toEqual(numbers)
  })

  it('finds texts that were made to collide, in bounded time', () => {
    const colliding: string[] = []
    for (let number = 0; colliding.length < 150; number++) {
      const { bytes, view, length } = toBytes(`C${number}`)
      if ((hashBytes(bytes, view, 2, 2 + length) & 0x1ff) === 0) colliding.push(`C${number}`)
    }
    const index = new TextIndex()
    const added = colliding.map((text) => index.add(text))
    expect(added).toEqual(colliding.map((_, place) => place + 1))
    expect(colliding.map((text) => index.find(text))).toEqual(added)
    expect(colliding.map((text) => index.add(text))).toEqual(added)
    const byBytes = new TextIndex()
    const addBytes = (text: string) => byBytes.addAscii(toBytes(text), 2, 2 + text.length)
    expect([colliding.map(addBytes), colliding.map(addBytes)]).toEqual([added, added])
    // Some of them are beyond what a look-up by bytes looks at.
    expect(colliding.some((text) => findByBytes(index, text) === -1)).toBe(true)
  })
})
