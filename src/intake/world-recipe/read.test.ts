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
      'line 12, column radio.vendors: shares are more than the whole',
    ],
    ['share above 100 %', ['share: 40 %', 'share: 140 %'], 'share above 100 % `140 %`'],
    [
      'period that runs backwards',
      ['to: 2018-12-31', 'to: 2013-12-31'],
      'line 11, column radio.built.to: period ends before it begins',
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

  test('all faults are told at once, in the order of the file', () => {
    const text = GOOD.replace('to: 2018-12-31', 'to: 2013-12-31')
      .replace('core.2g3g.msc', 'core.msc')
      .replace('share: 60 %', 'share: 160 %')
    expect(readWorldRecipe('world.yaml', text).faults.map((fault) => fault.line)).toEqual([11, 12, 13, 21])
  })
})
