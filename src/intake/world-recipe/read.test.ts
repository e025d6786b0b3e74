import { describe, expect, test } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { readWorldRecipe } from './read.ts'

const GOOD = `world: 1
seed: 7
country: NZ
manifest:
  workspace: 1
  operator: { name: North Mobile }
  jurisdictions: [NZ]
  inventoryDate: 2020-06-30
radio:
  sites: 12
  built: { from: 2014-01-01, to: 2018-12-31 }
  vendors:
    - { vendor: Huawei, share: 60 % }
    - { vendor: Nokia, share: 40 % }
  fiveG:
    band: 3.5GHz
    rollouts:
      - { vendor: Nokia, reached: { 2019-06-01: 0 %, 2020-06-01: 50 % }, busyFirst: 0.5 }
dataCentres: 2
nodes:
  - { id: MSC, function: core.2g3g.msc, count: 2, generations: [{ vendor: Nokia, begun: { from: 2012-01-01, to: 2012-06-30 } }] }
plans:
  - name: first
    knownFrom: 2020-01-01
    rows: [{ date: 2021-01-01, action: remove, element: MSC-1 }]
`

const SPARES = `spares:
  pools: [{ pool: NORTH, regions: Auckland }, { pool: SOUTH, regions: Otago }]
  depots: [{ depot: HUB, echelon: central }, { depot: D1, pool: NORTH }]
  parts:
    - row: { part: RADIO, manufacturer: Huawei, failuresFit: 4000 }
      in: [{ vendor: Huawei, functions: [ran.basestation], each: 3, needed: 2 }]
      trueFit: 5000
      stock: [2 %, 12]
    - row: { part: RADIO-2, manufacturer: Huawei }
    - row: { part: RADIO-3, manufacturer: Huawei }
  counts: [{ on: 2020-01-15, central: 20 % }, { on: 2020-06-15, central: 0 %, onOrder: { share: 5 %, due: { from: 2020-07-01, to: 2020-08-01 } } }]
  usage: { periods: [{ from: 2019-01-01, to: 2019-12-31 }], noFaultFound: 20 % }
  interchange: [{ part: RADIO, substitute: RADIO-2 }]
`

function tell(text: string): string[] {
  return readWorldRecipe('world.yaml', text).faults.map(describeFault)
}

