import { describe, expect, it } from 'vitest'
import { fillPhilox, philox } from './philox.ts'

const hex = (words: Iterable<number>) => [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ')

describe('Philox4x32-10', () => {
  it('reproduces the known answers of Random123 kat_vectors', () => {
    expect(hex(philox([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8')
    const ones = 0xffffffff
    expect(hex(philox([ones, ones, ones, ones], [ones, ones]))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd')
    expect(hex(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]))).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    )
    expect(hex(philox([12345, 0, 0, 1], [1, 2]))).toBe('c6471bda cf2d37c1 245e68fb c9f46530')
  })

  it('fills many blocks with the words of each', () => {
    const filled = new Uint32Array(4 * 5)
    const from = 0xfffffffe
    fillPhilox(filled, 5, 3, 0xffffffff, from, 9, 0x89abcdef, 0xfedcba98)
    const expected = [0, 1, 2, 3, 4].flatMap((block) =>
      philox([3, 0xffffffff, (from + block) >>> 0, 9], [0x89abcdef, 0xfedcba98]),
    )
    expect([...filled]).toEqual(expected)
  })
})
