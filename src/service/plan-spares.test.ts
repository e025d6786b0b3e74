import { describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import { planSpares } from './plan-spares.ts'

const REQUEST = { workspace: 'examples/by-hand', today: parseDay('2024-07-01')! }

describe('planning the spares of a workspace', () => {
  it('tells what it is doing, one thing after the other', async () => {
    const told = new Set<string>()
    const report = await planSpares(REQUEST, new FaultLog(), (what) => void told.add(what))
    expect(report!.parts.length).toBeGreaterThan(0)
    expect([...told]).toEqual(
      expect.arrayContaining(['building the estate', 'reckoning how long the spares last', 'looking for what to buy']),
    )
  })

  it('gives up at once when it is told to, at whatever it is', async () => {
    for (const stage of ['building the estate', 'looking for what to buy', 'asking what if']) {
      const control = new AbortController()
      const giveUp = (what: string): void => {
        if (what === stage) control.abort(new Error('enough'))
      }
      await expect(planSpares(REQUEST, new FaultLog(), giveUp, control.signal)).rejects.toThrow('enough')
    }
  })

  it('gives the same bytes in any number of threads', async () => {
    const [one, three] = [
      await planSpares({ ...REQUEST, threads: 1 }, new FaultLog()),
      await planSpares({ ...REQUEST, threads: 3 }, new FaultLog()),
    ]
    expect(JSON.stringify(three)).toBe(JSON.stringify(one))
  })

  it('tells a survival of all together with what it asks of each', async () => {
    const report = await planSpares({ ...REQUEST, target: 0.95, per: 'network' }, new FaultLog())
    const { points, each } = report!.scenario.together!
    expect(points).toBe(report!.parts.reduce((sum, { pools }) => sum + pools.length, 0))
    expect(each).toBeCloseTo(0.95 ** (1 / points), 12)
  })

  it('buys nothing that a rule in force forbids to put in, and names the rule', async () => {
    const report = await planSpares(REQUEST, new FaultLog())
    const { buys, unobtainable } = report!.purchase
    expect(buys.map(({ part }) => part)).not.toContain('AAU-HW')
    const row = unobtainable.find(({ part }) => part === 'AAU-HW')!
    expect(row.why).toContain('a rule forbids putting in what is bought: ')
    expect(row.why).toContain('(HAND-FREEZE)')
    // What is held may not be put in either.
    expect(row.alternatives).toEqual(['swap the elements that carry it earlier'])
    expect(report!.next?.part).not.toBe('AAU-HW')
  })

  it('reckons a part that is explained alone only where neither what is asked nor money is shared with others', async () => {
    const reckonedFor = async (more: { per?: 'network'; budget?: number }) => {
      const report = await planSpares({ ...REQUEST, explained: 'AEQ-NK', ...more }, new FaultLog())
      return report!.parts.filter(({ lasting }) => lasting).map(({ part }) => part)
    }
    const all = ['AAU-HW', 'AEQ-NK', 'ASR-CI', 'SAR-NK']
    expect(await reckonedFor({})).toEqual(['AEQ-NK'])
    expect(await reckonedFor({ per: 'network' })).toEqual(all)
    expect(await reckonedFor({ budget: 1 })).toEqual(all)
  })
})
