// A figure beside the axis of a drawing, where there is little room.

import { formatNumber } from '#base/format-number.ts'

const THOUSANDS = [
  [1e9, 'bn'],
  [1e6, 'M'],
  [1e4, 'k'],
] as const

/** Short enough for the margin of a drawing: `1,500`, `500 k`, `1.5 M`, `2 bn`. */
export function sayTick(value: number): string {
  const found = THOUSANDS.find(([least]) => value >= least)
  if (!found) return formatNumber(value)
  const [least, name] = found
  return `${formatNumber(Number((value / (name === 'k' ? 1000 : least)).toPrecision(3)))} ${name}`
}
