// Which subjects does the estate hold, as plain objects, once the plan known at a day has been carried out?
//
// Follows docs/models/rules.md to the letter and slowly: rows become objects, the plan edits the objects, and only then
// are subjects made of them.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan, NEVER, UNKNOWN_DATE } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { isUnknownDate } from '#model/column.ts'
import { findFunction, isWithinFunction } from '#model/network-function.ts'
import type { ConditionEvent } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { readSelector, type Selector } from '#model/selector.ts'
import { SUPPLIER_ROLES, type SupplierRole, WEIGHT_MEASURES, type WeightMeasure } from '#model/tables.ts'
import type { VendorResolution } from '#model/vendor.ts'
import {
  earlierOf,
  type EventCells,
  type EventName,
  type Events,
  isCertainOn,
  isEnding,
  isPossibleOn,
  laterOf,
  narrowDates,
  type Stay,
} from './date-by-day.ts'
import { type FactRow, rowsOf } from './fact-row.ts'
import { type Fraction, fraction } from './fraction.ts'
import { areComparable, nameOf } from './spellings.ts'

export type ResolveVendorName = (name: string, product: string, day?: CivilDay) => VendorResolution

/** Weights may be ranged; undefined is unknown. */
export type WeightRange = { readonly low: Fraction; readonly high: Fraction } | undefined

export interface SiteByDay {
  readonly identifier: string
  readonly region: string
  /** Undefined: unknown. */
  readonly tags: readonly string[] | undefined
  weightOn(measure: WeightMeasure, day: CivilDay): WeightRange
}

export type Operators = readonly { readonly name: string; readonly weight: number }[] | undefined

/** A supplier: a name as the source wrote it, a blank that hides one, or nobody in that role. */
export type Supplier = { readonly name: string } | 'unknown' | 'none'

export interface Subject {
  readonly type: 'element' | 'unit' | 'contract'
  readonly identifier: string
  /** The element a selector finds it by: itself, or the one a unit sits in. */
  readonly element: string | undefined
  readonly kind: string
  readonly site: SiteByDay | undefined
  /** It stands on a site, and nobody says on which. */
  readonly isSomewhere: boolean
  /** Undefined: unknown. A contract may cover several. */
  readonly functions: readonly string[] | undefined
  /** One after the other. */
  readonly configurations: readonly Configuration[]
  /** Undefined: unknown. */
  readonly tags: readonly string[] | undefined
  readonly product: string
  readonly suppliers: { readonly [role in SupplierRole]: Supplier }
  /** Empty: the operator alone; undefined: unknown. */
  readonly operators: Operators
  readonly service: Stay
  readonly presence: Stay
  readonly events: { readonly [event in ConditionEvent]: DateSpan }
  /** How many it stands for; undefined is unknown. */
  readonly quantity: WeightRange
  weightOn(measure: WeightMeasure, day: CivilDay): WeightRange
}

export interface Touched {
  readonly identifier: string
  /** Those that it had once the row was carried out. */
  readonly configurations: readonly Configuration[]
}

export interface PlannedChange {
  readonly action: string
  readonly date: DateSpan
  readonly notified: DateSpan | undefined
  /** Elements the row ends, alters or makes. */
  readonly touched: readonly Touched[]
  readonly row: FactRow
}

export interface EstateFault {
  readonly table: string
  readonly file: string
  readonly line: number
  readonly problem: string
}

export interface EstateByDay {
  /** Only those that serve the operator, or may. */
  readonly subjects: readonly Subject[]
  /** Those of them that only a total speaks of. */
  readonly missing: ReadonlySet<Subject>
  readonly changes: readonly PlannedChange[]
  /** A question with faults is not a valid one. */
  readonly faults: readonly EstateFault[]
}

interface ElementCells extends EventCells {
  readonly procured: DateSpan | undefined
  readonly produced: DateSpan | undefined
  readonly delivered: DateSpan | undefined
}

/** What an element carries: the first from the beginning, each later one from its date. */
export interface Configuration {
  readonly technologies: readonly string[]
  readonly bands: readonly string[]
  readonly from: DateSpan | undefined
  /** What it may carry instead from the beginning: nobody knows which. */
  readonly instead?: readonly Pick<Configuration, 'technologies' | 'bands'>[]
  /** What the change states: the rest is as it is on the day on which it is made. */
  readonly edit?: { readonly technologies?: readonly string[]; readonly bands?: readonly string[] }
}

/** An element as the plan finds and leaves it. */
interface WorkingElement {
  readonly identifier: string
  readonly origin: FactRow
  readonly kind: string
  readonly site: string
  readonly host: string
  readonly suppliers: { readonly [role in SupplierRole]: string }
  readonly operators: Operators
  readonly product: string
  readonly function: string
  readonly tags: readonly string[] | undefined
  readonly status: string
  readonly cells: ElementCells
  /** The ends that are stated, as they are written. */
  readonly ends: Pick<EventCells, 'outOfService' | 'removed'>
  readonly configurations: Configuration[]
  readonly weights: { readonly [measure in WeightMeasure]?: { readonly low: number; readonly high: number } }
  /** Identifiers under which its weight series may stand, the first that has one counts. */
  readonly seriesNames: { readonly [measure in WeightMeasure]: readonly string[] }
  endedBy?: { readonly row: FactRow; readonly date: DateSpan }
}

const VENDOR_COLUMNS: { readonly [role in SupplierRole]: string } = {
  hardware: 'hardwareVendor',
  brand: 'brandVendor',
  software: 'softwareVendor',
  platform: 'platformVendor',
  integrator: 'integratorVendor',
  operation: 'operationVendor',
  support: 'supportVendor',
}

