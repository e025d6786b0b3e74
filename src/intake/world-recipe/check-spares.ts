// The spares of a recipe: parts in elements there are, depots in pools there are, counts in the order of time.

import { MOST_FAILURES_FIT } from '#model/failures-fit.ts'
import { DEPOTS, INTERCHANGE, POOLS } from '#model/spares-tables.ts'
import { PARTS } from '#model/tables.ts'
import { MOST_UNITS_IN_ELEMENT, OPEN_RAN_HARDWARE, type SparePart, type WorldRecipe } from '#model/world-recipe.ts'
import type { YamlPath } from '../yaml/parse.ts'
import { checkFunction, checkName, checkRow, type Report } from './check-words.ts'

type Spares = NonNullable<WorldRecipe['spares']>
type Rows = NonNullable<Spares['pools']>

export function checkSpares(recipe: WorldRecipe, report: Report): void {
  const { spares } = recipe
  if (spares === undefined) return
  const vendors = hardwareVendorsOf(recipe)
  for (const [index, part] of spares.parts.entries())
    checkPart(part, ['spares', 'parts', index], { vendors, counts: spares.counts?.length ?? 0 }, report)
  checkOnce(
    spares.parts.map(({ row }) => row.part),
    (index) => ['spares', 'parts', index, 'row', 'part'],
    report,
  )
  checkPools(spares, report)
  checkDepots(spares, report)
  checkInterchange(spares, report)
  checkCounts(recipe, spares, report)
  checkUsage(recipe, spares, report)
}

/** Whoever supplies the hardware of an element of the recipe. */
function hardwareVendorsOf({ radio, fixed, nodes, unknowns }: WorldRecipe): string[] {
  const ofRadio = [radio.vendors, radio.routers?.vendors, radio.microwave?.vendors, radio.smallCells?.vendors]
  const generations = (nodes ?? []).flatMap((group) => group.generations)
  const names = [
    ...ofRadio.flatMap((mix) => (mix ?? []).map(({ vendor }) => vendor)),
    ...(radio.swaps ?? []).map(({ to }) => to),
    ...(fixed?.rollouts ?? []).map(({ vendor }) => vendor),
    ...(fixed?.swaps ?? []).map(({ to }) => to),
    ...(radio.openRan === undefined ? [] : [OPEN_RAN_HARDWARE.server, ...OPEN_RAN_HARDWARE.radios]),
    ...(unknowns?.repeaters?.vendors ?? []),
    ...generations.map(({ vendor, suppliers }) => suppliers?.hardware ?? vendor ?? ''),
  ]
  return [...new Set(names)].filter((name) => name !== '')
}

interface Known {
  readonly vendors: readonly string[]
  readonly counts: number
}

function checkPart(part: SparePart, path: YamlPath, { vendors, counts }: Known, report: Report): void {
  checkRow(PARTS, part.row, [...path, 'row'], report)
  for (const [index, { vendor, functions, each, needed }] of (part.in ?? []).entries()) {
    const place = [...path, 'in', index]
    checkName(vendor, vendors, [...place, 'vendor'], 'supplier of hardware', report)
    for (const [at, id] of functions.entries()) checkFunction(id, [...place, 'functions', at], report)
    if (each > MOST_UNITS_IN_ELEMENT)
      report('too-large', [...place, 'each'], 'too many units', { expected: `at most ${MOST_UNITS_IN_ELEMENT}` })
    if (needed !== undefined && needed > each)
      report('contradiction', [...place, 'needed'], 'more needed than there are', { expected: `at most \`${each}\`` })
  }
  if ((part.trueFit ?? 0) > MOST_FAILURES_FIT)
    report('too-large', [...path, 'trueFit'], 'too many failures', { expected: `at most ${MOST_FAILURES_FIT}` })
  if (part.stock !== undefined && part.stock.length !== counts)
    report('contradiction', [...path, 'stock'], 'not one for each of `counts`', { expected: `${counts} of them` })
}

