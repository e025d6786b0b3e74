import { describe, expect, it } from 'vitest'
import { checkPools } from './check-pools.ts'
import { type FactTable, FactTableBuilder } from './fact-table.ts'
import { describeFault } from './fault.ts'
import { findTable } from './tables.ts'

/** Tables as CSV: a header, and rows. */
function check(tables: Readonly<Record<string, readonly string[]>>): string[] {
  const byName = new Map<string, FactTable[]>()
  for (const [name, [header, ...rows]] of Object.entries(tables)) {
    const builder = new FactTableBuilder(findTable(name)!, `${name}.csv`, header!.split(','))
    for (const [index, row] of rows.entries())
      builder.addRow(row.split(','), index + 2, (fault) => expect.unreachable(describeFault(fault)))
    byName.set(name, [builder.finish()])
  }
  const said: string[] = []
  checkPools(byName, (fault) => said.push(`${fault.severity}: ${describeFault(fault)}`))
  return said
}

describe('a depot', () => {
  it('need not say which pool it serves where there is none, or one', () => {
    expect(check({ depots: ['depot', 'LEEDS'] })).toEqual([])
    expect(check({ depots: ['depot', 'LEEDS'], pools: ['pool', 'NORTH'] })).toEqual([])
  })

  it('says which pool it serves where there are several', () => {
    expect(check({ depots: ['depot,pool', 'LEEDS,', 'YORK,NORTH'], pools: ['pool', 'SOUTH', 'NORTH'] })).toEqual([
      'error: depots.csv line 2, column pool: missing value: there are several pools; expected NORTH, SOUTH',
    ])
    expect(check({ depots: ['depot,pool,echelon', 'NDC,,central'], pools: ['pool', 'SOUTH', 'NORTH'] })).toEqual([
      'error: depots.csv line 2, column pool: missing value: there are several pools; expected NORTH, SOUTH, or a pool of its own in pools.csv for this central depot',
    ])
  })
})

describe('a region', () => {
  it('is served by one pool, however it is written', () => {
    expect(
      check({ pools: ['pool,regions', 'NORTH,North East|Yorkshire', 'SOUTH,London', 'EAST,north-east|London'] }),
    ).toEqual([
      'error: pools.csv line 4, column regions: region that pool SOUTH serves already (pools.csv line 3) `London`; expected each region in one pool; pool-sites.csv says which other sites it serves',
      'error: pools.csv line 4, column regions: region that pool NORTH serves already (pools.csv line 2) `north-east`; expected each region in one pool; pool-sites.csv says which other sites it serves',
    ])
  })

  it('that no site is in is told with the nearest', () => {
    expect(check({ pools: ['pool,regions', 'NORTH,Yorkshir'], sites: ['site,region', 'S,Yorkshire'] })).toEqual([
      'warning: pools.csv line 2, column regions: unknown region `Yorkshir`; expected a region of sites.csv; did you mean `Yorkshire`?',
    ])
    expect(check({ pools: ['pool,regions', 'NORTH,york shire'], sites: ['site,region', 'S,Yorkshire'] })).toEqual([])
  })
})

describe('a site', () => {
  const sites = ['site,region', 'A,Wales', 'B,London', 'C,', 'D,LONDON']

  it('that no pool serves is told, with how many there are', () => {
    expect(check({ sites, pools: ['pool,regions', 'WEST,wales', 'EAST,'] })).toEqual([
      'warning: sites.csv line 3, column region: site that no pool serves (3 sites), so that what fails there finds no spare `London`; expected a region of a pool, or the site in pool-sites.csv',
    ])
    expect(
      check({
        sites,
        pools: ['pool,regions', 'WEST,Wales', 'EAST,London'],
        'pool-sites': ['site,pool', 'C,EAST'],
      }),
    ).toEqual([])
  })

  it('is served by the one pool there is, where that names no region', () => {
    expect(check({ sites, pools: ['pool', 'ALL'] })).toEqual([])
    expect(check({ sites, pools: ['pool,regions', 'WEST,Wales'] })).toHaveLength(1)
    expect(check({ sites })).toEqual([])
    expect(check({ sites: ['site,region', 'C,'], pools: ['pool', 'N', 'S'] })).toEqual([
      'warning: sites.csv line 2, column region: site that no pool serves, so that what fails there finds no spare; expected a region of a pool, or the site in pool-sites.csv',
    ])
  })
})

describe('a site of a pool', () => {
  const parts = ['part', 'RRU-5901']

  it('is served for a part that there is, or for every part', () => {
    expect(check({ parts, 'pool-sites': ['site,part,pool', 'A,RRU-5901,N', 'B,*,N', 'C,,N'] })).toEqual([])
    expect(check({ parts, 'pool-sites': ['site,part,pool', 'A,RRU-5910,N'] })).toEqual([
      'error: pool-sites.csv line 2, column part: unknown part `RRU-5910`; expected one of the parts, or `*` for every part; did you mean `RRU-5901`?',
    ])
  })

  it('is served for every part by one row', () => {
    expect(check({ parts, 'pool-sites': ['site,part,pool', 'A,,N', 'A,*,S'] })).toEqual([
      'error: pool-sites.csv line 3, column part: every part of site A is served already (pool-sites.csv line 2) `*`; expected one row: blank and `*` both mean every part',
    ])
  })
})