export function buildEstateByDay(question: RulesQuestion, resolve: ResolveVendorName): EstateByDay {
  const { facts, knownAt, inventoryDate } = question
  const faults: EstateFault[] = []
  const reportAt = (row: FactRow, problem: string): void => {
    faults.push({ table: row.table, file: row.file, line: row.line, problem })
  }

  const series = readSeries(rowsOf(facts, 'weights'))
  const sites = readSites(rowsOf(facts, 'sites'), knownAt, series)
  const elementRows = rowsOf(facts, 'elements')
  const elements = new Map<string, WorkingElement>()
  for (const row of elementRows) {
    const element = readElement(row, knownAt, inventoryDate)
    if (element) elements.set(element.identifier, element)
  }
  checkReferences(facts, reportAt)

  const siteOf = (element: WorkingElement): SiteByDay | undefined => {
    const { site = '' } = hostsOf(element, elements).find((one) => one.site !== '') ?? {}
    return site === '' ? undefined : sites.get(site)
  }
  const isSomewhere = (element: WorkingElement): boolean => {
    const hosts = hostsOf(element, elements)
    const isHostUnknown = hosts.at(-1)!.host !== ''
    return !siteOf(element) && (isHostUnknown || hosts.some(({ kind }) => hasPlace(kind)))
  }

  const changes = carryOutPlan(
    rowsOf(facts, 'plan'),
    { knownAt, inventoryDate },
    elements,
    siteOf,
    isSomewhere,
    sites,
    resolve,
    reportAt,
    new Set(elementRows.map((row) => row.text('element'))),
    [...elementRows, ...rowsOf(facts, 'sites')].some((row) => !isWhollyKnown(row, knownAt, inventoryDate)),
  )

  const sightings = rowsOf(facts, 'network').filter((row) => row.date('seen')!.earliest <= knownAt)
  let subjects: Subject[] = []
  const eventsOf = new Map<string, Events>()
  for (const element of elements.values()) {
    const narrowed = narrowEvents(element, inventoryDate, reportAt)
    // Of a row at fault nothing follows, and so no row that speaks of its element is at fault for it.
    if (!narrowed) continue
    const events = sightings
      .filter((row) => row.text('element') === element.identifier)
      .reduce((believed, row) => doubtUnlessServing(believed, row.date('seen')!), narrowed)
    eventsOf.set(element.identifier, events)
    subjects.push({
      ...makeElementSubject(element, events, siteOf(element), series),
      isSomewhere: isSomewhere(element),
    })
  }
  const manufacturers = new Map(rowsOf(facts, 'parts').map((row) => [row.text('part'), row.text('manufacturer')]))
  for (const row of rowsOf(facts, 'units')) {
    const element = elements.get(row.text('element'))
    const events = element && eventsOf.get(element.identifier)
    if (!events) continue
    const manufacturer = manufacturers.get(row.text('part')) ?? ''
    const unit = makeUnitSubject(
      row,
      element,
      events,
      manufacturer,
      siteOf(element),
      knownAt,
      inventoryDate,
      (problem) => reportAt(row, problem),
    )
    if (unit) subjects.push(unit)
  }
  for (const row of rowsOf(facts, 'contracts')) {
    const contract = makeContractSubject(row, knownAt, inventoryDate, (problem) => reportAt(row, problem))
    if (contract) subjects.push(contract)
  }

  for (const file of new Set(sightings.map((row) => row.file)))
    subjects = reconcileList(
      sightings.filter((row) => row.file === file),
      subjects,
      sites,
    )
  const names = [question.operator.name, ...(question.operator.aliases ?? [])]
  const serving = subjects.filter(
    ({ operators }) => !operators || operators.length === 0 || operators.some(({ name }) => isOneOf(name, names)),
  )
  const missing: Subject[] = []
  // What an earlier total has added is shown to a later one.
  for (const row of rowsOf(facts, 'totals').filter((total) => total.date('on')!.earliest <= knownAt))
    missing.push(...makeMissingSubjects(row, [...subjects, ...missing], resolve))
  return { subjects: [...serving, ...missing], missing: new Set(missing), changes, faults }
}

/** Whether a name is one of these, in whatever case and spacing. */
export function isOneOf(name: string, names: readonly string[]): boolean {
  const wordsOf = (text: string) => text.toUpperCase().split(/\s+/).filter(Boolean).join(' ')
  return names.some((one) => wordsOf(one) === wordsOf(name))
}

/** The element, what it is hosted on, what that is hosted on, and so on, as far as that is known. */
function hostsOf(element: WorkingElement, elements: ReadonlyMap<string, WorkingElement>): WorkingElement[] {
  const hosts = [element]
  for (;;) {
    const host = elements.get(hosts.at(-1)!.host)
    // One of the same name that a plan makes is another element.
    if (host?.origin.table !== 'elements' || hosts.includes(host)) return hosts
    hosts.push(host)
  }
}

/** What is physical, or may be, stands on a site, be it that nobody says on which. */
function hasPlace(kind: string): boolean {
  return kind === 'physical' || kind === 'unknown'
}

// What is known

type Knowing = 'whole' | 'asItHappened' | 'nothing'

function howKnown(row: FactRow, knownAt: CivilDay, inventoryDate: CivilDay): Knowing {
  const from = row.date('knownFrom')
  const until = row.date('knownUntil')
  if (until && knownAt >= until.earliest) return 'nothing'
  if (from) return from.latest <= knownAt ? 'whole' : 'nothing'
  return inventoryDate <= knownAt ? 'whole' : 'asItHappened'
}

/** An element or a site with all that its row says, but for purchases. */
function isWhollyKnown(row: FactRow, knownAt: CivilDay, inventoryDate: CivilDay): boolean {
  // A site has no events, so that a row without `knownFrom` is known at any time.
  const known = howKnown(row, knownAt, row.table === 'sites' ? knownAt : inventoryDate)
  if (known !== 'asItHappened') return known === 'whole'
  const columns = ['installed', 'inService', 'outOfService', 'removed', 'technologyChanged']
  return columns.every((column) => (row.date(column)?.latest ?? knownAt) <= knownAt)
}

/** What is known of an end as it happened: it is, or is not, where the range of its days reaches beyond the day. */
function endAsKnown(span: DateSpan | undefined, knownAt: CivilDay): DateSpan | undefined {
  if (span === undefined || isLaterThan(span, knownAt)) return undefined
  return span.latest <= knownAt ? span : { earliest: span.earliest, latest: NEVER.latest }
}

/** An event that lies later for certain is not known; a blank one says nothing of when it lies. */
function isLaterThan(span: DateSpan | undefined, knownAt: CivilDay): boolean {
  return span !== undefined && span.earliest > knownAt
}

// Sites and weights

type Series = Map<string, { readonly from: CivilDay; readonly low: number; readonly high: number }[]>

function readSeries(rows: readonly FactRow[]): Series {
  const series: Series = new Map()
  for (const row of rows) {
    const key = `${row.text('subject')} ${row.text('measure')} ${row.text('identifier')}`
    series.set(key, [...(series.get(key) ?? []), { from: row.date('from')!.earliest, ...row.amount('value')! }])
  }
  return series
}

/** Traffic is held in thousandths (kbit/s); of people and premises a part of one is none, or one. */
function weighOn(
  series: Series,
  subject: 'site' | 'element',
  names: readonly string[],
  measure: WeightMeasure,
  stated: { readonly low: number; readonly high: number } | undefined,
  day: CivilDay,
): WeightRange {
  const name = names.find((candidate) => series.has(`${subject} ${measure} ${candidate}`))
  const steps = name === undefined ? [] : series.get(`${subject} ${measure} ${name}`)!
  const step = steps.filter(({ from }) => from <= day).sort((left, right) => right.from - left.from)[0]
  const amount = step ?? stated
  if (amount === undefined || amount.high === Number.POSITIVE_INFINITY) return undefined
  const isInThousandths = step !== undefined && measure !== 'traffic'
  return isInThousandths
    ? { low: fraction(Math.floor(amount.low / 1000)), high: fraction(Math.ceil(amount.high / 1000)) }
    : { low: fraction(amount.low), high: fraction(amount.high) }
}

function statedWeights(row: FactRow): { [measure in WeightMeasure]?: { low: number; high: number } } {
  const weights: { [measure in WeightMeasure]?: { low: number; high: number } } = {}
  for (const measure of WEIGHT_MEASURES) {
    const amount = row.amount(measure)
    if (amount) weights[measure] = amount
  }
  return weights
}

