// Whether the rows of all files fit together: keys once, references found, no element hosted on itself, no history
// that runs backwards, no plan that says more than it does, no stock, usage or pools that contradict themselves.

import { AFTER_ALL } from '#base/calendar.ts'
import { formatDateSpan } from '#base/date-span.ts'
import { checkKeysAcross } from './check-keys.ts'
import { checkPlan } from './check-plan.ts'
import { checkPools } from './check-pools.ts'
import { checkSelectors } from './check-selectors.ts'
import { checkSparesRows } from './check-spares-rows.ts'
import { checkStockLots } from './check-stock-lots.ts'
import { checkUsagePeriods } from './check-usage-periods.ts'
import { type Column, isBlankDate, isUnknownDate } from './column.ts'
import type { TextDictionary } from './fact-column.ts'
import { type DateColumn, type FactTable, type TextColumn, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { mayBeUnread, withLeftOut } from './left-out-rows.ts'
import { placeOf } from './place.ts'
import { collectKeys, NamesAfterOld, namesOfElements, rowsOf } from './row-names.ts'
import { createSuggester, type Suggest } from './suggester.ts'
import { findTable, PLAN } from './tables.ts'
import type { TextIndex } from './text-index.ts'

type Report = (fault: Fault) => void

/**
 * Each fault once, those of rows left out for other faults among them; what a single file shows (see check-keys.ts) is not
 * repeated here, and a reference to a row that was left out is no fault.
 */
export function checkReferences(tables: readonly FactTable[], report: Report): void {
  const byName = new Map<string, FactTable[]>()
  for (const table of tables) {
    const same = byName.get(table.schema.name)
    if (same) same.push(table)
    else byName.set(table.schema.name, [table])
  }
  for (const same of byName.values()) checkKeysAcross(same, report)
  const keys = new Map<string, TextIndex>()
  const suggest = createSuggester()
  const toldMissing = new Set<string>()
  const stated = withLeftOut(tables)
  const namesAfterOld = new NamesAfterOld()
  namesAfterOld.add(rowsOf(byName.get('plan') ?? []))
  for (const table of stated) {
    for (const reference of referencesOf(table)) {
      const target = byName.get(reference.to)
      if (!target) {
        const cell = `${table.file}, ${reference.column.name}, ${reference.to}`
        if (!toldMissing.has(cell) && reportMissingTable(table, reference, report)) toldMissing.add(cell)
        continue
      }
      const isOfElements = reference.to === 'elements'
      const plans = isOfElements ? (byName.get('plan') ?? []) : []
      let known = keys.get(reference.to)
      if (!known) {
        known = isOfElements ? namesOfElements(stated) : collectKeys(withLeftOut(target))
        keys.set(reference.to, known)
      }
      const names = known
      const mayBe = (text: string): boolean =>
        // Whether the plan truly replaces the old one only the estate shows.
        (isOfElements && namesAfterOld.has(text, names)) || mayBeUnread([...target, ...plans], text)
      // A row at fault is none to be pointed at.
      const standing = (): TextIndex => (isOfElements ? namesOfElements(tables) : collectKeys(target))
      reportUnknown(table, reference, { known, mayBe, standing }, suggest, report)
    }
    for (const order of ORDERS) checkHistory(table, order, report)
    checkNeverServing(table, report)
    if (table.schema === PLAN) checkPlan(table, report)
    const isLeftOut = !tables.includes(table)
    checkSelectors(table, isLeftOut, report)
    checkSparesRows(table, isLeftOut, report)
  }
  checkStockLots(byName.get('stock') ?? [], report)
  checkUsagePeriods(withLeftOut(byName.get('usage') ?? []), report)
  checkPools(byName, report)
  const elements = byName.get('elements')
  if (!elements) return
  const inRows = withLeftOut(elements)
  const inventory = collectKeys(inRows)
  checkHosts(inRows, inventory, report)
  const named = keys.get('elements')
  if (!named || !byName.has('plan')) return
  checkHostsAreThere(elements, inventory, (text) => named.find(text) > 0 || namesAfterOld.has(text, named), report)
}

/** The cells of a column that name rows of one table. */
interface Reference {
  readonly column: Column
  readonly cells: TextColumn
  /** The table they name rows of. */
  readonly to: string
  /** Whether the cell of this row does. */
  readonly isOf: (row: number) => boolean
}

function referencesOf(table: FactTable): Reference[] {
  return table.schema.columns.flatMap((column): Reference[] => {
    const cells = table.columns.get(column.name)
    const { references } = column
    if (references === undefined || cells?.kind !== 'text') return []
    if (typeof references === 'string') return [{ column, cells, to: references, isOf: () => true }]
    return Object.entries(references.tables).map(([word, to]) => {
      const isOf = (row: number): boolean => textAt(table, references.column, row) === word
      return { column, cells, to, isOf }
    })
  })
}

function reportMissingTable(table: FactTable, { column, cells, to, isOf }: Reference, report: Report): boolean {
  const row = cells.codes.findIndex((code, index) => code !== 0 && isOf(index))
  if (row < 0) return false
  report({
    code: 'missing-file',
    severity: 'error',
    ...placeOf(table, row),
    column: column.name,
    text: quoteForFault(cells.dictionary.at(cells.codes[row]!)!),
    problem: `refers to ${to}, which are not there`,
    expected: column.required ? `a file of ${to}` : `a file of ${to}, or the column left blank`,
  })
  return true
}

const UNCHECKED = 0
const FOUND = 1
const UNKNOWN = 2

interface Names {
  readonly known: TextIndex
  readonly mayBe: (text: string) => boolean
  /** Of rows that nothing is wrong with. */
  readonly standing: () => TextIndex
}

function reportUnknown(
  table: FactTable,
  { column, cells, to, isOf }: Reference,
  { known, mayBe, standing }: Names,
  suggest: Suggest,
  report: Report,
): void {
  // Made at the first fault: the blank is no name.
  let names: readonly string[] | undefined
  const states = new Uint8Array(cells.dictionary.length)
  states[0] = FOUND
  const keyName = findTable(to)?.key[0] ?? to
  for (let row = 0; row < table.rowCount; row++) {
    const code = cells.codes[row]!
    if (states[code] === FOUND || !isOf(row)) continue
    if (states[code] === UNCHECKED) {
      const isThere = known.findOf(cells.dictionary, code) > 0 || mayBe(cells.dictionary.at(code)!)
      states[code] = isThere ? FOUND : UNKNOWN
    }
    if (states[code] === FOUND) continue
    const text = cells.dictionary.at(code)!
    names ??= [...standing().texts].slice(1)
    const nearest = suggest(text, names)
    report({
      code: 'unknown-reference',
      severity: 'error',
      ...placeOf(table, row),
      column: column.name,
      text: quoteForFault(text),
      problem: `unknown ${keyName}`,
      expected: `one of the ${to}`,
      ...(nearest === undefined ? {} : { didYouMean: nearest }),
    })
  }
}

/** Elements on a ring of hosts, each ring told once, at its element that comes first. */
function checkHosts(tables: readonly FactTable[], keys: TextIndex, report: Report): void {
  const names = keys.texts
  // Host of each element by number; 0 is none.
  const hosts = new Int32Array(names.length)
  for (const table of tables) {
    const elements = table.columns.get('element')
    const hostedOn = table.columns.get('hostedOn')
    if (elements?.kind !== 'text' || hostedOn?.kind !== 'text') continue
    const numberOfCode = new Int32Array(hostedOn.dictionary.length).fill(-1)
    numberOfCode[0] = 0
    for (let row = 0; row < table.rowCount; row++) {
      const code = hostedOn.codes[row]!
      if (numberOfCode[code] === -1) numberOfCode[code] = Math.max(0, keys.findOf(hostedOn.dictionary, code))
      if (numberOfCode[code] === 0) continue
      hosts[keys.findOf(elements.dictionary, elements.codes[row]!)] = numberOfCode[code]!
    }
  }
  // The walk from each element that is the first to reach a place; a walk that meets its own mark is a ring.
  const reachedBy = new Int32Array(names.length)
  const rings = new Map<string, number>()
  for (let start = 1; start < hosts.length; start++) {
    let at = start
    while (at !== 0 && reachedBy[at] === 0) {
      reachedBy[at] = start
      at = hosts[at]!
    }
    if (at === 0 || reachedBy[at] !== start) continue
    let first = at
    for (let member = hosts[at]!; member !== at; member = hosts[member]!) first = Math.min(first, member)
    rings.set(names.at(first)!, first)
  }
  if (rings.size === 0) return
  for (const table of tables) {
    for (let row = 0; row < table.rowCount; row++) {
      const elements = table.columns.get('element')
      const first = elements?.kind === 'text' ? rings.get(elements.dictionary.at(elements.codes[row]!)!) : undefined
      if (first === undefined || !table.columns.has('hostedOn')) continue
      rings.delete(names.at(first)!)
      report({
        code: 'contradiction',
        severity: 'error',
        ...placeOf(table, row),
        column: 'hostedOn',
        text: quoteForFault(names.at(hosts[first]!)!),
        problem: `${names.at(first)} is hosted on itself${spellRing(hosts, names, first)}`,
        expected: 'a chain of hosts that ends',
      })
    }
  }
}

/** An element stands where its host of the inventory stands: one that only the plan makes tells nothing of it. */
function checkHostsAreThere(
  tables: readonly FactTable[],
  inventory: TextIndex,
  isNamed: (text: string) => boolean,
  report: Report,
): void {
  for (const table of tables) {
    const cells = table.columns.get('hostedOn')
    if (cells?.kind !== 'text') continue
    const isOfPlan = Array.from(
      { length: cells.dictionary.length },
      (_, code) => code > 0 && inventory.findOf(cells.dictionary, code) <= 0 && isNamed(cells.dictionary.at(code)!),
    )
    for (let row = 0; row < table.rowCount; row++) {
      const code = cells.codes[row]!
      const text = isOfPlan[code] === true ? cells.dictionary.at(code)! : ''
      if (text === '' || mayBeUnread(tables, text)) continue
      report({
        code: 'unknown-reference',
        severity: 'error',
        ...placeOf(table, row),
        column: 'hostedOn',
        text: quoteForFault(text),
        problem: 'hosted on an element that only the plan makes',
        expected: 'an element of the inventory, or blank and the `site` on which it stands',
      })
    }
  }
}

const RING_SHOWN = 5

function spellRing(hosts: Int32Array, names: TextDictionary, first: number): string {
  const between: string[] = []
  let count = 0
  for (let member = hosts[first]!; member !== first; member = hosts[member]!) {
    count += 1
    if (between.length < RING_SHOWN) between.push(names.at(member)!)
  }
  if (count === 0) return ''
  return ` through ${between.join(', ')}${count > between.length ? ` and ${count - between.length} more` : ''}`
}

/** Events in the order they can only happen in. */
const ORDERS: readonly (readonly string[])[] = [
  ['produced', 'delivered', 'installed', 'inService', 'outOfService', 'removed'],
  ['from', 'to'],
  ['from', 'until'],
  ['knownFrom', 'knownUntil'],
]

/**
 * Tells of a later event that was definitely over before an earlier one could have been: unknown and ranged dates
 * contradict nothing as long as some true dates in order fit them. An earlier event that never came contradicts nothing.
 */
function checkHistory(table: FactTable, order: readonly string[], report: Report): void {
  const columns: [string, DateColumn][] = []
  for (const name of order) {
    const column = table.columns.get(name)
    if (column?.kind === 'date') columns.push([name, column])
  }
  if (columns.length < 2) return
  for (let row = 0; row < table.rowCount; row++) {
    let latestStart = -AFTER_ALL
    let reason = -1
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]![1]
      const earliest = column.earliest[row]!
      const latest = column.latest[row]!
      if (isBlankDate(earliest, latest)) continue
      if (latest < latestStart) reportBackwards(table, row, columns[reason]!, columns[index]!, report)
      if (earliest > latestStart && earliest < AFTER_ALL) {
        latestStart = earliest
        reason = index
      }
    }
  }
}

