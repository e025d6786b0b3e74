import { describe, expect, it } from 'vitest'
import type { PartResult, SparesReport } from '#model/spares-report.ts'
import { cutOffReport } from './fixtures/sample-report.ts'
import { knownNetwork } from './known-network.ts'
import { summariseSpares } from './summary.ts'

describe('hours lost that were asked of the spares', () => {
  const said = (weightHoursLost: number, per: 'part' | 'vendor' | 'network') => {
    const report = cutOffReport()
    return summariseSpares({ ...report, scenario: { ...report.scenario, target: { weightHoursLost, per } } })
  }
  const lost = knownNetwork(cutOffReport()).weightHoursLost

  it('are the answer, and not how many parts last', () => {
    expect(said(lost - 1, 'network')).toMatchObject({
      answer: 'no',
      headline: 'More service is expected to be lost than asked: 325,148 site-hours.',
    })
    expect(said(lost + 1, 'network').headline).toBe(
      'No more service is expected to be lost than asked: 325,148 site-hours in all.',
    )
  })

  it('are counted of each part or vendor where that is asked', () => {
    const hours = cutOffReport().parts.flatMap(({ lasting }) => (lasting ? [lasting.weightHoursLost] : []))
    const more = hours.filter((one) => one > 1000).length
    expect(said(1000, 'part').headline).toBe(
      `${more} of ${hours.length} parts are expected to lose more service than asked, 325,148 site-hours in all.`,
    )
    expect(said(1e9, 'vendor').answer).not.toBe('no')
  })
})

describe('a network of which no unit is in service', () => {
  const said = (elementsWithUnits: number, elementsWithoutUnits: number, elementsOfNoUnits = 0) => {
    const report = cutOffReport()
    const coverage = { ...report.coverage, units: 0, elementsWithUnits, elementsOfNoUnits, elementsWithoutUnits }
    return summariseSpares({ ...report, coverage })
  }

  it('has no answer, and is told what to state instead of what to buy', () => {
    expect(said(3, 4)).toMatchObject({
      answer: 'nothing to reckon',
      headline: 'There is nothing to reckon: no unit of any part is in service.',
      together: '',
      purchase: 'State in units.csv which elements carry which parts, if any do in the time reckoned.',
    })
  })

  it('is told to state its units where none are stated', () => {
    expect(said(0, 4).headline).toBe(
      'There is nothing to reckon: of none of 4 physical elements it is stated what units it carries (units.csv).',
    )
  })

  it('is told that none are stated where 0 are, which is no gap', () => {
    expect(said(0, 0, 3).headline).toBe(
      'There is nothing to reckon, for no unit is in service: of 3 physical elements 0 units are stated in units.csv.',
    )
    expect(said(0, 1, 1).headline).toBe(
      'There is nothing to reckon: of 1 physical element 0 units are stated in units.csv, and of 1 other it is not stated what units it carries.',
    )
    expect(said(0, 0, 3).reservations.join()).not.toContain('without a stated unit')
    expect(said(3, 4, 2).headline).toContain('no unit of any part is in service')
  })
})

describe('what was asked of the spares', () => {
  const asked = (per: 'part' | 'vendor' | 'network', together?: { points: number; each: number }) => {
    const report = cutOffReport()
    const target = { ...report.scenario.target, per }
    return summariseSpares({ ...report, scenario: { ...report.scenario, target, ...(together && { together }) } }).asked
  }

  it('of each part is said as it is', () => {
    expect(asked('part')).toBe(
      'Asked is each part to survive to the end with 95 %: that no failure finds an empty shelf.',
    )
  })

  it('of many together is said with what that takes of each', () => {
    expect(asked('network', { points: 1000, each: 0.999 })).toContain(
      'That is stricter than it looks: of 1,000 parts in pools together, were they independent, each would have to last with 99.90 %.',
    )
    expect(asked('vendor', { points: 5, each: 0.95 ** (1 / 5) })).toContain('were they independent')
  })
})

interface More {
  readonly budget?: number
  readonly partsWithoutPrice?: number
  readonly buys?: []
  readonly atBest?: number
  readonly hoursAtBest?: number
  readonly unobtainable?: SparesReport['purchase']['unobtainable']
}

