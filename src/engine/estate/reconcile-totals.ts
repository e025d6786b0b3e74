// Compares the inventory with control totals, and widens the estate by what it does not show: coverage cannot see what is
// missing. Of what a total misses only what was counted is known.

import { AFTER_ALL } from '#base/calendar.ts'
import { MAYBE, type Trilean, YES } from '#base/trilean.ts'
import { splitList } from '#model/column.ts'
import { resolutionOn } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { isWithinFunction } from '#model/network-function.ts'
import type { Reconciliation } from '#model/verdict.ts'
import type { VendorBook } from '../vendors/index.ts'
import { CLASS_FIELDS, type ClassField } from './class-interner.ts'
import { configurationsOf } from './configurations.ts'
import { placeOf } from './describe-class.ts'
import { DateReader, emptyHistory } from './history.ts'
import type { Loading } from './loading.ts'
import { setHistory } from './subject-days.ts'
import { SupplierResolver } from './supplier-resolution.ts'

/** What all totals together may miss: each missing element is one of the estate, and a slip of the pen would fill the memory. */
const MOST_MISSING = 1_000_000

export function reconcileWithTotals(
  tables: readonly FactTable[],
  loading: Loading,
  book: VendorBook,
  report: (fault: Fault) => void,
): Reconciliation[] {
  const results: Reconciliation[] = []
  let missing = 0
  for (const table of tables) {
    const tableNumber = loading.entities.addTable(table)
    const dates = new DateReader(table, ['on'])
    for (let row = 0; row < table.rowCount; row++) {
      // A count of a later day was not known.
      if (!dates.read(0, row) || dates.earliest > loading.knownAt) continue
      const result = compareTotal(table, row, dates.earliest, loading, book)
      missing += result.shortfall
      if (missing > MOST_MISSING) {
        if (!loading.absences.isPartial) report(tooManyMissing(table, row, result))
        return results
      }
      addMissing(table, tableNumber, row, result.shortfall, loading)
      results.push(result)
    }
  }
  return results
}

function tooManyMissing(table: FactTable, row: number, { stated, found }: Reconciliation): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    file: table.file,
    line: table.lines[row]!,
    column: 'count',
    text: String(stated),
    problem: `the tables show ${found.high}, and with the totals before it more than a million are missing`,
    expected: 'totals that miss a million at most, or the tables of what was counted',
  }
}

function compareTotal(table: FactTable, row: number, day: number, loading: Loading, book: VendorBook): Reconciliation {
  const count = table.columns.get('count')
  const stated = count?.kind === 'amount' ? count.low[row]! : 0
  const measure = textAt(table, 'measure', row)
  const wanted = wantedBy(table, row)
  const found = countSubjects(loading, book, wanted, measure === 'sites', day)
  return {
    against: `${table.file} line ${table.lines[row]}`,
    what: describeTotal(measure, wanted),
    stated,
    found,
    shortfall: Math.max(0, stated - found.high),
    excess: Math.max(0, found.low - stated),
    examples: [],
    contradictions: { total: 0, examples: [] },
  }
}

/** Adds what the total misses: of each only what was counted is known. */
function addMissing(table: FactTable, tableNumber: number, row: number, shortfall: number, loading: Loading): void {
  const { draft, interner, entities, sites } = loading
  const wanted = wantedBy(table, row)
  for (let missing = 1; missing <= shortfall; missing++) {
    const name = `missing ${missing} of ${table.file} line ${table.lines[row]}`
    const site = sites.addUnstated(name, wanted.region)
    const fields: Partial<Record<ClassField, string>> = {
      kind: 'unknown',
      function: wanted.function,
      technologies: wanted.technologies.length === 1 ? wanted.technologies[0]! : '',
      vendor: wanted.vendor,
      tags: 'unknown',
      place: 'on a site',
      region: wanted.region,
      siteTags: sites.tagsOf(site),
    }
    const none = interner.classOf(new Uint32Array(CLASS_FIELDS.length))
    const subject = draft.add(site, interner.variant(none, fields), entities.count)
    entities.addNamed(name, tableNumber, row, subject)
    const history = emptyHistory()
    history.outOfServiceEarliest = history.removedEarliest = -AFTER_ALL
    setHistory(draft, subject, history)
  }
}

