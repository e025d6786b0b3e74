// Rows of contracts become subjects without a site, of one role.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { CLASS_FIELDS, type ClassField } from './class-interner.ts'
import { DateReader, emptyHistory, Knowledge, whatIsKnownOf } from './history.ts'
import type { Loading } from './loading.ts'
import { setHistory, setPurchase } from './subject-days.ts'

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
    const to = dates.read(1, row) ? whatIsKnownOf(dates, known === 'wholly' ? AFTER_ALL : loading.knownAt) : undefined
    history.outOfServiceEarliest = to ? Math.max(to.earliest, history.inServiceEarliest) : AFTER_ALL
    history.outOfServiceLatest = to ? to.latest : AFTER_ALL
    if (to) history.inServiceLatest = Math.min(history.inServiceLatest, to.latest)
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
