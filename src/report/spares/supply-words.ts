// What "lasts until" takes for granted of parts whose supply ends: that nothing more is ordered, be it still to be had or not.

import { parseDay } from '#base/calendar.ts'
import type { PartResult, SparesReport } from '#model/spares-report.ts'

/** Told once beside how long spares last; '' where nothing could still be ordered, or what fails is ordered anew to the last day. */
export function sayNothingOrdered({ parts, purchase, scenario: { from } }: SparesReport): string {
  const missing = new Set(purchase.unobtainable.map(({ part }) => part))
  const isOpen = (part: PartResult): boolean =>
    part.lasting !== undefined && part.regime === 'run-down' && !missing.has(part.part) && arrives(part, from)
  if (!parts.some(isOpen)) return ''
  return `A part whose supply ends in this time lasts so long if nothing of it is ordered from ${from} on, though it may still be had.`
}

/** Ordered on the first day it comes while there are new units, and they may be put in; in stated days, and at once where nobody says in how many. */
function arrives({ newUnitsUntil, newUnitsForbidden, leadTimeDays }: PartResult, from: string): boolean {
  const arrivesOn = parseDay(from)! + (leadTimeDays?.value ?? 0)
  return [newUnitsUntil, newUnitsForbidden?.from].every((end) => end === undefined || arrivesOn < parseDay(end)!)
}

/** `A rule forbids putting in new units from 2024-07-01 on: Nothing of limited vendors (HAND-FREEZE)`. */
export function sayForbidden({ from, rule, title }: NonNullable<PartResult['newUnitsForbidden']>): string {
  return `A rule forbids putting in new units from ${from} on: ${title} (${rule})`
}
