// Which waivers waive nothing: on none of their days is anything they select in breach of their rule, or may be?

import type { CivilDay } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import type { FactTable } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { sayPlace } from '#model/place.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { readSelector } from '#model/selector.ts'
import { DateReader, type SelectorMatcher } from '../estate/index.ts'
import type { AnsweredMeasures, Reading } from './measure-register.ts'
import type { SubjectRecords, WaiverRecord } from './subject-records.ts'
import { type Look, type StretchSink, Sweep } from './sweep.ts'
import { isInNumerator } from './tally.ts'

/** A waiver of some elements, and those. */
interface SelectingWaiver {
  readonly waiver: WaiverRecord
  readonly entities: ReadonlySet<number>
}

interface Swept extends AnsweredMeasures {
  readonly records: SubjectRecords
  readonly matcher: SelectorMatcher
  readonly readings: readonly Reading[]
}

/** Of the rules that were judged. A waiver of a rule as a whole is never idle: it says nothing of what there is. */
export function findIdleWaivers(swept: Swept, estate: Estate, question: RulesQuestion): ReadonlySet<WaiverRecord> {
  if (!isAllKnown(question)) return new Set()
  const looks: Look[] = []
  /** Until a look strikes them off: one that lasts on no day on which its rule is due is never looked at. */
  const idle = new Set<WaiverRecord>()
  const waiversOf: (readonly SelectingWaiver[])[] = []
  for (const { statement, windows } of swept.readings) {
    const waivers = swept.records.waivers
      .filter(({ rule, until }) => rule === statement.rule.id && until > question.inventoryDate)
      .flatMap((waiver) => selectingWaiver(waiver, swept.matcher))
    if (waivers.length === 0) continue
    // What is waived subject by subject has a measure of what is not waived.
    const waivable = windows.filter(({ unwaived }) => unwaived !== undefined)
    if (waivable.length > 0) for (const { waiver } of waivers) idle.add(waiver)
    for (const { window, main } of waivable) {
      const from = Math.max(window.dueFrom, Math.min(...waivers.map(({ waiver }) => waiver.from)))
      const until = Math.min(window.until, Math.max(...waivers.map(({ waiver }) => waiver.until)))
      if (from >= until) continue
      looks.push({ asked: swept.measures[main[0]!]!, days: { from, to: until - 1 } })
      waiversOf.push(waivers)
    }
  }
  if (looks.length === 0) return idle
  const sink = new WaivedBreaches(estate, waiversOf, idle)
  const sweep = new Sweep(estate, swept.cohorts, looks, swept.records, sink)
  for (const site of sitesOf(new Set(waiversOf.flat().flatMap(({ entities }) => [...entities])), estate))
    sweep.visit(site, site + 1)
  return idle
}

/** None where it waives a rule as a whole, or where something perhaps meets its selector. */
function selectingWaiver(waiver: WaiverRecord, matcher: SelectorMatcher): SelectingWaiver[] {
  const reading = readSelector(waiver.scope)
  if ('problem' in reading || reading.value.size === 0) return []
  const meaning = matcher.meaningOf(reading.value)
  const entities = new Set([...meaning].flatMap(([entity, isMeant]) => (isMeant === YES ? [entity] : [])))
  return entities.size === 0 && meaning.size > 0 ? [] : [{ waiver, entities }]
}

/** Everything in the tables was known by the day; and the inventory, which forgets what has gone, is not of a later one. */
function isAllKnown({ facts, knownAt, inventoryDate }: RulesQuestion): boolean {
  return knownAt >= inventoryDate && facts.every((table) => !hasLater(table, knownAt))
}

function hasLater(table: FactTable, day: CivilDay): boolean {
  if (!table.columns.has('knownFrom')) return false
  const dates = new DateReader(table, ['knownFrom'])
  for (let row = 0; row < table.rowCount; row++) if (dates.read(0, row) && dates.latest > day) return true
  return false
}

function sitesOf(entities: ReadonlySet<number>, { siteStart, siteCount, entityOf }: Estate): number[] {
  const sites: number[] = []
  for (let site = 0; site <= siteCount; site++) {
    for (let subject = siteStart[site]!; subject < siteStart[site + 1]!; subject++) {
      if (!entities.has(entityOf[subject]!)) continue
      sites.push(site)
      break
    }
  }
  return sites
}

/** Strikes off every waiver that something in breach is met by. */
class WaivedBreaches implements StretchSink {
  readonly #idle: Set<WaiverRecord>
  readonly #estate: Estate
  /** By look. */
  readonly #waiversOf: readonly (readonly SelectingWaiver[])[]

  constructor(estate: Estate, waiversOf: readonly (readonly SelectingWaiver[])[], idle: Set<WaiverRecord>) {
    this.#estate = estate
    this.#waiversOf = waiversOf
    this.#idle = idle
  }

  putSubject(look: number, subject: number, category: number, from: number, until: number): void {
    if (!isInNumerator(category)) return
    const entity = this.#estate.entityOf[subject]!
    for (const { waiver, entities } of this.#waiversOf[look]!)
      if (waiver.from < until && from < waiver.until && entities.has(entity)) this.#idle.delete(waiver)
  }

  /** Breaches are counted by subject, wherever it stands. */
  putSite(): void {}
  putSomewhere(): void {}
}

/** A warning a waiver, unless its row was told for another fault. */
export function warnOfIdleWaivers(
  idle: Iterable<WaiverRecord>,
  told: readonly Fault[],
  report: (fault: Fault) => void,
): void {
  for (const { rule, scope, place } of idle) {
    if (told.some((fault) => sayPlace(fault) === sayPlace(place))) continue
    report({
      code: 'contradiction',
      severity: 'warning',
      ...place,
      column: 'scope',
      text: quoteForFault(scope),
      problem: `waives nothing: on its days nothing that it selects is in breach of rule ${rule}, or may be`,
      expected: 'what is in breach of the rule, or no such waiver',
    })
  }
}
