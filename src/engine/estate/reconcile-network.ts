// Compares the inventory with a second list, of what was seen on the network, and widens the estate by what it does not
// show: an element seen only on the network is added as seen, and one of the inventory that the network does not show is
// no longer certain from that day on.

import type { DateSpan } from '#base/date-span.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { isWithinFunction } from '#model/network-function.ts'
import type { Reconciliation } from '#model/verdict.ts'
import { CLASS_FIELDS, type ClassField } from './class-interner.ts'
import { contradictVendors } from './contradict-vendors.ts'
import { DateReader, emptyHistory, narrow } from './history.ts'
import type { Loading } from './loading.ts'
import { setHistory } from './subject-days.ts'
import type { SupplierResolver } from './supplier-resolution.ts'

const EXAMPLES_SHOWN = 10

/** Compares the inventory with what was seen on the network (`network.csv`). */
export function reconcileWithNetwork(
  tables: readonly FactTable[],
  loading: Loading,
  resolver: SupplierResolver,
): Reconciliation[] {
  return tables.map((table) => reconcileList(table, loading, resolver))
}

function reconcileList(table: FactTable, loading: Loading, resolver: SupplierResolver): Reconciliation {
  const inventoryCount = loading.draft.count
  const seen = readList(table, loading)
  const inventoryOnly = findNotSeen(seen, inventoryCount, loading)
  doubtFrom(seen.last, inventoryOnly, inventoryCount, loading)
  const { rowOf, onNetworkOnly } = seen
  const names = Array.from(inventoryOnly, (entity) => loading.entities.identifierOf(entity))
  return {
    against: table.file,
    what: 'elements seen on the network',
    stated: table.rowCount,
    found: { low: rowOf.size, high: rowOf.size },
    shortfall: onNetworkOnly.length,
    excess: names.length,
    examples: [
      ...onNetworkOnly.slice(0, EXAMPLES_SHOWN).map((identifier) => `on the network only: ${identifier}`),
      ...names.slice(0, EXAMPLES_SHOWN).map((identifier) => `in the inventory only: ${identifier}`),
    ],
    contradictions: contradictVendors(table, rowOf, loading, inventoryCount, resolver),
  }
}

/** What a list saw, as far as it is known. */
interface SeenElements {
  /** Row of the list by entity that inventory or plan have. */
  readonly rowOf: ReadonlyMap<number, number>
  readonly onNetworkOnly: readonly string[]
  readonly families: ReadonlySet<string>
  /** The last day of the list. */
  readonly last: number
}

/** Adds to the estate what the list has and nothing else. */
function readList(table: FactTable, loading: Loading): SeenElements {
  const dates = new DateReader(table, ['seen'])
  const tableNumber = loading.entities.addTable(table)
  const rowOf = new Map<number, number>()
  const families = new Set<string>()
  const onNetworkOnly: string[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < table.rowCount; row++) {
    if (!dates.read(0, row) || dates.earliest > loading.knownAt) continue
    last = Math.max(last, dates.latest)
    families.add(familyOf(textAt(table, 'function', row)))
    const identifier = textAt(table, 'element', row)
    const entity = loading.entities.find(identifier)
    if (entity !== undefined) rowOf.set(entity, row)
    else {
      onNetworkOnly.push(identifier)
      addAsSeen({ table, tableNumber, row }, dates, loading)
    }
  }
  return { rowOf, onNetworkOnly, families, last }
}

/** Adds an element as the list describes it: it served on the day it was seen, and may have before and since. */
function addAsSeen(
  { table, tableNumber, row }: { readonly table: FactTable; readonly tableNumber: number; readonly row: number },
  seen: DateSpan,
  { draft, interner, entities, sites }: Loading,
): void {
  const site = sites.find(textAt(table, 'site', row)) ?? -1
  // A list says neither of what kind an element is nor what it is tagged.
  const fields: Partial<Record<ClassField, string>> = { kind: 'unknown', tags: 'unknown' }
  if (site >= 0)
    Object.assign(fields, { place: 'on a site', region: sites.regionOf(site), siteTags: sites.tagsOf(site) })
  for (const field of ['vendor', 'product', 'function', 'technologies', 'bands'] as const)
    fields[field] = textAt(table, field, row)
  const none = interner.classOf(new Uint32Array(CLASS_FIELDS.length))
  const subject = draft.add(site, interner.variant(none, fields), entities.count)
  entities.addNamed(textAt(table, 'element', row), tableNumber, row, subject)
  const history = emptyHistory()
  history.inServiceLatest = seen.latest
  history.outOfServiceEarliest = seen.earliest
  history.removedEarliest = seen.earliest
  narrow(history)
  setHistory(draft, subject, history)
}

/** Elements in service for certain on the last day of the list, which speaks of their function, or may, and not of them. */
function findNotSeen({ rowOf, families, last }: SeenElements, inventoryCount: number, loading: Loading): Set<number> {
  const { draft, interner } = loading
  const notSeen = new Set<number>()
  for (let subject = 0; subject < inventoryCount; subject++) {
    const entity = draft.entityOf[subject]!
    const classId = draft.classOf[subject]!
    if (rowOf.has(entity) || interner.textOf(classId, 'subject') !== '') continue
    if (last < draft.service.certainFrom.get(subject) || last >= draft.service.certainUntil.get(subject)) continue
    if (mayBeOfFamily(interner.textOf(classId, 'function'), families)) notSeen.add(entity)
  }
  return notSeen
}

/** What is in doubt is the element, whatever it will carry later, and with it all that sits in it. */
function doubtFrom(day: number, elements: ReadonlySet<number>, inventoryCount: number, loading: Loading): void {
  const { service, presence } = loading.draft
  for (let subject = 0; elements.size > 0 && subject < inventoryCount; subject++) {
    if (!elements.has(elementOf(loading, subject))) continue
    for (const windows of [service, presence])
      windows.certainUntil.set(subject, Math.min(windows.certainUntil.get(subject), day))
  }
}

/** The part of the network a list speaks of: the first two steps of the function, `ran.5g` of `ran.5g.gnb`; blank is all. */
function familyOf(id: string): string {
  return id === 'unknown' ? '' : id.split('.').slice(0, 2).join('.')
}

/** Whether a list of these families would show an element of the function, or might. */
function mayBeOfFamily(id: string, families: ReadonlySet<string>): boolean {
  if (id === '' || id === 'unknown' || families.has('')) return true
  return [...families].some((family) => isWithinFunction(id, family) || isWithinFunction(family, id))
}

/** The element a subject is, or sits in; -1 for a contract. */
function elementOf({ draft, interner, entities }: Loading, subject: number): number {
  const entity = draft.entityOf[subject]!
  const kind = interner.textOf(draft.classOf[subject]!, 'subject')
  if (kind === '') return entity
  if (kind === 'contract') return -1
  const { table, row } = entities.originOf(entity)
  return entities.find(textAt(table, 'element', row)) ?? -1
}