/** Of a site whose row is not known nothing is known but that it is a place, and what it weighs over time. */
function readSites(rows: readonly FactRow[], knownAt: CivilDay, series: Series): Map<string, SiteByDay> {
  const sites = new Map<string, SiteByDay>()
  for (const row of rows) {
    // A site has no events, so that a row without `knownFrom` is known at any time.
    const isKnown = howKnown(row, knownAt, knownAt) === 'whole'
    const identifier = row.text('site')
    const weights = isKnown ? statedWeights(row) : {}
    sites.set(identifier, {
      identifier,
      region: isKnown ? knownText(row, 'region') : '',
      tags: isKnown ? knownTags(row) : undefined,
      weightOn: (measure, day) => weighOn(series, 'site', [identifier], measure, weights[measure], day),
    })
  }
  return sites
}

// Elements

/** Blank where the cell says `unknown`. */
function knownText(row: FactRow, column: string): string {
  return row.text(column) === 'unknown' ? '' : row.text(column)
}

/** Blank is no tag at all. */
function knownTags(row: FactRow): readonly string[] | undefined {
  return row.text('tags') === 'unknown' ? undefined : row.list('tags')
}

function readOperators(row: FactRow): Operators {
  return row.text('operators') === 'unknown' ? undefined : row.shares('operators')
}

function readSuppliers(row: FactRow): { [role in SupplierRole]: string } {
  const filled = (role: SupplierRole): string => row.text(VENDOR_COLUMNS[role])
  const suppliers = Object.fromEntries(SUPPLIER_ROLES.map((role) => [role, filled(role)])) as {
    [role in SupplierRole]: string
  }
  for (const role of ['hardware', 'brand', 'software'] as const)
    if (suppliers[role] === '') suppliers[role] = row.text('vendor')
  return suppliers
}

function readElement(row: FactRow, knownAt: CivilDay, inventoryDate: CivilDay): WorkingElement | undefined {
  const knowing = howKnown(row, knownAt, inventoryDate)
  if (knowing === 'nothing') return undefined
  const identifier = row.text('element')
  const stated: ElementCells = {
    procured: row.date('procured'),
    produced: row.date('produced'),
    delivered: row.date('delivered'),
    installed: row.date('installed'),
    inService: row.date('inService'),
    outOfService: row.date('outOfService'),
    removed: row.date('removed'),
  }
  const changed = row.date('technologyChanged')
  const whole: WorkingElement = {
    identifier,
    origin: row,
    kind: row.text('kind') === '' ? 'physical' : row.text('kind'),
    site: row.text('site'),
    host: row.text('hostedOn'),
    suppliers: readSuppliers(row),
    operators: readOperators(row),
    product: knownText(row, 'product'),
    function: row.text('function'),
    tags: knownTags(row),
    status: row.text('status'),
    cells: stated,
    ends: stated,
    configurations: readConfigurations(row, changed),
    weights: statedWeights(row),
    seriesNames: { traffic: [identifier], premises: [identifier], subscribers: [identifier] },
  }
  if (knowing === 'whole') return whole

  if (isLaterThan(stated.installed ?? stated.inService, knownAt)) return undefined
  const ifKnown = (span: DateSpan | undefined): DateSpan | undefined => (isLaterThan(span, knownAt) ? undefined : span)
  const hasChanged = changed !== undefined && !isLaterThan(changed, knownAt)
  return {
    ...whole,
    // An end that was seen later was not known.
    status: whole.status === 'outOfService' || whole.status === 'removed' ? '' : whole.status,
    cells: {
      procured: ifKnown(stated.procured),
      produced: ifKnown(stated.produced),
      delivered: ifKnown(stated.delivered),
      installed: stated.installed,
      // What was removed by then never would.
      inService:
        stated.inService &&
        stated.installed &&
        stated.inService.latest > knownAt &&
        !(stated.removed && stated.removed.latest <= knownAt)
          ? { earliest: Math.min(stated.inService.earliest, knownAt + 1), latest: AFTER_ALL }
          : stated.inService,
      outOfService: endAsKnown(stated.outOfService, knownAt),
      removed: endAsKnown(stated.removed, knownAt),
    },
    ends: { outOfService: ifKnown(stated.outOfService), removed: ifKnown(stated.removed) },
    configurations:
      changed && !hasChanged
        ? [{ technologies: row.list('technologiesBefore'), bands: row.list('bands'), from: undefined }]
        : readConfigurations(row, endAsKnown(changed, knownAt)),
  }
}

function readConfigurations(row: FactRow, changed: DateSpan | undefined): Configuration[] {
  const bands = row.list('bands')
  const technologies = row.list('technologies')
  const now: Configuration = { technologies, bands, from: changed, edit: { technologies } }
  return changed ? [{ technologies: row.list('technologiesBefore'), bands, from: undefined }, now] : [now]
}

function checkReferences(facts: RulesQuestion['facts'], reportAt: (row: FactRow, problem: string) => void): void {
  const namesIn = (table: string, column: string): Set<string> =>
    new Set(rowsOf(facts, table).map((row) => row.text(column)))
  const [sites, elements, parts] = [namesIn('sites', 'site'), namesIn('elements', 'element'), namesIn('parts', 'part')]
  const inventory = new Set(elements)
  // Of elements that the plan makes may be spoken as well, but nothing of the inventory is hosted on them.
  for (const row of rowsOf(facts, 'plan'))
    elements.add(row.text('action') === 'install' ? row.text('element') : row.text('successor'))
  const check = (row: FactRow, column: string, known: Set<string>): void => {
    if (row.text(column) !== '' && !known.has(row.text(column))) reportAt(row, `unknown ${column}`)
  }
  for (const row of rowsOf(facts, 'elements')) {
    check(row, 'site', sites)
    check(row, 'hostedOn', inventory)
    const [inService, outOfService] = [row.date('inService'), row.date('outOfService')]
    if (inService && inService.earliest >= AFTER_ALL && isEnding(outOfService)) reportAt(row, 'ends and never served')
  }
  for (const table of ['plan', 'network']) for (const row of rowsOf(facts, table)) check(row, 'site', sites)
  for (const row of rowsOf(facts, 'authorisations')) check(row, 'element', elements)
  for (const row of rowsOf(facts, 'units')) {
    check(row, 'element', elements)
    check(row, 'part', parts)
  }
  const hosts = new Map(rowsOf(facts, 'elements').map((row) => [row.text('element'), row.text('hostedOn')]))
  for (const row of rowsOf(facts, 'elements')) {
    let host = row.text('hostedOn')
    for (let steps = 0; host !== '' && steps <= hosts.size; steps++) {
      if (host === row.text('element')) {
        reportAt(row, 'hosted on itself')
        break
      }
      host = hosts.get(host) ?? ''
    }
  }
}

// The plan