interface Wanted {
  readonly function: string
  readonly technologies: readonly string[]
  readonly vendor: string
  readonly region: string
}

function wantedBy(table: FactTable, row: number): Wanted {
  const known = (name: string) => (textAt(table, name, row) === 'unknown' ? '' : textAt(table, name, row))
  return {
    function: known('function'),
    technologies: splitList(known('technologies')),
    vendor: known('vendor'),
    region: known('region'),
  }
}

function describeTotal(measure: string, wanted: Wanted): string {
  const parts = [
    wanted.vendor,
    wanted.technologies.join('/'),
    wanted.function,
    wanted.region === '' ? '' : `in ${wanted.region}`,
  ]
  return [measure, ...parts.filter((part) => part !== '')].join(' ')
}

/** How many elements (or sites with one) meet the conditions in service on the day: for certain, and possibly. */
function countSubjects(
  loading: Loading,
  book: VendorBook,
  wanted: Wanted,
  bySite: boolean,
  day: number,
): { low: number; high: number } {
  const { draft, interner } = loading
  const resolver = new SupplierResolver(book)
  const answers = new Map<number, Trilean>()
  const certain = new Set<number>()
  const possible = new Set<number>()
  for (let subject = 0; subject < draft.count; subject++) {
    const classId = draft.classOf[subject]!
    let answer = answers.get(classId)
    if (answer === undefined)
      answers.set(
        classId,
        (answer = meetsTotal(loading, resolver, interner.textOf(classId, 'subject'), classId, wanted, day)),
      )
    if (answer === 0) continue
    const { service } = draft
    if (day < service.possibleFrom.get(subject) || day >= service.possibleUntil.get(subject)) continue
    const key = bySite ? siteKeyOf(loading, subject) : draft.entityOf[subject]!
    if (key === undefined) continue
    possible.add(key)
    const isCertain = day >= service.certainFrom.get(subject) && day < service.certainUntil.get(subject)
    // What stands somewhere may stand on a site that is counted already.
    if (isCertain && answer === YES && key >= 0) certain.add(key)
  }
  return { low: certain.size, high: possible.size }
}

/** The site of a subject, or a negative number for the one where it stands, if it must stand somewhere. */
function siteKeyOf({ draft, interner }: Loading, subject: number): number | undefined {
  const site = draft.site[subject]!
  if (site >= 0) return site
  return placeOf(interner, draft.classOf[subject]!) === 'nowhere' ? undefined : -1 - draft.entityOf[subject]!
}

function meetsTotal(
  loading: Loading,
  resolver: SupplierResolver,
  subjectKind: string,
  classId: number,
  wanted: Wanted,
  day: number,
): Trilean {
  const { interner } = loading
  if (subjectKind !== '') return 0
  let answer: Trilean = YES
  const weaken = (): void => {
    answer = MAYBE
  }
  const id = interner.textOf(classId, 'function')
  if (wanted.function !== '') {
    if (id === '' || id === 'unknown' || isWithinFunction(wanted.function, id)) {
      if (id !== wanted.function) weaken()
    } else if (!isWithinFunction(id, wanted.function)) return 0
  }
  if (wanted.technologies.length > 0) {
    const carried = configurationsOf(interner, classId).map(({ technologies }) => technologies)
    const answers = carried.map((technologies) =>
      technologies ? wanted.technologies.some((technology) => technologies.includes(technology)) : undefined,
    )
    if (answers.every((one) => one === false)) return 0
    if (!answers.every((one) => one === true)) weaken()
  }
  if (wanted.region !== '') {
    const region = interner.textOf(classId, 'region')
    if (placeOf(interner, classId) === 'nowhere') return 0
    if (region === '' || region === 'unknown') weaken()
    else if (region !== wanted.region) return 0
  }
  if (wanted.vendor !== '') {
    const meant = resolver.resolve(wanted.vendor, '').resolution
    const suppliers = resolver.suppliersOf(interner, classId).map((supplier) => resolutionOn(supplier, day))
    const isMet =
      meant.kind === 'resolved' && suppliers.some((one) => one?.kind === 'resolved' && one.vendor === meant.vendor)
    const isOpen = meant.kind !== 'resolved' || suppliers.some((one) => one?.kind !== 'resolved')
    if (!isMet && !isOpen) return 0
    if (!isMet) weaken()
  }
  return answer
}
