// What `mainstay spares` makes of input that is absurd, or at the limit of what can be: a clear message, or the answer of the
// limit. The workspace is the one worked out by hand, with something in it altered.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { poissonAtMost } from '#engine/spares/index.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const SCENARIO = 'scenarios/no-more-antennas.yaml'

type Changes = Readonly<Record<string, (text: string) => string>>

async function altered(changes: Changes): Promise<string> {
  const folder = join(temporaryFolder(), 'by-hand')
  await mainstay('init', folder, '--example', 'by-hand')
  for (const [name, change] of Object.entries(changes)) {
    const file = join(folder, name)
    const before = readFileSync(file, 'utf8')
    const after = change(before)
    expect(after).not.toBe(before)
    writeFileSync(file, after)
  }
  return folder
}

/** What is wrong, line by line; the command must refuse it as bad input. */
async function faultsOf(changes: Changes): Promise<string[]> {
  const { code, out, err } = await mainstay('spares', await altered(changes))
  expect([code, out]).toEqual([3, ''])
  return err.split('\n').filter((line) => line.startsWith('error: '))
}

async function reportOf(changes: Changes, ...options: string[]): Promise<SparesReport> {
  const { code, out } = await mainstay('spares', await altered(changes), '--format', 'json', ...options)
  expect(code).toBe(0)
  return JSON.parse(out) as SparesReport
}

/** What its rules forbid to buy is then told, and may be bought all the same. */
const AS_ADVICE: Changes = { 'rules/by-hand.yaml': (text) => text.replace('status: in-force', 'status: advice') }

const partOf = ({ parts }: SparesReport, name: string) => parts.find(({ part }) => part === name)!
const adding =
  (...rows: string[]) =>
  (text: string) =>
    `${text.trimEnd()}\n${rows.join('\n')}\n`

