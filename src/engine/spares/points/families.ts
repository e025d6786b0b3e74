// Parts that share their spares: wherever one of them has failed, another may be put in, all the time reckoned.
//
// Two parts share where each may stand in for the other in all elements that carry it. A part that may only stand in for
// another shares with it where it has no units of its own to serve. What may stand in later, or in some elements alone, is
// told as a way out, and not reckoned with.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
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
  /** By part, the part that its family goes by. */
  readonly headOf: Uint32Array
  /** By head, the parts of its family in the order of their rows. */
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
}

interface Link {
  readonly part: number
  readonly substitute: number
  /** Why it is not reckoned with; undefined: it is. */
  readonly limit: string | undefined
}

export function findFamilies(question: FamiliesQuestion): Families {
  const links = readLinks(question)
  const headOf = Uint32Array.from({ length: question.partCount }, (_, part) => part)
  const find = (part: number): number => (headOf[part] === part ? part : find(headOf[part]!))
  const hasUnits = new Set(question.units.partOf)
  const standIns: StandIn[] = []
  for (const { part, substitute, limit } of links) {
    const isBothWays = links.some((other) => other.part === substitute && other.substitute === part && !other.limit)
    const why = limit ?? (isBothWays || !hasUnits.has(substitute) ? undefined : 'it has units of its own to serve')
    if (why === undefined) headOf[find(substitute)] = find(part)
    else standIns.push({ part, substitute, why })
  }
  const heads = headOf.map((_, part) => find(part))
  const membersOf = new Map<number, number[]>()
  for (const [part, head] of heads.entries()) membersOf.set(head, [...(membersOf.get(head) ?? []), part])
  return { headOf: heads, membersOf, standIns }
}

/** Rows of interchange.csv, one that goes both ways as two. */
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
  return links
}

function limitOf(table: FactTable, row: number, part: number, question: FamiliesQuestion): string | undefined {
  const { calendar } = question
  const from = dateAt(table, 'from', row)?.latest ?? BEFORE_ALL
  const until = dateAt(table, 'until', row)?.earliest ?? AFTER_ALL
  if (from > calendar.from || until < calendar.until - 1) return 'it may not stand in on every day reckoned'
  if (textAt(table, 'condition', row) === '' && textAt(table, 'software', row) === '') return undefined
  const { fitting, units } = countFitting(table, row, part, question)
  return fitting < units ? `it may stand in on ${fitting} of ${units} units` : undefined
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
