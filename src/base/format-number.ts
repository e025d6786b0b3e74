// How a number is written for people, alone or with what it counts.

/** `12,345`, `-3`, `0.25`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'without bound' : 'not known'
  const [whole = '0', part] = String(value).split('.')
  if (whole.includes('e') || part?.includes('e')) return String(value)
  const grouped = whole.replace(/(?<=\d)(?=(\d{3})+$)/g, ',')
  return part === undefined ? grouped : `${grouped}.${part}`
}

/** `1 rule`, `2 rules`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}
