import { describe, expect, test } from 'vitest'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Spares, WorldRecipe } from '#model/world-recipe.ts'
import { generateWorld } from './generate-world.ts'
import { dayNumber } from './share-curve.ts'
import type { World } from './world.ts'
import { worldToFiles } from './world-files.ts'

const SPARES: Spares = {
  pools: [
    { pool: 'SOUTH', regions: 'London|South East|South West|East of England' },
    { pool: 'NORTH', regions: 'North West|North East|Yorkshire and the Humber|Scotland' },
    { pool: 'MIDDLE', regions: 'East Midlands|West Midlands|Wales|Northern Ireland' },
    { pool: 'RESERVE' },
    { pool: 'THEIRS', owner: 'Huawei' },
  ],
  depots: [
    { depot: 'HUB', pool: 'RESERVE', echelon: 'central' },
    { depot: 'D-SOUTH', pool: 'SOUTH' },
    { depot: 'D-NORTH', pool: 'NORTH' },
    { depot: 'D-NORTH-2', pool: 'NORTH' },
    { depot: 'D-MIDDLE', pool: 'MIDDLE' },
    { depot: 'D-THEIRS', pool: 'THEIRS', kind: 'vendor', owner: 'Huawei' },
  ],
  parts: [
    {
      row: {
        part: 'RADIO',
        manufacturer: 'Huawei',
        class: 'radio',
        failuresFit: 4000,
        repairYield: 0.8,
        repairDays: 50,
      },
      in: [{ vendor: 'Huawei', functions: ['ran'], each: 6, needed: 5 }],
      trueFit: 9000,
      stock: ['4 %', '3 %'],
    },
    {
      row: { part: 'OPTIC', manufacturer: 'Finisar', class: 'optic', mtbfHours: 1_000_000, lastOrder: '2020-01-31' },
      in: [
        { vendor: 'Nokia', functions: ['ran'], each: 2 },
        { vendor: 'Dell', functions: ['platform'], each: 4 },
      ],
      stock: ['10 %', '0 %'],
    },
    { row: { part: 'BOUGHT-AHEAD', manufacturer: 'Huawei', class: 'radio' }, stock: [7, 5] },
  ],
  counts: [
    {
      on: '2020-06-15',
      central: '25 %',
      atManufacturer: '10 %',
      reserved: '5 %',
      carcasses: '6 %',
      onOrder: { share: '20 %', due: { from: '2020-07-01', to: '2020-09-30' } },
    },
    { on: '2024-06-15', central: '25 %', untested: '50 %' },
  ],
  usage: {
    periods: [{ from: '2019-01-01', to: '2019-12-31' }],
    noFaultFound: '20 %',
    deadOnArrival: '2 %',
    kept: '3 %',
    source: 'the stores',
  },
  interchange: [{ part: 'RADIO', substitute: 'BOUGHT-AHEAD', direction: 'one-way' }],
}

function recipeOf(seed = 1): WorldRecipe {
  return {
    world: 1,
    seed,
    country: 'GB',
    manifest: {
      workspace: 1,
      operator: { name: 'North Mobile' },
      jurisdictions: ['GB'],
      inventoryDate: '2025-01-01',
    },
    radio: {
      sites: 900,
      built: { from: '2012-01-01', to: '2017-12-31' },
      vendors: [
        { vendor: 'Huawei', share: '60 %' },
        { vendor: 'Nokia', share: '40 %' },
      ],
      swaps: [
        { from: 'Huawei', to: 'Nokia', without5G: { '2021-06-01': '0 %', '2024-12-31': '60 %' }, share: '100 %' },
      ],
      shared: {
        share: '20 %',
        with: 'Southern Cell',
        weights: [60, 40],
        theirs: { vendor: 'Huawei', sites: 9, from: '2015-05-01', to: '2017-03-31' },
      },
    },
    dataCentres: 2,
    nodes: [
      {
        id: 'NFVI',
        function: 'platform.nfvi',
        count: 4,
        generations: [
          { suppliers: { hardware: 'Dell', brand: 'Dell' }, begun: { from: '2015-01-01', to: '2016-01-01' } },
        ],
      },
      {
        id: 'MME',
        function: 'core.4g.mme',
        count: 4,
        kind: 'virtual',
        hostedOn: 'NFVI',
        generations: [{ vendor: 'Nokia', begun: { from: '2016-01-01', to: '2017-01-01' } }],
      },
    ],
    unknowns: { spellings: [{ vendor: 'Huawei', share: '30 %', as: ['HUAWEI', 'Huawei Tech'] }] },
    spares: SPARES,
  }
}

