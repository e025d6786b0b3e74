// Stable keys of random streams: the same part in the same pool draws the same numbers in whatever network it stands.
//
// 56 bits of the FNV-1a hash of 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), folded as its authors advise.

const PRIME_LOW = 0x1b3
const PRIME_HIGH = 0x100
const BASIS_HIGH = 0xcbf29ce4
const BASIS_LOW = 0x84222325

export interface StreamKeys {
  /** 32 bits, and 24 above them. */
  readonly streamLow: Uint32Array
  readonly streamHigh: Uint32Array
}

/** FNV-1a of the UTF-8 bytes of a text, in two halves. Worked: `a` is af63dc4c8601ec8c. */
export function hashText(text: string): { high: number; low: number } {
  let [high, low] = [BASIS_HIGH, BASIS_LOW]
  for (const byte of utf8Bytes(text)) {
    low = (low ^ byte) >>> 0
    // 64-bit product with 2^40 + 0x1b3, of which only the low 64 bits are kept; every part below 2^53.
    const product = low * PRIME_LOW
    const carried = Math.floor(product / 2 ** 32)
    high = (Math.imul(high, PRIME_LOW) + Math.imul(low, PRIME_HIGH) + carried) >>> 0
    low = product >>> 0
  }
  return { high, low }
}

function* utf8Bytes(text: string): Generator<number> {
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) yield code
    else if (code < 0x800) yield* [0xc0 | (code >> 6), 0x80 | (code & 63)]
    else if (code < 0x10000) yield* [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
    else yield* [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
  }
}

/** Keys of points by the names of part and pool; two points with one key are an error. */
export function streamKeys(names: readonly (readonly [part: string, pool: string])[]): StreamKeys {
  const streamLow = new Uint32Array(names.length)
  const streamHigh = new Uint32Array(names.length)
  const taken = new Map<string, number>()
  for (const [point, [part, pool]] of names.entries()) {
    const { high, low } = hashText(`${part}\u0000${pool}`)
    // The top byte is folded onto the lowest.
    streamLow[point] = (low ^ (high >>> 24)) >>> 0
    streamHigh[point] = high & 0xffffff
    const key = `${streamHigh[point]} ${streamLow[point]}`
    const twin = taken.get(key)
    if (twin !== undefined)
      throw new Error(`${part} in ${pool} and ${names[twin]!.join(' in ')} have one random stream: rename a pool`)
    taken.set(key, point)
  }
  return { streamLow, streamHigh }
}

/** Of one point at so many times its rate: a stream of its own, so that what is simulated at several rates errs independently. */
export function atFactor(key: StreamKeys, factor: number): StreamKeys {
  const [low = 0, high = 0] = new Uint32Array(Float64Array.of(factor).buffer)
  const mixed = Math.imul(key.streamLow[0]! ^ low, PRIME_LOW) ^ high
  return {
    streamLow: Uint32Array.of(Math.imul(mixed ^ (mixed >>> 15), PRIME_MIX)),
    streamHigh: Uint32Array.of((key.streamHigh[0]! ^ Math.imul(mixed, PRIME_LOW)) & 0xffffff),
  }
}

/** Of the finaliser of MurmurHash3 (Appleby). */
const PRIME_MIX = 0x85ebca6b
