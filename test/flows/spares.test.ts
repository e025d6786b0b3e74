import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SparesReport } from '#model/spares-report.ts'
import { mainstay, temporaryFolder } from './command-line.ts'

async function byHand(): Promise<string> {
  const folder = join(temporaryFolder(), 'by-hand')
  await mainstay('init', folder, '--example', 'by-hand')
  return folder
}

async function sparesOf(folder: string, ...options: string[]): Promise<SparesReport> {
  const { code, out } = await mainstay('spares', folder, '--format', 'json', ...options)
  expect(code).toBe(0)
  return JSON.parse(out) as SparesReport
}

/** Part, pool and survival to the end, as README.md of the example works them out. */
const WORKED_OUT = [
  ['AAU-HW', 'North', 0.9279],
  ['AEQ-NK', 'North', 0.4174],
  ['SAR-NK', 'North', 0.8955],
  ['SAR-NK', 'South', 0.9853],
  ['ASR-CI', 'North', 0.7533],
  ['ASR-CI', 'South', 0.8344],
] as const

describe('mainstay spares', () => {
  it('says of the network checked by hand what was worked out by hand', async () => {
    const { parts, network, purchase, joint, cover, bars } = await sparesOf(await byHand())
    for (const [name, pool, survival] of WORKED_OUT) {
      const part = parts.find((one) => one.part === name)!
      const found = part.pools.find((one) => one.pool.toLowerCase().startsWith(pool.toLowerCase()))!
      expect(found.survivalAtEnd).toBeCloseTo(survival, 4)
    }
    expect(network.survivalAtEnd).toBeCloseTo(0.2148, 4)
    expect(parts.find(({ part }) => part === 'AAU-HW')!.lasting!.lastsUntil).toBe('2025-03-30')
    expect(purchase.buys).toMatchObject([{ part: 'AAU-HW', quantity: 1, cost: 1_200_000, arrivesOn: '2024-09-23' }])
    expect(purchase.networkSurvival).toBeCloseTo(0.2266, 4)
    expect(parts.find(({ part }) => part === 'SAR-NK')!.lasting!.weightHoursLost).toBeCloseTo(438.7, 1)
    expect(parts.find(({ part }) => part === 'AEQ-NK')!.lasting!.weightHoursLost).toBeCloseTo(3484, 0)
    const nokia = joint.vendors.find(({ vendor }) => vendor === 'nokia')!.outcome
    expect(Math.abs(nokia.weightHoursLost - 3378.3 - 438.7)).toBeLessThan(3 * nokia.weightHoursError)
    expect(nokia.weightHoursError).toBeLessThan(50)
    expect(bars).toMatchObject([{ part: 'AAU-HW', rule: 'HAND-FREEZE' }])
    expect(cover).toMatchObject([{ rule: 'HAND-SPARES', months: 12, verdict: 'not met' }])
  })

  it('says of the time before the cut-off what was worked out by hand', async () => {
    const { steadyState } = await sparesOf(await byHand())
    expect(steadyState).toMatchObject({
      holdsUntil: '2024-10-01',
      notKnown: [{ parts: ['AEQ-NK', 'ASR-CI', 'SAR-NK'] }],
    })
    const [pool] = steadyState.parts[0]!.pools
    expect(pool).toMatchObject({ position: 3, neededToFill: 4, neededToBeReady: 3 })
    expect(pool!.unitsInResupply).toBeCloseTo(0.42, 12)
    expect([pool!.fillRate, pool!.readyRate].map((rate) => rate.toFixed(4))).toEqual(['0.9910', '0.9991'])
    expect(pool!.unitsWaiting).toBeCloseTo(0.00101, 5)
    expect(steadyState.next).toMatchObject([{ part: 'AAU-HW', quantity: 1, cost: 1_200_000 }])
    expect(pool!.functionAvailability.toFixed(4)).toBe('0.9995')
    expect(pool!.supplyAvailability.toFixed(4)).toBe('0.9998')
  })

  it('says the same, byte for byte, when it is asked again', async () => {
    const folder = await byHand()
    const [first, second] = [await mainstay('spares', folder), await mainstay('spares', folder)]
    expect(second.out).toBe(first.out)
    expect(first.out).toContain('AEQ-NK')
  })

  it('explains one part step by step, with its numbers and where they stand', async () => {
    const folder = await byHand()
    const { code, out } = await mainstay('spares', 'explain', 'AAU-HW', folder)
    expect(code).toBe(0)
    expect(out).toContain('P(Poisson(1.5500) <= 3) = 0.9279')
    expect(out).toContain('parts.csv line')
    expect(out).toContain('1 AAU-HW for')
    expect(out).toContain('1.8 failures a year leave 0.42 units in')
    expect(out).toMatch(/NORTH +1\.8 +0\.42 +3 +3 +99\.09 % +4 +99\.90 % +3 +0\.001/)
    const unknown = await mainstay('spares', 'explain', 'SAR-NK', folder)
    expect(unknown.out).toContain('not reckoned: new units are no longer to be had')
  })

  it('names the parts and scenarios there are where another is asked for', async () => {
    const folder = await byHand()
    const part = await mainstay('spares', 'explain', 'AAU-HX', folder)
    expect([part.code, part.err.includes('did you mean `AAU-HW`?')]).toEqual([3, true])
    const scenario = await mainstay('spares', folder, '--scenario', 'no-more-antenas')
    expect([scenario.code, scenario.err.includes('no-more-antennas')]).toEqual([3, true])
  })

  it('asks for a survival or for hours lost, of whom the command or else the scenario says', async () => {
    const folder = await byHand()
    const targetWith = async (...options: string[]) => (await sparesOf(folder, ...options)).scenario.target
    expect(await targetWith('--hours-lost', '4000')).toEqual({ weightHoursLost: 4000, per: 'network' })
    expect(await targetWith('--hours-lost', '4000', '--per', 'vendor')).toEqual({
      weightHoursLost: 4000,
      per: 'vendor',
    })
    const stated = await targetWith()
    expect(await targetWith('--target', '0.5')).toEqual({ ...stated, survival: 0.5 })
    expect(await targetWith('--per', 'network')).toEqual({ ...stated, per: 'network' })
    const { purchase, network, scenario } = await sparesOf(folder, '--hours-lost', '5500')
    expect(scenario.probability).toBe(0.95)
    expect(purchase.weightHoursLost.before).toBe(network.weightHoursLost)
    expect(purchase).toMatchObject({ isReached: true, leastCost: purchase.cost })
    expect(purchase.weightHoursLost.after).toBeLessThanOrEqual(5500)
    const [near, enough] = [
      await sparesOf(folder, '--hours-lost', '438', '--per', 'part'),
      await sparesOf(folder, '--hours-lost', '439', '--per', 'part'),
    ]
    const lacks = ({ purchase: { unobtainable } }: typeof near) => unobtainable.find(({ part }) => part === 'SAR-NK')
    expect([lacks(near)?.missing, lacks(enough)]).toEqual([1, undefined])
  })

  it('takes no probability of one, and no budget below nothing', async () => {
    for (const options of [
      ['--target', '1'],
      ['--target', '0'],
      ['--budget', '-1'],
      ['--hours-lost', '0'],
      ['--hours-lost', '1000', '--target', '0.9'],
    ])
      expect((await mainstay('spares', ...options)).code).toBe(64)
  })

  it('buys nothing for nothing, and more for more', async () => {
    const folder = await byHand()
    const nothing = await sparesOf(folder, '--budget', '0')
    expect(nothing.purchase).toMatchObject({ buys: [], cost: 0, isReached: false })
    const something = await sparesOf(folder, '--budget', '20000')
    expect(something.purchase.cost).toBeLessThanOrEqual(2_000_000)
    expect(something.purchase.networkSurvival).toBeGreaterThan(nothing.purchase.networkSurvival)
  })
})
