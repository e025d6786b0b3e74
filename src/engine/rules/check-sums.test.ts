import { expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { buildEstate } from '../estate/index.ts'
import { BOOK, question, type Row } from '../fixtures/small-world.ts'
import { checkSums } from './check-sums.ts'
import type { Measure } from './measure.ts'

const TRAFFIC: Measure = {
  count: 'elements',
  weight: 'traffic',
  reads: 'service',
  isWeighted: false,
  isOperatorWeighted: false,
  denominator: [],
  numerator: undefined,
  exceptions: [],
  onSiteWith: undefined,
  regime: undefined,
  waiversOf: undefined,
  vendorsInRole: undefined,
}
const OF_US: Measure = { ...TRAFFIC, isOperatorWeighted: true }

function faultsOf(measures: readonly Measure[], count: number): string[] {
  const elements = Array.from(
    { length: count },
    (_, index): Row => ({
      element: `E${index}`,
      operators: 'North Mobile:60|South Mobile:40',
      traffic: '1000000000',
    }),
  )
  const asked = question({ elements }, [], { asOf: '2022-01-01' })
  const told: string[] = []
  checkSums(measures, buildEstate(asked, BOOK).estate, asked.facts, (fault) => told.push(describeFault(fault)))
  return told
}

// An element of 1e9 Mbit/s weighs 1e12 kbit/s: 9,007 of them are summed below 2^53, and 1,801 in fifths.
it('amounts up to 2^53 in all can be summed exactly, and beyond it are at fault', () => {
  expect(faultsOf([TRAFFIC], 9007)).toEqual([])
  expect(faultsOf([TRAFFIC], 9008)).toEqual([
    'elements.csv, column traffic: the amounts of all elements together are too large to be summed exactly; expected at most 9007199254740 Mbit/s in all: is the unit right?',
  ])
})

it('of what is shared among operators the parts are summed, and told once', () => {
  expect(faultsOf([TRAFFIC, OF_US], 1801)).toEqual([])
  expect(faultsOf([TRAFFIC, OF_US, OF_US], 1802)).toEqual([expect.stringContaining('at most 1801439850948 Mbit/s')])
})

it('amounts that no rule counts are no matter', () => {
  expect(faultsOf([{ ...TRAFFIC, weight: undefined }], 9008)).toEqual([])
})
