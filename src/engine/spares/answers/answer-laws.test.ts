// What holds of every answer, whatever the network: asked of small networks that are made up.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, formatDay, parseDay } from '#base/calendar.ts'
import type { Scenario } from '#model/scenario.ts'
import type { Lasting } from '#model/spares-report.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { prepared, SMALL } from '../fixtures/small-network.ts'
import { mergePointTallies } from '../simulation/point-tally.ts'
import { simulateLadders } from '../simulation/simulate-ladders.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { BLOCK } from '../simulation/strata.ts'
import { answerSpares, type SparesAnswer, SparesReckoning } from './answer-spares.ts'
import { jointlyFor, simulateAll } from './joint-questions.ts'
import { askForLadders, type SimulatedLadders } from './rough-ladders.ts'
import { shareQuestions, type Simulated, simulatedPoint } from './simulations.ts'
import type { Target } from './target.ts'
import type { LadderLook } from './what-ifs.ts'

const numRuns = Math.ceil(Number(process.env.MAINSTAY_RUNS ?? 100) / 10)

const REPLICATIONS = 1024

interface Network {
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly scenario: Partial<Scenario>
}

const MAKERS = ['Huawei', 'Nokia', 'Acme', '']
/** Days of a quarter each, from the first day reckoned on. */
const DAYS = ['2021-02-01', '2021-06-01', '2021-10-01', '2022-03-01', '2022-08-01', '2022-12-01', '2023-03-01']
const dayOf = (index: number) => DAYS[index]!
const anyDay = fc.integer({ min: 0, max: DAYS.length - 1 })

const ANY_TARGET = fc.constantFrom<Target['per'][]>('part', 'vendor', 'network')

const anyPart = fc.record({
  maker: fc.constantFrom(...MAKERS),
  fit: fc.integer({ min: 200, max: 40_000 }),
  units: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 })),
  stock: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
  price: fc.integer({ min: 1, max: 40 }),
  leadTimeDays: fc.constantFrom(0, 30, 200),
  minimumOrder: fc.constantFrom('', 3),
  repair: fc.constantFrom({}, {}, { repairYield: 0.8, repairDays: 60 }),
  wearOut: fc.constantFrom({}, {}, { weibullShape: 2.5 }),
  harvest: fc.constantFrom({}, { harvestYield: 0.5, harvestDays: 30 }),
})

const anyNetwork = (isRepaired: boolean): fc.Arbitrary<Network> =>
  fc
    .record({
      parts: fc.array(anyPart, { minLength: 1, maxLength: 3 }),
      cutOff: anyDay,
      removal: fc.option(anyDay),
      rateUncertainty: fc.constantFrom(0, 0.5),
      isSlipping: fc.boolean(),
      interchange: fc.subarray(['P1 P2', 'P2 P3', 'P1 P3']),
      direction: fc.constantFrom('two-way', 'one-way'),
    })
    .map(({ parts, cutOff, removal, rateUncertainty, isSlipping, interchange, direction }) => {
      const nameOf = (index: number) => `P${index + 1}`
      const of = (each: (part: (typeof parts)[number], name: string) => Row[]) =>
        parts.flatMap((part, index) => each(part, nameOf(index)))
      const slips = {
        planSlips: [
          { months: 0, probability: 0.75 },
          { months: 6, probability: 0.25 },
        ],
      }
      const assumptions = {
        classes: { '*': { source: 'the test', rateUncertainty } },
        ...(isSlipping ? slips : {}),
      }
      const stops = { newUnits: dayOf(cutOff), repairs: dayOf(cutOff) }
      return {
        tables: {
          sites: [...SMALL['sites']!, { site: 'S2', region: 'South', premises: 50 }],
          elements: [...SMALL['elements']!, { ...SMALL['elements']![1]!, element: 'E-S2', site: 'S2' }],
          parts: of(({ maker, fit, price, leadTimeDays, minimumOrder, repair, harvest, wearOut }, part) => [
            {
              part,
              manufacturer: maker,
              failuresFit: fit,
              price: 100 * price,
              leadTimeDays,
              minimumOrder,
              ...(isRepaired ? repair : {}),
              ...harvest,
              ...wearOut,
            },
          ]),
          units: of(({ units: [north, south] }, part) => [
            ...(north === 0 ? [] : [{ element: 'E-N', part, quantity: north }]),
            ...(south === 1 ? [] : [{ element: 'E-S2', part, quantity: Math.floor(south / 2) }]),
            { element: 'E-S', part, quantity: Math.ceil(south / 2) },
          ]),
          stock: of(({ stock: [north, south] }, part) => [
            { depot: 'LEEDS', part, quantity: north },
            { depot: 'DOVER', part, quantity: south },
          ]),
          interchange: interchange
            .map((pair) => pair.split(' '))
            .filter((pair) => pair.every((name) => parts.some((_, index) => nameOf(index) === name)))
            .map(([part, substitute]) => ({ part, substitute, direction })),
          plan: removal === null ? [] : [{ date: dayOf(removal), action: 'remove', element: 'E-S' }],
        },
        scenario: {
          stepDays: 28,
          assumptions,
          disruptions: [{ disruption: 'cut', vendors: ['huawei', 'nokia'], stops }],
        },
      }
    })