function carryOutPlan(
  rows: readonly FactRow[],
  { knownAt, inventoryDate }: { readonly knownAt: CivilDay; readonly inventoryDate: CivilDay },
  elements: Map<string, WorkingElement>,
  siteOf: (element: WorkingElement) => SiteByDay | undefined,
  isSomewhere: (element: WorkingElement) => boolean,
  sites: ReadonlyMap<string, SiteByDay>,
  resolve: ResolveVendorName,
  reportAt: (row: FactRow, problem: string) => void,
  statedElements: ReadonlySet<string>,
  isAnythingUnknown: boolean,
): PlannedChange[] {
  const known = rows.filter((row) => {
    const from = row.date('knownFrom')
    const until = row.date('knownUntil')
    return (from === undefined || from.latest <= knownAt) && (until === undefined || knownAt < until.earliest)
  })
  const inOrder = known.toSorted(
    (left, right) =>
      left.date('date')!.earliest - right.date('date')!.earliest ||
      compareIdentifiers(left.file, right.file) ||
      left.line - right.line,
  )
  const changes: PlannedChange[] = []
  for (const row of inOrder) {
    const stated = row.date('date')!
    const action = row.text('action')
    const record = (date: DateSpan, ...touched: Touched[]): void => {
      changes.push({ action, date, notified: row.date('notified'), touched, row })
    }
    const done = shownDone(row, action, stated, inventoryDate, elements)
    if (done) {
      record(stated, ...done)
      continue
    }
    if (action === 'install') {
      const identifier = row.text('element')
      if (identifier === '' || row.text('selector') !== '') reportAt(row, 'install names no new element')
      else if (elements.has(identifier)) reportAt(row, 'install of an element that exists')
      else {
        elements.set(identifier, makeInstalled(row, identifier, stated))
        record(stated, allOf(elements.get(identifier)!))
      }
      continue
    }
    // The inventory shows it as it was on its day; before that day it was so at least as long as things are known.
    const dateOf = ({ origin }: WorkingElement): DateSpan => {
      const firstOpen = inventoryDate <= knownAt ? inventoryDate : knownAt + 1
      if (stated.earliest >= inventoryDate || !isShownAsBefore(origin, row, action)) return stated
      const isAnyDayLeft = stated.latest >= firstOpen
      return { earliest: Math.max(stated.earliest, firstOpen), latest: isAnyDayLeft ? stated.latest : AFTER_ALL }
    }
    const laterRows = inOrder.slice(inOrder.indexOf(row) + 1)
    const named = nameElements(row, dateOf, elements, siteOf, isSomewhere, resolve, inventoryDate, reportAt, {
      isAny: isAnythingUnknown || known.length < rows.length,
      isNamed: (identifier) =>
        statedElements.has(identifier) || rows.some((other) => elementMadeBy(other) === identifier),
      has: (identifier) =>
        !laterRows.some((later) => elementMadeBy(later) === identifier) &&
        (statedElements.has(identifier) || rows.some((other) => elementMadeBy(other) === identifier)),
    })
    if (row.text('successor') !== '' && named.length > 1) reportAt(row, 'one successor for several elements')
    for (const old of named) {
      const date = dateOf(old)
      if (action === 'change') {
        const before = old.configurations.at(-1)!
        const changed = ({ technologies, bands }: Pick<Configuration, 'technologies' | 'bands'>) => ({
          technologies: row.text('technologies') === '' ? technologies : row.list('technologies'),
          bands: row.text('bands') === '' ? bands : row.list('bands'),
        })
        old.configurations.push({
          ...changed(before),
          instead: (before.instead ?? []).map(changed),
          from: date,
          edit: {
            ...(row.text('technologies') === '' ? {} : { technologies: row.list('technologies') }),
            ...(row.text('bands') === '' ? {} : { bands: row.list('bands') }),
          },
        })
      }
      const touched: Touched[] = [allOf(old)]
      if (action !== 'change') old.endedBy = { row, date }
      if (action === 'replace') {
        const identifier = row.text('successor') || `${old.identifier}~${formatDateSpan(stated)}`
        const existing = elements.get(identifier)
        if (existing && existing.origin.table === 'elements' && stated.latest < inventoryDate)
          touched.push(allOf(existing))
        else if (existing) reportAt(row, 'successor that exists')
        else {
          elements.set(identifier, makeSuccessor(row, identifier, date, old))
          touched.push(allOf(elements.get(identifier)!))
        }
      }
      record(stated, ...touched)
    }
  }
  for (const element of elements.values())
    if (element.site !== '' && !sites.has(element.site)) reportAt(element.origin, 'unknown site')
  return changes
}

/** The name a row of the plan gives to a new element. */
function elementMadeBy(row: FactRow): string {
  return row.text('action') === 'install' ? row.text('element') : row.text('successor')
}

function allOf({ identifier, configurations }: WorkingElement): Touched {
  return { identifier, configurations: [...configurations] }
}

/** What a row is about that the inventory, of a later day, shows carried out: it tells how that went. */
function shownDone(
  row: FactRow,
  action: string,
  stated: DateSpan,
  inventoryDate: CivilDay,
  elements: ReadonlyMap<string, WorkingElement>,
): Touched[] | undefined {
  const element = elements.get(row.text('element'))
  if (stated.latest >= inventoryDate || element?.origin.table !== 'elements') return undefined
  if (action === 'install') return [allOf(element)]
  if (element.endedBy || !(action === 'remove' ? isRemoved(element) : isEnded(element))) return undefined
  const successor = action === 'replace' ? elements.get(row.text('successor')) : undefined
  return successor ? [allOf(successor), allOf(element)] : [allOf(element)]
}

/** Whether the inventory, on a later day, shows the element as if the row of the plan had not been carried out. */
function isShownAsBefore(origin: FactRow, row: FactRow, action: string): boolean {
  if (origin.table !== 'elements') return false
  const functions = knownFunctions(origin.text('function'))
  const carried = (column: string, from: FactRow): string => {
    const stated = knownText(from, column) === '' ? [] : from.list(column)
    const configuration = { technologies: stated, bands: [], from: undefined }
    const all = column === 'technologies' ? technologiesOf({ functions }, configuration) : stated.map(nameOf)
    return [...new Set(all ?? [])].sort().join(' ')
  }
  const isAsPlanned = (column: string) =>
    row.text(column) === '' || (carried(column, row) !== '' && carried(column, row) === carried(column, origin))
  return action !== 'change' || !isAsPlanned('technologies') || !isAsPlanned('bands')
}

/** The inventory states the removal, by a date other than `unknown` or by the status; or the plan does. */
function isRemoved({ endedBy, ends, status }: WorkingElement): boolean {
  return endedBy !== undefined || isEnding(ends.removed) || status === 'removed'
}

/** It is switched off at least, by a date or the status. */
function isEnded(element: WorkingElement): boolean {
  return isRemoved(element) || isServiceEnded(element)
}

function isServiceEnded({ ends, status }: WorkingElement): boolean {
  return isEnding(ends.outOfService) || status === 'outOfService'
}