describe('a target that what is bought does not meet', () => {
  const said = (target: object, more: More = {}) => {
    const report = cutOffReport()
    const { budget, partsWithoutPrice = 0, buys = report.purchase.buys, atBest = 0.9, hoursAtBest = 500 } = more
    const { unobtainable = report.purchase.unobtainable } = more
    const frontier = [{ cost: 1_000_000, survival: atBest, weightHoursLost: hoursAtBest, ordersMore: [] }]
    const purchase = { ...report.purchase, isReached: false, buys, unobtainable, networkSurvival: 0.891 }
    const coverage = { ...report.coverage, partsWithoutPrice }
    const scenario = { ...report.scenario, target: target as never, ...(budget === undefined ? {} : { budget }) }
    return summariseSpares({ ...report, coverage, frontier, purchase, scenario }).purchase
  }

  it('is said to be out of reach, with what is reached instead and what is the best there is', () => {
    expect(said({ survival: 0.95, per: 'network' })).toContain(
      'what was asked is out of reach: all parts together last with 89.1 %, 90.0 % at best.',
    )
    expect(said({ weightHoursLost: 100, per: 'network' })).toContain(
      'what was asked is out of reach: 640 site-hours are still lost, 500 site-hours at best.',
    )
  })

  it('is said to be missed by so many, and that as much is bought of them as helps where something is', () => {
    const target = { survival: 0.95, per: 'vendor' }
    const outOfReach = 'what was asked is out of reach for 1 manufacturer'
    const [row] = cutOffReport().purchase.unobtainable
    expect(said(target, { unobtainable: [{ ...row!, bought: 3 }] })).toContain(
      `${outOfReach}, of which as much is bought as helps.`,
    )
    expect(said(target, { unobtainable: [{ ...row!, bought: 0 }] })).toContain(`${outOfReach}.`)
  })

  it('is said without the best there is where that is not known, or no better than what is reached', () => {
    const perNetwork = { survival: 0.95, per: 'network' }
    const isReached = 'what was asked is out of reach: all parts together last with 89.1 %.'
    expect(said(perNetwork, { partsWithoutPrice: 1 })).toContain(isReached)
    expect(said(perNetwork, { atBest: 0.4 })).toContain(isReached)
    expect(said({ weightHoursLost: 100, per: 'network' }, { hoursAtBest: 23_700 })).toContain(
      'what was asked is out of reach: 640 site-hours are still lost.',
    )
  })

  it('is not said to be out of reach where only the budget is in the way', () => {
    expect(said({ survival: 0.95, per: 'network' }, { budget: 10 })).toContain(
      'what was asked is still not met: all parts together last with 89.1 %.',
    )
  })

  it('under a budget is told with what the budget is spent for, which is not what was asked of each', () => {
    const best = 'Best is what lets all parts together survive most surely'
    expect(said({ survival: 0.95, per: 'network' }, { budget: 10 })).toContain(`${best}; and of parts that run out`)
    expect(said({ survival: 0.95, per: 'part' }, { budget: 10 })).toContain(`${best}, whatever was asked of each; and`)
    expect(said({ weightHoursLost: 10, per: 'network' }, { budget: 10 })).toContain(
      'Best is what leaves the least service lost of all parts together.',
    )
    expect(said({ survival: 0.95, per: 'part' })).not.toContain('Best is')
  })

  it('is told without a sum where nothing of it has a price', () => {
    const [row] = cutOffReport().purchase.buys
    const said = (...rows: (typeof row)[]): string => {
      const report = cutOffReport()
      const purchase = { ...report.purchase, buys: rows.map((one) => one!), cost: 100_000 }
      return summariseSpares({ ...report, purchase }).purchase
    }
    const free = { ...row!, quantity: 14, cost: null }
    expect(said(free)).toContain('Buy now: 14 units, none of which has a price; ')
    expect(said({ ...free, quantity: 1 })).toContain('Buy now: 1 unit, which has no price; ')
    expect(said(free, row!)).toContain(' for GBP 1,000, without what has no price; ')
  })

  it('under a budget is told with what has no price, for that is not bought', () => {
    const { parts } = cutOffReport().coverage
    const target = { survival: 0.95, per: 'part' }
    expect(said(target, { budget: 10, partsWithoutPrice: parts, buys: [] })).toContain(
      'Within a budget only what has a price is bought, and no part has a price: state it in parts.csv.',
    )
    expect(said(target, { budget: 10, partsWithoutPrice: 2 })).toContain(
      'and 2 parts without a price cannot be weighed: state it in parts.csv.',
    )
    expect(said(target, { partsWithoutPrice: 2 })).not.toContain('Within a budget')
  })
})

describe('what rules forbid to put in', () => {
  const said = (bar: Partial<SparesReport['bars'][number]>) => {
    const report = cutOffReport()
    const { part } = report.purchase.buys[0]!
    const about = { pack: 'p', rule: 'R', title: 'No more of these', provenance: 'reported' }
    const row = { ...about, part, status: 'in-force', from: report.scenario.from, of: 'bought', answer: 'yes' } as const
    return summariseSpares({ ...report, bars: [{ ...row, ...bar }] }).purchase
  }

  it('is told of what is bought all the same, by a rule or by advice', () => {
    expect(said({})).toContain('Rules forbid putting in 1 of the parts bought, for a time or from some day on.')
    expect(said({ status: 'advice' })).toContain('Advice or proposals are against putting in 1 of the parts bought.')
    expect(said({ answer: 'perhaps' })).not.toContain('putting in')
    expect(said({ part: 'none of them' })).not.toContain('putting in')
  })

  it('is told of what is held too, for how long it lasts is reckoned as if it might be put in', () => {
    const held = 'Rules forbid putting in what is held of 1 part: how long it lasts is told as if it might be put in.'
    expect(said({ of: 'held' })).toContain(held)
    expect(said({ of: 'both' })).toContain(held)
    expect(said({ of: 'held', from: '2190-01-01' })).not.toContain('what is held')
    expect(said({ of: 'held', status: 'proposed' })).not.toContain('what is held')
  })

  it('is told of what is not ordered anew for it, where nothing else ends its supply before', () => {
    const report = cutOffReport()
    const index = report.parts.findIndex(({ regime }) => regime === 'run-down')
    const ordered = (changed: Partial<PartResult>) => {
      const newUnitsForbidden = { from: '2030-01-01', rule: 'R', title: 'No more of these' }
      const part = { ...report.parts[index]!, newUnitsUntil: undefined, newUnitsForbidden, ...changed }
      return summariseSpares({ ...report, parts: report.parts.with(index, part) }).purchase
    }
    const told = 'Rules forbid putting in new units of 1 part: what fails of it is not ordered anew.'
    expect(ordered({})).toContain(told)
    expect(ordered({ newUnitsUntil: '2030-01-02' })).toContain(told)
    expect(ordered({ newUnitsUntil: '2030-01-01' })).not.toContain(told)
    expect(ordered({ regime: 'resupplied' })).not.toContain(told)
    expect(ordered({ newUnitsForbidden: undefined })).not.toContain(told)
  })
})
