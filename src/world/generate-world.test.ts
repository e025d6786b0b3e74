import { describe, expect, test } from 'vitest'
import { isBlankDate } from '#model/column.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { WorldRecipe } from '#model/world-recipe.ts'
import { generateWorld } from './generate-world.ts'
import { dayNumber } from './share-curve.ts'
import type { World } from './world.ts'
import { worldToFiles } from './world-files.ts'

/** A little of everything a recipe can say. */
function recipeOf(sites: number, seed = 1): WorldRecipe {
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
      sites,
      built: { from: '2012-01-01', to: '2018-12-31' },
      vendors: [
        { vendor: 'Huawei', share: '60 %' },
        { vendor: 'Nokia', share: '40 %' },
      ],
      cities: 0.2,
      separateStations: '25 %',
      tagged: [{ tag: 'natsec', sites: 5, swappedBy: '2022-12-31' }],
      fiveG: {
        band: '3.5GHz',
        rollouts: [
          { vendor: 'Huawei', reached: { '2019-06-01': '0 %', '2021-01-31': '30 %' }, boughtBy: '2020-12-31' },
          { vendor: 'Nokia', reached: { '2019-06-01': '0 %', '2024-12-31': '60 %' }, busyFirst: 0.5 },
        ],
        withSwap: [{ vendor: 'Ericsson', share: '50 %' }],
      },
      swaps: [
        {
          from: 'Huawei',
          to: 'Ericsson',
          with5G: { '2021-06-01': '0 %', '2024-12-31': '60 %' },
          without5G: { '2021-06-01': '0 %', '2024-12-31': '80 %' },
        },
      ],
      switchedOff: { technology: '3G', from: '2023-10-01', to: '2023-12-31' },
      routers: {
        vendors: [
          { vendor: 'Nokia', share: '50 %' },
          { vendor: 'Cisco', share: '50 %' },
        ],
        renewed: { share: '30 %', from: '2020-01-01', to: '2024-06-30' },
      },
      microwave: { share: '30 %', vendors: [{ vendor: 'NEC', share: '100 %' }] },
      smallCells: {
        share: '5 %',
        from: '2018-01-01',
        to: '2022-12-31',
        vendors: [{ vendor: 'CommScope', share: '100 %' }],
      },
      openRan: { sites: 4, from: '2022-09-01', to: '2024-06-30' },
      shared: {
        share: '10 %',
        with: 'Southern Cell',
        weights: [60, 40],
        theirs: { vendor: 'Huawei', sites: 3, from: '2018-05-01', to: '2020-03-31' },
      },
    },
    fixed: {
      exchanges: Math.max(1, Math.floor(sites / 10)),
      premises: sites * 500,
      rollouts: [
        { vendor: 'Huawei', reached: { '2018-01-01': '0 %', '2021-12-31': '40 %' } },
        { vendor: 'Nokia', reached: { '2018-01-01': '0 %', '2024-12-31': '50 %' } },
      ],
      swaps: [{ from: 'Huawei', to: 'Nokia', share: '20 %', between: { from: '2022-03-01', to: '2023-09-30' } }],
    },
    dataCentres: 2,
    nodes: [
      {
        id: 'MSC',
        function: 'core.2g3g.msc',
        count: 3,
        traffic: 900,
        generations: [
          {
            vendor: 'Huawei',
            technologies: ['2G', '3G'],
            begun: { from: '2011-01-01', to: '2012-12-31' },
            ended: { from: '2023-01-01', to: '2023-12-31' },
            planned: { from: '2022-06-01', to: '2022-09-30', until: '2022-05-01' },
          },
          { vendor: 'Ericsson', technologies: ['2G', '3G'], begun: { from: '2023-01-01', to: '2023-12-31' } },
        ],
      },
    ],
    contracts: [{ contract: 'C-1', supplier: 'Huawei', role: 'support', from: '2018-01-01' }],
    totals: [{ measure: 'sites', function: 'ran', on: '2020-06-30' }],
    plans: [
      {
        name: 'proposal',
        knownFrom: '2020-02-01',
        knownUntil: '2020-07-14',
        swaps: [
          { from: 'Huawei', to: 'Nokia', tag: 'natsec', between: { from: '2021-01-01', to: '2021-12-31' } },
          {
            from: 'Huawei',
            to: 'Nokia',
            with5G: '2 %',
            without5G: '6 %',
            adding5G: true,
            between: { from: '2021-01-01', to: '2022-12-31' },
          },
        ],
        builds: [{ vendor: 'Nokia', share: '10 %', between: { from: '2020-09-01', to: '2022-12-31' } }],
        exchanges: [{ vendor: 'Nokia', share: '20 %', between: { from: '2020-09-01', to: '2022-12-31' } }],
        nodes: [
          { from: 'Huawei', to: 'Ericsson', functions: ['core'], between: { from: '2021-01-01', to: '2022-12-31' } },
        ],
      },
      {
        name: 'under way',
        knownFrom: '2021-01-01',
        knownUntil: '2024-11-01',
        carriedOut: { vendor: 'Huawei' },
        remaining: { vendor: 'Huawei', between: { from: '2024-11-15', to: '2026-12-31' } },
      },
      {
        name: 'today',
        knownFrom: '2024-11-01',
        remaining: { vendor: 'Huawei', between: { from: '2025-02-01', to: '2026-12-31' } },
      },
    ],
    variants: [{ file: 'plan-slip.csv', of: 'today', laterByMonths: 6 }],
    unknowns: {
      inService: '2 %',
      coarseDates: '5 %',
      spellings: [{ vendor: 'Huawei', share: '10 %', as: ['HUAWEI'] }],
      vendorOf5G: { stations: 2, as: ['not recorded'] },
      repeaters: { count: 3, vendors: ['Site Supplies'] },
    },
  }
}

