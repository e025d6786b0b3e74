// Which rules in force surely forbid putting in units of a part, and whether they leave any use for what is bought or held.

import type { CivilDay } from '#base/calendar.ts'
import type { Families } from './families.ts'
import type { SparePart } from './spare-parts.ts'
import type { StepCalendar } from './step-calendar.ts'

/** On the days [from, until). */
export interface Barred {
  readonly rule: string
  readonly title: string
  /** Units bought on the first day, or those held by then or taken out of the network. */
  readonly of: 'bought' | 'held'
  readonly from: CivilDay
  readonly until: CivilDay
}

/** Asked with what stands in for what, by identifiers; by part, what is surely forbidden by a rule in force. */
export type AskBars = (standsInFor: ReadonlyMap<string, readonly string[]>) => ReadonlyMap<string, readonly Barred[]>

/** Nobody asks rules. */
export const NO_BARS: AskBars = () => new Map()

/** By index of the part. */
export type BarsByPart = ReadonlyMap<number, readonly Barred[]>

export function askBars(ask: AskBars, parts: readonly SparePart[], { membersOf, standIns }: Families): BarsByPart {
  const standsInFor = new Map<string, string[]>()
  const add = (substitute: number, part: number): void => {
    const { part: name } = parts[substitute]!
    standsInFor.set(name, [...(standsInFor.get(name) ?? []), parts[part]!.part])
  }
  for (const members of membersOf.values())
    for (const member of members) for (const other of members) if (other !== member) add(member, other)
  for (const { part, substitute } of standIns) add(substitute, part)
  const bars = ask(standsInFor)
  return new Map(
    [...parts.entries()].flatMap(([index, { part }]) => {
      const own = bars.get(part)
      return own ? [[index, own] as const] : []
    }),
  )
}

/** The first rule that leaves no day, from this one to the last, on which a unit may be put in; undefined: none does. */
export function barFrom(
  { barred, calendar }: { readonly barred: BarsByPart; readonly calendar: StepCalendar },
  part: number,
  of: Barred['of'],
  day: CivilDay,
): Barred | undefined {
  return barred.get(part)?.find((bar) => bar.of === of && bar.from <= day && bar.until > calendar.lastDay)
}

/** `a rule forbids putting in what is bought: Nothing of limited vendors (HAND-FREEZE)`. */
export const sayBar = ({ of, title, rule }: Barred): string =>
  `a rule forbids putting in what is ${of}: ${title} (${rule})`