function answer({ tables, scenario }: Network, changed: Partial<Scenario> = {}): SparesAnswer {
  return answerSpares(prepared(tables, { ...scenario, ...changed }), { seed: 1, replications: REPLICATIONS })
}

/** Sums of floating point numbers end in digits that mean nothing. */
const ROUNDING = 1e-9

function* lastings({ network, vendors, parts }: SparesAnswer): Generator<[name: string, lasting: Lasting]> {
  yield ['network', network]
  for (const { vendor, lasting } of vendors) yield [`vendor ${vendor}`, lasting]
  for (const { part, lasting } of parts) if (lasting) yield [`part ${part}`, lasting]
}

/** What chance does: nothing where all is exact; else some standard errors, and what so few replications may not have seen. */
function chanceOf({ parts }: SparesAnswer, { standardError }: Lasting): number {
  const isSimulated = parts.some(({ method }) => method === 'simulated')
  return isSimulated ? 5 * standardError + 12 / REPLICATIONS : 0
}

/** What of one answer lasts more surely than in the other. `hasChance`: one may be simulated and the other not. */
function listAbove(lower: SparesAnswer, upper: SparesAnswer, hasChance = false): string[] {
  const most = new Map(lastings(upper))
  return [...lastings(lower)].flatMap(([name, lasting]) => {
    const other = most.get(name)!
    const slack = ROUNDING + (hasChance ? chanceOf(lower, lasting) + chanceOf(upper, other) : 0)
    const isAbove = lasting.survivalAtEnd > other.survivalAtEnd + slack
    return isAbove ? [`${name}: ${lasting.survivalAtEnd} above ${other.survivalAtEnd}`] : []
  })
}

describe.each([
  ['without repair', false],
  ['with repair', true],
])('however the network is made, %s', (_, isRepaired) => {
  const network = anyNetwork(isRepaired)

  it('more stock of a part never makes it, its vendor or the network last less surely', () => {
    fc.assert(
      fc.property(network, fc.nat(), fc.integer({ min: 1, max: 5 }), (made, at, more) => {
        const index = at % made.tables.stock!.length
        const stock = made.tables.stock!.map((row, place) =>
          place === index ? { ...row, quantity: Number(row.quantity) + more } : row,
        )
        expect(listAbove(answer(made), answer({ ...made, tables: { ...made.tables, stock } }))).toEqual([])
      }),
      { numRuns },
    )
  })

  it('an earlier cut-off never makes anything last more surely', () => {
    fc.assert(
      fc.property(network, anyDay, anyDay, (made, one, other) => {
        const cut = (index: number): Partial<Scenario> => {
          const day = dayOf(index)
          return { disruptions: [{ ...made.scenario.disruptions![0]!, stops: { newUnits: day, repairs: day } }] }
        }
        expect(
          listAbove(answer(made, cut(Math.min(one, other))), answer(made, cut(Math.max(one, other))), true),
        ).toEqual([])
      }),
      { numRuns },
    )
  })

  it('a longer horizon never makes anything last more surely to its end', () => {
    fc.assert(
      fc.property(network, anyDay, anyDay, (made, one, other) => {
        const until = (index: number) => ({ until: dayOf(index) })
        expect(
          listAbove(answer(made, until(Math.max(one, other))), answer(made, until(Math.min(one, other))), true),
        ).toEqual([])
      }),
      { numRuns },
    )
  })

  it('more budget never buys a network that lasts less surely', () => {
    fc.assert(
      fc.property(
        network,
        ANY_TARGET,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 400 }),
        (made, whom, one, other) => {
          const spend = (budget: number) => answer(made, { budget, target: { survival: 0.95, per: whom } }).purchase
          const [less, more] = [spend(Math.min(one, other) * 100), spend(Math.max(one, other) * 100)]
          // What is out of reach by so much is bought for the hours it saves.
          const isAsGoodAsNone = less.networkSurvival < 0.01 * 0.95
          expect(isAsGoodAsNone || less.networkSurvival <= more.networkSurvival + ROUNDING).toBe(true)
        },
      ),
      { numRuns },
    )
  })

  it('a higher target that is reached never costs less', () => {
    const survival = fc.double({ min: 0.3, max: 0.995, noNaN: true })
    fc.assert(
      fc.property(network, ANY_TARGET, survival, survival, (made, whom, one, other) => {
        const reach = (target: number) => answer(made, { target: { survival: target, per: whom } }).purchase
        const [low, high] = [reach(Math.min(one, other)), reach(Math.max(one, other))]
        expect(!high.isReached || (low.isReached && low.cost <= high.cost)).toBe(true)
      }),
      { numRuns },
    )
  })

  it('the order of the rows changes nothing but the order in which they are told', () => {
    fc.assert(
      fc.property(network, fc.infiniteStream(fc.nat()), (made, keys) => {
        const shuffled = (rows: readonly Row[]) =>
          rows
            .map((row) => ({ row, key: keys.next().value as number }))
            .sort((left, right) => left.key - right.key)
            .map(({ row }) => row)
        const mixed = Object.fromEntries(
          Object.entries({ ...SMALL, ...made.tables }).map(([name, rows]) => [name, shuffled(rows)]),
        )
        expect(told(answer({ ...made, tables: mixed }))).toEqual(told(answer(made)))
      }),
      { numRuns },
    )
  })
})

