// Rows of units become subjects like the elements they sit in.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { formatDateSpan } from '#base/date-span.ts'
import { type FactColumn, type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { DateReader, Knowledge, whatIsKnownOf } from './history.ts'
import type { Loading } from './loading.ts'
import { boughtByInstallation, copyEvent, dayAfter, setInstalled, setPurchase } from './subject-days.ts'
import type { SubjectDraft } from './subject-draft.ts'

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
    const knownUpTo = known === 'wholly' ? AFTER_ALL : loading.knownAt
    const removed = dates.read(1, row) ? whatIsKnownOf(dates, knownUpTo) : undefined
    const until = removed ? dayAfter(removed.latest) : AFTER_ALL
    const installed = dates.read(0, row) ? dates.earliest : BEFORE_ALL
    if (!isEverThere(draft, entities.subjectsOf(element), installed, until)) tellNeverThere(table, row, loading.report)
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
      if (removed)
        for (const windows of [draft.service, draft.presence]) windows.endBy(subject, removed.earliest, removed.latest)
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
