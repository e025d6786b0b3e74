import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import type { Scenario } from '#model/scenario.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { type Changed, forbidding, prepared } from '../fixtures/small-network.ts'
import { type AskBars, NO_BARS } from './barred.ts'
import { isResupplied, replenish, resupplyEnds, resupplyToday } from './replenishment.ts'
import type { Variation } from './spares-network.ts'
import { supplyEnd } from './supply-end.ts'

// 104 weeks from 1 January 2021 on. 1 June 2021 is 151 days after it: 21 whole weeks.

const REPAIRED = { repairYield: 0.8, repairDays: 60 }

function networkOf(
  part: Row,
  stops: Scenario['disruptions'][number]['stops'],
  more: object = {},
  changed: Changed = {},
) {
  const disruptions = [{ disruption: 'cut', vendors: ['huawei'], stops, ...more }]
  const parts = [{ part: 'RRU', manufacturer: 'Huawei', failuresFit: 3000, ...part }]
  return prepared({ parts, ...changed }, { disruptions }).network
}
const madeGood = (
  ...[part, stops, more, variation = {}]: [Row, Scenario['disruptions'][number]['stops'], object?, Variation?]
) => replenish(networkOf(part, stops, more), 0, variation)

describe('what fails of a part that runs down', () => {
  it('is repaired while repairs go on: up to the last whole step before they stop', () => {
    const cut = { newUnits: '2021-06-01', repairs: '2021-06-01' }
    // Sixty days are nine weeks, rounded up.
    expect(madeGood(REPAIRED, cut)).toEqual({ yield: 0.8, turnaroundSteps: 9, untilStep: 21, orderSteps: 0 })
    expect(madeGood(REPAIRED, { newUnits: '2021-06-01' })).toMatchObject({ turnaroundSteps: 9, untilStep: 104 })
    expect(madeGood(REPAIRED, { newUnits: '2021-06-01', repairs: '2021-01-01' }).untilStep).toBe(0)
  })

  it('is lost a turnaround earlier, where units in repair are lost', () => {
    const cut = { newUnits: '2021-06-01', repairs: '2021-06-01' }
    expect(madeGood(REPAIRED, cut, { inRepair: 'lost' }).untilStep).toBe(21 - 9)
    expect(madeGood(REPAIRED, { ...cut, repairs: '2021-02-01' }, { inRepair: 'lost' }).untilStep).toBe(0)
  })

  it('is gone for good where nobody says how much of it a repair saves, or how long it takes', () => {
    const cut = { newUnits: '2021-06-01' }
    expect(madeGood({}, cut).yield).toBe(0)
    expect(madeGood({ repairYield: 0.8 }, cut).yield).toBe(0)
    expect(madeGood({ ...REPAIRED, repairYield: 0 }, cut).yield).toBe(0)
    const noRepairs = (repairs: string) => madeGood({}, { newUnits: '2021-06-01', repairs })
    expect(noRepairs('2021-09-01')).toEqual(noRepairs('2022-03-01'))
  })

  it('comes back whole as often as nothing was wrong with it', () => {
    const usage = [
      {
        part: 'RRU',
        from: '2020-01-01',
        until: '2020-12-31',
        issues: 20,
        returns: 20,
        noFaultFound: 5,
        unitHours: 1e7,
      },
    ]
    const network = networkOf(REPAIRED, { newUnits: '2021-06-01' }, {}, { usage })
    // A quarter is whole; of the rest four in five are repaired.
    expect(replenish(network, 0, {}).yield).toBeCloseTo(0.25 + 0.75 * 0.8, 12)
  })

  it('is repaired for so many months less, where repairs are asked to stop earlier', () => {
    const cut = { newUnits: '2021-06-01', repairs: '2021-10-01' }
    // 1 April 2021 is 90 days after the first day: twelve whole weeks.
    expect(madeGood(REPAIRED, cut, {}, { repairsEarlierMonths: 6 }).untilStep).toBe(12)
    // Where they never stop they do not stop earlier; 30 October 2022 is 667 days after the first: 95 weeks.
    expect(madeGood(REPAIRED, { newUnits: '2021-06-01' }, {}, { repairsEarlierMonths: 6 }).untilStep).toBe(104)
    const after = { newUnits: '2021-06-01', repairs: '2023-04-30' }
    expect(madeGood(REPAIRED, after, {}, { repairsEarlierMonths: 6 }).untilStep).toBe(95)
  })
})

describe('what fails of a part that is resupplied', () => {
  it('is ordered at once where it is not repaired', () => {
    expect(madeGood({ leadTimeDays: 100 }, {})).toMatchObject({ yield: 0, untilStep: 0, orderSteps: 15 })
    expect(madeGood({ leadTimeDays: 0 }, {})).toMatchObject({ yield: 0, untilStep: 0, orderSteps: 1 })
    const both = { yield: 0.8, turnaroundSteps: 9, untilStep: 104, orderSteps: 15 }
    expect(madeGood({ ...REPAIRED, leadTimeDays: 100 }, {})).toEqual(both)
  })

  it('is ordered, all of it, from when repairs stop', () => {
    // The first day of 2022 is 365 days after the first: 52 whole weeks.
    const cut = { repairs: '2022-01-01' }
    expect(madeGood({ ...REPAIRED, leadTimeDays: 100 }, cut)).toMatchObject({
      yield: 0.8,
      untilStep: 52,
      orderSteps: 15,
    })
    const lost = madeGood({ ...REPAIRED, leadTimeDays: 100 }, cut, { inRepair: 'lost' })
    expect(lost).toMatchObject({ yield: 0.8, untilStep: 52 - 9, orderSteps: 15 })
  })
})

