// Whether depots, pools and sites fit together: a depot serves one pool, a region is served by one, a part by its name.

import { splitList } from './column.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { withLeftOut } from './left-out-rows.ts'
import { PartNames } from './part-names.ts'
import { placeOf, sayPlace } from './place.ts'
import { plainName } from './plain-name.ts'
import { collectKeys, rowsOf } from './row-names.ts'
import { createSuggester } from './suggester.ts'

type Report = (fault: Fault) => void
type Tables = ReadonlyMap<string, readonly FactTable[]>

export function checkPools(byName: Tables, report: Report): void {
  const of = (name: string): readonly FactTable[] => byName.get(name) ?? []
  checkDepots(of('depots'), of('pools'), report)
  const areKnown = checkRegions(of('pools'), of('sites'), report)
  checkPoolSites(of('pool-sites'), of('parts'), report)
  if (areKnown) checkServed(of('sites'), of('pools'), of('pool-sites'), report)
}

/** Of several pools nobody could tell which one a depot without any serves. */
function checkDepots(depots: readonly FactTable[], pools: readonly FactTable[], report: Report): void {
  const names = [...collectKeys(withLeftOut(pools)).texts].slice(1)
  if (names.length < 2) return
  for (const { table, row } of rowsOf(withLeftOut(depots))) {
    if (textAt(table, 'pool', row) !== '') continue
    report({
      code: 'missing-value',
      severity: 'error',
      ...placeOf(table, row),
      column: 'pool',
      problem: 'missing value: there are several pools',
      expected:
        textAt(table, 'echelon', row) === 'central'
          ? `${listSome(names)}, or a pool of its own in pools.csv for this central depot`
          : listSome(names),
    })
  }
}

function listSome(names: readonly string[]): string {
  const sorted = names.toSorted()
  return quoteForFault(sorted.length <= 12 ? sorted.join(', ') : `${sorted.slice(0, 12).join(', ')} …`)
}

/** Whether every region of a pool is one that there is. */
function checkRegions(pools: readonly FactTable[], sites: readonly FactTable[], report: Report): boolean {
  let areKnown = true
  const served = new Map<string, { readonly table: FactTable; readonly row: number }>()
  const suggest = createSuggester()
  const regions = regionsOf(sites)
  for (const { table, row } of rowsOf(withLeftOut(pools))) {
    const place = placeOf(table, row)
    for (const region of splitList(textAt(table, 'regions', row))) {
      const plain = plainName(region)
      const at = { ...place, column: 'regions', text: quoteForFault(region) }
      const other = served.get(plain)
      if (!other) served.set(plain, { table, row })
      else if (textAt(other.table, 'pool', other.row) !== textAt(table, 'pool', row)) {
        const where = sayPlace(placeOf(other.table, other.row))
        const problem = `region that pool ${quoteForFault(textAt(other.table, 'pool', other.row))} serves already (${where})`
        const expected = 'each region in one pool; pool-sites.csv says which other sites it serves'
        report({ code: 'contradiction', severity: 'error', ...at, problem, expected })
      }
      if (!regions || regions.has(plain)) continue
      areKnown = false
      const didYouMean = suggest(region, [...regions.values()])
      report({
        code: 'unknown-reference',
        severity: 'warning',
        ...at,
        problem: 'unknown region',
        expected: 'a region of sites.csv',
        ...(didYouMean === undefined ? {} : { didYouMean }),
      })
    }
  }
  return areKnown
}

/** Regions as they are written, by their plain names; undefined without sites, or where rows were left out, which may have any. */
function regionsOf(sites: readonly FactTable[]): ReadonlyMap<string, string> | undefined {
  if (sites.length === 0 || sites.some(({ leftOut }) => leftOut)) return undefined
  const regions = new Map<string, string>()
  for (const { table, row } of rowsOf(withLeftOut(sites))) {
    const region = textAt(table, 'region', row)
    if (region !== '' && region !== 'unknown') regions.set(plainName(region), region)
  }
  return regions
}

/** One warning where sites are in no region of a pool and in no row of pool-sites: what fails there finds no spare. */
function checkServed(
  sites: readonly FactTable[],
  pools: readonly FactTable[],
  poolSites: readonly FactTable[],
  report: Report,
): void {
  // What was left out may serve them.
  if ([...pools, ...poolSites].some(({ leftOut }) => leftOut)) return
  const regions = [...rowsOf(pools)].flatMap(({ table, row }) => splitList(textAt(table, 'regions', row)))
  // One pool that names no region serves them all.
  if (pools.length === 0 || (regions.length === 0 && collectKeys(pools).texts.length <= 2)) return
  const served = new Set(regions.map(plainName))
  const named = new Set([...rowsOf(poolSites)].map(({ table, row }) => textAt(table, 'site', row)))
  const unserved = [...rowsOf(sites)].filter(
    ({ table, row }) => !served.has(plainName(textAt(table, 'region', row))) && !named.has(textAt(table, 'site', row)),
  )
  const [first] = unserved
  if (!first) return
  const others = unserved.length === 1 ? '' : ` (${unserved.length} sites)`
  const region = textAt(first.table, 'region', first.row)
  report({
    code: 'missing-value',
    severity: 'warning',
    ...placeOf(first.table, first.row),
    column: 'region',
    ...(region === '' ? {} : { text: quoteForFault(region) }),
    problem: `site that no pool serves${others}, so that what fails there finds no spare`,
    expected: 'a region of a pool, or the site in pool-sites.csv',
  })
}

const isEveryPart = (part: string): boolean => part === '' || part === '*'

function checkPoolSites(poolSites: readonly FactTable[], parts: readonly FactTable[], report: Report): void {
  if (poolSites.length === 0) return
  const names = new PartNames(parts)
  const suggest = createSuggester()
  const servedWhole = new Map<string, { readonly table: FactTable; readonly row: number; readonly part: string }>()
  for (const { table, row } of rowsOf(withLeftOut(poolSites))) {
    const [site, part] = [textAt(table, 'site', row), textAt(table, 'part', row)]
    const at = { ...placeOf(table, row), column: 'part', ...(part === '' ? {} : { text: quoteForFault(part) }) }
    if (!isEveryPart(part)) {
      if (names.has(part)) continue
      const didYouMean = suggest(part, names.listStanding())
      report({
        code: 'unknown-reference',
        severity: 'error',
        ...at,
        problem: 'unknown part',
        expected: 'one of the parts, or `*` for every part',
        ...(didYouMean === undefined ? {} : { didYouMean }),
      })
      continue
    }
    const other = servedWhole.get(site)
    if (!other) servedWhole.set(site, { table, row, part })
    // Rows that are written alike have one key, and were told for that.
    else if (other.part !== part && site !== '')
      report({
        code: 'duplicate-key',
        severity: 'error',
        ...at,
        problem: `every part of site ${quoteForFault(site)} is served already (${sayPlace(placeOf(other.table, other.row))})`,
        expected: 'one row: blank and `*` both mean every part',
      })
  }
}