describe('reading a recipe for a world', () => {
  test('a good one comes as it stands', () => {
    const { recipe, faults } = readWorldRecipe('world.yaml', GOOD)
    expect(faults).toEqual([])
    expect(recipe?.radio.vendors[1]).toEqual({ vendor: 'Nokia', share: '40 %' })
  })

  test.each([
    [
      'shares beyond the whole',
      ['share: 40 %', 'share: 41 %'],
      'line 12, key radio.vendors: shares are more than the whole',
    ],
    ['share above 100 %', ['share: 40 %', 'share: 140 %'], 'share above 100 % `140 %`'],
    [
      'period that runs backwards',
      ['to: 2018-12-31', 'to: 2013-12-31'],
      'line 11, key radio.built.to: period ends before it begins',
    ],
    [
      'curve that falls',
      ['2020-06-01: 50 %', '2019-05-01: 50 %'],
      'share falls `0 %`; expected at least `50 %`, reached before',
    ],
    ['curve on a day that does not exist', ['2020-06-01: 50 %', '2020-06-31: 50 %'], 'no such date `2020-06-31`'],
    [
      'vendor no site has',
      ['{ vendor: Nokia, reached', '{ vendor: Nokai, reached'],
      'unknown vendor of the sites `Nokai`; expected Huawei, Nokia; did you mean `Nokia`?',
    ],
    ['unknown function', ['core.2g3g.msc', 'core.2g3g.mcs'], 'unknown network function `core.2g3g.mcs`'],
    ['node without a place', ['dataCentres: 2\n', ''], 'nowhere to stand; expected `dataCentres`'],
    ['unknown column of a written row', ['element: MSC-1', 'elment: MSC-1'], 'unknown column `MSC-1`'],
    ['impossible value of a written row', ['action: remove', 'action: destroy'], 'unknown action `destroy`'],
    ['leaning beyond 1', ['busyFirst: 0.5', 'busyFirst: 5'], 'leaning above 1 `5`'],
    ['missing inventory date', ['  inventoryDate: 2020-06-30\n', ''], 'manifest.inventoryDate: missing key'],
    ['unknown key', ['seed: 7', 'seeed: 7'], 'unknown key `seeed`'],
  ])('a %s is told with its line', (_, [old, changed], told) => {
    const text = GOOD.replace(old!, changed!)
    expect(text).not.toBe(GOOD)
    expect(tell(text).join('\n')).toContain(told)
    expect(readWorldRecipe('world.yaml', text).recipe).toBeUndefined()
  })

  test.each([
    [
      'file of the workspace',
      'file: elements.csv',
      'plans[0].file: name of a file the workspace already has `elements.csv`',
    ],
    ['file of two plans', 'file: a.csv', 'plans[1].file: the same name twice `a.csv`'],
  ])('a plan that would be written to the %s is refused', (_, file, told) => {
    const second = '  - { name: second, file: a.csv, knownFrom: 2020-01-01 }\n'
    const text = GOOD.replace('  - name: first\n', `  - name: first\n    ${file}\n`) + second
    expect(tell(text)).toEqual([expect.stringContaining(told)])
  })

  test('good spares come as they stand', () => {
    const { recipe, faults } = readWorldRecipe('world.yaml', GOOD + SPARES)
    expect(faults).toEqual([])
    expect(recipe?.spares?.parts[0]?.stock).toEqual(['2 %', 12])
  })

  test.each([
    [
      'pool that no row of pools is',
      ['pool: NORTH }]', 'pool: NORHT }]'],
      'unknown pool `NORHT`; expected NORTH, SOUTH; did you mean `NORTH`?',
    ],
    [
      'region of two pools',
      ['regions: Otago', 'regions: Otago|Auckland'],
      'spares.pools[1].regions: region of an earlier pool `Auckland`',
    ],
    [
      'second central store',
      ['{ depot: D1, pool: NORTH }', '{ depot: D1, echelon: central }'],
      '2 central stores of the operator; expected one, where stock is counted',
    ],
    ['depot that stands twice', ['depot: D1', 'depot: HUB'], 'spares.depots[1].depot: the same name twice `HUB`'],
    [
      'part that stands twice',
      ['part: RADIO-3,', 'part: RADIO-2,'],
      'spares.parts[2].row.part: the same name twice `RADIO-2`',
    ],
    [
      'vendor nobody buys from',
      ['{ vendor: Huawei, functions', '{ vendor: Huawie, functions'],
      'unknown supplier of hardware `Huawie`; expected Huawei, Nokia; did you mean `Huawei`?',
    ],
    ['unknown function', ['[ran.basestation]', '[ran.basestatoin]'], 'unknown network function `ran.basestatoin`'],
    [
      'more units needed than there are',
      ['needed: 2', 'needed: 4'],
      'more needed than there are `4`; expected at most `3`',
    ],
    [
      'more units than an element has room for',
      ['each: 3', 'each: 3000000'],
      'too many units `3000000`; expected at most 1000000',
    ],
    [
      'rate beyond all reason',
      ['trueFit: 5000', 'trueFit: 50000000'],
      'too many failures `50000000`; expected at most 1000000',
    ],
    [
      'value its table would not take',
      ['failuresFit: 4000', 'failuresFit: -1'],
      'spares.parts[0].row.failuresFit: number out of range `-1`',
    ],
    [
      'stock that fits no count',
      ['stock: [2 %, 12]', 'stock: [2 %]'],
      'spares.parts[0].stock: not one for each of `counts`; expected 2 of them',
    ],
    [
      'substitute that is no part',
      ['substitute: RADIO-2', 'substitute: RADIO-4'],
      'spares.interchange[0].substitute: unknown part `RADIO-4`',
    ],
    [
      'count out of order',
      ['on: 2020-06-15', 'on: 2020-01-15'],
      'not after the count before `2020-01-15`; expected after 2020-01-15',
    ],
    [
      'count after the inventory date',
      ['on: 2020-06-15', 'on: 2020-07-01'],
      'counted after the inventory date `2020-07-01`',
    ],
    [
      'order that was due before the count',
      ['due: { from: 2020-07-01', 'due: { from: 2020-06-01'],
      'due before the count `2020-06-01`',
    ],
    [
      'usage after the inventory date',
      ['to: 2019-12-31', 'to: 2020-12-31'],
      'spares.usage.periods[0].to: counted after the inventory date',
    ],
    [
      'usage in which nothing fails',
      ['noFaultFound: 20 %', 'noFaultFound: 100 %'],
      'nothing would ever fail `100 %`; expected less than `100 %`',
    ],
  ])('a %s is told with its place', (_, [old, changed], told) => {
    const text = SPARES.replace(old!, changed!)
    expect(text).not.toBe(SPARES)
    const faults = tell(GOOD + text)
    expect(faults.join('\n')).toContain(told)
    expect(faults).toHaveLength(1)
  })

  test('all faults are told at once, in the order of the file', () => {
    const text = GOOD.replace('to: 2018-12-31', 'to: 2013-12-31')
      .replace('core.2g3g.msc', 'core.msc')
      .replace('share: 60 %', 'share: 160 %')
    expect(readWorldRecipe('world.yaml', text).faults.map((fault) => fault.line)).toEqual([11, 12, 13, 21])
  })
})
