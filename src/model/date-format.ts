// Dates in the form another system writes them, stated by the user: `03/04/2018` is two dates until someone says which.

const TOKEN = /YYYY|MMM|MM|M|DD|D|HH|H|mm|ss/g

const PATTERNS: { readonly [token: string]: string } = {
  YYYY: '(?<year>\\d{4})',
  MMM: '(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '\\d{2}',
  H: '\\d{1,2}',
  mm: '\\d{2}',
  ss: '\\d{2}(?:\\.\\d+)?',
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `YYYY-MM-DD`, or `YYYY-MM` where the format has no day; undefined where the text is not of the format. */
export type ReadFormattedDate = (text: string) => string | undefined

/**
 * A reader of dates of one format, such as `DD/MM/YYYY`, `M/D/YYYY H:mm`, `YYYYMMDD`, `D-MMM-YYYY` (English months),
 * `MM.YYYY`. Hours are passed over. Undefined for what is no such format: it needs a year of four digits and a month,
 * each part once. Whether the day exists is not asked here.
 */
export function compileDateFormat(format: string): ReadFormattedDate | undefined {
  const tokens = format.match(TOKEN) ?? []
  const parts = tokens.map((token) => (/^[YMD]/.test(token) ? token[0]! : token[0]!.toLowerCase()))
  if (new Set(parts).size !== parts.length || !parts.includes('Y') || !parts.includes('M')) return undefined
  const between = format.split(TOKEN)
  if (between.some((text) => /[A-Za-z0-9]/.test(text.replace(/^T$/, '')))) return undefined
  const pattern = between.map((text, index) => escapePattern(text) + (PATTERNS[tokens[index] ?? ''] ?? '')).join('')
  const matcher = new RegExp(`^${pattern}$`, 'i')
  return (text) => {
    const found = matcher.exec(text)?.groups
    if (!found) return undefined
    const month = found.month ?? String(MONTHS.indexOf(found.name!.toLowerCase()) + 1)
    const yearMonth = `${found.year}-${month.padStart(2, '0')}`
    return found.day === undefined ? yearMonth : `${yearMonth}-${found.day.padStart(2, '0')}`
  }
}

function escapePattern(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]/g, '\\$&')
}
