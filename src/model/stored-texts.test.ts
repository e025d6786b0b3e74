import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StoredTexts } from './stored-texts.ts'

describe('stored texts', () => {
  it('are spelled as they were added, whether as text or as ASCII bytes, of any characters and any length', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
      fc.constantFrom('', 'é', 'ab\u0000c', 'x'.repeat(1024), 'x'.repeat(1025), `${'x'.repeat(2000)}é`),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 40 }), (added) => {
        const texts = new StoredTexts()
        for (const [one, asBytes] of added) {
          const bytes = new TextEncoder().encode(`xy${one}z`)
          if (asBytes && /^[\0-\x7f]*$/.test(one)) texts.addAscii(bytes, 2, bytes.length - 1)
          else texts.add(one)
        }
        const expected = ['', ...added.map(([one]) => one)]
        expect([...texts]).toEqual(expected)
        expect(texts.length).toBe(expected.length)
        expect(expected.map((_, number) => texts.at(number))).toEqual(expected)
        expect([texts.at(-1), texts.at(expected.length)]).toEqual([undefined, undefined])
      }),
      { numRuns: 300 },
    )
  })

  it('keep their places while room is made for a hundred thousand more', () => {
    const texts = new StoredTexts()
    texts.reserve(10)
    for (let number = 1; number <= 100_000; number++) texts.add(`GNB-${number}`)
    for (const number of [1, 2, 9_999, 65_536, 100_000]) expect(texts.at(number)).toBe(`GNB-${number}`)
  })
})