function nameElements(
  row: FactRow,
  dateOf: (element: WorkingElement) => DateSpan,
  elements: ReadonlyMap<string, WorkingElement>,
  siteOf: (element: WorkingElement) => SiteByDay | undefined,
  isSomewhere: (element: WorkingElement) => boolean,
  resolve: ResolveVendorName,
  inventoryDate: CivilDay,
  reportAt: (row: FactRow, problem: string) => void,
  /** Elements that rows speak of which are not known on the day. */
  unknownYet: { readonly isAny: boolean; isNamed(identifier: string): boolean; has(identifier: string): boolean },
): WorkingElement[] {
  const identifier = row.text('element')
  if (identifier !== '') {
    const element = elements.get(identifier)
    if (row.text('selector') !== '') reportAt(row, 'both an element and a selector')
    else if (!element) {
      if (!unknownYet.has(identifier)) reportAt(row, 'element that does not exist')
    } else if (isRemoved(element)) reportAt(row, 'element that is already removed')
    else return [element]
    return []
  }
  const reading = readSelector(row.text('selector'))
  if ('problem' in reading) {
    reportAt(row, reading.problem.problem)
    return []
  }
  const answered = [...elements.values()]
    .filter((element) => {
      if (isRemoved(element)) return false
      if (row.text('action') === 'remove' || !isEnded(element)) return true
      // What is changed before its service ends goes on until then.
      const { outOfService } = narrowDates(element.cells, element.status, inventoryDate, () => undefined)
      return row.text('action') === 'change' && dateOf(element).latest < outOfService.earliest
    })
    .map((element) => {
      // Whatever it carries, on whichever of the days.
      const answers = carriedDuring(element.configurations, dateOf(element)).map((configuration) =>
        askSelector(
          reading.value,
          {
            element: element.identifier,
            kind: element.kind,
            site: siteOf(element),
            isSomewhere: isSomewhere(element),
            functions: knownFunctions(element.function),
            configurations: [configuration],
            tags: element.tags,
            product: element.product,
            suppliers: supplierOfEachRole(element),
          },
          resolve,
        ),
      )
      return { element, answer: answers.every((one) => one === answers[0]) ? answers[0]! : MAYBE }
    })
  const perhaps = answered.filter(({ answer }) => answer === MAYBE).length
  const selected = answered
    .filter(({ answer }) => answer === YES)
    .map(({ element }) => element)
    .sort((left, right) => compareIdentifiers(left.identifier, right.identifier))
  const quantity = row.amount('quantity')
  // That a name is nobody's is another fault, from which this one follows.
  const namesNobody =
    (reading.value.get('vendor') ?? []).some((name) => resolve(name, '').kind !== 'resolved') ||
    (reading.value.get('element') ?? []).some((name) => !elements.has(name) && !unknownYet.isNamed(name))
  const isTold = !unknownYet.isAny && !namesNobody
  if (quantity === undefined && selected.length + perhaps === 0 && isTold)
    reportAt(row, 'selector that means no element')
  if (quantity === undefined) return selected
  if (quantity.low < quantity.high) reportAt(row, 'how many is not known')
  if (selected.length + perhaps < quantity.high && isTold) reportAt(row, 'fewer elements than the quantity')
  return selected.slice(0, quantity.high)
}

function makeInstalled(row: FactRow, identifier: string, date: DateSpan): WorkingElement {
  return {
    identifier,
    origin: row,
    kind: row.text('kind') || 'physical',
    site: row.text('site'),
    host: '',
    suppliers: readSuppliers(row),
    operators: readOperators(row),
    product: knownText(row, 'product'),
    function: row.text('function'),
    tags: [],
    status: '',
    cells: startedOn(date),
    ends: { outOfService: undefined, removed: undefined },
    configurations: [{ technologies: row.list('technologies'), bands: row.list('bands'), from: undefined }],
    weights: statedWeights(row),
    seriesNames: { traffic: [identifier], premises: [identifier], subscribers: [identifier] },
  }
}

function makeSuccessor(row: FactRow, identifier: string, date: DateSpan, old: WorkingElement): WorkingElement {
  const stated = statedWeights(row)
  const [first, ...instead] = carriedDuring(old.configurations, date).map(({ technologies, bands }) => ({
    technologies: row.text('technologies') === '' ? technologies : row.list('technologies'),
    bands: row.text('bands') === '' ? bands : row.list('bands'),
  }))
  // A weight that is taken over is taken over with its series; a series of its own comes before that.
  const seriesNames = (measure: WeightMeasure): string[] =>
    stated[measure] ? [identifier] : [identifier, ...old.seriesNames[measure]]
  return {
    ...makeInstalled(row, identifier, date),
    kind: old.kind,
    site: row.text('site') || old.site,
    host: old.host,
    operators: row.text('operators') === '' ? old.operators : readOperators(row),
    function: row.text('function') || old.function,
    tags: old.tags,
    configurations: [{ ...first!, instead, from: undefined }],
    weights: { ...old.weights, ...stated },
    seriesNames: {
      traffic: seriesNames('traffic'),
      premises: seriesNames('premises'),
      subscribers: seriesNames('subscribers'),
    },
  }
}

function startedOn(date: DateSpan): ElementCells {
  return {
    procured: undefined,
    produced: undefined,
    delivered: undefined,
    installed: date,
    inService: date,
    outOfService: undefined,
    removed: undefined,
  }
}

// Subjects

/** The events of an element; undefined where its own row is at fault, or the planned one that ends it. */
function narrowEvents(
  element: WorkingElement,
  inventoryDate: CivilDay,
  reportAt: (row: FactRow, problem: string) => void,
): Events | undefined {
  const { origin, cells, status, endedBy } = element
  const narrowFor = (row: FactRow, told: ElementCells, planned: readonly EventName[]): Events | undefined => {
    let isAtFault = false
    const report = (problem: string): void => {
      isAtFault = true
      reportAt(row, problem)
    }
    const events = narrowDates(told, status, inventoryDate, report, planned)
    for (const event of ['procured', 'produced', 'delivered'] as const)
      if ((told[event]?.earliest ?? UNKNOWN_DATE.earliest) > events.installed.latest) report(`${event} after installed`)
    return isAtFault ? undefined : events
  }
  const asSeen = narrowFor(origin, cells, [])
  if (!asSeen || !endedBy) return asSeen
  const removed = endedBy.date
  // What is switched off was so before.
  if (isServiceEnded(element)) return narrowFor(endedBy.row, { ...cells, removed }, ['removed'])
  // Where nobody knows, it may have been.
  const { outOfService: end } = element.ends
  const isUnknown = end !== undefined && isUnknownDate(end.earliest, end.latest)
  const outOfService = isUnknown ? earlierOf(asSeen.outOfService, removed) : removed
  return narrowFor(endedBy.row, { ...cells, outOfService, removed }, ['outOfService', 'removed'])
}

function knownFunctions(cell: string): readonly string[] | undefined {
  return cell === '' || cell === 'unknown' ? undefined : [cell]
}

function supplierOfEachRole(element: WorkingElement): { [role in SupplierRole]: Supplier } {
  const hardwareMayBeBlank = element.kind === 'virtual' || element.kind === 'service'
  const supplierOf = (role: SupplierRole): Supplier => {
    if (element.suppliers[role] !== '') return { name: element.suppliers[role] }
    if (role === 'brand' || role === 'software') return 'unknown'
    return role === 'hardware' && !hardwareMayBeBlank ? 'unknown' : 'none'
  }
  return Object.fromEntries(SUPPLIER_ROLES.map((role) => [role, supplierOf(role)])) as {
    [role in SupplierRole]: Supplier
  }
}