function bytesOf(world: World): string {
  return [...worldToFiles(world)].map(({ name, chunks }) => `${name}\n${[...chunks].join('')}`).join('\n')
}

function tableOf(world: World, name: string): FactTable {
  return world.tables.find((table) => table.schema.name === name)!
}

function rowsOf(table: FactTable): number[] {
  return Array.from({ length: table.rowCount }, (_, row) => row)
}

function textsOf(table: FactTable, column: string): string[] {
  return Array.from({ length: table.rowCount }, (_, row) => textAt(table, column, row))
}

function datesOf(table: FactTable, column: string): [number, number][] {
  const cells = table.columns.get(column)
  if (cells?.kind !== 'date') return Array.from({ length: table.rowCount }, () => [1, 0])
  return Array.from({ length: table.rowCount }, (_, row) => [cells.earliest[row]!, cells.latest[row]!])
}

const WORLD = generateWorld(recipeOf(800))

describe('a generated world', () => {
  test('is the same byte for byte from the same recipe, and another from another seed', () => {
    const bytes = bytesOf(WORLD)
    expect(bytesOf(generateWorld(recipeOf(800)))).toBe(bytes)
    expect(bytesOf(generateWorld(recipeOf(800, 2)))).not.toBe(bytes)
  })

  test('has every identifier once', () => {
    for (const [name, column] of [
      ['sites', 'site'],
      ['elements', 'element'],
    ] as const) {
      const identifiers = textsOf(tableOf(WORLD, name), column)
      expect(new Set(identifiers).size).toBe(identifiers.length)
      expect(identifiers).not.toContain('')
    }
  })

  test('stands on sites it has, or on elements it has', () => {
    const sites = new Set(textsOf(tableOf(WORLD, 'sites'), 'site'))
    const elements = tableOf(WORLD, 'elements')
    const identifiers = new Set(textsOf(elements, 'element'))
    const astray = rowsOf(elements).filter((row) => {
      const site = textAt(elements, 'site', row)
      return site === '' ? !identifiers.has(textAt(elements, 'hostedOn', row)) : !sites.has(site)
    })
    expect(astray.map((row) => textAt(elements, 'element', row))).toEqual([])
  })

  test('tells its dates in order, and none after the inventory date', () => {
    const elements = tableOf(WORLD, 'elements')
    const today = dayNumber('2025-01-01')
    const events = ['procured', 'installed', 'inService', 'technologyChanged', 'outOfService', 'removed'].map(
      (column) => datesOf(elements, column),
    )
    const muddled = rowsOf(elements).filter((row) => {
      const stated = events.map((event) => event[row]!).filter(([earliest, latest]) => !isBlankDate(earliest, latest))
      return stated.some(
        ([earliest, latest], index) => earliest >= today || latest < (stated[index - 1]?.[0] ?? latest),
      )
    })
    expect(muddled.map((row) => textAt(elements, 'element', row))).toEqual([])
  })

  test('has vendors, technologies and unknowns of every kind the recipe asks for', () => {
    const elements = tableOf(WORLD, 'elements')
    const vendors = new Set(textsOf(elements, 'vendor'))
    expect([...vendors]).toEqual(
      expect.arrayContaining(['Huawei', 'HUAWEI', 'Nokia', 'Ericsson', 'not recorded', 'Site Supplies']),
    )
    expect(textsOf(elements, 'technologies')).toContain('2G|4G|5G')
    expect(textsOf(elements, 'softwareVendor')).toContain('Mavenir')
    expect(textsOf(elements, 'operators')).toContain('North Mobile:60|Southern Cell:40')
    const unknown = datesOf(elements, 'inService').filter(([earliest, latest]) => isBlankDate(earliest, latest))
    expect(unknown.length).toBeGreaterThan(20)
    expect(unknown.length).toBeLessThan(elements.rowCount / 20)
  })

  test('swaps every tagged site of the vendor in time', () => {
    const sites = tableOf(WORLD, 'sites')
    const tagged = new Set(textsOf(sites, 'site').filter((_, row) => textAt(sites, 'tags', row) === 'natsec'))
    expect(tagged.size).toBe(5)
    const elements = tableOf(WORLD, 'elements')
    const removed = datesOf(elements, 'removed')
    const huawei = rowsOf(elements).filter(
      (row) => tagged.has(textAt(elements, 'site', row)) && /huawei/i.test(textAt(elements, 'vendor', row)),
    )
    expect(huawei.length).toBeGreaterThan(2)
    const late = huawei.filter((row) => isBlankDate(...removed[row]!) || removed[row]![1] >= dayNumber('2023-01-01'))
    expect(late.map((row) => textAt(elements, 'element', row))).toEqual([])
  })

  test('grows with its sites: ten times the sites are about ten times the elements', () => {
    const small = tableOf(generateWorld(recipeOf(100)), 'elements').rowCount
    const large = tableOf(generateWorld(recipeOf(1000)), 'elements').rowCount
    expect(large / small).toBeGreaterThan(8.5)
    expect(large / small).toBeLessThan(11.5)
  })

  test('may be as small as one site', () => {
    const world = generateWorld(recipeOf(1))
    expect(tableOf(world, 'sites').rowCount).toBe(4)
    expect(tableOf(world, 'elements').rowCount).toBeGreaterThan(4)
  })
})

