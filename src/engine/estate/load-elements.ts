// Rows of elements become subjects with a class, a site, windows and weights.

import { formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import { isUnknownDate } from '#model/column.ts'
import { type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf } from '#model/place.ts'
import { CLASS_FIELDS, type ClassInterner, indexOfField } from './class-interner.ts'
import { DateReader, EVENTS, emptyHistory, HistoryReader, whatIsKnownOf } from './history.ts'
import type { SiteList } from './load-sites.ts'
import type { Loading } from './loading.ts'
import { changeInto } from './settle-configurations.ts'
import { setHistory, setPurchase } from './subject-days.ts'

/** The class of each row of an elements table, with what its site adds. */
class ClassReader {
  readonly #fields: readonly { index: number; codes: TextColumn['codes']; toGlobal: Uint32Array }[]
  readonly #tuple = new Uint32Array(CLASS_FIELDS.length)
  readonly #interner: ClassInterner
  readonly #sites: SiteList
  readonly #onSite: number
  readonly #regionCodes: readonly number[]
  readonly #tagsCodes: readonly number[]

  constructor(table: FactTable, interner: ClassInterner, sites: SiteList) {
    this.#interner = interner
    this.#sites = sites
    this.#onSite = interner.codeOf('on a site')
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
    tuple[PLACE] = site < 0 ? 0 : this.#onSite
    const place = site < 0 ? -1 : this.#sites.placeOf(site)
    tuple[REGION] = place < 0 ? 0 : this.#regionCodes[place]!
    tuple[SITE_TAGS] = place < 0 ? 0 : this.#tagsCodes[place]!
    return this.#interner.classOf(tuple)
  }
}

const PLACE = indexOfField('place')
const REGION = indexOfField('region')
const SITE_TAGS = indexOfField('siteTags')

/** Elements of one table. Those hosted on another element are given its site afterwards, see `settleHosted`. */
export function loadElements(table: FactTable, loading: Loading, hosted: Map<number, string>): void {
  const { draft, interner, entities, sites } = loading
  const tableNumber = entities.addTable(table)
  const classes = new ClassReader(table, interner, sites)
  const histories = new HistoryReader(table, loading.knownAt, loading.inventoryDate, loading.report)
  const history = emptyHistory()
  const siteColumn = table.columns.get('site')
  const siteOf = siteColumn?.kind === 'text' ? sites.findAll(siteColumn.dictionary) : undefined
  const siteCodes = siteColumn?.kind === 'text' ? siteColumn.codes : undefined
  const otherEvents = (['procured', 'produced', 'delivered'] as const).filter((event) => draft.events.has(event))
  const events = new DateReader(table, otherEvents)
  const changes = new DateReader(table, ['technologyChanged'])
  const dated = new DateReader(table, DATED)
  const hasHosts = table.columns.has('hostedOn')
  const weights = Array.from(draft.weights, ([measure, weight]) => ({ weight, column: table.columns.get(measure) }))

  for (let row = 0; row < table.rowCount; row++) {
    if (!histories.read(row, history)) {
      loading.absences.passOver()
      continue
    }
    if (histories.isPartly && isAnyLater(dated, row, loading.knownAt)) loading.absences.passOver()
    const site = siteOf ? siteOf[siteCodes![row]!]! : -1
    const subject = draft.add(site, classes.read(row, site), entities.count)
    entities.add(tableNumber, row, subject)
    setHistory(draft, subject, history)
    draft.statedEnd[subject] = histories.statedEnd
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
      const known = histories.isPartly ? whatIsKnownOf(changes, loading.knownAt) : changes
      splitByTechnology(loading, subject, textAt(table, 'technologiesBefore', row), known)
    }
    if (hasHosts && site < 0) {
      const host = textAt(table, 'hostedOn', row)
      if (host !== '') hosted.set(subject, host)
    }
  }
  if (table.leftOut?.rows) tellContradictions(table.leftOut.rows, loading)
}

/** What of an element decides whether and when a plan finds it, and what it then carries. */
const DATED = [...EVENTS, 'technologyChanged'] as const

/** Whether one of the dates is later than the day of knowledge, or may be: then it is not known for certain. */
function isAnyLater(dates: DateReader, row: number, knownAt: number): boolean {
  return DATED.some((_, index) => dates.read(index, row) && dates.latest > knownAt)
}

/** Rows left out for other faults are none of the estate; that they contradict themselves is told all the same. */
function tellContradictions(rows: FactTable, { knownAt, inventoryDate, report }: Loading): void {
  const histories = new HistoryReader(rows, knownAt, inventoryDate, report)
  const history = emptyHistory()
  for (let row = 0; row < rows.rowCount; row++) histories.read(row, history)
}

function tellLatePurchase(
  rows: FactTable,
  row: number,
  event: string,
  date: DateSpan,
  installedLatest: number,
  report: (fault: Fault) => void,
): void {
  report({
    code: 'contradiction',
    severity: 'error',
    ...placeOf(rows, row),
    column: event,
    text: formatDateSpan(date),
    problem: `${event} after the element was installed`,
    expected: `a day up to ${formatDay(installedLatest)}, by which it was installed`,
  })
}

/** An element that changed its technologies has two configurations; a change that is not known has not happened. */
function splitByTechnology(loading: Loading, subject: number, before: string, change: DateSpan | undefined): void {
  const { draft, interner } = loading
  const technologies = interner.textOf(draft.classOf[subject]!, 'technologies')
  draft.classOf[subject] = interner.variant(draft.classOf[subject]!, { technologies: before })
  if (!change) return
  const { earliest, latest } = change
  changeInto(loading, subject, { earliest, latest, technologies })
}