/** What may be carried on a day: tried for each choice of the days on which the changes are made. */
export function carriedOn([first, ...changes]: readonly Configuration[], day: CivilDay): Configuration[] {
  const found = new Map<string, Configuration>()
  const beginnings = [first!, ...(first!.instead ?? [])]
  for (const [beginning, days] of choicesOfDays(changes, day).flatMap((days) =>
    beginnings.map((one) => [one, days] as const),
  )) {
    let { technologies, bands } = beginning
    // Of one day the later row goes before the earlier one: the order is kept.
    const made = changes
      .map(({ edit }, place) => ({ edit, on: days[place]! }))
      .filter(({ on }) => on <= day)
      .sort((left, right) => left.on - right.on)
    for (const { edit } of made) {
      technologies = edit?.technologies ?? technologies
      bands = edit?.bands ?? bands
    }
    found.set(JSON.stringify([technologies, bands]), { technologies, bands, from: undefined })
  }
  return [...found.values()]
}

/** What may be carried on some day of a span. */
function carriedDuring(configurations: readonly Configuration[], { earliest, latest }: DateSpan): Configuration[] {
  const turns = configurations.flatMap(({ from }) => (from ? [from.earliest, from.latest] : []))
  const days = [earliest, latest, ...turns.flatMap((turn) => [turn - 1, turn, turn + 1])]
    .map((day) => Math.min(day, AFTER_ALL - 1))
    .filter((day) => Math.min(earliest, AFTER_ALL - 1) <= day && day <= latest)
  const carried = days.flatMap((day) => carriedOn(configurations, day))
  return [...new Map(carried.map((one) => [JSON.stringify(one), one])).values()]
}

/** Days of each change that stand for all others: those on which anything begins or ends, and the days beside them. */
function choicesOfDays(changes: readonly Configuration[], day: CivilDay): CivilDay[][] {
  const turns = changes.flatMap(({ from }) => [from!.earliest, from!.latest])
  const near = [day, ...turns].flatMap((turn) => [turn - 1, turn, turn + 1])
  return changes.reduce<CivilDay[][]>(
    (choices, { from }) => {
      const days = [...new Set(near)].filter((one) => from!.earliest <= one && one <= from!.latest)
      // All later days are as one: the change is not made yet.
      const ahead = days.find((one) => one > day)
      const told = [...days.filter((one) => one <= day), ...(ahead === undefined ? [] : [ahead])]
      return choices.flatMap((choice) => told.map((one) => [...choice, one]))
    },
    [[]],
  )
}

function makeElementSubject(
  element: WorkingElement,
  events: Events,
  site: SiteByDay | undefined,
  series: Series,
): Subject {
  return {
    type: 'element',
    identifier: element.identifier,
    element: element.identifier,
    kind: element.kind,
    site,
    isSomewhere: !site && hasPlace(element.kind),
    functions: knownFunctions(element.function),
    configurations: element.configurations,
    tags: element.tags,
    product: element.product,
    suppliers: supplierOfEachRole(element),
    operators: element.operators,
    service: { start: events.inService, end: events.outOfService, isDoubtful: false },
    presence: { start: events.installed, end: events.removed, isDoubtful: false },
    events: {
      ...purchaseBy(events.installed, element.cells.procured, element.cells.produced, element.cells.delivered),
      installed: events.installed,
      inService: events.inService,
    },
    quantity: { low: fraction(1), high: fraction(1) },
    weightOn: (measure, day) =>
      weighOn(series, 'element', element.seriesNames[measure], measure, element.weights[measure], day),
  }
}

/** A unit is physical, its product is its part; but for its makers, dates and weights it is as its element. */
function makeUnitSubject(
  row: FactRow,
  element: WorkingElement,
  elementEvents: Events,
  manufacturer: string,
  site: SiteByDay | undefined,
  knownAt: CivilDay,
  inventoryDate: CivilDay,
  report: (problem: string) => void,
): Subject | undefined {
  const knowing = howKnown(row, knownAt, inventoryDate)
  if (knowing === 'nothing') return undefined
  const quantity = row.amount('quantity') ?? { low: 1, high: 1 }
  if (quantity.high === 0) return undefined
  const installed = row.date('installed')
  let removed = row.date('removed')
  let produced = row.date('produced')
  if (knowing === 'asItHappened') {
    if (isLaterThan(installed, knownAt)) return undefined
    removed = endAsKnown(removed, knownAt)
    if (isLaterThan(produced, knownAt)) produced = undefined
  }
  // It is present, and serves, while it is in its element and its element is present, and serves.
  const isDoubtful = quantity.low === 0
  const presence: Stay = {
    start: laterOf(installed ?? elementEvents.installed, elementEvents.installed),
    end: earlierOf(removed ?? elementEvents.removed, elementEvents.removed),
    isDoubtful,
  }
  const service: Stay = {
    start: laterOf(presence.start, elementEvents.inService),
    end: earlierOf(presence.end, elementEvents.outOfService),
    isDoubtful,
  }
  if (presence.start.earliest > presence.end.latest) report('never there while its element is')
  const made: Supplier = manufacturer === '' ? 'unknown' : { name: manufacturer }
  return {
    type: 'unit',
    identifier: `${element.identifier}/${row.text('part')}/${row.text('slot')}`,
    element: element.identifier,
    kind: 'physical',
    site,
    isSomewhere: !site,
    functions: knownFunctions(element.function),
    configurations: element.configurations,
    tags: element.tags,
    product: row.text('part'),
    suppliers: {
      ...supplierOfEachRole(element),
      hardware: made,
      brand: made,
      software: made,
    },
    operators: element.operators,
    service,
    presence,
    events: {
      ...purchaseBy(installed ?? elementEvents.installed, undefined, produced, undefined),
      installed: installed ?? elementEvents.installed,
      inService: service.start,
    },
    quantity:
      quantity.high === Number.POSITIVE_INFINITY
        ? undefined
        : { low: fraction(quantity.low), high: fraction(quantity.high) },
    weightOn: () => undefined,
  }
}

function makeContractSubject(
  row: FactRow,
  knownAt: CivilDay,
  inventoryDate: CivilDay,
  report: (problem: string) => void,
): Subject | undefined {
  const knowing = howKnown(row, knownAt, inventoryDate)
  if (knowing === 'nothing') return undefined
  const ifKnown = (column: string): DateSpan | undefined => {
    const span = row.date(column)
    return knowing === 'asItHappened' && isLaterThan(span, knownAt) ? undefined : span
  }
  if (knowing === 'asItHappened' && isLaterThan(row.date('from'), knownAt)) return undefined
  const to = knowing === 'asItHappened' ? endAsKnown(row.date('to'), knownAt) : row.date('to')
  const { inService, outOfService } = narrowDates(
    { installed: undefined, inService: row.date('from'), outOfService: to, removed: undefined },
    '',
    inventoryDate,
    report,
  )
  const stay: Stay = { start: inService, end: outOfService, isDoubtful: false }
  const functions = row.list('functions')
  const supplierOf = (role: SupplierRole): Supplier =>
    row.text('role') === role ? { name: row.text('supplier') } : 'none'
  return {
    type: 'contract',
    identifier: row.text('contract'),
    element: undefined,
    kind: 'service',
    site: undefined,
    isSomewhere: false,
    functions: functions.length === 0 ? undefined : functions,
    configurations: [{ technologies: row.list('technologies'), bands: [], from: undefined }],
    tags: [],
    product: '',
    suppliers: Object.fromEntries(SUPPLIER_ROLES.map((role) => [role, supplierOf(role)])) as {
      [role in SupplierRole]: Supplier
    },
    operators: readOperators(row),
    service: stay,
    presence: stay,
    events: {
      ...purchaseBy(inService, ifKnown('signed'), undefined, undefined),
      installed: inService,
      inService,
    },
    quantity: { low: fraction(1), high: fraction(1) },
    weightOn: () => undefined,
  }
}

