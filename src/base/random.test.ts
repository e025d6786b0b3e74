import { describe, expect, it } from 'vitest'
import { philox, RandomStream } from './random.ts'

const hex = (words: number[]) => words.map((word) => word.toString(16).padStart(8, '0')).join(' ')

describe('Philox4x32-10', () => {
  it('reproduces the known answers of Random123 kat_vectors', () => {
    expect(hex(philox([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8')
    const ones = 0xffffffff
    expect(hex(philox([ones, ones, ones, ones], [ones, ones]))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd')
    expect(hex(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]))).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    )
  })

  it('draws integers from both ends of a range, and nothing outside it', () => {
    const stream = new RandomStream(7, 1)
    const drawn = new Set(Array.from({ length: 200 }, () => stream.integer(3, 6)))
    expect([...drawn].sort((left, right) => left - right)).toEqual([3, 4, 5, 6])
  })
})
