// Builds the estate over time from the rows of the workspace, as known on a day.

import { StatedNames } from './stated-names.ts'
import type { Estate, PlannedChange } from '#model/estate.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { CONDITION_EVENTS } from '#model/rule.ts'
import { WEIGHT_MEASURES } from '#model/tables.ts'
import type { Reconciliation } from '#model/verdict.ts'
import type { VendorBook } from '../vendors/index.ts'
import { Absences } from './absences.ts'
import { carryOutPlan } from './carry-out-plan.ts'
import { ClassInterner } from './class-interner.ts'
import { KnownStretches } from './configurations.ts'
import { ClassDescriptions } from './describe-class.ts'
import { EntityList } from './entity-list.ts'
import { DateReader } from './history.ts'
import { loadContracts } from './load-contracts.ts'
import { loadElements } from './load-elements.ts'
import { SiteList } from './load-sites.ts'
import { loadUnits } from './load-units.ts'
import type { Loading } from './loading.ts'
import { contradictDates } from './contradict-dates.ts'
import { countOperatorParts } from './operator-parts.ts'
import { orderBySite, placesIn, Reorder, reorderWeight } from './order-by-site.ts'
import { reconcileWithNetwork } from './reconcile-network.ts'
import { reconcileWithTotals } from './reconcile-totals.ts'
import { settleConfigurations } from './settle-configurations.ts'
import { settleHosted } from './settle-hosted.ts'
import { SubjectDraft } from './subject-draft.ts'
import { SupplierResolver } from './supplier-resolution.ts'
import { tellNeverMade } from './tell-never-made.ts'
import { setWeightSeries } from './weight-series.ts'

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
    stretches: new KnownStretches(),
    knownAt,
    inventoryDate,
    absences: new Absences(facts, question.isPartial ?? false, entities),
    report,
  }
  const { draft } = loading
  if (sites.isAnyUnknown) loading.absences.passOver()

  const hosted = new Map<number, string>()
  for (const table of tables('elements')) loadElements(table, loading, hosted)
  if (hosted.size > 0) settleHosted(loading, hosted)
  const elementsInInventory = entities.count
  // Before the plan, so that a successor inherits them; and after it, for the elements the plan makes.
  setWeightSeries(tables('weights'), loading, 0)
  const plannedChanges = carryOutPlan(tables('plan'), {
    ...loading,
    book,
    operator: question.operator,
    stated: new StatedNames(question.facts),
  })
  settleConfigurations(loading)
  const plannedElements = entities.count - elementsInInventory
  if (plannedElements > 0) setWeightSeries(tables('weights'), loading, elementsInInventory)
  tellNeverMade(facts, loading)
  contradictDates(tables('network'), loading)
  const statedWithoutUnits = new Set<number>()
  for (const table of tables('units')) loadUnits(table, tables('parts'), loading, statedWithoutUnits)
  const units = entities.count - elementsInInventory - plannedElements
  for (const table of tables('contracts')) loadContracts(table, loading)
  const contracts = entities.count - elementsInInventory - plannedElements - units
  const resolver = new SupplierResolver(book)
  const descriptions = new ClassDescriptions(interner, resolver, question.operator)
  const ofNetwork = reconcileWithNetwork(tables('network'), loading, resolver)
  const firstMissingSite = sites.count
  const reconciliations = [...ofNetwork, ...reconcileWithTotals(tables('totals'), loading, descriptions, report)]

  const classes = Array.from({ length: interner.classCount }, (_, classId) => descriptions.of(classId))
  const { order, siteStart } = orderBySite(draft, sites.count)
  // Plans and dated weights name subjects by where they stood in the draft.
  const namesSubjects = plannedChanges.length + draft.series.size > 0
  const place = namesSubjects ? placesIn(order) : new Uint32Array(0)
  // Every subject's site is told by its place now.
  const reorder = new Reorder(order, draft.site)
  for (const column of draft.dayColumns()) reorder.days(column)
  const estate: Estate = {
    siteCount: sites.count,
    firstMissingSite,
    siteIdentifierOf: (site) => sites.identifierOf(site),
    findSite: (identifier) => sites.find(identifier),
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
    mayHaveElement: askAbsences(loading.absences),
    isWhole: loading.absences.why === undefined,
    statedWithoutUnits,
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

/** Apart, for a function made beside the draft would keep all of it for as long as the estate lasts. */
function askAbsences(absences: Absences): Estate['mayHaveElement'] {
  return (identifier) => absences.mayHave(identifier)
}