// What the inventory does not show

/** Dates by which it did not serve on a day on which a list saw it are no longer known: they are any earlier day, or later. */
function doubtUnlessServing(events: Events, seen: DateSpan): Events {
  const isBefore = seen.latest < events.inService.earliest
  const isAfter = seen.earliest > events.outOfService.latest
  if (!isBefore && !isAfter) return events
  const installed = seen.latest < events.installed.earliest ? UNKNOWN_DATE.earliest : events.installed.earliest
  const removed = seen.earliest > events.removed.latest ? AFTER_ALL : events.removed.latest
  return {
    installed: { ...events.installed, earliest: installed },
    inService: isBefore ? { ...events.inService, earliest: installed } : events.inService,
    outOfService: { ...events.outOfService, latest: isAfter ? removed : Math.min(removed, events.outOfService.latest) },
    removed: { ...events.removed, latest: removed },
  }
}

/** What is on the list alone is added; what only the inventory has is certain no longer from the last day of the list. */
function reconcileList(
  rows: readonly FactRow[],
  subjects: readonly Subject[],
  sites: ReadonlyMap<string, SiteByDay>,
): Subject[] {
  const elements = subjects.filter(({ type }) => type === 'element')
  const known = new Set(elements.map(({ identifier }) => identifier))
  const listed = new Set(rows.map((row) => row.text('element')))
  const lastSeen = Math.max(...rows.map((row) => row.date('seen')!.latest))
  const functions = rows.map((row) => knownText(row, 'function'))
  const families = functions.map((id) => id.split('.').slice(0, 2).join('.'))
  const doubted = new Set(
    elements
      .filter(({ identifier, service }) => !listed.has(identifier) && isCertainOn(service, lastSeen))
      .filter((element) => functions.includes('') || answerFunctions(element, families) !== NO)
      .map(({ identifier }) => identifier),
  )
  const doubt = (stay: Stay): Stay => ({
    ...stay,
    end: { ...stay.end, earliest: Math.min(stay.end.earliest, lastSeen - 1) },
  })
  return [
    ...subjects.map((subject) =>
      subject.element !== undefined && doubted.has(subject.element)
        ? { ...subject, service: doubt(subject.service), presence: doubt(subject.presence) }
        : subject,
    ),
    ...rows.filter((row) => !known.has(row.text('element'))).map((row) => makeSeenSubject(row, sites)),
  ]
}

/** It served on the day on which it was seen; a list says neither of what kind an element is nor what it is tagged. */
function makeSeenSubject(row: FactRow, sites: ReadonlyMap<string, SiteByDay>): Subject {
  const seen = row.date('seen')!
  const began: DateSpan = { earliest: UNKNOWN_DATE.earliest, latest: seen.latest }
  const ended: DateSpan = { earliest: seen.earliest, latest: AFTER_ALL }
  const element: WorkingElement = {
    ...makeInstalled(row, row.text('element'), began),
    kind: 'unknown',
    tags: undefined,
    weights: {},
    seriesNames: { traffic: [], premises: [], subscribers: [] },
  }
  const events: Events = { installed: began, inService: began, outOfService: ended, removed: ended }
  return makeElementSubject(element, events, sites.get(element.site), new Map())
}

/** What may have been there counts as shown, so that only what is surely missing is added. */
function makeMissingSubjects(row: FactRow, subjects: readonly Subject[], resolve: ResolveVendorName): Subject[] {
  const on = row.date('on')!.earliest
  const vendor = knownText(row, 'vendor')
  const region = knownText(row, 'region')
  const wanted = vendor === '' ? undefined : resolve(vendor, '')
  const mayMatch = (subject: Subject): boolean => {
    if (subject.type !== 'element' || !isPossibleOn(subject.service, on)) return false
    const wantedFunctions = knownFunctions(row.text('function'))
    if (wantedFunctions && answerFunctions(subject, wantedFunctions) === NO) return false
    const technologies = row.list('technologies')
    const mayCarry = (configuration: Configuration): boolean => {
      const carried = technologiesOf(subject, configuration)
      return !carried || technologies.some((technology) => carried.includes(technology))
    }
    if (technologies.length > 0 && !carriedOn(subject.configurations, on).some(mayCarry)) return false
    if (region !== '' && subject.site && subject.site.region !== '' && !isAmong([region], [subject.site.region]))
      return false
    if (region !== '' && !subject.site && !subject.isSomewhere) return false
    if (wanted === undefined) return true
    return SUPPLIER_ROLES.some((role) => {
      const supplier = subject.suppliers[role]
      if (supplier === 'none') return false
      if (supplier === 'unknown') return true
      const resolution = resolve(supplier.name, subject.product, on)
      return wanted.kind !== 'resolved' || resolution.kind !== 'resolved' || resolution.vendor === wanted.vendor
    })
  }
  const shown = new Set(
    subjects
      .filter(mayMatch)
      .map((subject) => (row.text('measure') === 'sites' ? placeNameOf(subject) : subject.identifier))
      .filter((name) => name !== undefined),
  )
  const missing = Math.max(0, row.amount('count')!.low - shown.size)
  return Array.from({ length: missing }, (_, index) => makeMissingSubject(row, `${row.file}:${row.line}#${index + 1}`))
}

/** What stands somewhere may stand on a site of its own. */
function placeNameOf(subject: Subject): string | undefined {
  return subject.isSomewhere ? `site of ${subject.identifier}` : subject.site?.identifier
}

/** All that is known of it is what was counted; of several technologies it carries one or another. */
function makeMissingSubject(row: FactRow, identifier: string): Subject {
  const stay: Stay = { start: UNKNOWN_DATE, end: NEVER, isDoubtful: true }
  const vendor: Supplier = knownText(row, 'vendor') === '' ? 'unknown' : { name: row.text('vendor') }
  const technologies = row.list('technologies')
  return {
    type: 'element',
    identifier,
    element: identifier,
    kind: 'unknown',
    site: {
      identifier: `site of ${identifier}`,
      region: knownText(row, 'region'),
      tags: undefined,
      weightOn: () => undefined,
    },
    isSomewhere: false,
    functions: knownFunctions(row.text('function')),
    configurations: [{ technologies: technologies.length === 1 ? technologies : [], bands: [], from: undefined }],
    tags: undefined,
    product: '',
    suppliers: {
      hardware: vendor,
      brand: vendor,
      software: vendor,
      platform: 'none',
      integrator: 'none',
      operation: 'none',
      support: 'none',
    },
    operators: [],
    service: stay,
    presence: stay,
    events: {
      procured: UNKNOWN_DATE,
      produced: UNKNOWN_DATE,
      delivered: UNKNOWN_DATE,
      installed: UNKNOWN_DATE,
      inService: UNKNOWN_DATE,
    },
    quantity: { low: fraction(1), high: fraction(1) },
    weightOn: () => undefined,
  }
}

