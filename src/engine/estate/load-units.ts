// Rows of units become subjects like the elements they sit in.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import { type FactColumn, type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf } from '#model/place.ts'
import { DateReader, Knowledge, whatIsKnownOf } from './history.ts'
import type { Loading } from './loading.ts'
import { boughtByInstallation, copyEvent, dayAfter, setInstalled, setPurchase } from './subject-days.ts'
import type { SubjectDraft } from './subject-draft.ts'

/**
 * Units: what their element is, but made by their part's manufacturer, and there no longer than their element. Elements of which
 * a row states none are added to `withoutUnits`.
 */
export function loadUnits(
  table: FactTable,
  parts: readonly FactTable[],
  loading: Loading,
  withoutUnits: Set<number>,
): void {
  const { draft, entities } = loading
  const manufacturerOf = manufacturersIn(parts)
  const tableNumber = entities.addTable(table)
  const knowledge = new Knowledge(table, loading.knownAt, loading.inventoryDate)
  const dates = new DateReader(table, ['installed', 'removed', 'produced'])
  const elements = table.columns.get('element') as TextColumn
  const quantities = table.columns.get('quantity')
  const isLater = (known: string, date: DateSpan) => known === 'as it happened' && date.earliest > loading.knownAt

  for (let row = 0; row < table.rowCount; row++) {
    const known = knowledge.of(row)
    if (known === 'no') continue
    const element = entities.findOf(elements.dictionary, elements.codes[row]!)
    // Not known on the day, or told by `tellNeverMade`.
    if (element === undefined) continue
    const installed = readSpan(dates, INSTALLED, row)
    if (installed && isLater(known, installed)) continue
    const quantity = quantityAt(quantities, row)
    if (quantity.high === 0) {
      withoutUnits.add(element)
      continue
    }
    const knownUpTo = known === 'wholly' ? AFTER_ALL : loading.knownAt
    const [removed, produced] = [readSpan(dates, REMOVED, row), readSpan(dates, PRODUCED, row)]
    const unit: Unit = {
      part: textAt(table, 'part', row),
      manufacturer: manufacturerOf.get(textAt(table, 'part', row)) ?? '',
      quantity,
      installed,
      removed: removed && whatIsKnownOf(removed, knownUpTo),
      produced: produced && !isLater(known, produced) ? produced : undefined,
    }
    if (!isEverThere(draft, entities.subjectsOf(element), unit)) tellNeverThere(table, row, loading.report)
    const entity = entities.count
    entities.add(tableNumber, row, draft.count)
    for (const [configuration, host] of entities.subjectsOf(element).entries()) {
      const subject = addUnit(unit, host, entity, loading)
      if (configuration > 0) entities.addConfiguration(entity, subject)
    }
  }
}

const [INSTALLED, REMOVED, PRODUCED] = [0, 1, 2]

/** A row of units, as known on the day; blank dates are undefined. */
interface Unit {
  readonly part: string
  readonly manufacturer: string
  readonly quantity: { readonly low: number; readonly high: number }
  readonly installed: DateSpan | undefined
  readonly removed: DateSpan | undefined
  readonly produced: DateSpan | undefined
}

function manufacturersIn(parts: readonly FactTable[]): ReadonlyMap<string, string> {
  const manufacturerOf = new Map<string, string>()
  for (const part of parts) {
    for (let row = 0; row < part.rowCount; row++)
      manufacturerOf.set(textAt(part, 'part', row), textAt(part, 'manufacturer', row))
  }
  return manufacturerOf
}

function readSpan(dates: DateReader, column: number, row: number): DateSpan | undefined {
  return dates.read(column, row) ? { earliest: dates.earliest, latest: dates.latest } : undefined
}

/** Adds the unit as it is in one configuration of its element. */
function addUnit(unit: Unit, host: number, entity: number, { draft, interner }: Loading): number {
  const unitClass = interner.variant(draft.classOf[host]!, {
    subject: 'unit',
    kind: 'physical',
    vendor: unit.manufacturer,
    hardwareVendor: '',
    brandVendor: '',
    softwareVendor: '',
    product: unit.part,
  })
  const subject = draft.add(draft.site[host]!, unitClass, entity)
  setUnitDays(unit, host, subject, draft)
  draft.quantity!.set(subject, unit.quantity.low, unit.quantity.high)
  if (unit.quantity.low === 0) for (const windows of [draft.service, draft.presence]) windows.doubt(subject)
  return subject
}

/** The days of its element, from its own installation to its own removal where these are stated. */
function setUnitDays({ installed, removed, produced }: Unit, host: number, subject: number, draft: SubjectDraft): void {
  const windowsOfBoth = [draft.service, draft.presence]
  for (const windows of windowsOfBoth) windows.copy(host, subject)
  for (const event of ['installed', 'inService'] as const) copyEvent(draft, event, host, subject)
  if (installed) {
    setInstalled(draft, subject, installed)
    for (const windows of windowsOfBoth) windows.takeOver(subject, installed.earliest, installed.latest)
    const inService = draft.events.get('inService')
    if (inService) {
      inService.earliest.set(subject, Math.max(inService.earliest.get(subject), installed.earliest))
      inService.latest.set(subject, Math.max(inService.latest.get(subject), installed.latest))
    }
  }
  boughtByInstallation(draft, subject)
  if (produced) setPurchase(draft, 'produced', subject, produced)
  if (removed) for (const windows of windowsOfBoth) windows.endBy(subject, removed.earliest, removed.latest)
}

/** Whether its element may be present, in some configuration, on a day between installation and removal of the unit. */
function isEverThere(draft: SubjectDraft, configurations: readonly number[], { installed, removed }: Unit): boolean {
  const from = installed?.earliest ?? BEFORE_ALL
  const until = removed ? dayAfter(removed.latest) : AFTER_ALL
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
    ...placeOf(table, row),
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
