// What a disruption stops, from when and of how many parts, in words.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'

export interface Stop {
  readonly from: string
  /** As short as a narrow drawing needs. */
  readonly label: string
  /** With how much of it no other disruption takes away. */
  readonly said: string
  /** Why it changes nothing; undefined: it may. */
  readonly idle: string | undefined
}

export type DisruptionTold = SparesReport['disruptions'][number]

export function stopsOf(
  { newUnits, repairs, vendorPools, ...counts }: DisruptionTold,
  { scenario: { until } }: Pick<SparesReport, 'scenario'>,
): readonly Stop[] {
  const stopOf = (from: string | undefined, stop: Omit<Stop, 'from'>): Stop[] =>
    from === undefined ? [] : [{ from, ...stop, idle: from > until ? 'after the last day' : stop.idle }]
  const stock = 'nothing of the vendor’s stock'
  return [
    ...stopOf(
      newUnits,
      ofParts('no new units', counts.partsWithoutNewUnits, counts.partsWithoutNewUnitsByItAlone, 'it reaches no part'),
    ),
    ...stopOf(
      repairs,
      ofParts(
        'no repairs',
        counts.partsWithoutRepairs,
        counts.partsWithoutRepairsByItAlone,
        'none of its parts is repaired',
      ),
    ),
    ...stopOf(vendorPools, { label: stock, said: stock, idle: undefined }),
  ]
}

/** Of how many parts, and of how many no other disruption does, where that is not all: `11 parts (3 by this alone)`. */
function ofParts(what: string, parts: number, byItAlone: number, whyNone: string): Omit<Stop, 'from'> {
  if (parts === 0) return { label: what, said: what, idle: whyNone }
  const label = `${what} of ${formatCount(parts, 'part')}`
  const alone = byItAlone === 0 ? 'none' : formatNumber(byItAlone)
  return { label, said: byItAlone === parts ? label : `${label} (${alone} by this alone)`, idle: undefined }
}

/** `no new units of 11 parts from 2020-09-15`. */
export function sayStop({ said, from, idle }: Stop): string {
  return `${said} from ${from}${idle === undefined ? '' : `, which changes nothing: ${idle}`}`
}