/** Parts under other names, the first of which comes last. */
const RENAMED = new Map([
  ['P1', 'Z-ONE'],
  ['P2', 'M-TWO'],
  ['P3', 'A-THREE'],
])

function renamed(made: Network): Network {
  const rename = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [
        column,
        column === 'part' || column === 'substitute' ? RENAMED.get(String(cell))! : cell,
      ]),
    )
  return {
    ...made,
    tables: Object.fromEntries(Object.entries(made.tables).map(([name, rows]) => [name, rows.map(rename)])),
  }
}

describe('parts under other names', () => {
  /** Of which any may be surely known, as its class says; of a chain of three that goes one way the names decide which two share. */
  const network = fc
    .tuple(
      anyNetwork(false).filter(({ tables }) => tables.interchange!.length !== 2),
      fc.array(fc.constantFrom(0, 0.3, 0.8), { minLength: 3, maxLength: 3 }),
    )
    .map(([made, variations]): Network => {
      const parts = made.tables.parts!.map((row, index) => ({ ...row, class: `C${index}` }))
      const classes = Object.fromEntries(
        variations.map((rateUncertainty, index) => [`C${index}`, { source: 'the test', rateUncertainty }]),
      )
      return {
        tables: { ...made.tables, parts },
        scenario: { ...made.scenario, assumptions: { ...made.scenario.assumptions, classes } },
      }
    })

  it('last as long, and what reaches the target costs as much', () => {
    fc.assert(
      fc.property(network, (made) => {
        const [one, other] = [answer(made), answer(renamed(made))]
        const isExact = one.parts.every(({ method }) => method !== 'simulated')
        const slack = isExact ? ROUNDING : chanceOf(one, one.network) + chanceOf(other, other.network)
        expect(Math.abs(one.network.survivalAtEnd - other.network.survivalAtEnd)).toBeLessThanOrEqual(slack)
        // Where chance decides, it may buy a unit more or fewer.
        const bought = ({ purchase }: SparesAnswer) => (isExact ? [purchase.isReached, purchase.cost] : [])
        expect(bought(other)).toEqual(bought(one))
      }),
      { numRuns },
    )
  })
})

/** The same with all units of a part in elements of one unit each, on sites that count one each. */
function inSingles(made: Network): Network {
  const units = made.tables.units!.flatMap(({ element, part, quantity }) =>
    Array.from({ length: Number(quantity) }, (_, index) => ({ element: `${element} ${part} ${index}`, part })),
  )
  const elements = units.map(({ element }) => ({
    ...SMALL.elements![element.startsWith('E-N') ? 0 : 1]!,
    element,
    site: element,
  }))
  const sites = elements.map(({ site }) => ({ ...SMALL.sites![site.startsWith('E-N') ? 0 : 1]!, site }))
  const plan = made.tables.plan!.flatMap((row) =>
    units.filter(({ element }) => element.startsWith('E-S')).map(({ element }) => ({ ...row, element })),
  )
  return { ...made, tables: { ...made.tables, sites, units, elements, plan } }
}

