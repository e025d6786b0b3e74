// Are the example worlds what their stories say? Counted from the tables themselves, and judged by the shipped packs.

import { existsSync, readFileSync, statSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { type CivilDay, parseDay } from '#base/calendar.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { judgeRules } from '#engine/rules/index.ts'
import { survivalWithoutRepair } from '#engine/spares/run-down/survival-without-repair.ts'
import { readManifest } from '#intake/manifest/read.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { readVendorRegistry } from '#intake/vendor-registry/read.ts'
import { readWorldRecipe } from '#intake/world-recipe/read.ts'
import { describeFault } from '#model/fault.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { FaultLog } from '#model/fault-log.ts'
import { isWithinFunction } from '#model/network-function.ts'
import type { Scenario } from '#model/scenario.ts'
import type { RulesReport } from '#model/verdict.ts'
import { checkRules } from '#service/check-rules.ts'
import { generateWorld, type World } from '#world/index.ts'

const ROOT = path.join(import.meta.dirname, '..')
const EXAMPLES = path.join(ROOT, 'examples')

function read(...names: string[]): string {
  return readFileSync(path.join(ROOT, ...names), 'utf8')
}

function makeWorld(name: string): World {
  const { recipe, faults } = readWorldRecipe('world.yaml', read('examples', name, 'world.yaml'))
  expect(faults.map(describeFault)).toEqual([])
  return generateWorld(recipe!)
}

function day(text: string): CivilDay {
  return parseDay(text)!
}

function tableOf(world: World, name: string): FactTable {
  return world.tables.find((table) => table.schema.name === name)!
}

type Reader = (row: number) => [number, number]

function datesOf(table: FactTable, column: string): Reader {
  const cells = table.columns.get(column)
  return cells?.kind === 'date' ? (row) => [cells.earliest[row]!, cells.latest[row]!] : () => [1, 0]
}

function amountsOf(table: FactTable, column: string): (row: number) => number {
  const cells = table.columns.get(column)
  return cells?.kind === 'amount' ? (row) => cells.low[row]! : () => Number.NaN
}

/** A plain reading of elements.csv, for what is stated exactly. */
class Elements {
  readonly table: FactTable
  readonly #inService: Reader
  readonly #outOfService: Reader
  readonly #removed: Reader
  readonly #changed: Reader
  readonly traffic: (row: number) => number
  readonly premises: (row: number) => number

  constructor(world: World) {
    this.table = tableOf(world, 'elements')
    this.#inService = datesOf(this.table, 'inService')
    this.#outOfService = datesOf(this.table, 'outOfService')
    this.#removed = datesOf(this.table, 'removed')
    this.#changed = datesOf(this.table, 'technologyChanged')
    this.traffic = amountsOf(this.table, 'traffic')
    this.premises = amountsOf(this.table, 'premises')
  }

  text(column: string, row: number): string {
    return textAt(this.table, column, row)
  }

  vendor(row: number): string {
    const vendor = this.text('vendor', row) || this.text('hardwareVendor', row)
    for (const [name, spellings] of [
      ['Huawei', /huawei/i],
      ['Nokia', /nokia|nsn|alcatel-lucent/i],
      ['Ericsson', /ericsson/i],
    ] as const)
      if (spellings.test(vendor)) return name
    return vendor
  }

  is(row: number, functionId: string): boolean {
    return isWithinFunction(this.text('function', row), functionId)
  }

  isOurs(row: number): boolean {
    return !/^[^|]*:1$/.test(this.text('operators', row))
  }

  serves(row: number, on: CivilDay): boolean {
    const [began, latest] = this.#inService(row)
    const [ended, endLatest] = this.#outOfService(row)
    return began <= latest && latest <= on && (ended > endLatest || ended >= on)
  }

  isPresent(row: number, on: CivilDay): boolean {
    const [began, latest] = this.#inService(row)
    const [removed, removedLatest] = this.#removed(row)
    return (began > latest || began <= on) && (removed > removedLatest || removed >= on)
  }

  carries5G(row: number, on: CivilDay): boolean {
    const [changed, latest] = this.#changed(row)
    const isChanged = changed > latest || on >= changed
    return this.is(row, 'ran.5g') || (isChanged && this.text('technologies', row).includes('5G'))
  }

  rows(test: (row: number) => boolean): number[] {
    return Array.from({ length: this.table.rowCount }, (_, row) => row).filter(test)
  }
}

function sum<Row>(rows: readonly Row[], weigh: (row: Row) => number): number {
  return rows.reduce((total, row) => total + weigh(row), 0)
}

function shareOf(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10
}

const { file: vendorFile } = readVendorRegistry('telecom.yaml', read('vendors', 'telecom.yaml'))
const book = buildVendorBook([vendorFile!])

function judge(world: World, packs: readonly string[], asOf: string, tables = world.tables): Map<string, string> {
  const { manifest } = world
  const answer = judgeRules(
    {
      facts: tables,
      packs: packs.map((name) => readRulePack(name, read('rules', `${name}.yaml`)).pack!),
      operator: manifest.operator,
      inventoryDate: day(manifest.inventoryDate!),
      asOf: day(asOf),
      knownAt: day(asOf),
      historyKnownFrom: day(manifest.historyKnownFrom!),
      horizon: { from: day(manifest.horizon!.from!), to: day(manifest.horizon!.to!) },
    },
    book,
  )
  expect(answer.faults.map(describeFault)).toEqual([])
  return new Map(answer.rules.map((rule) => [rule.rule, rule.verdict]))
}

describe('examples as they are kept', () => {
  const names = readdirSync(EXAMPLES)

  test.each(names)('%s has a manifest that can be read, a story, and only small files', (name) => {
    const folder = path.join(EXAMPLES, name)
    expect(readManifest('mainstay.yaml', read('examples', name, 'mainstay.yaml')).faults).toEqual([])
    expect(existsSync(path.join(folder, 'README.md'))).toBe(true)
    const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(path.join(folder, file)).size,
    )
    expect(Math.max(...sizes)).toBeLessThan(300_000)
  })

  test.each(names.filter((name) => existsSync(path.join(EXAMPLES, name, 'world.yaml'))))(
    'the manifest beside the recipe of %s is the one of the recipe',
    (name) => {
      const { recipe } = readWorldRecipe('world.yaml', read('examples', name, 'world.yaml'))
      expect(readManifest('mainstay.yaml', read('examples', name, 'mainstay.yaml')).manifest).toEqual(recipe!.manifest)
    },
  )
})

