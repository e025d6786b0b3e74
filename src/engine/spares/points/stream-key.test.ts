import { describe, expect, it } from 'vitest'
import { atFactor, hashText, streamKeys } from './stream-key.ts'

function hash(text: string): string {
  const { high, low } = hashText(text)
  return [high, low].map((word) => word.toString(16).padStart(8, '0')).join('')
}

describe('the key of a stocking point', () => {
  it('comes from FNV-1a, which gives the published hashes', () => {
    expect(hash('')).toBe('cbf29ce484222325')
    expect(hash('a')).toBe('af63dc4c8601ec8c')
    expect(hash('foobar')).toBe('85944171f73967e8')
    expect(hash('chongo was here!\n')).toBe('46810940eff5f915')
  })

  it('is of the bytes of UTF-8', () => {
    const texts = ['é', 'ß–✓', '𝄞 a']
    // The bytes as characters of one byte each are other texts; so hash by hand, with whole numbers of any size.
    const expected = texts.map((text) => {
      let hash = 0xcbf29ce484222325n
      for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
      return hash.toString(16).padStart(16, '0')
    })
    expect(texts.map(hash)).toEqual(expected)
  })

  it('is of part and pool apart, and the same whatever else there is', () => {
    const alone = streamKeys([['P-1', 'north']])
    const among = streamKeys([
      ['P-', '1north'],
      ['P-1n', 'orth'],
      ['P-1', 'north'],
    ])
    expect(new Set(among.streamLow).size).toBe(3)
    expect([among.streamLow[2], among.streamHigh[2]]).toEqual([alone.streamLow[0], alone.streamHigh[0]])
    expect(alone.streamHigh[0]).toBeLessThan(2 ** 24)
  })

  it('is another for each multiple of the rate, and the same for the same', () => {
    const one = streamKeys([['P-1', 'north']])
    const keys = [0.5, 1 + 2 ** -52, 1, 2].map((factor) => atFactor(one, factor))
    const told = keys.map(({ streamLow, streamHigh }) => `${streamHigh[0]} ${streamLow[0]}`)
    expect(new Set(told).size).toBe(4)
    expect(atFactor(one, 0.5)).toEqual(keys[0])
    expect(atFactor(streamKeys([['P-2', 'north']]), 0.5)).not.toEqual(keys[0])
    for (const { streamHigh } of keys) expect(streamHigh[0]).toBeLessThan(2 ** 24)
  })

  it('is refused where two would share it, with both names', () => {
    const twice = () =>
      streamKeys([
        ['P-1', 'north'],
        ['P-2', 'north'],
        ['P-1', 'north'],
      ])
    expect(twice).toThrow('P-1 in north and P-1 in north')
  })
})