/** Tells of what never served and yet stopped serving. */
function checkNeverServing(table: FactTable, report: Report): void {
  const [inService, outOfService] = [table.columns.get('inService'), table.columns.get('outOfService')]
  if (inService?.kind !== 'date' || outOfService?.kind !== 'date') return
  for (let row = 0; row < table.rowCount; row++) {
    const [earliest, latest] = [outOfService.earliest[row]!, outOfService.latest[row]!]
    if (inService.earliest[row]! < AFTER_ALL || isBlankDate(earliest, latest)) continue
    if (earliest >= AFTER_ALL || isUnknownDate(earliest, latest)) continue
    report({
      code: 'contradiction',
      severity: 'error',
      ...placeOf(table, row),
      column: 'outOfService',
      text: formatDateSpan({ earliest, latest }),
      problem: 'outOfService of an element that is in service never',
      expected: 'blank, or a day in `inService`; `removed` says when it was taken out',
    })
  }
}

function reportBackwards(
  table: FactTable,
  row: number,
  [earlierName, earlier]: [string, DateColumn],
  [laterName, later]: [string, DateColumn],
  report: Report,
): void {
  const spell = (column: DateColumn) => formatDateSpan({ earliest: column.earliest[row]!, latest: column.latest[row]! })
  report({
    code: 'contradiction',
    severity: 'error',
    ...placeOf(table, row),
    column: laterName,
    text: spell(later),
    problem: `${laterName} before ${earlierName} (${spell(earlier)})`,
    expected: `${laterName} not before ${earlierName}`,
  })
}
