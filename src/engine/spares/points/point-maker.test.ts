import { expect, it } from 'vitest'
import { prepared, SMALL } from '../fixtures/small-network.ts'
import { makePoints, PointMaker } from './make-points.ts'

const REMOVED = [{ date: '2021-07-01', action: 'remove', element: 'E-N' }]
const HARVESTED = [{ ...SMALL.parts![0]!, harvestYield: 0.5, harvestDays: 30 }]

it('what several variations of a network have in common is made once, and each is what it is by itself', () => {
  const { network } = prepared({ plan: REMOVED, parts: HARVESTED })
  const maker = new PointMaker(network)
  const slips = [
    { months: 0, probability: 0.5 },
    { months: 6, probability: 0.5 },
  ]
  const [asPlanned, late] = maker.make(slips).futures.map(({ points }) => points)
  const slipped = maker.make(undefined, { planSlipMonths: 6 }).futures[0]!.points
  const harvestedLater = maker.make(undefined, { harvestLaterMonths: 12 }).futures[0]!.points
  expect(slipped).toBe(late)
  expect(harvestedLater.installed).toBe(asPlanned!.installed)
  expect(harvestedLater.lotStep).not.toEqual(asPlanned!.lotStep)
  expect(late!.installed).not.toEqual(asPlanned!.installed)
  expect(makePoints(network, slips).futures.map(({ points }) => points)).toEqual([asPlanned, late])
  expect(makePoints(network, undefined, { harvestLaterMonths: 12 }).futures[0]!.points).toEqual(harvestedLater)
})