describe('spares, of absurd input', () => {
  it('tells what is wrong in the plan beside what is wrong in other tables', async () => {
    const plan = 'date,action,element\n2026-06-01,remove,NOBODY\n'
    const folder = await altered({ 'parts.csv': (text) => text.replace(',48000,', ',-5,') })
    writeFileSync(join(folder, 'plan.csv'), plan)
    const { code, err } = await mainstay('spares', folder)
    expect(code).toBe(3)
    expect(err).toContain('parts.csv line 4, column mtbfHours: number out of range `-5`')
    expect(err).toContain('plan.csv line 2, column element: unknown element `NOBODY`')
  })

  it('refuses rates that are negative, nothing or beyond belief, all at once', async () => {
    const fit = (text: string) =>
      text.replace('mtbfHours', 'failuresFit').replace(',48000,', ',-5,').replaceAll(',24000,', ',99999999999,')
    expect(await faultsOf({ 'parts.csv': fit })).toEqual([
      expect.stringContaining(
        'parts.csv line 2, column failuresFit: number out of range `99999999999`; expected 0 to 1000000',
      ),
      expect.stringContaining('parts.csv line 4, column failuresFit: number out of range `-5`; expected 0 to'),
      expect.stringContaining('parts.csv line 5, column failuresFit: number out of range `99999999999`'),
    ])
    const hours = (text: string) => text.replace(',48000,', ',-48000,').replaceAll(',24000,', ',0,')
    expect(await faultsOf({ 'parts.csv': hours })).toEqual([
      expect.stringContaining('parts.csv line 2, column mtbfHours: number out of range `0`; expected 1000 to'),
      expect.stringContaining('parts.csv line 4, column mtbfHours: number out of range `-48000`; expected 1000 to'),
      expect.stringContaining('parts.csv line 5, column mtbfHours: number out of range `0`; expected 1000 to'),
    ])
    expect(await faultsOf({ [SCENARIO]: (text) => text.replace('failuresFit: 25000', 'failuresFit: -25000') })).toEqual(
      [
        expect.stringContaining(
          'key assumptions.classes.radio.failuresFit: number too small `-25000`; expected a number from 0',
        ),
      ],
    )
  })

  it('refuses negative prices, times and shares above one', async () => {
    expect(await faultsOf({ 'parts.csv': (text) => text.replace('11000.00,84,0,0', '-5,-84,1.5,-0.1') })).toEqual([
      expect.stringContaining('column price: not an amount `-5`'),
      expect.stringContaining('column leadTimeDays: not an amount `-84`'),
      expect.stringContaining('column repairYield: number out of range `1.5`; expected 0 to 1'),
      expect.stringContaining('column harvestYield: number out of range `-0.1`; expected 0 to 1'),
    ])
  })

  it('refuses stock of unknown parts and in unknown depots, and names the nearest', async () => {
    const stock = adding('NEWCASTLE,AAU-HX,good,onHand,3,,2024-06-28', 'NEWCASTEL,AAU-HW,good,onHand,3,,2024-06-28')
    expect(await faultsOf({ 'stock.csv': stock })).toEqual([
      expect.stringContaining(
        'stock.csv line 8, column depot: unknown depot `NEWCASTEL`; expected one of the depots; did you mean `NEWCASTLE`?',
      ),
      expect.stringContaining(
        'stock.csv line 7, column part: unknown part `AAU-HX`; expected one of the parts; did you mean `AAU-HW`?',
      ),
    ])
  })

  it('refuses a plan that removes more than is installed, or the same twice', async () => {
    const plan =
      (...rows: string[]) =>
      (text: string) => {
        const [head, ...others] = text.trimEnd().split('\n')
        return [`${head},quantity,selector`, ...others.map((row) => `${row},,`), ...rows, ''].join('\n')
      }
    expect(await faultsOf({ 'plan.csv': plan('2024-12-01,remove,,,,,,,,900,vendor=Nokia; function=ran.5g') })).toEqual([
      expect.stringContaining(
        'plan.csv line 7, column selector: the quantity is 900, and only 5 elements meet the selector',
      ),
    ])
    const twice = plan('2024-12-01,remove,GNB-05,,,,,,,,', '2024-12-05,remove,GNB-05,,,,,,,,')
    expect(await faultsOf({ 'plan.csv': twice })).toEqual([
      expect.stringContaining('plan.csv line 8, column element: already removed by an earlier row `GNB-05`'),
    ])
  })

  it('refuses certainty as a target, and less than nothing as a budget', async () => {
    const asked = (text: string) =>
      text.replace('survival: 0.95', 'survival: 1').replace(/^target/m, 'budget: -4\ntarget')
    expect(await faultsOf({ [SCENARIO]: asked })).toEqual([
      expect.stringContaining('key budget: number too small `-4`; expected a number from 0 to 1000000000000'),
      expect.stringContaining(
        'key target.survival: certainty, which no stock of finite size gives `1`; expected a probability below 1',
      ),
    ])
  })
})

