// What fails, what replaces it and where it lies: parts, units, depots, pools, stock, usage and interchange.

import { type FactTable, textAt } from '#model/fact-table.ts'
import { DEPOTS, INTERCHANGE, POOL_SITES, POOLS } from '#model/spares-tables.ts'
import type { TableSchema } from '#model/column.ts'
import { PARTS } from '#model/tables.ts'
import type { Spares, WorldRecipe } from '#model/world-recipe.ts'
import { writeStock } from './stock-counts.ts'
import { TableRows } from './table-rows.ts'
import { writeUnits } from './unit-rows.ts'
import { writeUsage } from './usage-rows.ts'
import { VendorSpelling } from './vendor-spelling.ts'
import { addWrittenRow, type WrittenRow } from './written-rows.ts'

/** Sites stand in the order of their codes in the column of elements; the data centres are the last of them. */
export function writeSpares(recipe: WorldRecipe, sites: FactTable, elements: FactTable): FactTable[] {
  const { spares } = recipe
  if (spares === undefined) return []
  const firstDataCentre = sites.rowCount - (recipe.dataCentres ?? 0)
  const { table: units, installed } = writeUnits({
    parts: spares.parts,
    elements,
    spelling: new VendorSpelling(recipe.unknowns),
    poolOfSite: choosePools(spares, sites, firstDataCentre),
    poolCount: Math.max(1, spares.pools?.length ?? 0),
  })
  return [
    units,
    writeRows(
      PARTS,
      spares.parts.map(({ row }) => row),
    ),
    writeRows(DEPOTS, spares.depots),
    writeRows(POOLS, spares.pools),
    writePoolSites(spares, sites, firstDataCentre),
    writeStock(spares, installed, recipe.seed),
    writeUsage(spares, installed, recipe.seed),
    writeRows(INTERCHANGE, spares.interchange),
  ]
}

function writeRows(schema: TableSchema, written: readonly WrittenRow[] = []): FactTable {
  const rows = new TableRows(schema, `${schema.name}.csv`)
  for (const row of written) addWrittenRow(rows, row)
  return rows.finish()
}

/** Regions serve their sites; only of the data centres it is said site by site. */
function writePoolSites({ dataCentres }: Spares, sites: FactTable, firstDataCentre: number): FactTable {
  const rows = new TableRows(POOL_SITES, 'pool-sites.csv')
  for (let site = firstDataCentre; dataCentres !== undefined && site < sites.rowCount; site++)
    addWrittenRow(rows, { site: textAt(sites, 'site', site), pool: dataCentres })
  return rows.finish()
}

/** By the code of a site, 0 being none: the pool that serves its region, the first where none does. */
function choosePools({ pools = [], dataCentres }: Spares, sites: FactTable, firstDataCentre: number): Uint8Array {
  const poolOfRegion = new Map<string, number>()
  for (const [pool, { regions }] of pools.entries())
    for (const region of String(regions ?? '').split('|')) if (region !== '') poolOfRegion.set(region, pool)
  const poolOfSite = new Uint8Array(sites.rowCount + 1)
  for (let site = 0; site < sites.rowCount; site++)
    poolOfSite[site + 1] = poolOfRegion.get(textAt(sites, 'region', site)) ?? 0
  if (dataCentres !== undefined)
    poolOfSite.fill(
      pools.findIndex(({ pool }) => pool === dataCentres),
      firstDataCentre + 1,
    )
  return poolOfSite
}
