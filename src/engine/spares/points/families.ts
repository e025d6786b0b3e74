// Parts that share their spares: wherever one of them has failed, another may be put in, all the time reckoned.
//
// Parts share where each may stand in for each in all elements that carry it, and they are repaired and supplied alike. A part
// that may only stand in for another shares with it where it has no units of its own to serve, and stands in for no other. What
// may stand in later, or in some elements alone, is told as a way out, and not reckoned with.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { formatNumber } from '#base/format-number.ts'
import { type Trilean, YES } from '#base/trilean.ts'
import { splitList } from '#model/column.ts'
import type { Estate } from '#model/estate.ts'
import { dateAt, type FactTable, textAt } from '#model/fact-table.ts'
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

/** A part that may stand in for another, and is not reckoned with. */
export interface StandIn {
  readonly part: number
  readonly substitute: number
  readonly why: string
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

interface Link {
  readonly part: number
  readonly substitute: number
  /** Why it is not reckoned with; undefined: it is. */
  readonly limit: string | undefined
}

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
  const standIns: StandIn[] = []
  for (const { part, substitute, limit } of links) {
    const [ours, theirs] = [familyOf[part]!, familyOf[substitute]!]
    if (ours === theirs && limit === undefined) continue
    const why =
      limit ?? whyApart({ part, substitute, isBothWays: areBothWays(part, substitute) }, hasUnits, served, question)
    // Each of a family must be able to stand in for each.
    const isWhole = ours.every((one) =>
      theirs.every(
        (other) => (one === part && other === substitute) || (areBothWays(one, other) && question.isAlike(one, other)),
      ),
    )
    if (why !== undefined) standIns.push({ part, substitute, why })
    else if (!isWhole) standIns.push({ part, substitute, why: 'one of them shares with another already' })
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
  return { headOf, membersOf, standIns }
}

/** Why two parts are not reckoned as one, though one may stand in for the other; undefined: they are. */
function whyApart(
  { part, substitute, isBothWays }: { part: number; substitute: number; isBothWays: boolean },
  hasUnits: ReadonlySet<number>,
  served: ReadonlyMap<number, number>,
  { isAlike, rateOf }: FamiliesQuestion,
): string | undefined {
  if (!isBothWays && hasUnits.has(substitute)) return 'it has units of its own to serve'
  if (!isBothWays && served.get(substitute)! > 1) return 'it may stand in for others too'
  if (rateOf(part) === undefined || (hasUnits.has(substitute) && rateOf(substitute) === undefined))
    return 'nobody knows how often one of them fails'
  // What fails of one family is repaired and supplied as one.
  return isAlike(part, substitute) ? undefined : 'its supply or its repair is another'
}

/** Rows of interchange.csv, one that goes both ways as two, in the order of the parts. */
function readLinks(question: FamiliesQuestion): Link[] {
  const links: Link[] = []
  forEachRow(question.facts, 'interchange', (table, row) => {
    const part = question.partIndex.get(textAt(table, 'part', row))
    const substitute = question.partIndex.get(textAt(table, 'substitute', row))
    if (part === undefined || substitute === undefined) return
    const add = (from: number, to: number): void => {
      links.push({ part: from, substitute: to, limit: limitOf(table, row, from, question) })
    }
    add(part, substitute)
    if (textAt(table, 'direction', row) === 'two-way') add(substitute, part)
  })
  return links.sort((left, right) => left.part - right.part || left.substitute - right.substitute)
}

function limitOf(table: FactTable, row: number, part: number, question: FamiliesQuestion): string | undefined {
  const { calendar } = question
  const from = dateAt(table, 'from', row)?.latest ?? BEFORE_ALL
  const until = dateAt(table, 'until', row)?.earliest ?? AFTER_ALL
  if (from > calendar.from || until < calendar.lastDay) return 'it may not stand in on every day reckoned'
  if (textAt(table, 'condition', row) === '' && textAt(table, 'software', row) === '') return undefined
  const { fitting, units } = countFitting(table, row, part, question)
  return fitting < units
    ? `it may stand in on ${formatNumber(fitting)} of ${formatNumber(units)} units alone`
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