describe('the supply of new units', () => {
  const ends = (part: Row, stops: Scenario['disruptions'][number]['stops']) => {
    const network = networkOf({ leadTimeDays: 30, ...part }, stops)
    return [formatDay(Math.min(supplyEnd(network, 0), 80_000)), isResupplied(network, 0)]
  }

  it('ends the day after the last order, or when it is cut off, whichever is first', () => {
    expect(ends({ lastOrder: '2021-03-31' }, {})).toEqual(['2021-04-01', false])
    expect(ends({ lastOrder: '2021-03-31' }, { newUnits: '2021-02-01' })).toEqual(['2021-02-01', false])
    expect(ends({ lastOrder: '2021-03-31' }, { newUnits: '2021-06-01' })).toEqual(['2021-04-01', false])
  })

  it('lasts where it ends after the last day, be it within the last step, and not where it ends on it', () => {
    const { calendar } = networkOf({}, {})
    const [last, next] = [formatDay(calendar.lastDay), formatDay(calendar.lastDay + 1)]
    expect(ends({}, { newUnits: next })).toEqual([next, true])
    expect(ends({}, { newUnits: last })).toEqual([last, false])
  })

  it('does not resupply where nobody says how long an order takes', () => {
    expect(isResupplied(networkOf({ leadTimeDays: '' }, {}), 0)).toBe(false)
    expect(isResupplied(networkOf({ leadTimeDays: 30 }, {}), 0)).toBe(true)
  })
})

describe('a rule that forbids putting in what is ordered anew', () => {
  const RRU = { part: 'RRU', manufacturer: 'Huawei', failuresFit: 3000, leadTimeDays: 100 }
  const made = (ask: AskBars, parts: Row[] = [RRU], more: Changed = {}) =>
    prepared({ parts, ...more }, { disruptions: [] }, ask).network
  const ordered = (ask: AskBars) => replenish(made(ask), 0, {}).orderSteps
  const { lastDay } = made(NO_BARS).calendar
  const midway = parseDay('2021-06-01')!

  it('ends its supply with the day on which it begins, as a cut-off does', () => {
    expect(ordered(NO_BARS)).toBe(15)
    const network = made(forbidding('RRU', ['ordered'], { from: midway }))
    expect([replenish(network, 0, {}).orderSteps, isResupplied(network, 0)]).toEqual([0, false])
    expect(formatDay(supplyEnd(network, 0))).toBe('2021-06-01')
    expect(replenish(network, 0, {})).toEqual(madeGood({ leadTimeDays: 100 }, { newUnits: '2021-06-01' }))
    expect(ordered(forbidding('RRU', ['ordered'], { from: lastDay }))).toBe(0)
    expect(resupplyEnds(network, 0)).toBe(midway)
  })

  it('ends nothing where it leaves a day to put it in, or forbids only what is bought now or was held', () => {
    expect(ordered(forbidding('RRU', ['ordered'], { from: lastDay + 1 }))).toBe(15)
    expect(ordered(forbidding('RRU', ['ordered'], { until: lastDay }))).toBe(15)
    expect(ordered(forbidding('RRU', ['ordered'], { until: lastDay + 1 }))).toBe(0)
    expect(ordered(forbidding('RRU', ['bought', 'held']))).toBe(15)
    const proposed: AskBars = (putInto) =>
      forbidding('RRU', ['ordered'])(putInto).map((bar) => ({ ...bar, status: 'proposed' }))
    expect(ordered(proposed)).toBe(15)
  })

  it('lets that be ordered which shares its spares, and may be put in', () => {
    const parts = [RRU, { ...RRU, part: 'RRU-2', leadTimeDays: 200 }]
    const shared = { interchange: [{ part: 'RRU', substitute: 'RRU-2', direction: 'two-way' }] }
    const orderOf = (ask: AskBars) => replenish(made(ask, parts, shared), 0, {}).orderSteps
    expect(orderOf(NO_BARS)).toBe(15)
    expect(orderOf(forbidding('RRU', ['ordered']))).toBe(29)
  })

  it('is why nothing is resupplied today, where it is what stands in the way', () => {
    const why = (ask: AskBars, row: Row = {}) => resupplyToday(made(ask, [{ ...RRU, ...row }]), 0)
    const rule = 'a rule forbids putting in what is ordered: Nothing of these (FREEZE)'
    expect(why(forbidding('RRU', ['ordered']))).toEqual({ why: rule })
    expect(why(forbidding('RRU', ['ordered'], { from: midway }))).toEqual({ days: 100 })
    expect(why(forbidding('RRU', ['ordered']), { lastOrder: '2020-12-31' })).toEqual({
      why: 'new units are no longer to be had',
    })
  })
})
