// The stable keys of stocking points: from the identifiers of part and pool, so that a point draws the same random numbers
// whatever stands beside it, and the difference between two scenarios is not one of luck.

/** The keys of points by column; each is the low 32 and the high 24 of 56 bits. */
export interface StreamKeys {
  readonly low: Uint32Array
  readonly high: Uint32Array
}

/** The keys of things that are named by their identifiers, such as a part and a pool; two names of one key are an error. */
export function streamKeys(names: readonly (readonly string[])[]): StreamKeys {
  const low = new Uint32Array(names.length)
  const high = new Uint32Array(names.length)
  const known = new Map<string, readonly string[]>()
  for (const [index, name] of names.entries()) {
    // The separator cannot stand in an identifier.
    const [highWord, lowWord] = fnv1a64(name.join('\0'))
    // 56 of 64 bits, as the authors of the hash advise: the highest bits folded onto the lowest.
    low[index] = lowWord ^ (highWord >>> 24)
    high[index] = highWord & 0xffffff
    const key = `${high[index]} ${low[index]}`
    const other = known.get(key)
    if (other) throw new Error(`${quote(other)} and ${quote(name)} draw the same random numbers: rename one of them`)
    known.set(key, name)
  }
  return { low, high }
}

function quote(name: readonly string[]): string {
  return name.map((part) => `\`${part}\``).join(' in ')
}

/**
 * FNV-1a of the text's UTF-8, 64 bits as high and low word (Fowler, Noll, Vo; RFC 9923).
 *
 * Worked: `foobar` is 85944171 f73967e8.
 */
export function fnv1a64(text: string): [number, number] {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (const byte of utf8Of(text)) {
    // Times the prime 2^40 + 435: the first term moves the low word up by 8 bits into the high one.
    const mixed = (low ^ byte) >>> 0
    const product = mixed * 435
    high = (Math.imul(high, 435) + Math.floor(product / 2 ** 32) + (mixed << 8)) >>> 0
    low = product >>> 0
  }
  return [high, low]
}

function* utf8Of(text: string): Generator<number> {
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) {
      yield code
    } else if (code < 0x800) {
      yield 0xc0 | (code >> 6)
      yield 0x80 | (code & 0x3f)
    } else if (code < 0x10000) {
      yield 0xe0 | (code >> 12)
      yield 0x80 | ((code >> 6) & 0x3f)
      yield 0x80 | (code & 0x3f)
    } else {
      yield 0xf0 | (code >> 18)
      yield 0x80 | ((code >> 12) & 0x3f)
      yield 0x80 | ((code >> 6) & 0x3f)
      yield 0x80 | (code & 0x3f)
    }
  }
}