// What is asked of a subject in more than one place

/** What they leave open, blank or ranged, is not later than the installation, unless all of it is. */
function purchaseBy(
  installed: DateSpan,
  procured: DateSpan | undefined,
  produced: DateSpan | undefined,
  delivered: DateSpan | undefined,
): { procured: DateSpan; produced: DateSpan; delivered: DateSpan } {
  const bounded = (cell: DateSpan = UNKNOWN_DATE): DateSpan =>
    cell.earliest > installed.latest ? cell : earlierOf(cell, { earliest: AFTER_ALL, latest: installed.latest })
  return { procured: bounded(procured), produced: bounded(produced), delivered: bounded(delivered) }
}

/** At or below a named node; above one, an element may be it and a contract covers it. */
export function answerFunctions(subject: Pick<Subject, 'type' | 'functions'>, nodes: readonly string[]): Trilean {
  if (!subject.functions) return MAYBE
  if (isInsideAny(subject.functions, nodes)) return YES
  const isAbove = subject.functions.some((id) => nodes.some((node) => isWithinFunction(node, id)))
  return isAbove ? (subject.type === 'contract' ? YES : MAYBE) : NO
}

/** Whether one of the names is one of those wanted, in whatever spelling. */
export function isAmong(wanted: readonly string[], names: readonly string[]): boolean {
  return names.some((name) => wanted.some((one) => nameOf(one) === nameOf(name)))
}

/** Whether it is another band than one named in another way nobody knows. */
export function answerBand(wanted: readonly string[], carried: readonly string[]): Trilean {
  if (isAmong(wanted, carried)) return YES
  return wanted.every((one) => carried.every((other) => areComparable(one, other))) ? NO : MAYBE
}

function isInsideAny(functions: readonly string[], nodes: readonly string[]): boolean {
  return functions.some((id) => nodes.some((node) => isWithinFunction(id, node)))
}

/** What it is known to carry; undefined where nothing is stated and nothing implied. */
export function technologiesOf(
  { functions }: Pick<Subject, 'functions'>,
  configuration: Configuration,
): readonly string[] | undefined {
  const implied = (functions ?? []).map((id) => findFunction(id)?.technology).filter((one) => one !== undefined)
  const all = [...configuration.technologies, ...implied]
  return all.length === 0 ? undefined : all
}

export function isNamedProduct(product: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? beginsLike(product, pattern.slice(0, -1)) : withoutGaps(pattern) === withoutGaps(product),
  )
}

/** Products are asked for by their beginnings too, which no table lists: letter by letter, without gaps but between digits. */
function withoutGaps(text: string): string {
  return text
    .toLowerCase()
    .split(/[\s_-]+/)
    .reduce((whole, part) => `${whole}${/\d$/.test(whole) && /^\d/.test(part) ? '-' : ''}${part}`, '')
}

/** Some first letters of it are that beginning, and cut no number in two that the beginning ends. */
function beginsLike(product: string, beginning: string): boolean {
  const isNumberEnded = /\d[\s_-]+$/.test(beginning)
  return Array.from({ length: product.length + 1 }, (_, at) => at).some(
    (at) =>
      withoutGaps(product.slice(0, at)) === withoutGaps(beginning) &&
      !(isNumberEnded && /^\d\d$/.test(product.slice(at - 1, at + 1))),
  )
}

/** What a selector looks at: all conditions must hold, of technologies in each configuration; what is not known is maybe. */
export function askSelector(
  selector: Selector,
  subject: Pick<
    Subject,
    'element' | 'kind' | 'site' | 'isSomewhere' | 'functions' | 'configurations' | 'tags' | 'product' | 'suppliers'
  >,
  resolve: ResolveVendorName,
): Trilean {
  const { site, isSomewhere } = subject
  const hasAny = (stated: readonly string[] | undefined, values: readonly string[]): Trilean => {
    if (!stated) return MAYBE
    return stated.some((one) => values.includes(one)) ? YES : NO
  }
  const placed = (values: readonly string[], stated: readonly string[] | undefined): Trilean => {
    if (!site) return isSomewhere ? MAYBE : NO
    return hasAny(stated, values)
  }
  const answers = [...selector].map(([key, values]): Trilean => {
    switch (key) {
      case 'element':
        return hasAny(subject.element === undefined ? [] : [subject.element], values)
      case 'site':
        return placed(values, site && [site.identifier])
      case 'region':
        return placed(values.map(nameOf), site?.region === '' ? undefined : site && [nameOf(site.region)])
      case 'siteTag':
        return placed(values.map(nameOf), site?.tags?.map(nameOf))
      case 'tag':
        return hasAny(subject.tags?.map(nameOf), values.map(nameOf))
      case 'kind':
        return hasAny(subject.kind === 'unknown' ? undefined : [subject.kind], values)
      case 'product':
        if (subject.product === '') return MAYBE
        return isNamedProduct(subject.product, values) ? YES : NO
      case 'function':
        return answerFunctions({ type: 'element', functions: subject.functions }, values)
      case 'technology': {
        const each = subject.configurations.map((one) => hasAny(technologiesOf(subject, one), values))
        return each.every((one) => one === each[0]) ? each[0]! : MAYBE
      }
      case 'band': {
        const each = subject.configurations.map(({ bands }) => (bands.length === 0 ? MAYBE : answerBand(values, bands)))
        return each.every((one) => one === each[0]) ? each[0]! : MAYBE
      }
      case 'vendor':
        return askSupplierOf(subject, values, resolve)
      default:
        throw new Error(`condition ${key}`)
    }
  })
  if (answers.includes(NO)) return NO
  return answers.includes(MAYBE) ? MAYBE : YES
}

function askSupplierOf(
  subject: Pick<Subject, 'suppliers' | 'product'>,
  names: readonly string[],
  resolve: ResolveVendorName,
): Trilean {
  const wanted = names.map((name) => resolve(name, '')).flatMap((one) => (one.kind === 'resolved' ? [one.vendor] : []))
  const answers = SUPPLIER_ROLES.map((role): Trilean => {
    const supplier = subject.suppliers[role]
    if (supplier === 'none') return NO
    const anybody = wanted.length > 0 ? MAYBE : NO
    if (supplier === 'unknown') return anybody
    const resolution = resolve(supplier.name, subject.product)
    if (resolution.kind === 'resolved') return wanted.includes(resolution.vendor) ? YES : NO
    if (resolution.kind === 'ambiguous') return resolution.candidates.some((one) => wanted.includes(one)) ? MAYBE : NO
    return anybody
  })
  if (answers.includes(YES)) return YES
  return answers.includes(MAYBE) ? MAYBE : NO
}
