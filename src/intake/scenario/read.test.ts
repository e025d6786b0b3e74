import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { FactTableBuilder } from '#model/fact-table.ts'
import { describeFault } from '#model/fault.ts'
import { unreadTable } from '#model/left-out-rows.ts'
import { PartNames } from '#model/part-names.ts'
import { PoolNames } from '#model/pool-names.ts'
import { POOLS } from '#model/spares-tables.ts'
import { PARTS } from '#model/tables.ts'
import type { ScenarioSetting } from './check-names.ts'
import { readScenario } from './read.ts'

const GOOD = `scenario: 1
title: No more from Huawei
from: 2020-06-19
until: 2027-12-31
disruptions:
  - disruption: export-control
    vendors: [huawei]
    stops: {newUnits: 2020-09-15, repairs: 2021-03-01}
    inRepair: lost
target: {survival: 0.95, per: vendor}
budget: 0
assumptions:
  classes:
    radio: {source: TL 9000 2019, failuresFit: 4500, price: 4200}
  planSlips:
    - {months: 0, probability: 0.5}
    - {months: 6, probability: 0.5}
exchangeRates:
  USD: {rate: 0.81, on: 2020-06-19}
`

function poolNames(...names: string[]): PoolNames {
  const builder = new FactTableBuilder(POOLS, 'pools.csv', ['pool'])
  for (const [index, pool] of names.entries())
    builder.addRow([pool], index + 2, (fault) => expect.unreachable(describeFault(fault)))
  return new PoolNames([builder.finish()])
}

function settingOf(rows: string[][], more: Partial<ScenarioSetting> = {}): ScenarioSetting {
  const builder = new FactTableBuilder(PARTS, 'parts.csv', ['part', 'class', 'price', 'currency'])
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  return {
    asOf: parseDay('2020-06-19')!,
    currency: 'GBP',
    vendors: { ids: new Set(['huawei', 'nokia', 'zte']), maySupply: (vendor) => vendor !== 'zte' },
    parts: new PartNames([builder.finish()]),
    pools: poolNames('NORTH', 'SOUTH', 'EAST'),
    ...more,
  }
}

const SETTING = settingOf([
  ['RRU-5901', 'radio', '4200.00', 'USD'],
  ['BBU-3900', 'baseband', '9000.00', ''],
])

/** What is told of the good scenario with a piece of it put otherwise. */
function tell(piece: string, otherwise: string, setting: ScenarioSetting | undefined = SETTING): string[] {
  expect(GOOD).toContain(piece)
  const { scenario, faults } = readScenario('scenarios/a.yaml', GOOD.replace(piece, otherwise), setting)
  expect(scenario === undefined).toBe(faults.some(({ severity }) => severity === 'error'))
  return faults.map((fault) => `${fault.severity}: ${describeFault(fault)}`)
}