test('the smallest recipe in the documentation makes a network of twelve sites', () => {
  const [, text] = /```yaml\n(world: 1[^`]*)```/.exec(read('docs', 'models', 'worlds.md'))!
  const { recipe, faults } = readWorldRecipe('worlds.md', text!)
  expect(faults.map(describeFault)).toEqual([])
  const world = generateWorld(recipe!)
  expect(world.tables.map((table) => [table.file, table.rowCount])).toEqual([
    ['sites.csv', 12],
    ['elements.csv', 12],
  ])
})

describe('stockpile-2020', () => {
  const world = makeWorld('stockpile-2020')
  const elements = new Elements(world)
  const sites = tableOf(world, 'sites')

  /** Shares of the vendor in the 5G radio network: by sites, and by the traffic of the stations. */
  function shares5G(vendor: string, on: string): { sites: number; traffic: number; count: number } {
    const at = day(on)
    const stations = elements.rows(
      (row) =>
        elements.is(row, 'ran') && elements.isOurs(row) && elements.serves(row, at) && elements.carries5G(row, at),
    )
    const siteOf = (row: number) => elements.text('site', row) || elements.text('hostedOn', row).slice(0, 6)
    const own = stations.filter((row) => elements.vendor(row) === vendor)
    const all = new Set(stations.map(siteOf)).size
    return {
      sites: shareOf(new Set(own.map(siteOf)).size, all),
      traffic: shareOf(sum(own, elements.traffic), sum(stations, elements.traffic)),
      count: all,
    }
  }

  function radioSitesOf(vendor: string, on: string): number {
    const stations = elements.rows(
      (row) =>
        (elements.text('function', row) === 'ran.basestation' || elements.text('function', row) === 'ran.4g.enb') &&
        elements.isOurs(row) &&
        elements.isPresent(row, day(on)) &&
        elements.vendor(row) === vendor,
    )
    return new Set(stations.map((row) => elements.text('site', row))).size
  }

  test('has 18,400 radio sites, two thirds of them with Huawei and one third with Nokia in June 2020', () => {
    expect(
      Array.from({ length: sites.rowCount }, (_, row) => textAt(sites, 'site', row)).filter((id) => id.startsWith('S')),
    ).toHaveLength(18_400)
    expect(radioSitesOf('Huawei', '2020-06-19') / 18_400).toBeCloseTo(2 / 3, 1.9)
    expect(radioSitesOf('Nokia', '2020-06-19') / 18_400).toBeCloseTo(1 / 3, 1.9)
    expect(elements.table.rowCount).toBeGreaterThan(80_000)
    expect(elements.table.rowCount).toBeLessThan(95_000)
  })

  test('leaves Nokia about 11,600 sites and Ericsson most of the rest once the plan is carried out', () => {
    const plan = tableOf(world, 'plan')
    const known = datesOf(plan, 'knownFrom')
    const planned = Array.from({ length: plan.rowCount }, (_, row) => row).filter(
      (row) => known(row)[0] === day('2026-01-15') && /-(B|E)1$/.test(textAt(plan, 'element', row)),
    )
    const plannedFor = (vendor: string) => planned.filter((row) => textAt(plan, 'vendor', row) === vendor).length
    const nokia = radioSitesOf('Nokia', '2026-11-01') + plannedFor('Nokia')
    const ericsson = radioSitesOf('Ericsson', '2026-11-01') + plannedFor('Ericsson')
    expect(Math.abs(nokia - 11_600)).toBeLessThan(100)
    expect(Math.abs(ericsson - 6_600)).toBeLessThan(100)
  })

  test.each([
    ['2020-06-19', 1_508, 75, 72.5],
    ['2023-08-01', 6_650, 32.4, 34.6],
    ['2023-12-31', 7_610, 25.5, 27.3],
    ['2026-11-01', 14_090, 3.8, 3.8],
  ])(
    'on %s has about %i sites with 5G, %d %% of them and %d %% of their traffic with Huawei',
    (on, count, bySites, byTraffic) => {
      const shares = shares5G('Huawei', on)
      expect(Math.abs(shares.count - count)).toBeLessThan(count * 0.01)
      expect(Math.abs(shares.sites - bySites)).toBeLessThan(0.6)
      expect(Math.abs(shares.traffic - byTraffic)).toBeLessThan(0.6)
    },
  )

  test('gives Ericsson, in London and other cities, about half of the 5G traffic', () => {
    const { traffic } = shares5G('Ericsson', '2026-11-01')
    expect(traffic).toBeGreaterThan(44)
    expect(traffic).toBeLessThan(56)
  })

  test('has less than one per cent of the core traffic on what missed the deadline of 2023', () => {
    const on = day('2024-01-01')
    const core = elements.rows((row) => elements.is(row, 'core') && elements.isPresent(row, on))
    const left = core.filter((row) => elements.vendor(row) === 'Huawei')
    expect(left).toHaveLength(11)
    expect(new Set(left.map((row) => elements.text('function', row).slice(0, 9)))).toEqual(new Set(['core.2g3g']))
    const weigh = (row: number) => elements.traffic(row) || 0
    expect(sum(left, weigh) / sum(core, weigh)).toBeLessThan(0.01)
    expect(
      elements.rows(
        (row) =>
          elements.is(row, 'core') && elements.vendor(row) === 'Huawei' && elements.isPresent(row, day('2024-04-01')),
      ),
    ).toEqual([])
  })

  test('had Huawei on sites significant to national security in 2020, and none from the end of January 2023', () => {
    const tagged = new Set(
      Array.from({ length: sites.rowCount }, (_, row) => row)
        .filter((row) => textAt(sites, 'tags', row) === 'natsec')
        .map((row) => textAt(sites, 'site', row)),
    )
    expect(tagged.size).toBe(36)
    const huaweiOn = (on: string) =>
      elements.rows(
        (row) =>
          tagged.has(elements.text('site', row)) &&
          elements.vendor(row) === 'Huawei' &&
          elements.isPresent(row, day(on)),
      ).length
    expect(huaweiOn('2020-06-19')).toBeGreaterThan(20)
    expect(huaweiOn('2023-01-29')).toBe(0)
  })

  test('has fibre terminals of three vendors, Huawei under 35 % of the premises by October 2023', () => {
    const terminals = elements.rows((row) => elements.is(row, 'access.fttp') && elements.serves(row, day('2023-11-01')))
    const huawei = terminals.filter((row) => elements.vendor(row) === 'Huawei')
    const share = shareOf(sum(huawei, elements.premises), sum(terminals, elements.premises))
    expect(share).toBeGreaterThan(30)
    expect(share).toBeLessThan(35)
    expect(new Set(terminals.map((row) => elements.vendor(row)))).toEqual(new Set(['Huawei', 'Nokia', 'Adtran']))
  })

  test('is honest about what nobody knows: some hundred dates, a handful of vendors', () => {
    const began = datesOf(elements.table, 'inService')
    const unknown = elements.rows((row) => began(row)[0] > began(row)[1])
    expect(unknown.length).toBeGreaterThan(150)
    expect(unknown.length).toBeLessThan(600)
    const unrecorded = elements.rows((row) =>
      /not recorded|AAU 5613|\?|Site Supplies/.test(elements.text('vendor', row)),
    )
    expect(unrecorded.length).toBeGreaterThan(5)
    expect(unrecorded.length).toBeLessThan(40)
  })

  test.each([
    [
      '2020-06-19',
      {
        'UK-NCSC20-CAP5G': 'not yet due: the plan misses it',
        'UK-NCSC20-CORE': 'not yet due: the plan meets it',
        'UK-DVD-CORE': 'not applicable',
      },
    ],
    ['2023-08-01', { 'UK-DVD-5G-CAP': 'met', 'UK-DVD-SITE': 'met', 'UK-DVD-CORE': 'not yet due: the plan meets it' }],
    [
      '2024-01-01',
      { 'UK-DVD-CORE': 'not met', 'UK-DVD-FTTP-CAP': 'met', 'UK-DVD-5G-REMOVE': 'not yet due: the plan meets it' },
    ],
    [
      '2026-11-01',
      { 'UK-DVD-CORE': 'met', 'UK-DVD-TRANS': 'met', 'UK-DVD-5G-REMOVE': 'not yet due: the plan meets it' },
    ],
  ])('tells on %s what its story says', (on, expected) => {
    expect(Object.fromEntries(judge(world, ['uk-ncsc-2020', 'uk-dvd-2022'], on))).toMatchObject(expected)
  })

  test('has parts of everybody who makes hardware for it', () => {
    const parts = tableOf(world, 'parts')
    const makers = new Set(Array.from({ length: parts.rowCount }, (_, row) => textAt(parts, 'manufacturer', row)))
    const units = tableOf(world, 'units')
    const withUnits = new Set(Array.from({ length: units.rowCount }, (_, row) => textAt(units, 'element', row)))
    const bare = elements.rows(
      (row) =>
        elements.text('kind', row) === '' &&
        elements.text('owner', row) === '' &&
        !withUnits.has(elements.text('element', row)),
    )
    const vendorsOf = (rows: readonly number[]) =>
      new Set(rows.map((row) => elements.text('hardwareVendor', row) || elements.vendor(row)))
    // Makers of software, whose servers nobody stated, and repeaters of which nobody knows whose they are.
    expect([...vendorsOf(bare)].filter((vendor) => !makers.has(vendor)).sort()).toEqual([
      'AAU 5613',
      'Amdocs',
      'Axell Wireless?',
      'Mavenir',
      'Netcracker',
      'Site Supplies Ltd',
      'not recorded',
    ])
    expect(bare.length / elements.table.rowCount).toBeLessThan(0.01)
    expect(parts.rowCount).toBe(51)
    expect(units.rowCount).toBeGreaterThan(140_000)
    expect(units.rowCount).toBeLessThan(150_000)
  })

  test('counted its stock before the letter of June 2020 and again today, a part of it Huawei’s own in 2020', () => {
    const stock = tableOf(world, 'stock')
    const counted = datesOf(stock, 'counted')
    const quantity = amountsOf(stock, 'quantity')
    const rows = Array.from({ length: stock.rowCount }, (_, row) => row)
    expect(new Set(rows.map((row) => counted(row)[0]))).toEqual(new Set([day('2020-06-15'), day('2026-10-26')]))
    const theirs = (on: string) =>
      sum(
        rows.filter((row) => counted(row)[0] === day(on) && textAt(stock, 'titleOwner', row) === 'Huawei'),
        quantity,
      )
    expect(theirs('2020-06-15')).toBeGreaterThan(500)
    expect(theirs('2026-10-26')).toBe(0)
  })

  test('uses up its antenna units far faster than Huawei predicted', () => {
    const usage = tableOf(world, 'usage')
    const hours = usage.columns.get('unitHours')
    const rows = Array.from({ length: usage.rowCount }, (_, row) => row).filter(
      (row) => textAt(usage, 'part', row) === 'HW-AAU-5613',
    )
    const failed = sum(rows, (row) => amountsOf(usage, 'returns')(row) - amountsOf(usage, 'noFaultFound')(row))
    const unitHours = sum(rows, (row) => (hours?.kind === 'number' ? hours.values[row]! : 0))
    const predicted = (unitHours * 6000) / 1e9
    expect(predicted).toBeGreaterThan(20)
    // More than three standard deviations above.
    expect(failed).toBeGreaterThan(predicted + 3 * Math.sqrt(predicted))
  })

  test('misses the end of 2027 when the plan slips by six months', () => {
    const tables = [...world.tables.filter((table) => table.schema.name !== 'plan'), ...world.variants]
    expect(judge(world, ['uk-dvd-2022'], '2026-11-01', tables).get('UK-DVD-5G-REMOVE')).toBe(
      'not yet due: the plan misses it',
    )
  })
})

describe('notification-2018', () => {
  const world = makeWorld('notification-2018')
  const elements = new Elements(world)

  test('has 1,500 sites, Huawei in three quarters of the 4G and nowhere in the core', () => {
    expect(elements.rows((row) => elements.is(row, 'core') && elements.vendor(row) === 'Huawei')).toEqual([])
    const stations = elements.rows((row) => ['ran.basestation', 'ran.4g.enb'].includes(elements.text('function', row)))
    expect(stations).toHaveLength(1500)
    const share = shareOf(stations.filter((row) => elements.vendor(row) === 'Huawei').length, 1500)
    expect(Math.abs(share - 74)).toBeLessThan(1)
  })

  test('proposes Huawei 5G radio on 600 sites, notified on 18 September 2018', () => {
    const plan = tableOf(world, 'plan')
    const notified = datesOf(plan, 'notified')
    const radio = Array.from({ length: plan.rowCount }, (_, row) => row).filter(
      (row) => textAt(plan, 'function', row) === 'ran.5g.gnb',
    )
    expect(radio).toHaveLength(600)
    expect(new Set(radio.map((row) => notified(row)[0]))).toEqual(new Set([day('2018-09-18')]))
    expect(new Set(radio.map((row) => textAt(plan, 'vendor', row)))).toEqual(new Set(['Huawei']))
  })

  test('forgot to notify one change, of lawful interception', () => {
    expect(Object.fromEntries(judge(world, ['nz-ticsa-2013'], '2018-11-28'))).toMatchObject({
      'NZ-TICSA-48-NOC': 'not yet due: the plan meets it',
      'NZ-TICSA-48-DATA': 'not yet due: the plan meets it',
      'NZ-TICSA-48-LI': 'not yet due: the plan misses it',
    })
  })
})

/** Rows of a file of by-hand, cells by column. */
function rowsByHand(file: string): { readonly [column: string]: string }[] {
  return parse(read('examples', 'by-hand', file), { columns: true })
}

/** Failures expected of a part in each of the 52 weeks from 1 July 2024, reckoned day by day. */
function failuresByHand(part: string, region: string): Float64Array {
  const { mtbfHours } = rowsByHand('parts.csv').find((row) => row.part === part)!
  const { assumptions } = parseYaml(read('examples', 'by-hand', 'scenarios', 'no-more-antennas.yaml')) as Scenario
  const perDay = 24 / (Number(mtbfHours) || 1e9 / assumptions!.classes!.radio!.failuresFit!)
  const siteOf = new Map(rowsByHand('elements.csv').map((row) => [row.element!, row.site!]))
  const regionOf = new Map(rowsByHand('sites.csv').map((row) => [row.site!, row.region!]))
  const replaced = new Map(rowsByHand('plan.csv').map((row) => [row.element!, day(row.date!)]))
  const failures = new Float64Array(52)
  for (const unit of rowsByHand('units.csv')) {
    if (unit.part !== part || regionOf.get(siteOf.get(unit.element!)!) !== region) continue
    const last = replaced.get(unit.element) ?? day('2025-06-29')
    for (let on = day('2024-07-01'); on <= last; on++)
      failures[Math.floor((on - day('2024-07-01')) / 7)]! += Number(unit.quantity) * perDay
  }
  return failures
}

/** What lies on the shelves of a region and what is to come to them, before the failures of each week. */
function stockByHand(part: string, region: string, failures: Float64Array): Parameters<typeof survivalWithoutRepair> {
  const depots = rowsByHand('depots.csv').filter((row) => row.region === region)
  const rows = rowsByHand('stock.csv').filter(
    (row) => row.part === part && depots.some(({ depot }) => depot === row.depot),
  )
  const shelves = rows.filter((row) => row.state === 'onHand')
  const lots = rows
    .filter((row) => row.state === 'inTransit')
    .map((row) => ({ step: (day(row.due!) - day('2024-07-01')) / 7, units: Number(row.quantity), yield: 1 }))
  return [sum(shelves, (row) => Number(row.quantity)), failures, lots]
}

describe('by-hand', () => {
  const log = new FaultLog()
  let report: RulesReport

  beforeAll(async () => {
    const asked = { workspace: path.join(EXAMPLES, 'by-hand'), today: day('2024-07-01') }
    report = (await checkRules(asked, log))!.report
  })

  test('is read without a fault', () => {
    expect(log.kept.map(describeFault)).toEqual([])
  })

  test('is judged as its README works out on paper', () => {
    const told = report.rules.map(({ rule, verdict, timeline, waivedUntil }) => [
      rule,
      waivedUntil === undefined ? verdict : `${verdict}, waived until ${waivedUntil}`,
      timeline.map(({ from, state, waived }) => `${from} ${waived === true ? `${state}, waived` : state}`).join('; '),
    ])
    expect(told).toEqual([
      ['HAND-CAP-SITES', 'cannot be shown', '2024-01-01 cannot be shown; 2024-10-01 met'],
      ['HAND-CAP-TRAFFIC', 'not met', '2024-01-01 met; 2024-07-01 not met; 2024-10-01 cannot be shown; 2025-04-01 met'],
      [
        'HAND-CORE',
        'not met, waived until 2024-07-31',
        '2024-01-01 not yet due; 2024-04-01 not met, waived; 2024-08-01 not met; 2024-08-16 met',
      ],
      ['HAND-HARBOUR', 'cannot be shown', '2024-01-01 not yet due; 2024-07-01 cannot be shown; 2026-01-01 not met'],
      ['HAND-FREEZE', 'cannot be shown', '2024-01-01 cannot be shown; 2024-10-01 met'],
      ['HAND-TWO', 'not met', '2024-01-01 not met; 2025-01-15 met'],
      ['HAND-NOTIFY', 'not yet due: the plan misses it', '2024-01-01 not yet due; 2024-02-01 met; 2025-01-15 not met'],
      ['HAND-LICENCE', 'met', '2024-01-01 met; 2025-01-01 not met; 2025-04-01 met'],
      ['HAND-LINK', 'not met', '2024-01-01 not met; 2024-08-16 cannot be shown'],
      ['HAND-SERVICE', 'met', '2024-01-01 not yet due; 2024-07-01 met'],
      ['HAND-UNITS', 'not met', '2024-01-01 not yet due; 2024-07-01 not met'],
      ['HAND-SPARES', 'not evaluated', '2024-01-01 not evaluated'],
    ])
  })

  test.each([
    ['AAU-HW', 'North', 1.55, 92.79],
    ['AEQ-NK', 'North', 0.8736, 41.74],
    ['SAR-NK', 'North', 0.546, 89.55],
    ['SAR-NK', 'South', 0.182, 98.53],
    ['ASR-CI', 'North', 0.728, 75.33],
    ['ASR-CI', 'South', 0.728, 83.44],
  ])(
    'has spares of %s in the %s for the failures and with the chance README works out',
    (part, region, mean, percent) => {
      const failures = failuresByHand(part, region)
      expect(sum([...failures], (own) => own)).toBeCloseTo(mean, 12)
      const survival = survivalWithoutRepair(...stockByHand(part, region, failures))
      expect((survival.at(-1)! * 100).toFixed(2)).toBe(String(percent))
    },
  )

  test('has the shares worked out on paper, on the day and on each day they change', () => {
    const { rules } = report
    const stepsOf = (name: string) =>
      rules
        .find(({ rule }) => rule === name)!
        .metrics[0]!.steps.filter(({ from }) => from >= '2024-07-01')
        .map(({ from, low, high }) => [from, shareOf(low!, 1), shareOf(high!, 1)])
    const { metrics } = rules.find(({ rule }) => rule === 'HAND-CAP-SITES')!
    expect([metrics[0]!.low, metrics[0]!.high]).toEqual([0.3, 0.4])
    expect(stepsOf('HAND-CAP-SITES')).toEqual(
      expect.arrayContaining([
        ['2024-10-01', 20, 30],
        ['2025-04-01', 10, 20],
      ]),
    )
    expect(stepsOf('HAND-CAP-TRAFFIC')).toEqual(
      expect.arrayContaining([
        ['2024-07-01', 41.7, 50],
        ['2024-10-01', 33.3, 41.7],
        ['2025-04-01', 8.3, 16.7],
      ]),
    )
  })

  test('lacks one microwave link that another list counts', () => {
    expect(report.reconciliations.map(({ what, shortfall }) => [what, shortfall])).toEqual([
      ['elements ran.5g', 0],
      ['elements transport.microwave', 1],
    ])
  })
})
