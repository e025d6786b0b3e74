import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SparesReport } from '#model/spares-report.ts'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function byHand(): Promise<string> {
  const folder = join(temporaryFolder(), 'by-hand')
  await mainstay('init', folder, '--example', 'by-hand')
  return folder
}

/** The same without the rule that lets nobody install the antennas that are cut off. */
async function byHandUnfrozen(): Promise<string> {
  const folder = await byHand()
  const pack = join(folder, 'rules', 'by-hand.yaml')
  const text = readFileSync(pack, 'utf8')
  const unfrozen = text.replace(/ {2}- id: HAND-FREEZE\n[^]*?(?= {2}- id: )/, '')
  expect(unfrozen).not.toBe(text)
  writeFileSync(pack, unfrozen)
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
    expect(network!.survivalAtEnd).toBeCloseTo(0.2148, 4)
    expect(parts.find(({ part }) => part === 'AAU-HW')!.lasting!.lastsUntil).toBe('2025-03-30')
    expect(purchase.buys).toEqual([])
    const barred = purchase.unobtainable.find(({ part }) => part === 'AAU-HW')
    expect([barred?.missing, barred?.why]).toEqual([1, expect.stringContaining('HAND-FREEZE')])
    expect(purchase.networkSurvival).toBeCloseTo(0.2148, 4)
    expect(parts.find(({ part }) => part === 'SAR-NK')!.lasting!.weightHoursLost).toBeCloseTo(418.8, 1)
    expect(parts.find(({ part }) => part === 'AEQ-NK')!.lasting!.weightHoursLost).toBeCloseTo(3272.1, 1)
    const nokia = joint.vendors.find(({ vendor }) => vendor === 'nokia')!.outcome
    expect(Math.abs(nokia.weightHoursLost - 3378.3 - 438.7)).toBeLessThan(3 * nokia.weightHoursError)
    expect(nokia.weightHoursError).toBeLessThan(60)
    expect(bars).toMatchObject([{ part: 'AAU-HW', rule: 'HAND-FREEZE' }])
    expect(cover).toMatchObject([{ rule: 'HAND-SPARES', months: 12, verdict: 'not met' }])
  })

  it('buys no antenna that a rule forbids, though it might stand in for a router, where another rule forbids it', async () => {
    const folder = await byHand()
    const { purchase, bars } = await sparesOf(folder)
    writeFileSync(join(folder, 'interchange.csv'), 'part,substitute\nSAR-NK,AAU-HW\n')
    const standingIn = await sparesOf(folder)
    expect(standingIn.bars).toEqual(bars)
    expect([standingIn.purchase.buys, standingIn.purchase.isReached]).toEqual([[], purchase.isReached])
    // HAND-LINK lets no transport of its vendor be put in.
    expect(standingIn.purchase.unobtainable).toEqual(purchase.unobtainable)
    const pack = join(folder, 'rules', 'by-hand.yaml')
    writeFileSync(pack, readFileSync(pack, 'utf8').replace(/ {2}- id: HAND-LINK\n[^]*?(?= {2}- id: )/, ''))
    const { unobtainable } = (await sparesOf(folder)).purchase
    expect(unobtainable.find(({ part }) => part === 'SAR-NK')!.alternatives).toContain(
      'put AAU-HW in its place, though its supply or its repair is another',
    )
  })

  it('orders nothing anew that a rule forbids, though it can be had to the last day', async () => {
    const folder = await byHand()
    const [scenario, stock] = [join(folder, 'scenarios', 'no-more-antennas.yaml'), join(folder, 'stock.csv')]
    const text = readFileSync(scenario, 'utf8')
    writeFileSync(scenario, text.replace('{ newUnits: 2024-10-01, repairs: 2024-10-01 }', '{ newUnits: 2025-06-30 }'))
    const { parts, steadyState, cover } = await sparesOf(folder)
    const antenna = parts.find(({ part }) => part === 'AAU-HW')!
    expect(antenna).toMatchObject({
      regime: 'run-down',
      newUnitsForbidden: { from: '2024-07-01', rule: 'HAND-FREEZE' },
    })
    // As worked out where its supply is cut off.
    expect(antenna.lasting!.survivalAtEnd).toBeCloseTo(0.9279, 4)
    expect(cover).toMatchObject([
      { rule: 'HAND-SPARES', parts: 4, partsShort: ['AEQ-NK', 'ASR-CI', 'SAR-NK', 'AAU-HW'] },
    ])
    expect(steadyState.notKnown[0]).toEqual({ why: expect.stringContaining('HAND-FREEZE'), parts: ['AAU-HW'] })
    const { out } = await mainstay('spares', 'explain', 'AAU-HW', folder)
    expect(out.replaceAll(/\s+/g, ' ')).toContain('A rule forbids putting in new units from 2024-07-01 on: No radio')
    writeFileSync(stock, readFileSync(stock, 'utf8').replace('AAU-HW,good,onHand,3', 'AAU-HW,good,onHand,0'))
    const none = await mainstay('spares', folder)
    expect(none.out.replaceAll(/\s+/g, ' ')).toContain(
      'Rules forbid putting in new units of 1 part: what fails of it is not ordered anew.',
    )
  })

  it('buys the antenna that was worked out by hand where no rule forbids to install it', async () => {
    const { purchase } = await sparesOf(await byHandUnfrozen())
    expect(purchase.buys).toMatchObject([{ part: 'AAU-HW', quantity: 1, cost: 1_200_000, arrivesOn: '2024-09-23' }])
    expect(purchase.networkSurvival).toBeCloseTo(0.2266, 4)
  })

  it('says of the time before the cut-off what was worked out by hand', async () => {
    const { steadyState } = await sparesOf(await byHandUnfrozen())
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
    const folder = await byHandUnfrozen()
    const { code, out } = await mainstay('spares', 'explain', 'AAU-HW', folder)
    expect(code).toBe(0)
    expect(out).toContain('P(Poisson(1.5500) <= 3) = 0.9279')
    expect(out).toContain('parts.csv line')
    expect(out).toContain('1 AAU-HW for')
    expect(out).toContain('1.8 failures a year leave 0.42 units in')
    expect(out).toMatch(/NORTH +1\.8 +0\.42 +3 +3 +99\.09 % +4 +99\.90 % +3 +0\.001/)
    const unknown = await mainstay('spares', 'explain', 'SAR-NK', folder)
    expect(unknown.out).toContain('Not reckoned: new units are no longer to be had')
    // It is stated, and not unknown, that nothing comes of either.
    expect(unknown.out).toMatch(/It is not repaired \(parts\.csv line \d+\)\.\n/)
    expect(unknown.out).toMatch(/None of what is taken out of the network is used again \(parts\.csv line \d+\)\.\n/)
    expect(unknown.out).not.toContain('No repairs from')
    expect(unknown.out).toContain('   Instead: swap the elements that carry it earlier.\n')
  })

  it('explains a part that shares its spares under its own name, as it does under that of the other', async () => {
    const folder = await byHand()
    writeFileSync(join(folder, 'interchange.csv'), 'part,substitute,direction\nASR-CI,SAR-NK,two-way\n')
    const explained = async (part: string) => (await mainstay('spares', 'explain', part, folder)).out
    const [router, other] = [await explained('SAR-NK'), await explained('ASR-CI')]
    const shared = (out: string) => out.slice(out.indexOf('4. What lies where'), out.indexOf('7. What to move and buy'))
    expect(shared(router)).toMatch(/NORTH +5 +5 +1\.3 +1 +1\.0/)
    expect(shared(router)).toBe(shared(other))
    expect(router).toContain('2.2 failures to the last day, as the plan stands, of all that share these spares')
    expect(router).toMatch(/It shares its spares with ASR-CI: [^.]* told under\s+ASR-CI\./)
    expect(router.slice(0, 200)).toContain('SAR-NK: Cell-site router')
  })

  it('explains what the report buys of a part, be it asked of each, of all together, or as much as a budget gives', async () => {
    const folder = await byHandUnfrozen()
    for (const [options, asked] of [
      [[], 'Asked is each part to survive to the end with 95 %.'],
      [['--target', '0.2', '--per', 'network'], 'Asked is all parts together to survive to the end with 20 %: what is'],
      [['--budget', '30000'], 'within a budget of GBP 30,000 for all parts'],
    ] as const) {
      const { purchase } = await sparesOf(folder, ...options)
      const out = (await mainstay('spares', 'explain', 'AAU-HW', folder, ...options)).out.replaceAll(/\s+/g, ' ')
      expect(out.slice(0, out.indexOf('1. '))).toContain(asked)
      const bought = purchase.buys.find(({ part }) => part === 'AAU-HW')?.quantity
      expect(out).toContain(bought === undefined ? 'Nothing is to be bought.' : `${bought} AAU-HW for`)
    }
  })

  it('gives `explain` the options it has, wherever they stand, and refuses those that would do nothing', async () => {
    const folder = await byHand()
    const { out } = await mainstay('spares', 'explain', 'AAU-HW', folder, '--target', '0.999')
    expect(out).toContain('With 99.9 % it lasts')
    expect((await mainstay('spares', '--target', '0.999', 'explain', 'AAU-HW', folder)).out).toBe(out)
    const file = join(folder, 'told.txt')
    expect((await mainstay('spares', 'explain', 'AAU-HW', folder, '--target', '0.999', '--out', file)).out).toBe('')
    expect(readFileSync(file, 'utf8')).toBe(out)
    const help = (await mainstay('spares', 'explain', '--help')).out
    for (const option of ['--scenario', '--target', '--hours-lost', '--per', '--budget', '--out', '--errors'])
      expect(help).toContain(option)
    for (const option of [['--format', 'json'], ['--verbose']]) {
      const { code, err } = await mainstay('spares', 'explain', 'AAU-HW', folder, ...option)
      expect([code, err.split('\n')[0]]).toEqual([
        64,
        `error: \`${option[0]}\` is an option of \`mainstay spares\`, not of \`mainstay spares explain\``,
      ])
      expect(help).not.toContain(option[0])
    }
  })

  it('takes a probability for what it is, and says what was perhaps meant', async () => {
    const folder = await byHand()
    const said = async (text: string) => (await mainstay('spares', folder, '--target', text)).err.split('\n')[0]
    expect(await said('99')).toMatch(/such as 0\.95 or 95%\. Did you mean 0\.99\?$/)
    expect(await said('99.9')).toMatch(/Did you mean 0\.999\?$/)
    expect(await said('0,95')).toMatch(/Did you mean 0\.95\?$/)
    for (const text of ['0', '-3', 'much', '150']) expect(await said(text)).toMatch(/such as 0\.95 or 95%\.$/)
    expect((await sparesOf(folder, '--target', '99.9 %')).scenario.target.survival).toBe(0.999)
  })

  it('reads nothing after an option as nothing, and not as 0', async () => {
    for (const option of ['--budget', '--target', '--hours-lost']) {
      const { code, err } = await mainstay('spares', option, '')
      expect(code).toBe(64)
      expect(err).toContain('It is empty. Expected ')
    }
  })

  it('says why neither certainty nor no hour lost at all is to be had', async () => {
    const said = async (...options: string[]) => (await mainstay('spares', ...options)).err.split('\n')[0]
    const why = 'no stock of finite size gives it, for failures come by chance, and any number of them is possible.'
    for (const text of ['1', '100%'])
      expect(await said('--target', text)).toContain(
        `It is certainty: ${why} Expected a probability below 1, such as 0.999 or 99.9%.`,
      )
    for (const text of ['0.9999999999', '99.99999991%'])
      expect(await said('--target', text)).toContain(
        'It is too near to certainty to be told from it. Expected at most 0.999999999: what is needed for more is not looked for.',
      )
    expect(await said('--hours-lost', '0')).toContain(
      `It is no hour lost at all: ${why} Expected a number above 0, such as 100.`,
    )
  })

  it('names the parts and scenarios there are where another is asked for', async () => {
    const folder = await byHand()
    const part = await mainstay('spares', 'explain', 'AAU-HX', folder)
    expect([part.code, part.err.includes('did you mean `AAU-HW`?')]).toEqual([3, true])
    const scenario = await mainstay('spares', folder, '--scenario', 'no-more-antenas')
    expect([scenario.code, scenario.err.includes('no-more-antennas')]).toEqual([3, true])
  })

  it('asks for a survival or for hours lost, of whom the command or else the scenario says', async () => {
    const folder = await byHandUnfrozen()
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
    expect(purchase.weightHoursLost.before).toBe(network!.weightHoursLost)
    expect(purchase).toMatchObject({ isReached: true, leastCost: purchase.cost })
    expect(purchase.weightHoursLost.after).toBeLessThanOrEqual(5500)
    const [near, enough] = [
      await sparesOf(folder, '--hours-lost', '418', '--per', 'part'),
      await sparesOf(folder, '--hours-lost', '419', '--per', 'part'),
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
    const folder = await byHandUnfrozen()
    const nothing = await sparesOf(folder, '--budget', '0')
    expect(nothing.purchase).toMatchObject({ buys: [], cost: 0, isReached: false })
    const something = await sparesOf(folder, '--budget', '20000')
    expect(something.purchase.cost).toBeLessThanOrEqual(2_000_000)
    expect(something.purchase.networkSurvival!).toBeGreaterThan(nothing.purchase.networkSurvival!)
  })
})