describe('a scenario', () => {
  it('is read as it stands where nothing is wrong with it', () => {
    const { scenario, faults } = readScenario('scenarios/a.yaml', GOOD, SETTING)
    expect(faults.map(describeFault)).toEqual([])
    expect(scenario!.disruptions[0]!.stops.newUnits).toBe('2020-09-15')
    expect(scenario!.budget).toBe(0)
  })

  it('needs little more than a horizon', () => {
    const { scenario, faults } = readScenario('a.yaml', 'scenario: 1\nuntil: 2027-12-31\ndisruptions: []\n', SETTING)
    expect(scenario).toBeDefined()
    expect(faults.map(describeFault)).toEqual([
      'a.yaml line 1, key exchangeRates: no rate for the currency of 1 part `USD`; expected `USD: {rate: ..., on: YYYY-MM-DD}`; until then the price of these parts is unknown',
    ])
  })

  it('is told of a pool in two lists also where one of them is too short', () => {
    expect(tell('budget: 0', 'lateralSupply: {pools: [[NORTH, SOUTH], [NORTH]]}')).toEqual([
      'error: scenarios/a.yaml line 11, key lateralSupply.pools[1]: list is too short; expected at least 2 entries',
      'error: scenarios/a.yaml line 11, key lateralSupply.pools[1][0]: pool stands in lateralSupply.pools[0][0] already `NORTH`; expected each pool once: those that help each other stand in one list',
    ])
  })

  it.each([
    [
      'ends before it begins',
      ['until: 2027-12-31', 'until: 2020-06-18'],
      'error: scenarios/a.yaml line 4, key until: horizon ends before it begins on `from` 2020-06-19 `2020-06-18`; expected 2020-06-19 or later',
    ],
    [
      'ends before the as-of date, on which it begins where it does not say',
      ['from: 2020-06-19\nuntil: 2027-12-31', 'until: 2020-06-18'],
      'error: scenarios/a.yaml line 3, key until: horizon ends before it begins on the as-of date 2020-06-19 `2020-06-18`; expected 2020-06-19 or later',
    ],
    [
      'is longer than fifty years',
      ['until: 2027-12-31', 'until: 2070-06-19'],
      'error: scenarios/a.yaml line 4, key until: horizon of more than 50 years `2070-06-19`; expected a day up to 2070-06-18, for it begins on `from` 2020-06-19',
    ],
    [
      'has more steps than are reckoned',
      ['until: 2027-12-31', 'until: 2034-02-26\nstepDays: 1'],
      'error: scenarios/a.yaml line 5, key stepDays: horizon of 5001 steps `1`; expected at most 5000 steps: 2 or more days each, or an earlier `until`',
    ],
    [
      'ends on a day that does not exist',
      ['until: 2027-12-31', 'until: 2027-02-29'],
      'error: scenarios/a.yaml line 4, key until: no such date `2027-02-29`; expected a day that exists, between 1900 and 2199',
    ],
    [
      'asks for certainty',
      ['survival: 0.95', 'survival: 1'],
      'error: scenarios/a.yaml line 10, key target.survival: certainty, which no stock of finite size gives `1`; expected a probability below 1, such as 0.999: failures come by chance, and any number of them is possible',
    ],
    [
      'asks for what cannot be told from certainty',
      ['survival: 0.95', 'survival: 0.9999999991'],
      'error: scenarios/a.yaml line 10, key target.survival: survival too near to certainty to be told from it `0.9999999991`; expected at most 0.999999999: what is needed for more is not looked for',
    ],
    [
      'asks for more than certainty',
      ['survival: 0.95', 'survival: 95'],
      'error: scenarios/a.yaml line 10, key target.survival: number too large `95`; expected a number above 0, at most 1 (probability that no failure finds an empty shelf up to the horizon, such as 0.95; more than 0.999999999 is not reckoned with)',
    ],
    [
      'lets a pool help that there is not',
      ['budget: 0', 'lateralSupply: {pools: [[NORTH, SUOTH]]}'],
      'error: scenarios/a.yaml line 11, key lateralSupply.pools[0][1]: unknown pool `SUOTH`; expected one of the pools; did you mean `SOUTH`?',
    ],
    [
      'lets a pool help in two lists',
      ['budget: 0', 'lateralSupply: {pools: [[NORTH, SOUTH], [EAST, NORTH]]}'],
      'error: scenarios/a.yaml line 11, key lateralSupply.pools[1][1]: pool stands in lateralSupply.pools[0][0] already `NORTH`; expected each pool once: those that help each other stand in one list',
    ],
    [
      'lets a pool help itself, in one list',
      ['budget: 0', 'lateralSupply: {pools: [[NORTH, NORTH]]}'],
      'error: scenarios/a.yaml line 11, key lateralSupply.pools[0][1]: pool stands in lateralSupply.pools[0][0] already `NORTH`; expected each pool once: those that help each other stand in one list',
    ],
    [
      'lets a pool help nobody',
      ['budget: 0', 'lateralSupply: {pools: [[NORTH]]}'],
      'error: scenarios/a.yaml line 11, key lateralSupply.pools[0]: list is too short; expected at least 2 entries',
    ],
    [
      'asks that not an hour is lost',
      ['survival: 0.95', 'weightHoursLost: 0'],
      'error: scenarios/a.yaml line 10, key target.weightHoursLost: no hour lost at all, which no stock of finite size gives `0`; expected a number above 0, such as 100: failures come by chance, and any number of them is possible',
    ],
    [
      'asks for fewer hours lost than none',
      ['survival: 0.95', 'weightHoursLost: -1'],
      'error: scenarios/a.yaml line 10, key target.weightHoursLost: number too small `-1`; expected a number, at least 0 (weight of sites times hours expected to be lost up to the horizon, at the most, such as 20000; it or `survival`)',
    ],
    [
      'asks for two things at once',
      ['survival: 0.95', 'survival: 0.95, weightHoursLost: 1000'],
      'error: scenarios/a.yaml line 10, key target: two targets; expected `survival` or `weightHoursLost`, not both',
    ],
    [
      'asks for nothing',
      ['survival: 0.95, ', ''],
      'error: scenarios/a.yaml line 10, key target: target that asks for nothing; expected `survival` with a probability, or `weightHoursLost` with a number',
    ],
    [
      'misspells what it asks for, told once',
      ['survival: 0.95', 'survial: 0.95'],
      'error: scenarios/a.yaml line 10, key target.survial: unknown key `survial`; expected survival, weightHoursLost, per; did you mean `survival`?',
    ],
    [
      'has disruptions of one name',
      ['target:', '  - {disruption: export-control, vendors: [nokia], stops: {repairs: 2021-01-01}}\ntarget:'],
      'error: scenarios/a.yaml line 10, key disruptions[1].disruption: disruption stands twice `export-control`; expected a name of its own',
    ],
    [
      'takes away nobody',
      ['    vendors: [huawei]\n', ''],
      'error: scenarios/a.yaml line 6, key disruptions[0]: disruption of nobody `export-control`; expected `vendors` with vendor ids, or `parts`',
    ],
    [
      'stops nothing',
      ['{newUnits: 2020-09-15, repairs: 2021-03-01}\n    inRepair: lost', '{}'],
      'error: scenarios/a.yaml line 8, key disruptions[0].stops: nothing in it; expected one of the keys newUnits, repairs, vendorPools',
    ],
    [
      'stops something after the horizon',
      ['repairs: 2021-03-01', 'repairs: 2028-01-01'],
      'warning: scenarios/a.yaml line 8, key disruptions[0].stops.repairs: after the horizon, where it changes nothing `2028-01-01`; expected a day up to 2027-12-31',
    ],
    [
      'says what becomes of units in repairs that do not stop',
      [', repairs: 2021-03-01', ''],
      'warning: scenarios/a.yaml line 9, key disruptions[0].inRepair: changes nothing where repairs do not stop `lost`; expected `stops.repairs` with a day',
    ],
    [
      'rations stock that does not go',
      ['inRepair: lost', 'ration: 0.5'],
      'warning: scenarios/a.yaml line 9, key disruptions[0].ration: changes nothing where no vendor’s stock goes `0.5`; expected `stops.vendorPools` with a day',
    ],
    [
      'has slips whose chances make no whole',
      ['months: 6, probability: 0.5', 'months: 6, probability: 0.3'],
      'error: scenarios/a.yaml line 15, key assumptions.planSlips: the probabilities make 0.8; expected together 1',
    ],
    [
      'has the same slip twice',
      ['months: 6', 'months: 0'],
      'error: scenarios/a.yaml line 17, key assumptions.planSlips[1].months: slip stands twice `0`; expected each number of months once',
    ],
    [
      'cuts off a vendor by its name instead of its id',
      ['[huawei]', '[Huawei]'],
      'error: scenarios/a.yaml line 7, key disruptions[0].vendors[0]: unknown vendor `Huawei`; expected an id of the vendor registry; did you mean `huawei`?',
    ],
    [
      'cuts off a vendor that supplies nothing',
      ['[huawei]', '[zte]'],
      'warning: scenarios/a.yaml line 7, key disruptions[0].vendors[0]: no part, repair or stock is of it, so that it takes away nothing `zte`; expected a vendor of parts.csv, depots.csv, pools.csv or stock.csv, or one that controls it',
    ],
    [
      'cuts off a part that there is not',
      ['vendors: [huawei]', 'parts: [RRU-5910]'],
      'error: scenarios/a.yaml line 7, key disruptions[0].parts[0]: unknown part `RRU-5910`; expected one of the parts; did you mean `RRU-5901`?',
    ],
    [
      'assumes something of a class without parts',
      ['radio: {', 'radios: {'],
      'warning: scenarios/a.yaml line 14, key assumptions.classes.radios: class that no part has `radios`; expected baseband, radio, or `*`; did you mean `radio`?',
    ],
    [
      'has a rate that no price needs',
      ['2020-06-19}\n', '2020-06-19}\n  EUR: {rate: 0.9, on: 2020-06-19}\n'],
      'warning: scenarios/a.yaml line 20, key exchangeRates.EUR: rate of a currency that no part is priced in `EUR`; expected one of USD',
    ],
    [
      'has a rate of another time',
      ['on: 2020-06-19}', 'on: 2034-06-19}'],
      'warning: scenarios/a.yaml line 19, key exchangeRates.USD.on: rate of a day more than a year after the first day reckoned, 2020-06-19 `2034-06-19`; expected a rate of about that day',
    ],
    [
      'has a rate of its own currency',
      ['2020-06-19}\n', '2020-06-19}\n  GBP: {rate: 1, on: 2020-06-19}\n'],
      'error: scenarios/a.yaml line 20, key exchangeRates.GBP: rate of the currency that all others are reckoned in `GBP`; expected rates of other currencies',
    ],
    [
      'has no rate that prices need',
      ['USD: {', 'EUR: {'],
      'warning: scenarios/a.yaml line 18, key exchangeRates: no rate for the currency of 1 part `USD`; expected `USD: {rate: ..., on: YYYY-MM-DD}`; until then the price of these parts is unknown',
    ],
  ])('that %s is told so', (_, [piece, otherwise], told) => {
    expect(tell(piece!, otherwise!)).toContain(told)
    const isOfRate = otherwise!.startsWith('EUR')
    expect(tell(piece!, otherwise!)).toHaveLength(isOfRate ? 2 : 1)
  })

  it('may reach as far and in as many steps as the limits say', () => {
    expect(tell('until: 2027-12-31', 'until: 2070-06-18')).toEqual([])
    expect(tell('until: 2027-12-31', 'until: 2034-02-25\nstepDays: 1')).toEqual([])
  })

  it('may have a thousand disruptions, and no more', () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `  - {disruption: d${index}, vendors: [huawei], stops: {repairs: 2021-01-01}}\n`,
      ).join('')
    expect(tell('target:', `${many(999)}target:`)).toEqual([])
    expect(tell('target:', `${many(1000)}target:`)).toEqual([
      'error: scenarios/a.yaml line 5, key disruptions: 1001 disruptions; expected at most 1000',
    ])
  })

  it.each([
    '../plan.csv',
    '/etc/plan.csv',
    'variants/../../plan.csv',
    'C:plan.csv',
    'variants\\plan.csv',
    './plan.csv',
  ])('does not take its plan from `%s`', (plan) => {
    expect(tell('title:', `plan: '${plan}'\ntitle:`)).toEqual([
      `error: scenarios/a.yaml line 2, key plan: not a file of the workspace \`${plan}\`; expected a .csv or .parquet file below the folder of the workspace whose name begins with \`plan\`, such as \`variants/plan-slip.csv\``,
    ])
  })

  it('takes its plan from a table of that name', () => {
    expect(tell('title:', 'plan: variants/plan-slip.csv\ntitle:')).toEqual([])
    for (const other of ['variants/plan.yaml', 'variants/slip.csv', 'network-plan.csv', 'plants.csv'])
      expect(tell('title:', `plan: ${other}\ntitle:`)).toEqual([expect.stringContaining('not a plan by its name')])
  })

  it('with amounts of money needs the currency of the manifest', () => {
    const { scenario, faults } = readScenario('a.yaml', GOOD, { ...SETTING, currency: undefined })
    expect(scenario).toBeUndefined()
    expect(faults.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [11, 'budget', 'an amount of no currency'],
      [14, 'assumptions.classes.radio.price', 'an amount of no currency'],
      [19, 'exchangeRates.USD', 'an amount of no currency'],
    ])
  })

  it('is not told of rates that are missing where the rates have faults, nor of currencies that are none', () => {
    expect(tell('USD: {', 'usd: {')).toEqual([expect.stringContaining('did you mean `USD`?')])
    const setting = settingOf([
      ['RRU-5901', 'radio', '4200.00', 'USD'],
      ['BBU-3900', 'radio', '1.00', 'Pounds'],
    ])
    expect(tell('title:', 'title:', setting)).toEqual([])
  })

  it('in a network of no currency is told what prices lack', () => {
    const setting = { ...SETTING, currency: undefined }
    const { faults } = readScenario('a.yaml', 'scenario: 1\nuntil: 2027-12-31\ndisruptions: []\n', setting)
    expect(faults.map(describeFault)).toEqual([
      'a.yaml line 1, key exchangeRates: no rate for the currency of 1 part `USD`; expected `currency` in mainstay.yaml; until then the price of these parts is unknown',
    ])
  })

  it('is not told of what may stand in a row that could not be read', () => {
    const builder = new FactTableBuilder(PARTS, 'parts.csv', ['part', 'class', 'price'])
    builder.addRow(['RRU-5910', 'radios', 'cheap'], 2, () => undefined)
    const setting = { ...SETTING, parts: new PartNames([builder.finish()]) }
    expect(tell('vendors: [huawei]', 'parts: [RRU-5910]', setting)).toEqual([
      expect.stringContaining('class that no part has `radio`'),
      expect.stringContaining('rate of a currency that no part is priced in'),
    ])
    const nothing = { ...SETTING, parts: new PartNames([unreadTable(PARTS, 'parts.csv')]) }
    expect(tell('vendors: [huawei]', 'parts: [RRU-5910]', nothing)).toEqual([])
    const unread = { ...SETTING, vendors: undefined }
    expect(tell('[huawei]', '[nobody-knows]', unread)).toEqual([])
  })

  it('with faults of every kind is told of all of them at once, in the order of its lines', () => {
    const { faults } = readScenario(
      'a.yaml',
      `scenario: 1
until: 2019-01-01
stepDays: 365
plans: x.csv
disruptions:
  - {disruption: a, vendor: [huawei], stops: {newUnit: 2020-01-01}}
  - {disruption: a, inRepair: lost, stops: {repairs: 2020-13-01}}
target: {survival: 1}
assumptions: {planSlips: [{months: 1, probability: 2}]}
`,
      SETTING,
    )
    expect(faults.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '1 exchangeRates',
      '2 until',
      '3 stepDays',
      '4 plans',
      '6 disruptions[0].vendor',
      '6 disruptions[0].stops.newUnit',
      '7 disruptions[1].stops.repairs',
      '7 disruptions[1].disruption',
      '7 disruptions[1]',
      '8 target.survival',
      '9 assumptions.planSlips[0].probability',
    ])
  })

  it('gives a scenario or an error, and never a throw, whatever stands in the file', () => {
    const lines = GOOD.trimEnd().split('\n')
    const piece = fc.oneof(
      fc.constantFrom(
        ...lines,
        '',
        'disruptions: []',
        'exchangeRates: 3',
        '- 1',
        'from: [',
        'assumptions: {classes: 1}',
      ),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.nat(lines.length - 1), piece, (at, text) => {
        const { scenario, faults } = readScenario('a.yaml', lines.with(at, text).join('\n'), SETTING)
        expect(scenario === undefined).toBe(faults.some(({ severity }) => severity === 'error'))
      }),
      { numRuns: 300 },
    )
  })
})
