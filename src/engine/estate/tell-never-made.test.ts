import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { type AskedOf, BOOK, question, type Rows } from '../fixtures/small-world.ts'
import { buildEstate } from './build-estate.ts'

const inService = '2020-01-01'
const elements = [
  { element: 'A', vendor: 'Nokia', inService },
  { element: 'B', vendor: 'Ericsson', inService },
]
const replaceNokia = { date: '2027-01-01', action: 'replace', selector: 'vendor=Nokia', vendor: 'Ericsson' }
const parts = [{ part: 'P', manufacturer: 'Huawei' }]
const unitIn = (element: string): Rows => ({ parts, units: [{ element, part: 'P' }] })

function build(rows: Rows, asked: Partial<AskedOf> = {}, isPartial = false) {
  const asking = question({ elements, plan: [replaceNokia], ...rows }, [], { asOf: '2026-11-01', ...asked })
  const { estate, faults } = buildEstate({ ...asking, isPartial }, BOOK)
  return { units: estate.counts.units, told: faults.map((fault) => `${fault.severity}: ${describeFault(fault)}`) }
}

const UNKNOWN =
  'error: units.csv line 2, column element: unknown element `B~2027-01-01`; expected one of the elements; as the inventory stands, no row of the plan replaces `B` on 2027-01-01'

describe('a row about what the plan would make of an element', () => {
  it('is told where the plan does not replace that element, whatever the row is of', () => {
    expect(build(unitIn('A~2027-01-01'))).toEqual({ units: 1, told: [] })
    expect(build(unitIn('B~2027-01-01'))).toEqual({ units: 0, told: [UNKNOWN] })
    const weigh = (subject: string) => ({
      weights: [{ subject, identifier: 'B~2027-01-01', measure: 'premises', from: '2027-01-01', value: 5 }],
    })
    const inWeights = UNKNOWN.replace('units.csv', 'weights.csv').replace('column element', 'column identifier')
    expect(build(weigh('element')).told).toEqual([inWeights])
    expect(build({ ...weigh('site'), sites: [{ site: 'B~2027-01-01' }] }).told).toEqual([])
    const granted = { regime: 'R1', element: 'B~2027-01-01', status: 'refused', from: '2027-01-01' }
    expect(build({ authorisations: [granted] }).told).toEqual([UNKNOWN.replace('units.csv', 'authorisations.csv')])
  })

  it('is told where the selector only perhaps means it, or means fewer than there are', () => {
    const open = [...elements, { element: 'C', inService }]
    const told = build({ ...unitIn('C~2027-01-01'), elements: open }).told
    expect(told.filter((fault) => fault.startsWith('error'))).toEqual([UNKNOWN.replaceAll('B', 'C')])
    const one = { ...unitIn('B~2027-01-01'), plan: [{ ...replaceNokia, selector: 'kind=physical', quantity: 1 }] }
    expect(build(one).told).toEqual([UNKNOWN])
  })

  it('is told of what would be made of the new one in turn', () => {
    const plan = [replaceNokia, { ...replaceNokia, date: '2028-01-01', selector: 'vendor=Ericsson', vendor: 'Nokia' }]
    expect(build({ ...unitIn('A~2027-01-01~2028-01-01'), plan })).toEqual({ units: 1, told: [] })
    expect(build({ ...unitIn('B~2028-01-01'), plan })).toEqual({ units: 1, told: [] })
    expect(build({ ...unitIn('B~2027-01-01~2028-01-01'), plan }).told).toEqual([
      expect.stringContaining('unknown element `B~2027-01-01~2028-01-01`'),
    ])
  })

  it('tells nothing of its own on a day on which element or plan were not known', () => {
    const later = { knownFrom: '2026-10-01' }
    const plan = [replaceNokia, { date: '2029-01-01', action: 'remove', element: 'A~2027-01-01' }]
    const known = { ...unitIn('A~2027-01-01'), plan }
    expect(build(known)).toEqual({ units: 1, told: [] })
    const asked = { asOf: '2026-09-01' }
    expect(build({ ...known, plan: plan.map((row) => ({ ...row, ...later })) }, asked)).toEqual({
      units: 0,
      told: [],
    })
    const { units, told } = build({ ...known, elements: [{ ...elements[0]!, ...later }, elements[1]!] }, asked)
    expect([units, told.filter((fault) => !fault.includes('line 2, column selector'))]).toEqual([0, []])
  })

  it('is told as a warning where what is not known on the day, or is at fault, may be meant', () => {
    const warning = `${UNKNOWN.replace('error', 'warning')}; a warning only, for`
    const sites = [{ site: 'S', knownFrom: '2030-01-01' }]
    expect(build({ ...unitIn('B~2027-01-01'), sites }).told).toEqual([
      `${warning} what is not known on the day asked about may meet it`,
    ])
    expect(build(unitIn('B~2027-01-01'), {}, true).told).toEqual([`${warning} what has errors may meet it`])
  })

  it('tells nothing that only follows from a row of the plan at fault', () => {
    const twice = [
      { date: '2026-12-01', action: 'remove', element: 'A' },
      { ...replaceNokia, selector: undefined, element: 'A' },
    ]
    expect(build({ plan: twice, ...unitIn('A~2027-01-01') }).told).toEqual([
      expect.stringContaining('plan.csv line 3, column element: already removed by an earlier row'),
    ])
  })

  it('is told where the inventory, which goes before the plan, shows the element replaced by none of that name', () => {
    const gone = [{ ...elements[0]!, removed: '2025-12-31' }, elements[1]!]
    const done = { date: '2026-01-01', action: 'replace', element: 'A', vendor: 'Ericsson' }
    expect(build({ ...unitIn('A~2026-01-01'), elements: gone, plan: [done] }).told).toEqual([
      expect.stringContaining('error: units.csv line 2, column element: unknown element `A~2026-01-01`'),
    ])
    const named = { elements: gone, plan: [{ ...done, successor: 'N' }] }
    expect(build({ ...unitIn('N'), ...named })).toEqual({
      units: 0,
      told: [
        'warning: units.csv line 2, column element: the plan names this element and, as the inventory stands, makes none: nothing is judged of the row `N`; expected an element of the inventory, or one that the plan makes',
      ],
    })
    expect(build({ ...unitIn('N'), ...named, elements: [...gone, { element: 'N', inService }] })).toEqual({
      units: 1,
      told: [],
    })
    const later = [{ ...done, date: '2027-01-01', successor: 'N', knownFrom: '2030-01-01' }]
    expect(build({ ...unitIn('N'), plan: later })).toEqual({ units: 0, told: [] })
    const unknown = [{ ...elements[0]!, knownFrom: '2030-01-01' }]
    expect(
      build({ ...unitIn('N'), elements: unknown, plan: [{ ...done, date: '2027-01-01', successor: 'N' }] }),
    ).toEqual({
      units: 0,
      told: [],
    })
  })
})