function filesOf(world: World): Map<string, string> {
  return new Map([...worldToFiles(world)].map(({ name, chunks }) => [name, [...chunks].join('')]))
}

/** The rows of a table as texts and numbers. */
function rowsOf(world: World, name: string): { readonly [column: string]: string | number }[] {
  const table = world.tables.find((candidate) => candidate.schema.name === name)!
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries([...table.columns.keys()].map((column) => [column, cellAt(table, column, row)])),
  )
}

function cellAt(table: FactTable, column: string, row: number): string | number {
  const cells = table.columns.get(column)!
  switch (cells.kind) {
    case 'amount':
      return cells.low[row]!
    case 'number':
      return cells.values[row]!
    case 'date':
      return cells.earliest[row]!
    default:
      return textAt(table, column, row)
  }
}

function sum(rows: readonly { readonly [column: string]: string | number }[], column = 'quantity'): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0)
}

const WORLD = generateWorld(recipeOf())
const STOCK = rowsOf(WORLD, 'stock')
const [FIRST, SECOND] = [dayNumber('2020-06-15'), dayNumber('2024-06-15')]

/** Rows of what lies on the shelves, ready for use. */
function onShelves(part: string, counted: number): typeof STOCK {
  return STOCK.filter((row) => row.part === part && row.counted === counted && row.state === '' && row.condition === '')
}

/** Units of the Huawei stations, by what elements.csv says of them. */
function radiosOn(day: number): number {
  const stations = rowsOf(WORLD, 'elements').filter(
    (row) => /^huawei/i.test(String(row.vendor)) && row.owner === '' && Number(row.inService) <= day,
  )
  return 6 * stations.filter((row) => Number(row.removed) <= 1 || Number(row.removed) > day).length
}