function checkOnce(names: readonly unknown[], pathOf: (index: number) => YamlPath, report: Report): void {
  for (const [index, name] of names.entries())
    if (name !== undefined && names.indexOf(name) < index) report('duplicate-key', pathOf(index), 'the same name twice')
}

function checkRows(rows: Rows | undefined, name: 'pools' | 'depots' | 'interchange', report: Report): void {
  const schema = { pools: POOLS, depots: DEPOTS, interchange: INTERCHANGE }[name]
  for (const [index, row] of (rows ?? []).entries()) checkRow(schema, row, ['spares', name, index], report)
}

function checkPools({ pools, dataCentres }: Spares, report: Report): void {
  const names = (pools ?? []).map(({ pool }) => String(pool))
  if (dataCentres !== undefined) checkName(dataCentres, names, ['spares', 'dataCentres'], 'pool', report)
  checkRows(pools, 'pools', report)
  checkOnce(
    (pools ?? []).map(({ pool }) => pool),
    (index) => ['spares', 'pools', index, 'pool'],
    report,
  )
  const served = new Set<string>()
  for (const [index, { regions }] of (pools ?? []).entries())
    for (const region of String(regions ?? '').split('|')) {
      if (region !== '' && served.has(region))
        report('contradiction', ['spares', 'pools', index, 'regions'], 'region of an earlier pool', { text: region })
      served.add(region)
    }
}

function checkDepots({ depots, pools, counts }: Spares, report: Report): void {
  checkRows(depots, 'depots', report)
  checkOnce(
    (depots ?? []).map(({ depot }) => depot),
    (index) => ['spares', 'depots', index, 'depot'],
    report,
  )
  const names = (pools ?? []).map(({ pool }) => String(pool))
  for (const [index, { pool }] of (depots ?? []).entries())
    if (pool !== undefined) checkName(String(pool), names, ['spares', 'depots', index, 'pool'], 'pool', report)
  const central = (depots ?? []).filter(({ echelon, owner }) => echelon === 'central' && owner === undefined).length
  if ((counts ?? []).length > 0 && central !== 1)
    report('contradiction', ['spares', 'depots'], `${central} central stores of the operator`, {
      expected: 'one, where stock is counted',
    })
}

function checkInterchange({ interchange, parts }: Spares, report: Report): void {
  checkRows(interchange, 'interchange', report)
  const names = parts.map(({ row }) => String(row.part))
  for (const [index, row] of (interchange ?? []).entries())
    for (const column of ['part', 'substitute'] as const)
      if (row[column] !== undefined)
        checkName(String(row[column]), names, ['spares', 'interchange', index, column], 'part', report)
}

function checkCounts({ manifest }: WorldRecipe, { counts }: Spares, report: Report): void {
  for (const [index, { on, onOrder }] of (counts ?? []).entries()) {
    const path = ['spares', 'counts', index]
    const before = counts![index - 1]?.on
    if (before !== undefined && on <= before)
      report('contradiction', [...path, 'on'], 'not after the count before', { expected: `after ${before}` })
    if (manifest.inventoryDate !== undefined && on > manifest.inventoryDate)
      report('contradiction', [...path, 'on'], 'counted after the inventory date')
    if (onOrder !== undefined && onOrder.due.from < on)
      report('contradiction', [...path, 'onOrder', 'due', 'from'], 'due before the count')
  }
}

function checkUsage({ manifest }: WorldRecipe, { usage }: Spares, report: Report): void {
  for (const [index, { to }] of (usage?.periods ?? []).entries())
    if (manifest.inventoryDate !== undefined && to > manifest.inventoryDate)
      report('contradiction', ['spares', 'usage', 'periods', index, 'to'], 'counted after the inventory date')
  if (usage?.noFaultFound?.startsWith('100') === true)
    report('invalid-value', ['spares', 'usage', 'noFaultFound'], 'nothing would ever fail', {
      expected: 'less than `100 %`',
    })
}
