// Builds the estate over time from the rows of the workspace, as known on a day.

import type { Estate, EventColumn, PlannedChange, WeightColumn, WeightStep, Windows } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { CONDITION_EVENTS } from '#model/rule.ts'
import { WEIGHT_MEASURES, type WeightMeasure } from '#model/tables.ts'
import type { Reconciliation } from '#model/verdict.ts'
import type { VendorBook } from '../vendors/index.ts'
import { carryOutPlan } from './carry-out-plan.ts'
import { ClassInterner } from './class-interner.ts'
import { describeClass } from './describe-class.ts'
import { DateReader } from './history.ts'
import { EntityList, type Loading, loadContracts, loadElements, loadUnits, settleHosted } from './load-subjects.ts'
import { SiteList } from './load-sites.ts'
import { reconcileWithNetwork, reconcileWithTotals } from './reconcile.ts'
import { SubjectDraft, type WeightDraft, type WindowsDraft } from './subject-draft.ts'
import { SupplierResolver } from './supplier-resolution.ts'

export interface BuiltEstate {
  readonly estate: Estate
  readonly reconciliations: readonly Reconciliation[]
  /** What the tables say of one another that cannot be; rows with errors are left out. */
  readonly faults: readonly Fault[]
}

export type EstateQuestion = Pick<RulesQuestion, 'facts' | 'operator' | 'inventoryDate' | 'knownAt'>

/** Rows must have passed the reader and `checkReferences`. */
export function buildEstate(question: EstateQuestion, book: VendorBook): BuiltEstate {
  const { facts, knownAt, inventoryDate } = question
  const tables = (name: string): FactTable[] => facts.filter((table) => table.schema.name === name)
  const faults: Fault[] = []
  const report = (fault: Fault): void => {
    faults.push(fault)
  }

  const sites = new SiteList(tables('sites'), knownAt, inventoryDate)
  const interner = new ClassInterner()
  const entities = new EntityList()
  const loading: Loading = { draft: createDraft(facts), interner, entities, sites, knownAt, inventoryDate }
  const { draft } = loading

  const hosted = new Map<number, string>()
  for (const table of tables('elements')) loadElements(table, loading, hosted)
  if (hosted.size > 0) settleHosted(loading, hosted)
  const elementsInInventory = entities.count
  setWeightSeries(tables('weights'), loading)
  const plannedChanges = carryOutPlan(tables('plan'), { ...loading, book, operator: question.operator }, report)
  const plannedElements = entities.count - elementsInInventory
  for (const table of tables('units')) loadUnits(table, tables('parts'), loading)
  const units = entities.count - elementsInInventory - plannedElements
  for (const table of tables('contracts')) loadContracts(table, loading)
  const contracts = entities.count - elementsInInventory - plannedElements - units
  const reconciliations = [
    ...reconcileWithNetwork(tables('network'), loading),
    ...reconcileWithTotals(tables('totals'), loading, book),
  ]

  const resolver = new SupplierResolver(book)
  const classes = Array.from({ length: interner.classCount }, (_, classId) =>
    describeClass(interner, classId, resolver, question.operator),
  )
  const { order, siteStart } = orderBySite(draft, sites.identifiers.length)
  const place = new Uint32Array(draft.count)
  for (let index = 0; index < order.length; index++) place[order[index]!] = index
  const estate: Estate = {
    siteCount: sites.identifiers.length,
    siteIdentifiers: sites.identifiers,
    siteWeights: sites.finishWeights(),
    subjectCount: draft.count,
    siteStart,
    classes,
    classOf: permute(draft.classOf, order),
    entityOf: permute(draft.entityOf, order),
    service: permuteWindows(draft.service, order),
    presence: permuteWindows(draft.presence, order),
    events: Object.fromEntries(Array.from(draft.events, ([event, column]) => [event, permuteEvent(column, order)])),
    weights: Object.fromEntries(
      Array.from(draft.weights, ([measure, weight]) => [
        measure,
        permuteWeight(weight, draft.series.get(measure), order, place),
      ]),
    ),
    quantity: draft.quantity && permuteWeight(draft.quantity, undefined, order, place),
    entities,
    plannedChanges: plannedChanges.map(
      (change): PlannedChange => ({ ...change, subjects: change.subjects.map((subject) => place[subject]!) }),
    ),
    counts: { elements: elementsInInventory, units, contracts, plannedChanges: plannedChanges.length },
  }
  return { estate, reconciliations, faults }
}

function createDraft(facts: readonly FactTable[]): SubjectDraft {
  const hasColumn = (name: string) => facts.some((table) => table.columns.has(name))
  const capacity = facts
    .filter((table) => ['elements', 'units', 'contracts'].includes(table.schema.name))
    .reduce((sum, table) => sum + table.rowCount, 0)
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

/** Dated weights of sites and elements (`weights.csv`), each in order of days; they replace the plain weight. */
function setWeightSeries(tables: readonly FactTable[], loading: Loading): void {
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
    if (entity === undefined) continue
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

function permute<Values extends Int32Array | Uint32Array | Float64Array>(values: Values, order: Uint32Array): Values {
  const sorted = new (values.constructor as new (length: number) => Values)(order.length)
  for (let index = 0; index < order.length; index++) sorted[index] = values[order[index]!]!
  return sorted
}

function permuteWindows(windows: WindowsDraft, order: Uint32Array): Windows {
  return {
    possibleFrom: permute(windows.possibleFrom, order),
    certainFrom: permute(windows.certainFrom, order),
    certainUntil: permute(windows.certainUntil, order),
    possibleUntil: permute(windows.possibleUntil, order),
  }
}

function permuteEvent(column: { earliest: Int32Array; latest: Int32Array }, order: Uint32Array): EventColumn {
  return { earliest: permute(column.earliest, order), latest: permute(column.latest, order) }
}

function permuteWeight(
  weight: WeightDraft,
  series: ReadonlyMap<number, readonly WeightStep[]> | undefined,
  order: Uint32Array,
  place: Uint32Array,
): WeightColumn {
  const low = permute(weight.low, order)
  return {
    low,
    high: weight.isRanged ? permute(weight.high, order) : low,
    series: new Map(Array.from(series ?? [], ([subject, steps]) => [place[subject]!, steps])),
  }
}