describe('units down and service lost', () => {
  const network = anyNetwork(false)
  const months = fc.integer({ min: 1, max: 9 })

  it('with a plan that slips by some months are those with a plan moved by as many', () => {
    fc.assert(
      fc.property(network, months, (made, late) => {
        const assumptions = { classes: made.scenario.assumptions!.classes! }
        const planSlips = [{ months: late, probability: 1 }]
        const plan = made.tables.plan!.map((row) => ({
          ...row,
          date: formatDay(addMonths(parseDay(String(row.date))!, late)),
        }))
        const slipped = answer(made, { assumptions: { ...assumptions, planSlips } })
        const moved = answer({ ...made, tables: { ...made.tables, plan } }, { assumptions })
        for (const what of ['network', 'vendors', 'joint'] as const)
          expect(told(slipped[what])).toEqual(told(moved[what]))
        expect(slipped.parts.map(({ pools }) => pools)).toEqual(moved.parts.map(({ pools }) => pools))
      }),
      { numRuns },
    )
  })

  it('are the same where every unit is the only one on its site, which counts one', () => {
    fc.assert(
      fc.property(network, (made) => {
        const { interchange: _, ...tables } = inSingles(made).tables
        for (const [, { unitsDown, weightLost }] of lastings(answer({ ...made, tables })))
          for (const [day, down] of unitsDown.entries()) expect(weightLost[day]).toBeCloseTo(down, 9)
      }),
      { numRuns },
    )
  })

  it('of a day more are more by the hours of that day', () => {
    const lastDays = ['2022-02-24', '2022-02-25']
    fc.assert(
      fc.property(network, (made) => {
        // 420 days are 15 steps; without a plan, and cut off long before, nothing ends between the two.
        const tables = { ...made.tables, plan: [] }
        const stops = { newUnits: DAYS[1]!, repairs: DAYS[1]! }
        const disruptions = [{ ...made.scenario.disruptions![0]!, stops }]
        const [steps, more] = lastDays.map((until) => answer({ ...made, tables }, { until, disruptions }).network)
        const hours = more!.weightHoursLost - steps!.weightHoursLost
        expect(hours).toBeCloseTo(24 * more!.weightLost.at(-1)!, 6)
        expect(more!.unitsDown.at(-1)).toBeGreaterThanOrEqual(steps!.unitsDown.at(-1)! - ROUNDING)
      }),
      { numRuns },
    )
  })
})

describe('what is simulated in batches', () => {
  it('makes the same answer as one run, wherever the batches end', () => {
    fc.assert(
      fc.property(anyNetwork(true), fc.integer({ min: 0, max: REPLICATIONS / BLOCK }), (made, blocks) => {
        const prepare = () => prepared(made.tables, made.scenario)
        const asked = prepare()
        const chances = { seed: 1, replications: REPLICATIONS }
        const reckoning = new SparesReckoning(asked, chances)
        for (const look of reckoning.looks()) {
          if (look.kind === 'ladders') {
            look.take(laddersInBatches(look, blocks))
            continue
          }
          const simulated: Simulated = new Map()
          for (const { tasks, question } of shareQuestions(look.tasks, chances)) {
            const first = Math.min(blocks * BLOCK, question.replications)
            const rest = simulateBatch(question, first, question.replications - first)
            const tally = mergePointTallies(simulateBatch(question, 0, first), rest)
            for (const [point, { key, needFromStep }] of tasks.entries())
              simulated.set(key, simulatedPoint(tally, point, needFromStep))
          }
          look.take(simulated)
        }
        const jointly = simulateAll(jointlyFor(asked, chances))
        expect(reckoning.finish(jointly)).toEqual(answerSpares(prepare(), chances))
      }),
      { numRuns },
    )
  })
})

/** The first of them by themselves. */
function laddersInBatches({ tasks, chances }: LadderLook, count: number): SimulatedLadders {
  if (tasks.length === 0) return new Map()
  const question = askForLadders(tasks, chances)
  const first = Math.min(count, tasks.length)
  const ladders = [...simulateLadders(question, 0, first), ...simulateLadders(question, first, tasks.length)]
  return new Map(tasks.map(({ key }, index) => [key, ladders[index]!]))
}

const FROM_ROWS = new Set(['place', 'source'])

/** The answer with its rows in one order, without the lines they come from and the digits that rounding makes. */
function told(said: unknown): unknown {
  if (typeof said === 'number') return Number(said.toPrecision(10))
  if (typeof said === 'string') return said.replaceAll(/\.csv line \d+/g, '.csv')
  if (said === null || typeof said !== 'object') return said
  if (!Array.isArray(said))
    return Object.fromEntries(
      Object.entries(said).flatMap(([key, value]) => (FROM_ROWS.has(key) ? [] : [[key, told(value)]])),
    )
  const rows = said.map(told)
  return typeof rows[0] === 'number'
    ? rows
    : rows
        .map((row) => ({ row, key: JSON.stringify(row) }))
        .sort((left, right) => (left.key < right.key ? -1 : 1))
        .map(({ row }) => row)
}
