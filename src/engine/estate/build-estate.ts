// Builds the estate over time from the rows of the workspace, as known on a day.

import type { DayColumn } from '#model/day-column.ts'
import type { Estate, PlannedChange, WeightColumn, WeightStep } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { CONDITION_EVENTS } from '#model/rule.ts'
import { WEIGHT_MEASURES, type WeightMeasure } from '#model/tables.ts'
import type { Reconciliation } from '#model/verdict.ts'
import type { VendorBook } from '../vendors/index.ts'
import { Absences } from './absences.ts'
import { carryOutPlan } from './carry-out-plan.ts'
import { ClassInterner } from './class-interner.ts'
import { describeClass } from './describe-class.ts'
import { EntityList } from './entity-list.ts'
import { DateReader } from './history.ts'
import { loadContracts } from './load-contracts.ts'
import { loadElements } from './load-elements.ts'
import { SiteList } from './load-sites.ts'
import { loadUnits } from './load-units.ts'
import type { Loading } from './loading.ts'
import { countOperatorParts } from './operator-parts.ts'
import { reconcileWithNetwork, reconcileWithTotals } from './reconcile.ts'
import { settleConfigurations } from './settle-configurations.ts'
import { settleHosted } from './settle-hosted.ts'
import { SubjectDraft, type WeightDraft } from './subject-draft.ts'
import { SupplierResolver } from './supplier-resolution.ts'

export interface BuiltEstate {
  readonly estate: Estate
  readonly reconciliations: readonly Reconciliation[]
  /** What the tables say of one another that cannot be, the first thousand; rows with errors are left out. */
  readonly faults: readonly Fault[]
}

export interface EstateQuestion extends Pick<RulesQuestion, 'facts' | 'operator' | 'inventoryDate' | 'knownAt'> {
  /** Rows have faults: what follows from those being absent or wrong is not told. */
  readonly isPartial?: boolean
}

/** Rows must have passed the reader and `checkReferences`. Every fault is passed on. */
export function buildEstate(
  question: EstateQuestion,
  book: VendorBook,
  passOn: (fault: Fault) => void = () => undefined,
): BuiltEstate {
  const { facts, knownAt, inventoryDate } = question
  const tables = (name: string): FactTable[] => facts.filter((table) => table.schema.name === name)
  const { kept: faults, report } = new FaultLog(passOn)

  const sites = new SiteList(tables('sites'), knownAt, inventoryDate)
  const interner = new ClassInterner()
  const capacity = countRows(facts)
  const entities = new EntityList(capacity.entities)
  const loading: Loading = {
    draft: createDraft(facts, capacity.subjects),
    interner,
    entities,
    sites,
    knownAt,
    inventoryDate,
    absences: new Absences(facts, question.isPartial ?? false),
    report,
  }
  const { draft } = loading

  const hosted = new Map<number, string>()
  for (const table of tables('elements')) loadElements(table, loading, hosted)
  if (hosted.size > 0) settleHosted(loading, hosted)
  const elementsInInventory = entities.count
  // Before the plan, so that a successor inherits them; and after it, for the elements the plan makes.
  setWeightSeries(tables('weights'), loading, 0)
  const plannedChanges = carryOutPlan(tables('plan'), { ...loading, book, operator: question.operator })
  settleConfigurations(loading)
  const plannedElements = entities.count - elementsInInventory
  if (plannedElements > 0) setWeightSeries(tables('weights'), loading, elementsInInventory)
  for (const table of tables('units')) loadUnits(table, tables('parts'), loading)
  const units = entities.count - elementsInInventory - plannedElements
  for (const table of tables('contracts')) loadContracts(table, loading)
  const contracts = entities.count - elementsInInventory - plannedElements - units
  const ofNetwork = reconcileWithNetwork(tables('network'), loading, book)
  const firstMissingSite = sites.identifiers.length
  const reconciliations = [...ofNetwork, ...reconcileWithTotals(tables('totals'), loading, book, report)]

  const resolver = new SupplierResolver(book)
  const classes = Array.from({ length: interner.classCount }, (_, classId) =>
    describeClass(interner, classId, resolver, question.operator),
  )
  const { order, siteStart } = orderBySite(draft, sites.identifiers.length)
  // Plans and dated weights name subjects by where they stood in the draft.
  const namesSubjects = plannedChanges.length + draft.series.size > 0
  const place = namesSubjects ? placesIn(order) : new Uint32Array(0)
  // Every subject's site is told by its place now.
  const reorder = new Reorder(order, draft.site)
  for (const column of draft.dayColumns()) reorder.days(column)
  const estate: Estate = {
    siteCount: sites.identifiers.length,
    firstMissingSite,
    siteIdentifiers: sites.identifiers,
    siteWeights: sites.finishWeights(),
    operatorParts: countOperatorParts(classes, draft.classOf.subarray(0, draft.count)),
    subjectCount: draft.count,
    siteStart,
    classes,
    classOf: reorder.numbers(draft.classOf),
    entityOf: reorder.numbers(draft.entityOf),
    service: draft.service,
    presence: draft.presence,
    events: Object.fromEntries(draft.events),
    weights: Object.fromEntries(
      Array.from(draft.weights, ([measure, weight]) => [
        measure,
        reorderWeight(weight, draft.series.get(measure), reorder, place),
      ]),
    ),
    quantity: draft.quantity && reorderWeight(draft.quantity, undefined, reorder, place),
    entities,
    plannedChanges: plannedChanges.map((change): PlannedChange => ({ ...change, subject: place[change.subject]! })),
    counts: { elements: elementsInInventory, units, contracts, plannedChanges: plannedChanges.length },
  }
  return { estate, reconciliations, faults }
}

