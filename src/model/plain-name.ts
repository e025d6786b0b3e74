// Which spellings are one name: tags, regions, bands and licences are written by many hands, and a rule that asks for
// `natsec` must not pass over `NatSec`.

/**
 * Without case, spaces, hyphens and underscores; between two digits one hyphen stays of them, for `1-2` is not `12`. Names
 * are compared by it and told as they were written.
 */
export function plainName(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase()
  const plain = folded.replaceAll(/[\s_\p{Pd}]+/gu, (gap, at: number) =>
    isDigit(folded.charAt(at - 1)) && isDigit(folded.charAt(at + gap.length)) ? '-' : '',
  )
  return plain === '' ? folded : plain
}

function isDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character)
}

/** A comma before three digits may part thousands, and so may a point in MHz and kHz: such a band is as it is written. */
const FREQUENCY = /^(\d+)(?:\.((?!\d{3}[km])\d+)|,(\d{1,2}))?([kmg])hz$/u
const HERTZ_DIGITS: { readonly [prefix: string]: number } = { k: 3, m: 6, g: 9 }

/** The plain name of a band or licence; of a frequency in hertz: `3.5GHz`, `3.5 GHz` and `3500 MHz` are one. */
export function plainBand(name: string): string {
  const plain = plainName(name)
  const [, whole, afterPoint = '', afterComma = '', prefix = ''] = FREQUENCY.exec(plain) ?? []
  const fraction = (afterPoint + afterComma).replace(/0+$/u, '')
  const digits = HERTZ_DIGITS[prefix]
  if (whole === undefined || digits === undefined || fraction.length > digits) return plain
  return `${(whole + fraction.padEnd(digits, '0')).replace(/^0+(?=\d)/u, '')}hz`
}

export function isFrequency(name: string): boolean {
  return /^\d+hz$/u.test(plainBand(name))
}

/** Whether a licence is one of a band, however that is named: by a frequency, a range of them, or a number. */
export function isLikeBand(name: string): boolean {
  const plain = plainName(name)
  return /\d/u.test(plain) && (/^[bn]\d+$/u.test(plain) || /[kmg]hz|band/u.test(plain))
}