describe('spares, at the limit of what can be', () => {
  it('reckon a part whose supply ends only after the horizon as one whose supply goes on, and say so', async () => {
    // Without the freeze, with which the supply would end too.
    const rules = { 'rules/by-hand.yaml': (text: string) => text.replace('after: 2022-06-30', 'after: 2032-06-30') }
    const late = { ...rules, [SCENARIO]: (text: string) => text.replaceAll('2024-10-01', '2025-07-01') }
    const never = { ...rules, [SCENARIO]: (text: string) => text.replace('vendors: [huawei]', 'parts: [SAR-NK]') }
    const [ofLate, ofNever] = [partOf(await reportOf(late), 'AAU-HW'), partOf(await reportOf(never), 'AAU-HW')]
    expect(ofLate).toMatchObject({ regime: 'resupplied', newUnitsUntil: '2025-07-01' })
    expect(ofLate.lasting).toEqual(ofNever.lasting)
    const { err } = await mainstay('spares', await altered(late))
    expect(err).toContain('disruptions[0].stops.newUnits: after the horizon, where it changes nothing `2025-07-01`')
  })

  it('say of a network without units that nothing is to be reckoned, and buy nothing', async () => {
    const noUnits = { 'units.csv': (text: string) => `${text.split('\n')[0]}\n` }
    const { network, purchase, moves } = await reportOf(noUnits)
    // What its elements carry nobody says: whether it lasts is not known.
    expect(network).toBeNull()
    expect([purchase.cost, purchase.isReached, purchase.buys, purchase.unobtainable, moves]).toEqual([
      0,
      null,
      [],
      [],
      [],
    ])
    const { out } = await mainstay('spares', await altered(noUnits))
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /There is nothing to reckon: of none of \d+ physical elements it is stated what units it carries \(units\.csv\)\. State in units\.csv/,
    )
    expect(out).not.toContain('100 %')
  })

  it('buy nothing for a budget of nothing, and tell what that leaves', async () => {
    const { purchase, network } = await reportOf({
      [SCENARIO]: (text) => text.replace(/^target/m, 'budget: 0\ntarget'),
    })
    expect([purchase.buys, purchase.cost, purchase.isReached]).toEqual([[], 0, false])
    expect(purchase.networkSurvival).toBeCloseTo(network!.survivalAtEnd, 12)
  })

  it('take of parts that are equally worth it the first by name, however their rows stand', async () => {
    const names = ['TWIN-C', 'TWIN-A', 'TWIN-B']
    const twins = (order: readonly string[]): Changes => ({
      ...AS_ADVICE,
      'parts.csv': adding(...order.map((name) => `${name},Huawei,${name},twin,router,24000,round,1000.00,7,0,0`)),
      'units.csv': adding(...order.map((name) => `RTR-01,${name},,1`)),
    })
    const told = async (order: readonly string[], ...options: string[]) => {
      const { purchase, next, runnerUp, frontier } = await reportOf(twins(order), '--per', 'network', ...options)
      return { purchase, next, runnerUp, frontier }
    }
    const forTarget = await told(names, '--target', '0.22')
    expect(await told(names.toReversed(), '--target', '0.22')).toEqual(forTarget)
    const forNothing = await told(names, '--budget', '0')
    expect(await told(names.toReversed(), '--budget', '0')).toEqual(forNothing)
    expect([forNothing.next, forNothing.runnerUp].map((one) => one?.part)).toEqual(['TWIN-A', 'TWIN-B'])
  })

  it('reckon ten thousand units as the closed form does, and buy to the unit', async () => {
    const report = await reportOf({
      ...AS_ADVICE,
      'units.csv': (text) => text.replace('GNB-01,AAU-HW,Sector=1-3,3', 'GNB-01,AAU-HW,Sector=1-3,10000'),
      'stock.csv': (text) => text.replace('NEWCASTLE,AAU-HW,good,onHand,3', 'NEWCASTLE,AAU-HW,good,onHand,2700'),
    })
    // One fails in 1,000 days: 10,000 of them serve 274 days, and two 364.
    const failures = (10_000 * 274 + 2 * 364) / 1000
    const [pool] = partOf(report, 'AAU-HW').pools
    expect(pool!.expectedFailures).toBeCloseTo(failures, 9)
    expect(pool!.survivalAtEnd).toBeCloseTo(poissonAtMost(2700, failures), 11)
    expect(poissonAtMost(2700 + pool!.buy, failures)).toBeGreaterThanOrEqual(0.95)
    expect(poissonAtMost(2700 + pool!.buy - 1, failures)).toBeLessThan(0.95)
  })

  it('reckon one unit as the closed form does', async () => {
    const report = await reportOf({ 'units.csv': (text) => `${text.split('\n')[0]}\nRTR-05,ASR-CI,,1\n` })
    // Its spare comes after 84 days: until then nothing may fail, and in the 280 days after it one may.
    const survival = Math.exp(-0.084) * Math.exp(-0.28) * 1.28
    const part = partOf(report, 'ASR-CI')
    expect(part.pools.find(({ unitsFirst }) => unitsFirst === 1)!.survivalAtEnd).toBeCloseTo(survival, 12)
    expect(report.network!.survivalAtEnd).toBeCloseTo(survival, 12)
  })
})