describe('the plans of a generated world', () => {
  const plan = tableOf(WORLD, 'plan')
  const elements = tableOf(WORLD, 'elements')
  const rowOf = new Map(textsOf(elements, 'element').map((identifier, row) => [identifier, row]))
  const planned = datesOf(plan, 'date')
  const knownFrom = datesOf(plan, 'knownFrom')
  const knownUntil = datesOf(plan, 'knownUntil')

  test('change only what was there, known and not yet ended, on every day they were known', () => {
    const installed = datesOf(elements, 'installed')
    const ended = datesOf(elements, 'outOfService')
    const isSound = (row: number) => {
      const element = rowOf.get(textAt(plan, 'element', row))
      if (element === undefined || installed[element]![1] > knownFrom[row]![0]) return false
      if (isBlankDate(...ended[element]!)) return true
      return !isBlankDate(...knownUntil[row]!) && knownUntil[row]![0] <= ended[element]![0]
    }
    const changes = rowsOf(plan).filter((row) => textAt(plan, 'action', row) !== 'install')
    expect(changes.length).toBeGreaterThan(300)
    expect(changes.filter((row) => !isSound(row)).map((row) => textAt(plan, 'element', row))).toEqual([])
  })

  test('are known before their day, and no longer than until it', () => {
    const isSound = (row: number) => {
      const [from] = knownFrom[row]!
      const [until] = isBlankDate(...knownUntil[row]!) ? planned[row]! : knownUntil[row]!
      return from < until && until <= planned[row]![0]
    }
    expect(rowsOf(plan).filter((row) => !isSound(row))).toEqual([])
  })

  test('install under identifiers nothing else has', () => {
    const identifiers = textsOf(plan, 'element').filter((_, row) => textAt(plan, 'action', row) === 'install')
    expect(identifiers.length).toBeGreaterThan(50)
    expect(new Set(identifiers).size).toBe(identifiers.length)
    expect(identifiers.filter((identifier) => rowOf.has(identifier))).toEqual([])
  })

  test('tell a removal that slipped twice: as first planned, and as planned anew', () => {
    const rows = textsOf(plan, 'element')
      .map((identifier, row) => ({ identifier, row }))
      .filter(({ identifier, row }) => identifier === 'MSC-2' && knownFrom[row]![0] > dayNumber('2020-12-31'))
    expect(rows).toHaveLength(2)
    const [first, second] = rows.map(({ row }) => row)
    expect(knownUntil[first!]![0]).toBe(dayNumber('2022-05-01'))
    expect(knownFrom[second!]![0]).toBe(dayNumber('2022-05-01'))
    expect(planned[first!]![0]).toBeLessThan(planned[second!]![0])
  })

  test('stand in the order of plan and day', () => {
    const isLate = (row: number) =>
      row > 0 && knownFrom[row]![0] === knownFrom[row - 1]![0] && planned[row]![0] < planned[row - 1]![0]
    expect(rowsOf(plan).filter(isLate)).toEqual([])
  })

  test('come a second time, half a year later, in the variant', () => {
    const [variant] = WORLD.variants
    expect(variant!.file).toBe('plan-slip.csv')
    expect(variant!.rowCount).toBe(plan.rowCount)
    const last = Math.max(...planned.map(([day]) => day))
    const lastOfVariant = Math.max(...datesOf(variant!, 'date').map(([day]) => day))
    expect(lastOfVariant - last).toBeGreaterThanOrEqual(180)
    expect(lastOfVariant - last).toBeLessThanOrEqual(184)
    expect(textsOf(variant!, 'element').sort()).toEqual(textsOf(plan, 'element').sort())
  })

  test('stand in a file of their own where they are only thought of, and change nothing in the others', () => {
    const recipe = recipeOf(200)
    const thoughtOf = {
      name: 'all at once',
      file: 'plan-at-once.csv',
      knownFrom: '2020-07-14',
      knownUntil: '2020-07-15',
      swaps: [
        {
          from: 'Huawei',
          to: 'Nokia',
          with5G: '100 %',
          without5G: '100 %',
          between: { from: '2021-01-01', to: '2021-12-31' },
        },
      ],
    }
    const world = generateWorld({ ...recipe, plans: [...recipe.plans!, thoughtOf] })
    const before = generateWorld(recipe)
    expect(world.variants.map(({ file }) => file)).toEqual(['plan-slip.csv', 'plan-at-once.csv'])
    expect(bytesOf({ ...world, variants: world.variants.slice(0, 1) })).toBe(bytesOf(before))
    const own = world.variants[1]!
    const huawei = textsOf(tableOf(world, 'elements'), 'element').filter((identifier) => /-[BE]1$/.test(identifier))
    const replaced = textsOf(own, 'element').filter((identifier) => /-[BE]1$/.test(identifier))
    expect(replaced.length).toBeGreaterThan(100)
    expect(replaced.length).toBeLessThan(huawei.length)
    expect(new Set(datesOf(own, 'knownFrom').map(([from]) => from))).toEqual(new Set([dayNumber('2020-07-14')]))
  })
})