/** How many entities and subjects the tables will make; plans and totals may make some more. */
function countRows(facts: readonly FactTable[]): { entities: number; subjects: number } {
  let entities = 0
  let changes = 0
  for (const table of facts) {
    if (!['elements', 'units', 'contracts', 'plan'].includes(table.schema.name)) continue
    entities += table.rowCount
    const changed = new DateReader(table, ['technologyChanged'])
    for (let row = 0; row < table.rowCount; row++) if (changed.read(0, row)) changes += 1
  }
  return { entities, subjects: entities + changes }
}

function createDraft(facts: readonly FactTable[], capacity: number): SubjectDraft {
  const hasColumn = (name: string) => facts.some((table) => table.columns.has(name))
  const isNeeded: Record<string, boolean> = {
    installed: true,
    inService: true,
    procured: hasColumn('procured') || hasColumn('signed'),
  }
  return new SubjectDraft(
    capacity,
    CONDITION_EVENTS.filter((event) => isNeeded[event] ?? hasColumn(event)),
    WEIGHT_MEASURES.filter(
      (measure) =>
        facts.some((table) => table.schema.name !== 'sites' && table.columns.has(measure)) || hasColumn('measure'),
    ),
    facts.some((table) => table.schema.name === 'units'),
  )
}

/**
 * Dated weights of sites and elements (`weights.csv`), each in order of days; they replace the plain weight. Elements
 * before `firstEntity` are passed over.
 */
