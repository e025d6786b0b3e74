// Rows of elements, units and contracts become subjects with a class, a site, windows and weights.

import { AFTER_ALL, BEFORE_ALL, formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import { isUnknownDate } from '#model/column.ts'
import { type FactColumn, type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import type { EntityNames, Origin } from '#model/estate.ts'
import type { Fault } from '#model/fault.ts'
import { TextIndex } from '#model/text-index.ts'
import type { Absences } from './absences.ts'
import { CLASS_FIELDS, type ClassField, type ClassInterner, indexOfField } from './class-interner.ts'
import { DateReader, emptyHistory, type History, HistoryReader, Knowledge } from './history.ts'
import type { SiteList } from './load-sites.ts'
import { enlargedCapacity, type SubjectDraft } from './subject-draft.ts'

/** Elements, units and contracts by number, with the row each was stated in. */
export class EntityList implements EntityNames {
  readonly #tables: FactTable[] = []
  /** Entities mostly come row by row of one table: runs of them, each with its first entity, its table and its first row. */
  #runs: Uint32Array<ArrayBuffer> = new Uint32Array(3 * 16)
  #runCount = 0
  #firstSubject: Uint32Array<ArrayBuffer>
  #count = 0
  /** Elements a plan makes have no row of their own. */
  readonly #named = new Map<number, string>()
  /** From one configuration of an element to the next. */
  readonly #nextSubject = new Map<number, number>()
  #elements: ElementIndex | undefined

  /** `capacity`: how many there will be, as far as that is known. */
  constructor(capacity: number) {
    this.#firstSubject = new Uint32Array(Math.max(capacity, 16))
  }

  get count(): number {
    return this.#count
  }

  addTable(table: FactTable): number {
    this.#tables.push(table)
    return this.#tables.length - 1
  }

  add(tableNumber: number, row: number, firstSubject: number): number {
    const entity = this.#count++
    if (entity === this.#firstSubject.length) this.#firstSubject = enlarge(this.#firstSubject)
    this.#firstSubject[entity] = firstSubject
    const last = 3 * (this.#runCount - 1)
    const isNext =
      last >= 0 && this.#runs[last + 1] === tableNumber && row === this.#runs[last + 2]! + (entity - this.#runs[last]!)
    if (!isNext) this.#addRun(entity, tableNumber, row)
    return entity
  }

  #addRun(entity: number, tableNumber: number, row: number): void {
    const place = 3 * this.#runCount++
    if (place + 3 > this.#runs.length) this.#runs = enlarge(this.#runs)
    this.#runs.set([entity, tableNumber, row], place)
  }

  /** An element made by a row of another table. */
  addNamed(identifier: string, tableNumber: number, row: number, firstSubject: number): number {
    const entity = this.add(tableNumber, row, firstSubject)
    this.#named.set(entity, identifier)
    this.#elements?.add(identifier, entity)
    return entity
  }

  addConfiguration(entity: number, subject: number): void {
    this.#nextSubject.set(this.subjectsOf(entity).at(-1)!, subject)
  }

  firstSubjectOf(entity: number): number {
    return this.#firstSubject[entity]!
  }

  /** The subjects that are this entity in one configuration after the other, in the order they were made. */
  subjectsOf(entity: number): readonly number[] {
    const subjects: number[] = []
    let subject: number | undefined = this.#firstSubject[entity]!
    for (; subject !== undefined; subject = this.#nextSubject.get(subject)) subjects.push(subject)
    return subjects
  }

  originOf(entity: number): Origin {
    // The last run that begins with this entity or before it.
    let low = 0
    let high = this.#runCount - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#runs[3 * middle]! <= entity) low = middle
      else high = middle - 1
    }
    const [first, tableNumber, firstRow] = this.#runs.subarray(3 * low, 3 * low + 3)
    return { table: this.#tables[tableNumber!]!, row: firstRow! + (entity - first!) }
  }

  identifierOf(entity: number): string {
    const named = this.#named.get(entity)
    if (named !== undefined) return named
    const { table, row } = this.originOf(entity)
    return table.schema.key
      .map((name) => textAt(table, name, row))
      .filter((text) => text !== '')
      .join(' ')
  }

  /** The index is made when it is first asked for: most questions of a large estate never ask. */
  find(identifier: string): number | undefined {
    this.#elements ??= this.#indexElements()
    return this.#elements.find(identifier)
  }

  #indexElements(): ElementIndex {
    const index = new ElementIndex()
    for (const [entity, name] of this.#named) index.add(name, entity)
    for (let entity = 0; entity < this.#count; entity++) {
      const { table, row } = this.originOf(entity)
      if (this.#named.has(entity) || table.schema.key[0] !== 'element' || table.schema.key.length > 1) continue
      index.addRow(table, row, entity)
    }
    return index
  }
}

/** Which element has an identifier: held as bytes, for there may be ten millions. */
class ElementIndex {
  readonly #identifiers = new TextIndex()
  /** By number of the identifier. */
  readonly #entities = [-1]

  add(identifier: string, entity: number): void {
    this.#entities[this.#identifiers.add(identifier)] = entity
  }

  /** An element in the row that states it. */
  addRow(table: FactTable, row: number, entity: number): void {
    const { codes, dictionary } = table.columns.get('element') as TextColumn
    this.#entities[this.#identifiers.addOf(dictionary, codes[row]!)] = entity
  }

  find(identifier: string): number | undefined {
    const number = this.#identifiers.find(identifier)
    return number > 0 ? this.#entities[number] : undefined
  }
}

function enlarge(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(enlargedCapacity(values.length))
  larger.set(values)
  return larger
}

/** The class of each row of an elements table, with what its site adds. */
class ClassReader {
  readonly #fields: readonly { index: number; codes: TextColumn['codes']; toGlobal: Uint32Array }[]
  readonly #tuple = new Uint32Array(CLASS_FIELDS.length)
  readonly #interner: ClassInterner
  readonly #sites: SiteList
  readonly #yes: number
  readonly #regionCodes: readonly number[]
  readonly #tagsCodes: readonly number[]

  constructor(table: FactTable, interner: ClassInterner, sites: SiteList) {
    this.#interner = interner
    this.#sites = sites
    this.#yes = interner.codeOf('yes')
    this.#regionCodes = sites.places.map(({ region }) => interner.codeOf(region))
    this.#tagsCodes = sites.places.map(({ tags }) => interner.codeOf(tags))
    this.#fields = CLASS_FIELDS.flatMap((field, index) => {
      const column = table.columns.get(field)
      if (column?.kind !== 'text') return []
      return {
        index,
        codes: column.codes,
        toGlobal: Uint32Array.from(column.dictionary, (text) => interner.codeOf(text)),
      }
    })
  }

  /** `site`: -1 for none. */
  read(row: number, site: number): number {
    const tuple = this.#tuple
    const fields = this.#fields
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index]!
      tuple[field.index] = field.toGlobal[field.codes[row]!]!
    }
    tuple[HAS_SITE] = site < 0 ? 0 : this.#yes
    const place = site < 0 ? -1 : this.#sites.placeOf(site)
    tuple[REGION] = place < 0 ? 0 : this.#regionCodes[place]!
    tuple[SITE_TAGS] = place < 0 ? 0 : this.#tagsCodes[place]!
    return this.#interner.classOf(tuple)
  }
}

const HAS_SITE = indexOfField('hasSite')
const REGION = indexOfField('region')
const SITE_TAGS = indexOfField('siteTags')

export interface Loading {
  readonly draft: SubjectDraft
  readonly interner: ClassInterner
  readonly entities: EntityList
  readonly sites: SiteList
  readonly knownAt: number
  readonly inventoryDate: number
  readonly absences: Absences
  readonly report: (fault: Fault) => void
}

function lastDayAfter(day: number): number {
  return day >= AFTER_ALL ? AFTER_ALL : day + 1
}

/** Writes the windows and the event columns of a subject from its history. */
export function setHistory(draft: SubjectDraft, subject: number, history: History): void {
  const { service, presence } = draft
  service.possibleFrom.set(subject, history.inServiceEarliest)
  service.certainFrom.set(subject, history.inServiceLatest)
  service.certainUntil.set(subject, lastDayAfter(history.outOfServiceEarliest))
  service.possibleUntil.set(subject, lastDayAfter(history.outOfServiceLatest))
  presence.possibleFrom.set(subject, history.installedEarliest)
  presence.certainFrom.set(subject, history.installedLatest)
  presence.certainUntil.set(subject, lastDayAfter(history.removedEarliest))
  presence.possibleUntil.set(subject, lastDayAfter(history.removedLatest))
  const installed = draft.events.get('installed')
  if (installed) {
    installed.earliest.set(subject, history.installedEarliest)
    installed.latest.set(subject, history.installedLatest)
  }
  boughtByInstallation(draft, subject)
  const inService = draft.events.get('inService')
  if (inService) {
    inService.earliest.set(subject, history.inServiceEarliest)
    inService.latest.set(subject, history.inServiceLatest)
  }
}

/** Elements of one table. Those hosted on another element are given its site afterwards, see `settleHosted`. */
export function loadElements(table: FactTable, loading: Loading, hosted: Map<number, string>): void {
  const { draft, interner, entities, sites } = loading
  const tableNumber = entities.addTable(table)
  const classes = new ClassReader(table, interner, sites)
  const histories = new HistoryReader(table, loading.knownAt, loading.inventoryDate, loading.report)
  const history = emptyHistory()
  const siteColumn = table.columns.get('site')
  const siteOf =
    siteColumn?.kind === 'text'
      ? Int32Array.from(siteColumn.dictionary, (text) => (text === '' ? -1 : (sites.find(text) ?? -1)))
      : undefined
  const siteCodes = siteColumn?.kind === 'text' ? siteColumn.codes : undefined
  const otherEvents = (['procured', 'produced', 'delivered'] as const).filter((event) => draft.events.has(event))
  const events = new DateReader(table, otherEvents)
  const changes = new DateReader(table, ['technologyChanged'])
  const hasHosts = table.columns.has('hostedOn')
  const weights = Array.from(draft.weights, ([measure, weight]) => ({ weight, column: table.columns.get(measure) }))

  for (let row = 0; row < table.rowCount; row++) {
    if (!histories.read(row, history)) {
      loading.absences.passOver()
      continue
    }
    const site = siteOf ? siteOf[siteCodes![row]!]! : -1
    const subject = draft.add(site, classes.read(row, site), entities.count)
    entities.add(tableNumber, row, subject)
    setHistory(draft, subject, history)
    if (histories.hasStatedEnd) draft.isEnded[subject] = 1
    for (const [index, event] of otherEvents.entries()) {
      if (!events.read(index, row) || isUnknownDate(events.earliest, events.latest)) continue
      if (histories.isPartly && events.earliest > loading.knownAt) continue
      setPurchase(draft, event, subject, events)
      if (events.earliest > history.installedLatest)
        tellLatePurchase(table, row, event, events, history.installedLatest, loading.report)
    }
    for (const { weight, column } of weights)
      if (column?.kind === 'amount') weight.set(subject, column.low[row]!, column.high[row]!)
    if (changes.read(0, row)) {
      const isKnown = !(histories.isPartly && changes.earliest > loading.knownAt)
      splitByTechnology(loading, subject, textAt(table, 'technologiesBefore', row), changes, isKnown)
    }
    if (hasHosts && site < 0) {
      const host = textAt(table, 'hostedOn', row)
      if (host !== '') hosted.set(subject, host)
    }
  }
}

function tellLatePurchase(
  { file, lines }: FactTable,
  row: number,
  event: string,
  date: DateSpan,
  installedLatest: number,
  report: (fault: Fault) => void,
): void {
  report({
    code: 'contradiction',
    severity: 'error',
    file,
    line: lines[row]!,
    column: event,
    text: formatDateSpan(date),
    problem: `${event} after the element was installed`,
    expected: `a day up to ${formatDay(installedLatest)}, by which it was installed`,
  })
}

/** An element that changed its technologies is two subjects; a change not known at `knownAt` has not happened. */
function splitByTechnology(
  loading: Loading,
  subject: number,
  before: string,
  change: { earliest: number; latest: number },
  isKnown: boolean,
): void {
  const { draft, interner } = loading
  const classBefore = interner.variant(draft.classOf[subject]!, { technologies: before })
  if (!isKnown) {
    draft.classOf[subject] = classBefore
    return
  }
  const earlier = draft.split(subject, classBefore)
  loading.entities.addConfiguration(draft.entityOf[subject]!, earlier)
  divideAt(draft, earlier, subject, change.earliest, change.latest)
}

/** Lets `earlier` give way to `later` on a day in [earliest, latest]. */
export function divideAt(draft: SubjectDraft, earlier: number, later: number, earliest: number, latest: number): void {
  draft.followers.set(later, latest)
  leaveAt(draft, earlier, earliest, latest)
  for (const windows of [draft.service, draft.presence]) windows.takeOver(later, earliest, latest)
}

/** Lets a configuration give way on a day in [earliest, latest], if it does not already do so before. */
export function leaveAt(draft: SubjectDraft, subject: number, earliest: number, latest: number): void {
  const before = draft.leavers.get(subject)
  draft.leavers.set(subject, {
    earliest: Math.min(earliest, before?.earliest ?? earliest),
    latest: Math.min(latest, before?.latest ?? latest),
  })
  draft.isEnded[subject] = 1
  for (const windows of [draft.service, draft.presence]) windows.giveWay(subject, earliest, latest)
}

/** A virtual element stands where its host stands; hosts may be hosted in turn. */
export function settleHosted(loading: Loading, hosted: ReadonlyMap<number, string>): void {
  const { draft, interner, sites } = loading
  const siteOfEntity = new Map<number, number>()
  for (const [subject, site] of sitesOfHosted(loading, hosted))
    if (site >= 0) siteOfEntity.set(draft.entityOf[subject]!, site)
  if (siteOfEntity.size === 0) return
  for (let subject = 0; subject < draft.count; subject++) {
    const site = siteOfEntity.get(draft.entityOf[subject]!)
    if (site === undefined || draft.site[subject]! >= 0) continue
    draft.site[subject] = site
    draft.classOf[subject] = interner.variant(draft.classOf[subject]!, {
      hasSite: 'yes',
      region: sites.regionOf(site),
      siteTags: sites.tagsOf(site),
    })
  }
}

/** The site of each hosted subject: that of the nearest host that has one; -1 where none has, or hosts go in a circle. */
function sitesOfHosted({ draft, entities }: Loading, hosted: ReadonlyMap<number, string>): Map<number, number> {
  const settled = new Map<number, number>()
  for (const first of hosted.keys()) {
    const passed: number[] = []
    let at = first
    while (draft.site[at]! < 0 && !settled.has(at)) {
      // Coming by here again is a circle.
      settled.set(at, -1)
      passed.push(at)
      const host = entities.find(hosted.get(at) ?? '')
      if (host !== undefined) at = entities.firstSubjectOf(host)
    }
    const site = draft.site[at]! < 0 ? settled.get(at)! : draft.site[at]!
    for (const subject of passed) settled.set(subject, site)
  }
  return settled
}

/** Units: what their element is, but made by their part's manufacturer, and there no longer than their element. */
export function loadUnits(table: FactTable, parts: readonly FactTable[], loading: Loading): void {
  const { draft, interner, entities } = loading
  const manufacturerOf = new Map<string, string>()
  for (const part of parts) {
    for (let row = 0; row < part.rowCount; row++)
      manufacturerOf.set(textAt(part, 'part', row), textAt(part, 'manufacturer', row))
  }
  const tableNumber = entities.addTable(table)
  const knowledge = new Knowledge(table, loading.knownAt, loading.inventoryDate)
  const dates = new DateReader(table, ['installed', 'removed', 'produced'])
  const quantities = table.columns.get('quantity')
  const isLater = (known: string) => known === 'as it happened' && dates.earliest > loading.knownAt

  for (let row = 0; row < table.rowCount; row++) {
    const known = knowledge.of(row)
    if (known === 'no') continue
    const element = entities.find(textAt(table, 'element', row))
    if (element === undefined) continue
    if (dates.read(0, row) && isLater(known)) continue
    const quantity = quantityAt(quantities, row)
    if (quantity.high === 0) continue
    const isEnding = dates.read(1, row) && !isLater(known)
    const removed = isEnding ? lastDayAfter(dates.latest) : AFTER_ALL
    const installed = dates.read(0, row) ? dates.earliest : BEFORE_ALL
    if (!isEverThere(draft, entities.subjectsOf(element), installed, removed))
      tellNeverThere(table, row, loading.report)
    const manufacturer = manufacturerOf.get(textAt(table, 'part', row)) ?? ''
    const entity = entities.count
    entities.add(tableNumber, row, draft.count)
    for (const [configuration, host] of entities.subjectsOf(element).entries()) {
      const unitClass = interner.variant(draft.classOf[host]!, {
        subject: 'unit',
        kind: 'physical',
        vendor: manufacturer,
        hardwareVendor: '',
        brandVendor: '',
        softwareVendor: '',
        product: textAt(table, 'part', row),
      })
      const subject = draft.add(draft.site[host]!, unitClass, entity)
      if (configuration > 0) entities.addConfiguration(entity, subject)
      draft.service.copy(host, subject)
      draft.presence.copy(host, subject)
      for (const event of ['installed', 'inService'] as const) copyEvent(draft, event, host, subject)
      if (dates.read(0, row)) {
        setInstalled(draft, subject, dates)
        for (const windows of [draft.service, draft.presence]) windows.takeOver(subject, dates.earliest, dates.latest)
        const inService = draft.events.get('inService')
        if (inService) {
          inService.earliest.set(subject, Math.max(inService.earliest.get(subject), dates.earliest))
          inService.latest.set(subject, Math.max(inService.latest.get(subject), dates.latest))
        }
      }
      boughtByInstallation(draft, subject)
      if (dates.read(2, row) && !isLater(known)) setPurchase(draft, 'produced', subject, dates)
      if (isEnding) {
        dates.read(1, row)
        for (const windows of [draft.service, draft.presence]) windows.endBy(subject, dates.earliest, dates.latest)
      }
      draft.quantity!.set(subject, quantity.low, quantity.high)
      if (quantity.low === 0) for (const windows of [draft.service, draft.presence]) windows.doubt(subject)
    }
  }
}

/** Whether an element may be present, in some configuration, on a day of the span `[from, until)`. */
function isEverThere(draft: SubjectDraft, configurations: readonly number[], from: number, until: number): boolean {
  const { possibleFrom, possibleUntil } = draft.presence
  let [begins, ends] = [AFTER_ALL, BEFORE_ALL]
  for (const configuration of configurations) {
    begins = Math.min(begins, possibleFrom.get(configuration))
    ends = Math.max(ends, possibleUntil.get(configuration))
  }
  return Math.max(begins, from) < Math.min(ends, until)
}

function tellNeverThere(table: FactTable, row: number, report: (fault: Fault) => void): void {
  const dates = new DateReader(table, ['installed', 'removed'])
  const column = dates.read(0, row) ? 'installed' : 'removed'
  if (column === 'removed') dates.read(1, row)
  report({
    code: 'contradiction',
    severity: 'error',
    file: table.file,
    line: table.lines[row]!,
    column,
    text: formatDateSpan(dates),
    problem: `never there while element ${textAt(table, 'element', row)} is`,
    expected: 'dates on which the element may be present, or blank for those of the element',
  })
}

/** How many units a row stands for; blank is one. */
function quantityAt(column: FactColumn | undefined, row: number): { readonly low: number; readonly high: number } {
  const isStated = column?.kind === 'amount' && !Number.isNaN(column.low[row]!)
  return isStated ? { low: column.low[row]!, high: column.high[row]! } : { low: 1, high: 1 }
}

/** What is installed was bought, made and delivered by then. */
function boughtByInstallation(draft: SubjectDraft, subject: number): void {
  const installed = draft.events.get('installed')!
  for (const event of ['procured', 'produced', 'delivered'] as const) {
    const column = draft.events.get(event)
    if (column) column.latest.set(subject, installed.latest.get(subject))
  }
}

function copyEvent(draft: SubjectDraft, event: 'installed' | 'inService', from: number, to: number): void {
  const column = draft.events.get(event)!
  column.earliest.set(to, column.earliest.get(from))
  column.latest.set(to, column.latest.get(from))
}

function setInstalled(draft: SubjectDraft, subject: number, date: { earliest: number; latest: number }): void {
  const installed = draft.events.get('installed')!
  installed.earliest.set(subject, date.earliest)
  installed.latest.set(subject, date.latest)
}

/** States when something was bought, made or delivered; what a range leaves open ends with the installation. */
function setPurchase(
  draft: SubjectDraft,
  event: 'procured' | 'produced' | 'delivered',
  subject: number,
  date: { earliest: number; latest: number },
): void {
  const column = draft.events.get(event)
  if (!column) return
  const installedLatest = draft.events.get('installed')!.latest.get(subject)
  const isBefore = date.earliest <= installedLatest
  column.earliest.set(subject, date.earliest)
  column.latest.set(subject, isBefore ? Math.min(date.latest, installedLatest) : date.latest)
}

const CONTRACT_ROLE_FIELD: Record<string, ClassField> = {
  operation: 'operationVendor',
  support: 'supportVendor',
  integrator: 'integratorVendor',
  platform: 'platformVendor',
  software: 'softwareVendor',
}

export function loadContracts(table: FactTable, loading: Loading): void {
  const { draft, interner, entities } = loading
  const tableNumber = entities.addTable(table)
  const knowledge = new Knowledge(table, loading.knownAt, loading.inventoryDate)
  const dates = new DateReader(table, ['from', 'to', 'signed'])
  const none = interner.classOf(new Uint32Array(CLASS_FIELDS.length))
  const history = emptyHistory()
  const isLater = (known: string) => known === 'as it happened' && dates.earliest > loading.knownAt

  for (let row = 0; row < table.rowCount; row++) {
    const known = knowledge.of(row)
    if (known === 'no') continue
    const hasFrom = dates.read(0, row)
    if (hasFrom && isLater(known)) continue
    history.inServiceEarliest = hasFrom ? dates.earliest : BEFORE_ALL
    history.inServiceLatest = hasFrom ? dates.latest : AFTER_ALL
    const hasTo = dates.read(1, row) && !isLater(known)
    history.outOfServiceEarliest = hasTo ? Math.max(dates.earliest, history.inServiceEarliest) : AFTER_ALL
    history.outOfServiceLatest = hasTo ? dates.latest : AFTER_ALL
    if (hasTo) history.inServiceLatest = Math.min(history.inServiceLatest, dates.latest)
    history.installedEarliest = history.inServiceEarliest
    history.installedLatest = history.inServiceLatest
    history.removedEarliest = history.outOfServiceEarliest
    history.removedLatest = history.outOfServiceLatest
    const contractClass = interner.variant(none, {
      subject: 'contract',
      kind: 'service',
      [CONTRACT_ROLE_FIELD[textAt(table, 'role', row)] ?? 'operationVendor']: textAt(table, 'supplier', row),
      function: textAt(table, 'functions', row),
      technologies: textAt(table, 'technologies', row),
      operators: textAt(table, 'operators', row),
    })
    const subject = draft.add(-1, contractClass, entities.count)
    entities.add(tableNumber, row, subject)
    setHistory(draft, subject, history)
    if (dates.read(2, row) && !isLater(known)) setPurchase(draft, 'procured', subject, dates)
  }
}
