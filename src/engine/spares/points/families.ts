// Parts that share their spares: wherever one of them has failed, another may be put in, all the time reckoned.
//
// Parts share where each may stand in for each in all elements that carry it, and they are repaired and supplied alike. A part
// that may only stand in for another shares with it where it has no units of its own to serve, and stands in for no other. Of one
// that may stand in everywhere and all the time, and does not share, units may be set aside for the other. What may stand in later,
// or in some elements alone, is told with its row and what it would take, and not reckoned with.

import { AFTER_ALL, BEFORE_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { formatNumber } from '#base/format-number.ts'
import { type Trilean, YES } from '#base/trilean.ts'
import { splitList } from '#model/column.ts'
import type { Estate } from '#model/estate.ts'
import { dateAt, type FactTable, textAt } from '#model/fact-table.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import { plainName } from '#model/plain-name.ts'
import { readSelector } from '#model/selector.ts'
import type { SelectorMatcher } from '../../estate/index.ts'
import { forEachRow } from './pools.ts'
import type { StepCalendar } from './step-calendar.ts'
import type { UnitRecords } from './unit-records.ts'

export interface Families {
  /** By part, the part that its family goes by: the first that has units that fail, else the first that has units. */
  readonly headOf: Uint32Array
  /** By head, the parts of its family in the order of their identifiers. */
  readonly membersOf: ReadonlyMap<number, readonly number[]>
  readonly standIns: readonly StandIn[]
}

/** A part that may stand in for another, and shares no spares with it. */
export interface StandIn {
  readonly part: number
  readonly substitute: number
  readonly why: string
  /** What would have to be stated for it to be reckoned with. */
  readonly takes: string
  /** Whether units of it serve for the other as its own do: in every element and on every day, supplied and repaired alike. */
  readonly servesAlike: boolean
  /** ` from 2021-03-01`; empty: on every day reckoned. */
  readonly when: string
  /** Its row. */
  readonly place: string
}

export interface FamiliesQuestion {
  readonly facts: readonly FactTable[]
  readonly estate: Estate
  readonly matcher: SelectorMatcher
  readonly units: UnitRecords
  readonly calendar: StepCalendar
  readonly partIndex: ReadonlyMap<string, number>
  readonly partCount: number
  /** Whether two parts are repaired, cut off and delivered alike. */
  readonly isAlike: (part: number, other: number) => boolean
  /** How often a unit of a part fails; undefined: nobody knows. */
  readonly rateOf: (part: number) => number | undefined
}

type Apart = Pick<StandIn, 'why' | 'takes'>

interface Link extends Pick<StandIn, 'part' | 'substitute' | 'when' | 'place'> {
  /** Undefined: nothing its row says. */
  readonly limit: Apart | undefined
}

const APART = {
  serves: {
    why: 'it has units of its own to serve',
    takes: 'a row that says two-way, if each may stand in for the other',
  },
  standsInForOthers: { why: 'it may stand in for others too', takes: 'rows both ways between each two of them' },
  noRate: { why: 'nobody knows how often one of them fails', takes: 'the failure rates of both' },
  unlike: {
    why: 'its supply or its repair is another',
    takes: 'the same repair, and the same days on which new units and repairs end',
  },
  shares: {
    why: 'one of them shares with another already',
    takes: 'rows both ways between each two of them, and the same supply and repair of all',
  },
  days: { why: 'it may not stand in on every day reckoned', takes: 'a row that holds on all of them' },
} as const satisfies Record<string, Apart>

export function findFamilies(question: FamiliesQuestion): Families {
  const links = readLinks(question)
  const familyOf = Array.from({ length: question.partCount }, (_, part) => [part])
  const hasUnits = new Set(question.units.partOf)
  const isLinked = new Set(links.filter(({ limit }) => !limit).map(({ part, substitute }) => `${part} ${substitute}`))
  const areBothWays = (part: number, other: number): boolean =>
    isLinked.has(`${part} ${other}`) && isLinked.has(`${other} ${part}`)
  /** Of a part without units, for how many others it may stand in: it can share with one alone. */
  const served = new Map<number, number>()
  for (const { substitute } of links) served.set(substitute, (served.get(substitute) ?? 0) + 1)
  const standIns: (Link & Apart)[] = []
  for (const link of links) {
    const { limit } = link
    const { part, substitute } = link
    const [ours, theirs] = [familyOf[part]!, familyOf[substitute]!]
    if (ours === theirs && limit === undefined) continue
    const apart =
      limit ?? whyApart({ part, substitute, isBothWays: areBothWays(part, substitute) }, hasUnits, served, question)
    // Each of a family must be able to stand in for each.
    const isWhole = ours.every((one) =>
      theirs.every(
        (other) => (one === part && other === substitute) || (areBothWays(one, other) && question.isAlike(one, other)),
      ),
    )
    if (apart !== undefined) standIns.push({ ...link, ...apart })
    else if (!isWhole) standIns.push({ ...link, ...APART.shares })
    else {
      const family = [...ours, ...theirs].sort((left, right) => left - right)
      for (const member of family) familyOf[member] = family
    }
  }
  const membersOf = new Map<number, readonly number[]>()
  const headOfFamily = (family: readonly number[]): number =>
    family.find((part) => hasUnits.has(part) && (question.rateOf(part) ?? 0) > 0) ??
    family.find((part) => hasUnits.has(part)) ??
    family[0]!
  for (const family of new Set(familyOf)) membersOf.set(headOfFamily(family), family)
  const headOf = Uint32Array.from(familyOf, headOfFamily)
  // What one row limits, another may allow everywhere and all the time.
  const areApart = ({ part, substitute }: Link): boolean => familyOf[part] !== familyOf[substitute]
  const servesAlike = ({ part, substitute, limit }: Link): boolean =>
    limit === undefined &&
    [part, substitute].every((one) => familyOf[one]!.length === 1 && question.rateOf(one) !== undefined) &&
    question.isAlike(part, substitute)
  return {
    headOf,
    membersOf,
    standIns: standIns
      .filter(areApart)
      .map(({ limit, ...link }) => ({ ...link, servesAlike: servesAlike({ ...link, limit }) })),
  }
}

/** The heads of a part's family, and of those between which units may be set aside, one for another, however many are between. */
export function concernedBy({ headOf, standIns }: Families, part: number): ReadonlySet<number> {
  const concerned = new Set([headOf[part]!])
  for (const head of concerned)
    for (const one of standIns)
      if (one.servesAlike && (one.part === head || one.substitute === head)) concerned.add(one.part).add(one.substitute)
  return concerned
}

/** Why two parts are not reckoned as one, though one may stand in for the other; undefined: they are. */
function whyApart(
  { part, substitute, isBothWays }: { part: number; substitute: number; isBothWays: boolean },
  hasUnits: ReadonlySet<number>,
  served: ReadonlyMap<number, number>,
  { isAlike, rateOf }: FamiliesQuestion,
): Apart | undefined {
  if (rateOf(part) === undefined || (hasUnits.has(substitute) && rateOf(substitute) === undefined)) return APART.noRate
  // What fails of one family is repaired and supplied as one.
  if (!isAlike(part, substitute)) return APART.unlike
  if (!isBothWays && hasUnits.has(substitute)) return APART.serves
  return !isBothWays && served.get(substitute)! > 1 ? APART.standsInForOthers : undefined
}

/** Rows of interchange.csv, one that goes both ways as two, in the order of the parts. */
function readLinks(question: FamiliesQuestion): Link[] {
  const links: Link[] = []
  forEachRow(question.facts, 'interchange', (table, row) => {
    const part = question.partIndex.get(textAt(table, 'part', row))
    const substitute = question.partIndex.get(textAt(table, 'substitute', row))
    if (part === undefined || substitute === undefined) return
    const place = sayPlace(placeOf(table, row))
    const when = sayWhen(table, row, question.calendar)
    const add = (from: number, to: number): void => {
      links.push({ part: from, substitute: to, when, place, limit: limitOf(table, row, from, question) })
    }
    add(part, substitute)
    if (textAt(table, 'direction', row) === 'two-way') add(substitute, part)
  })
  return links.sort((left, right) => left.part - right.part || left.substitute - right.substitute)
}

function sayWhen(table: FactTable, row: number, calendar: StepCalendar): string {
  const { from, until } = daysOf(table, row)
  const begins = from > calendar.from ? ` from ${formatDay(from)}` : ''
  return until < calendar.lastDay ? `${begins} until ${formatDay(until)}` : begins
}

/** The first and the last day on which it surely may. */
function daysOf(table: FactTable, row: number): { from: CivilDay; until: CivilDay } {
  return {
    from: dateAt(table, 'from', row)?.latest ?? BEFORE_ALL,
    until: dateAt(table, 'until', row)?.earliest ?? AFTER_ALL,
  }
}

function limitOf(table: FactTable, row: number, part: number, question: FamiliesQuestion): Apart | undefined {
  if (sayWhen(table, row, question.calendar) !== '') return APART.days
  if (textAt(table, 'condition', row) === '' && textAt(table, 'software', row) === '') return undefined
  const { fitting, units } = countFitting(table, row, part, question)
  return fitting < units
    ? {
        why: `it may stand in on ${formatNumber(fitting)} of ${formatNumber(units)} units alone`,
        takes: 'a row that holds for all of them',
      }
    : undefined
}

/** Units whose element meets the conditions of the row for certain; what an element does not state is not met. */
function countFitting(
  table: FactTable,
  row: number,
  part: number,
  { units: records, estate, matcher }: FamiliesQuestion,
): { fitting: number; units: number } {
  const condition = readSelector(textAt(table, 'condition', row) || '*')
  const meant = 'value' in condition ? matcher.meaningOf(condition.value) : new Map<number, Trilean>()
  const releases = new Set(splitList(textAt(table, 'software', row)).map(plainName))
  let [fitting, units] = [0, 0]
  for (let point = 0; point < records.pointCount; point++) {
    if (records.partOf[point] !== part) continue
    for (let record = records.start[point]!; record < records.start[point + 1]!; record++) {
      const host = records.host[record]!
      units += records.quantity[record]!
      if (meant.get(host) === YES && runsOneOf(estate, host, releases)) fitting += records.quantity[record]!
    }
  }
  return { fitting, units }
}

function runsOneOf(estate: Estate, host: number, releases: ReadonlySet<string>): boolean {
  const origin = estate.entities.originOf(host)
  return (
    releases.size === 0 ||
    (origin !== undefined && releases.has(plainName(textAt(origin.table, 'softwareVersion', origin.row))))
  )
}
