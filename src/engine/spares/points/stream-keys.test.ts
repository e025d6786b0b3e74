import { describe, expect, it } from 'vitest'
import { fnv1a64, streamKeys } from './stream-keys.ts'

const hex = (words: readonly number[]) => words.map((word) => word.toString(16).padStart(8, '0')).join('')

describe('the key of a stocking point', () => {
  it('comes from FNV-1a, which gives the published hashes', () => {
    expect(hex(fnv1a64(''))).toBe('cbf29ce484222325')
    expect(hex(fnv1a64('a'))).toBe('af63dc4c8601ec8c')
    expect(hex(fnv1a64('foobar'))).toBe('85944171f73967e8')
    expect(hex(fnv1a64('chongo was here!\n'))).toBe('46810940eff5f915')
  })

  it('is of the bytes of UTF-8', () => {
    const texts = ['é', 'ß–✓', '𝄞 a']
    // The bytes as characters of one byte each are other texts; so hash by hand, with whole numbers of any size.
    const expected = texts.map((text) => {
      let hash = 0xcbf29ce484222325n
      for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
      return hash.toString(16).padStart(16, '0')
    })
    expect(texts.map((text) => hex(fnv1a64(text)))).toEqual(expected)
  })

  it('is of part and pool apart, and the same whatever else there is', () => {
    const alone = streamKeys([['P-1', 'north']])
    const among = streamKeys([
      ['P-', '1north'],
      ['P-1n', 'orth'],
      ['P-1', 'north'],
    ])
    expect(new Set(among.low).size).toBe(3)
    expect([among.low[2], among.high[2]]).toEqual([alone.low[0], alone.high[0]])
    expect(alone.high[0]).toBeLessThan(2 ** 24)
  })

  it('is refused where two would share it, with both names', () => {
    const names = [
      ['P-1', 'north'],
      ['P-2', 'north'],
      ['P-1', 'north'],
    ]
    expect(() => streamKeys(names)).toThrow('`P-1` in `north` and `P-1` in `north` draw the same random numbers')
  })
})
