// Which rules forbid putting in units of a part, and whether they leave any use for what is bought or held.

import type { CivilDay } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import type { TrileanSpells } from '#base/trilean-spells.ts'
import type { PutInto, ReplacementBar } from '../../rules/index.ts'
import type { Families } from './families.ts'
import type { SparePart } from './spare-parts.ts'
import type { StepCalendar } from './step-calendar.ts'

/** What a rule in force surely forbids on the days [from, until). */
export interface Barred {
  readonly rule: string
  readonly title: string
  /** Units bought on the first day, those held by then or taken out of the network, or those ordered anew as others fail. */
  readonly of: 'bought' | 'held' | 'ordered'
  readonly from: CivilDay
  readonly until: CivilDay
}

/** What rules say of each part where it is put into the elements of those. */
export type AskBars = (putInto: PutInto) => readonly ReplacementBar[]

/** Nobody asks rules. */
export const NO_BARS: AskBars = () => []

/** By index of the part. */
export type BarsByPart = ReadonlyMap<number, readonly Barred[]>

export interface Bars {
  /** All that is said of each part where it serves: what is bought, and what is told beside it, go by these. */
  readonly told: readonly ReplacementBar[]
  /** What of that is sure, and in force. */
  readonly whereItServes: BarsByPart
  /** The same of each part that might be put in the place of another, and is not reckoned with: in the elements of those. */
  readonly asStandIn: BarsByPart
}

export function askBars(ask: AskBars, parts: readonly SparePart[], families: Families): Bars {
  const told = ask(whereTheyServe(parts, families))
  return {
    told,
    whereItServes: surelyBarred(told, parts),
    asStandIn: surelyBarred(ask(whereTheyMightStandIn(parts, families)), parts),
  }
}

/** What is bought or held of a part serves the elements of its family, and no others. */
function whereTheyServe(parts: readonly SparePart[], { headOf, membersOf }: Families): PutInto {
  return new Map(
    parts.map(({ part }, index) => [part, membersOf.get(headOf[index]!)!.map((member) => parts[member]!.part)]),
  )
}

function whereTheyMightStandIn(parts: readonly SparePart[], { standIns }: Families): PutInto {
  const putInto = new Map<string, string[]>()
  for (const { part, substitute } of standIns) {
    const { part: name } = parts[substitute]!
    putInto.set(name, [...(putInto.get(name) ?? []), parts[part]!.part])
  }
  return putInto
}

function surelyBarred(bars: readonly ReplacementBar[], parts: readonly SparePart[]): BarsByPart {
  const byName = new Map<string, Barred[]>()
  for (const { part, rule, title, status, ofBought, ofHeld, ofOrdered } of bars) {
    if (status !== 'in-force') continue
    const surely = (spells: TrileanSpells, of: Barred['of']): Barred[] =>
      spells.filter(({ value }) => value === YES).map(({ from, until }) => ({ rule, title, of, from, until }))
    const ofAll = [...surely(ofBought, 'bought'), ...surely(ofHeld, 'held'), ...surely(ofOrdered, 'ordered')]
    byName.set(part, [...(byName.get(part) ?? []), ...ofAll])
  }
  return new Map(parts.map(({ part }, index) => [index, byName.get(part) ?? []]))
}

/** The first rule of those that leave no day, from this one to the last, on which a unit may be put in; undefined: some day is left. */
export function barFrom(
  barred: BarsByPart,
  calendar: StepCalendar,
  { part, of, day }: { readonly part: number; readonly of: Barred['of']; readonly day: CivilDay },
): Barred | undefined {
  const first = barToTheEnd(barred, calendar, { part, of })
  if (!first || first.from > day) return undefined
  return barred.get(part)!.find((bar) => bar.of === of && bar.from <= day && bar.until > day)
}

/** The first of the rules that leave no day from then on to the last, one taking over from another; of equals the first stated. */
export function barToTheEnd(
  barred: BarsByPart,
  { lastDay }: StepCalendar,
  { part, of }: { readonly part: number; readonly of: Barred['of'] },
): Barred | undefined {
  const bars = barred.get(part)?.filter((bar) => bar.of === of) ?? []
  let first: Barred | undefined
  for (;;) {
    const from: CivilDay = first?.from ?? lastDay + 1
    const before = bars
      .filter((bar) => bar.from < from && bar.until >= from)
      .reduce<Barred | undefined>(earlier, undefined)
    if (!before) return first
    first = before
  }
}

const earlier = (first: Barred | undefined, bar: Barred): Barred => (first && first.from <= bar.from ? first : bar)

/** `a rule forbids putting in what is bought: Nothing of limited vendors (HAND-FREEZE)`. */
export const sayBar = ({ of, title, rule }: Barred): string =>
  `a rule forbids putting in what is ${of}: ${title} (${rule})`