function setWeightSeries(tables: readonly FactTable[], loading: Loading, firstEntity: number): void {
  const { draft, entities, sites } = loading
  const series = new Map<string, { measure: WeightMeasure; subject: string; identifier: string; steps: WeightStep[] }>()
  for (const table of tables) {
    const dates = new DateReader(table, ['from'])
    const value = table.columns.get('value')
    for (let row = 0; row < table.rowCount; row++) {
      if (!dates.read(0, row) || value?.kind !== 'amount') continue
      const subject = textAt(table, 'subject', row)
      const identifier = textAt(table, 'identifier', row)
      const measure = textAt(table, 'measure', row) as WeightMeasure
      const key = `${subject}\u0000${measure}\u0000${identifier}`
      let entry = series.get(key)
      if (!entry) series.set(key, (entry = { measure, subject, identifier, steps: [] }))
      const scale = measure === 'traffic' ? 1 : 1000
      entry.steps.push({
        from: dates.earliest,
        low: Math.floor(value.low[row]! / scale),
        high: Math.ceil(value.high[row]! / scale),
      })
    }
  }
  for (const { measure, subject, identifier, steps } of series.values()) {
    steps.sort((left, right) => left.from - right.from)
    if (subject === 'site') {
      const site = sites.find(identifier)
      if (site !== undefined) sites.setSeries(measure, site, steps)
      continue
    }
    const entity = entities.find(identifier)
    if (entity === undefined || entity < firstEntity) continue
    let bySubject = draft.series.get(measure)
    if (!bySubject) draft.series.set(measure, (bySubject = new Map()))
    for (const one of entities.subjectsOf(entity)) bySubject.set(one, steps)
  }
}

/** Counting sort by site: subjects of a site become neighbours and keep their order; those without a site come last. */
function orderBySite(draft: SubjectDraft, siteCount: number): { order: Uint32Array; siteStart: Uint32Array } {
  const siteStart = new Uint32Array(siteCount + 2)
  const slotOf = (subject: number) => (draft.site[subject]! < 0 ? siteCount : draft.site[subject]!)
  for (let subject = 0; subject < draft.count; subject++) siteStart[slotOf(subject) + 1]! += 1
  for (let site = 0; site <= siteCount; site++) siteStart[site + 1]! += siteStart[site]!
  const next = siteStart.slice()
  const order = new Uint32Array(draft.count)
  for (let subject = 0; subject < draft.count; subject++) order[next[slotOf(subject)]!++] = subject
  return { order, siteStart }
}

/** Where each subject of the draft now stands. */
function placesIn(order: Uint32Array): Uint32Array {
  const place = new Uint32Array(order.length)
  for (let index = 0; index < order.length; index++) place[order[index]!] = index
  return place
}

/**
 * Puts columns into the order of the sites where they stand: a second set of columns beside the first would double
 * the memory of a large estate.
 */
class Reorder {
  readonly #order: Uint32Array
  /** A column as it was, or half of the bytes of its numbers, while it is put in order. */
  readonly #before: Uint32Array

  /** `scratch` is written over, and is as long as the order at least. */
  constructor(order: Uint32Array, scratch: Int32Array) {
    this.#order = order
    this.#before = new Uint32Array(scratch.buffer, scratch.byteOffset, order.length)
  }

  days(column: DayColumn): void {
    column.codes = this.#put(column.codes)
  }

  numbers(column: Uint32Array): Uint32Array {
    return this.#put(column)
  }

  #put<Codes extends Uint16Array | Uint32Array>(column: Codes): Codes {
    const values = column.subarray(0, this.#order.length) as Codes
    const [order, before] = [this.#order, this.#before]
    before.set(values)
    for (let index = 0; index < order.length; index++) values[index] = before[order[index]!]!
    return values
  }

  /** In two passes, first the one half of each number's bytes and then the other: so four bytes of scratch will do. */
  weights(column: Float64Array): Float64Array {
    const values = column.subarray(0, this.#order.length)
    const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length)
    const [order, before] = [this.#order, this.#before]
    for (const half of [0, 1]) {
      for (let index = 0; index < order.length; index++) before[index] = halves[2 * index + half]!
      for (let index = 0; index < order.length; index++) halves[2 * index + half] = before[order[index]!]!
    }
    return values
  }
}

function reorderWeight(
  weight: WeightDraft,
  series: ReadonlyMap<number, readonly WeightStep[]> | undefined,
  reorder: Reorder,
  place: Uint32Array,
): WeightColumn {
  const { isRanged } = weight
  const low = reorder.weights(weight.low)
  return {
    low,
    high: isRanged ? reorder.weights(weight.high) : low,
    series: new Map(Array.from(series ?? [], ([subject, steps]) => [place[subject]!, steps])),
  }
}
