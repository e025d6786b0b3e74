import { describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { facts, type Row } from '../../fixtures/small-world.ts'
import { FROM, prepared } from '../fixtures/small-network.ts'
import { sumUsage } from './field-usage.ts'

/** A hundred units in each pool, in service since 2018. */
const { units, pools } = prepared({
  usage: [{ part: 'RRU', from: '2020-01-01', until: '2020-01-01', issues: 0 }],
}).network

function sums(...rows: Row[]) {
  const all = rows.map((row) => ({ part: 'RRU', from: '2020-01-01', until: '2020-12-31', ...row }))
  const poolIndex = new Map(pools.pools.map(({ pool }, index) => [pool, index]))
  const question = {
    facts: facts({ usage: all }),
    before: parseDay(FROM)!,
    units,
    partIndex: new Map([['RRU', 0]]),
    poolIndex,
  }
  return sumUsage(question)
}

const usage = (...rows: Row[]) => sums(...rows).ofPart.get(0)
const unused = (...rows: Row[]) => sums(...rows).unused.get(0)

describe('what was issued', () => {
  it('is added up over rows, each with its hours', () => {
    const rows = [
      { issues: 10, unitHours: 1e6 },
      { issues: 5, unitHours: 4e5 },
    ]
    expect(usage(...rows)).toMatchObject({ draws: 15, unitHours: 1.4e6, rows: 2, returns: 0, noFaultFound: 0 })
  })

  it('is what came back where nobody counted what went out; and no row where nobody counted either', () => {
    expect(usage({ returns: 7, unitHours: 1e6 })!.draws).toBe(7)
    expect(usage({ issues: 9, returns: 7, unitHours: 1e6 })!.draws).toBe(9)
    expect(usage({ issues: 'unknown', unitHours: 1e6 })).toBeUndefined()
    expect(unused({ issues: 'unknown', unitHours: 1e6 })).toMatchObject([{ why: 'no number' }])
    expect(usage({ issues: '4..8', unitHours: 1e6 })!.draws).toBe(6)
  })

  it('is not known before it happened: what ends on the first day reckoned is left out', () => {
    expect(usage({ until: '2020-12-31', issues: 1, unitHours: 1e6 })).toBeDefined()
    expect(usage({ until: '2021-01-01', issues: 1, unitHours: 1e6 })).toBeUndefined()
    const late = { until: '2021-01-01', issues: 1, unitHours: 1e6 }
    expect(unused(late, { issues: 1 }, { ...late, until: '2021-05-01' })).toEqual([
      { why: 'ends too late', rows: 2, place: 'usage.csv line 2' },
    ])
  })

  it('is over the hours of the units there were, where no hours are stated', () => {
    // 2020 has 366 days: 200 units, and a hundred in one pool.
    expect(usage({ issues: 3 })!.unitHours).toBe(200 * 366 * 24)
    expect(usage({ issues: 3, pool: 'NORTH' })!.unitHours).toBe(100 * 366 * 24)
    expect(usage({ issues: 3, from: '2020-12-30' })!.unitHours).toBe(200 * 2 * 24)
    // Nothing was in service yet: of no hours nothing is learnt.
    const before = { issues: 3, from: '2017-01-01', until: '2017-12-31' }
    expect(usage(before)).toBeUndefined()
    expect(unused(before)).toEqual([{ why: 'no hours', rows: 1, place: 'usage.csv line 2' }])
    expect(unused({ issues: 3 })).toBeUndefined()
    // Said to be none is another thing.
    expect(unused({ issues: 3, unitHours: 0 })).toMatchObject([{ why: 'hours of 0' }])
    expect(unused({ issues: 3, unitHours: 0 }, before)).toMatchObject([{ why: 'no hours', rows: 2 }])
  })

  it('is of other units too where those there were would have failed every six weeks', () => {
    expect(unused({ issues: 2000, from: '2020-12-30' })).toMatchObject([{ why: 'too many' }])
  })

  it('is judged by the returns of which somebody looked for the fault', () => {
    const counted = { returns: 20, noFaultFound: 5, unitHours: 1e6 }
    expect(usage(counted)).toMatchObject({ returns: 20, noFaultFound: 5 })
    // Of these nobody looked for the fault.
    expect(usage(counted, { returns: 60, unitHours: 1e6 })).toMatchObject({ returns: 20, noFaultFound: 5 })
    expect(usage(counted, { returns: 10, noFaultFound: 10, unitHours: 1e6 })).toMatchObject({
      returns: 30,
      noFaultFound: 15,
    })
  })
})