describe('the spares of a generated world', () => {
  test('are counted once in every state', () => {
    const keys = STOCK.map((row) =>
      [row.depot, row.part, row.condition, row.state, row.due, row.titleOwner, row.counted].join(','),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('change nothing of what is generated without them', () => {
    const files = filesOf(WORLD)
    const { spares: _, ...bare } = recipeOf()
    const without = filesOf(generateWorld(bare))
    expect([...without.keys()]).toEqual(['mainstay.yaml', 'sites.csv', 'elements.csv'])
    for (const [name, text] of without) expect(files.get(name)).toBe(text)
    expect([...files.keys()].slice(3)).toEqual([
      'units.csv',
      'parts.csv',
      'depots.csv',
      'pools.csv',
      'stock.csv',
      'usage.csv',
      'interchange.csv',
    ])
  })

  test('are the same byte for byte from the same recipe, and lie elsewhere from another seed', () => {
    const files = filesOf(WORLD)
    expect(filesOf(generateWorld(recipeOf()))).toEqual(files)
    const other = filesOf(generateWorld(recipeOf(2)))
    expect(other.get('parts.csv')).toBe(files.get('parts.csv'))
    expect(other.get('stock.csv')).not.toBe(files.get('stock.csv'))
    expect(other.get('usage.csv')).not.toBe(files.get('usage.csv'))
  })

  test('sit in every physical element of ours by its vendor and function, however the vendor is spelled', () => {
    const elements = rowsOf(WORLD, 'elements')
    const wanted = elements.flatMap((row) => {
      if (row.owner !== '' || row.kind !== '') return []
      if (row.function === 'platform.nfvi') return [`${row.element} OPTIC 4 NaN`]
      return [/^huawei/i.test(String(row.vendor)) ? `${row.element} RADIO 6 5` : `${row.element} OPTIC 2 NaN`]
    })
    expect(elements.filter((row) => row.owner !== '')).toHaveLength(9)
    expect(elements.filter((row) => row.kind !== '')).toHaveLength(4)
    expect(rowsOf(WORLD, 'units').map((row) => `${row.element} ${row.part} ${row.quantity} ${row.needed}`)).toEqual(
      wanted,
    )
  })

  test('lie on the shelves as the share the recipe states, of the units that serve on the day of the count', () => {
    expect(radiosOn(FIRST)).toBeGreaterThan(3000)
    expect(radiosOn(SECOND)).toBeLessThan(radiosOn(FIRST))
    expect(sum(onShelves('RADIO', FIRST))).toBe(Math.round(radiosOn(FIRST) * 0.04))
    expect(sum(onShelves('RADIO', SECOND))).toBe(Math.round(radiosOn(SECOND) * 0.03))
  })

  test('lie first with the manufacturer and in the middle, then in every pool that has units', () => {
    const rows = onShelves('RADIO', FIRST)
    const total = sum(rows)
    const at = (depot: string) => rows.find((row) => row.depot === depot)!
    expect(at('D-THEIRS')).toMatchObject({ quantity: Math.round(total * 0.1), titleOwner: 'Huawei' })
    expect(at('HUB')).toMatchObject({ quantity: Math.round((total - Math.round(total * 0.1)) * 0.25), titleOwner: '' })
    for (const depot of ['D-SOUTH', 'D-NORTH', 'D-NORTH-2', 'D-MIDDLE'])
      expect(Number(at(depot).quantity)).toBeGreaterThan(5)
    expect(Math.abs(Number(at('D-NORTH').quantity) - Number(at('D-NORTH-2').quantity))).toBeLessThanOrEqual(1)
    expect(onShelves('OPTIC', FIRST).map((row) => row.depot)).not.toContain('D-THEIRS')
    expect(onShelves('BOUGHT-AHEAD', FIRST).map((row) => [row.depot, row.quantity])).toEqual([
      ['D-THEIRS', 1],
      ['HUB', 6],
    ])
  })

  test('are counted as none where an earlier count found some', () => {
    const places = onShelves('OPTIC', FIRST).map((row) => row.depot)
    expect(places).toHaveLength(5)
    expect(onShelves('OPTIC', SECOND).map((row) => [row.depot, row.quantity])).toEqual(
      places.map((depot) => [depot, 0]),
    )
  })

  test('are reserved, kept as carcasses and on order beside that, but not on order after the last order', () => {
    const total = sum(onShelves('RADIO', FIRST))
    const beside = STOCK.filter(
      (row) => row.part === 'RADIO' && row.counted === FIRST && (row.state !== '' || row.condition !== ''),
    )
    const of = (test: (row: (typeof STOCK)[number]) => boolean) => sum(beside.filter(test))
    expect(of((row) => row.state === 'reserved')).toBe(Math.round(total * 0.05))
    expect(of((row) => row.condition === 'unserviceable')).toBe(Math.round(total * 0.06))
    expect(of((row) => row.state === 'onOrder')).toBe(Math.round(total * 0.2))
    // What failed in the fifty days a repair takes.
    expect(of((row) => row.state === 'inRepair')).toBe(Math.round((radiosOn(FIRST) * 9000 * 24 * 50) / 1e9))
    expect(beside.filter((row) => Number(row.due) > 1 && Number(row.due) <= FIRST)).toEqual([])
    const beyond = STOCK.filter((row) => row.part === 'OPTIC' && row.state !== '').map((row) => row.state)
    expect(new Set(beyond)).toEqual(new Set(['reserved']))
  })

  test('come back from repair, and from their makers, to the pools that have units', () => {
    for (const state of ['inRepair', 'onOrder']) {
      const depots = STOCK.filter((row) => row.part === 'RADIO' && row.state === state).map((row) => row.depot)
      expect(new Set(depots)).toEqual(new Set(['D-SOUTH', 'D-NORTH', 'D-NORTH-2', 'D-MIDDLE']))
    }
    // Where a pool has no store of its own, to the middle: the data centres.
    const { spares, ...bare } = recipeOf()
    const world = generateWorld({ ...bare, spares: { ...spares!, dataCentres: 'RESERVE' } })
    expect(rowsOf(world, 'pool-sites').map((row) => `${row.site} ${row.pool}`)).toEqual([
      'DC01 RESERVE',
      'DC02 RESERVE',
    ])
    const optics = (of: typeof STOCK) =>
      sum(of.filter((row) => row.part === 'OPTIC' && row.depot === 'HUB' && row.counted === FIRST && row.state === ''))
    expect(optics(rowsOf(world, 'stock'))).toBeGreaterThan(optics(STOCK))
  })

  test('fail as often as they really do, and not as often as is stated', () => {
    const [usage] = rowsOf(WORLD, 'usage').filter((row) => row.part === 'RADIO')
    const { unitHours, issues, returns, noFaultFound, deadOnArrival } = usage as { [column: string]: number }
    // All stations serve the whole year.
    expect(unitHours).toBe(radiosOn(dayNumber('2019-06-30')) * 8760)
    const fetched = issues! - deadOnArrival!
    expect(noFaultFound! / returns!).toBeCloseTo(0.2, 1)
    const failures = fetched * (1 - noFaultFound! / returns!)
    const expected = (unitHours! * 9000) / 1e9
    expect(Math.abs(failures - expected)).toBeLessThan(4 * Math.sqrt(expected / 0.8))
    expect(expected).toBeGreaterThan(200)
  })
})
