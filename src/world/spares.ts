// What fails, what replaces it and where it lies: parts, units, depots, pools, stock, usage and interchange.

import { type FactTable, textAt } from '#model/fact-table.ts'
import { DEPOTS, INTERCHANGE, POOLS } from '#model/spares-tables.ts'
import type { TableSchema } from '#model/column.ts'
import { PARTS } from '#model/tables.ts'
import type { Spares, WorldRecipe } from '#model/world-recipe.ts'
import { writeStock } from './stock-counts.ts'
import { TableRows } from './table-rows.ts'
import { writeUnits } from './unit-rows.ts'
import { writeUsage } from './usage-rows.ts'
import { VendorSpelling } from './vendor-spelling.ts'
import { addWrittenRow, type WrittenRow } from './written-rows.ts'

/** `sites` stand in the order of their codes in the column of elements. */
export function writeSpares(recipe: WorldRecipe, sites: FactTable, elements: FactTable): FactTable[] {
  const { spares } = recipe
  if (spares === undefined) return []
  const { table: units, installed } = writeUnits({
    parts: spares.parts,
    elements,
    spelling: new VendorSpelling(recipe.unknowns),
    poolOfSite: choosePools(spares, sites),
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

/** By the code of a site, 0 being none: the pool that serves its region, the first where none does. */
function choosePools({ pools }: Spares, sites: FactTable): Uint8Array {
  const poolOfRegion = new Map<string, number>()
  for (const [pool, { regions }] of (pools ?? []).entries())
    for (const region of String(regions ?? '').split('|')) if (region !== '') poolOfRegion.set(region, pool)
  const poolOfSite = new Uint8Array(sites.rowCount + 1)
  for (let site = 0; site < sites.rowCount; site++)
    poolOfSite[site + 1] = poolOfRegion.get(textAt(sites, 'region', site)) ?? 0
  return poolOfSite
}
