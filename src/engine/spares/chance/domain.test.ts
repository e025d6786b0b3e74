import { describe, expect, it } from 'vitest'
import * as spares from '../library.ts'

// Each function of the library that takes numbers, with arguments it is defined for. Every one of these is put to NaN, to
// Infinity and below 0 in turn, and must be refused by its name.

type Call = readonly [name: keyof typeof spares, args: readonly unknown[]]

const SWAP_OUT = { units: 1000, failuresPerUnitMonth: 0.004, months: 36, shape: 'linear' }
const ECONOMICS = { price: 100, penalty: 400, holdingCost: 5, salvage: 10, discountRate: 0 }
const LOOP = { failuresByStep: Float64Array.of(2, 2), yield: 0.5, turnaroundSteps: 3, inRepair: 'lost' }

const STOCK_COSTS = { holdingCost: 1, shortageCost: 4 }
const ORDER_COSTS = { ...STOCK_COSTS, orderCost: 5 }

const CALLS: readonly Call[] = [
  ['poissonDistribution', [2]],
  ['negativeBinomial', [5, 2]],
  ['binomial', [5, 0.5]],
  ['fittedTo', [5, 8]],
  ['backordersAt', [spares.poissonDistribution(2), 3]],
  ['gammaFactor', [0.95, 4]],
  ['backordersOf', [3, 2]],
  ['poissonMeanAt', [42, 0.95]],
  ['poissonQuantile', [0.95, 5]],
  ['evidenceOfPrediction', [5000, 4]],
  [
    'withFailuresSeen',
    [
      { failures: 4, unitHours: 8e5 },
      { failures: 2, unitHours: 1e6 },
    ],
  ],
  ['fitOf', [{ failures: 6, unitHours: 1.8e6 }]],
  ['failuresAhead', [{ failures: 6, unitHours: 1.8e6 }, 9e5]],
  ['fitOfMtbf', [2e5, 1.5]],
  ['fitOfYearlyPercent', [1.56]],
  ['yearlyReturnPercent', [{ returned: 39, population: 30_000 }]],
  ['finalOrder', [65, 0.95]],
  ['finalOrderOutcome', [79, 65]],
  ['worthOfSpare', [6, Float64Array.of(2, 2), ECONOMICS]],
  ['economicOrder', [Float64Array.of(2, 2), ECONOMICS]],
  ['survivalWithRepair', [4, LOOP]],
  ['survivalWithRepairByStock', [4, LOOP]],
  ['survivalWithoutRepair', [4, Float64Array.of(2, 2), []]],
  ['failuresUpTo', [SWAP_OUT, 12]],
  ['monthsSurvived', [42, 0.95, SWAP_OUT]],
  ['monthsExpected', [42, SWAP_OUT]],
  ['stepsSurvived', [Float64Array.of(1, 0.9), 0.94]],
  ['expectedFailures', [{ shape: 1.8, scaleHours: 3000 }, 600, 400]],
  ['expectedReplacements', [{ shape: 1.8, scaleHours: 3000 }, [600], 400]],
  ['meanLifeHours', [{ shape: 1.8, scaleHours: 3000 }]],
  ['unitsInResupply', [10, 5000, 720]],
  ['sparesFor', ['fill', 0.999, 0.08]],
  ['attainedBy', ['ready', 2, 0.08]],
  ['stockOfLeastCost', [6, STOCK_COSTS]],
  ['lotsOfLeastCost', [1.5, 2, ORDER_COSTS]],
  ['orderUpToOfLeastCost', [6, ORDER_COSTS]],
  ['costOfLotUnderInterruptions', [700, 1300, { perTime: 1.5, recoveriesPerTime: 14 }, ORDER_COSTS]],
  ['lotUnderInterruptions', [1300, { perTime: 1.5, recoveriesPerTime: 14 }, ORDER_COSTS]],
  ['costOfStockUnderInterruptions', [8000, 2000, { interruption: 0.04, recovery: 0.25 }, STOCK_COSTS]],
  ['stockUnderInterruptions', [2000, { interruption: 0.04, recovery: 0.25 }, STOCK_COSTS]],
  ['erlangLoss', [2, 1]],
  ['serviceShares', [[{ failures: 1, stock: 2 }], 1]],
  ['poolingBounds', [[{ failures: 1, stock: 2 }], 1]],
  ['availabilityOf', [2, 3, 0.99]],
  ['outageOf', [2, 3, 0.01]],
  [
    'unitAvailability',
    [{ hoursBetweenFailures: 2e5, travelHours: 4, expectedBackorders: 0.05, failuresPerHour: 0.002 }],
  ],
  ['shareShort', [3, 2, 1, 10]],
  ['supplyAvailability', [[{ unitsPerElement: 2, expectedBackorders: 0.1 }], 100]],
]

/** Of a count below 0 these say what is so: never, or always. */
const CALLS_OF_ANY_COUNT: readonly Call[] = [
  ['poissonAtMost', [3, 2]],
  ['poissonMoreThan', [3, 2]],
  ['poissonProbability', [3, 2]],
]

/** Of a stock below 0, which is owed, these have a cost. */
const CALLS_OF_OWED_STOCK: readonly Call[] = [
  ['costOfStock', [8, 6, STOCK_COSTS]],
  ['costOfLots', [{ reorderPoint: 3, lot: 5 }, 1.5, 2, ORDER_COSTS]],
  ['costOfOrderUpTo', [{ reorderPoint: 4, orderUpTo: 10 }, 6, ORDER_COSTS]],
]

/** They take distributions, networks, tables of points or of choices, which other functions or the schema make. */
const OF_MADE_ARGUMENTS: readonly (keyof typeof spares)[] = [
  'SplitOverPools',
  'atMost',
  'bestSplits',
  'cheapestOrder',
  'choicesOf',
  'countGaining',
  'expectedBackorders',
  'hullsOf',
  'incrementsInOrder',
  'jointGainOf',
  'jointLossOf',
  'jointSurvivalOf',
  'lossExceededBy',
  'lossProgram',
  'mergeJointTallies',
  'momentsOf',
  'outstandingAtSites',
  'reachFloors',
  'reachTarget',
  'reachTargets',
  'runOutOf',
  'simulateJointBatch',
  'simulateJointly',
  'spendBudget',
  'stockingPointsOf',
  'timeToSurviveProgram',
  'unitBackorders',
]

/** The same arguments with one of their numbers otherwise, for each of them. */
function* otherwise(args: readonly unknown[], value: number): Iterable<readonly unknown[]> {
  const put = function* (one: unknown): Iterable<unknown> {
    if (typeof one === 'number') yield value
    else if (one instanceof Float64Array || (typeof one === 'object' && one !== null && 'probabilities' in one)) return
    else if (Array.isArray(one))
      for (const [index, inner] of one.entries()) for (const other of put(inner)) yield one.with(index, other)
    else if (typeof one === 'object' && one !== null)
      for (const [key, inner] of Object.entries(one)) for (const other of put(inner)) yield { ...one, [key]: other }
  }
  yield* put(args) as Iterable<readonly unknown[]>
}

const LIBRARY: ReadonlyMap<string, unknown> = new Map(Object.entries(spares))

const call = (name: string, args: readonly unknown[]): unknown =>
  (LIBRARY.get(name) as (...all: readonly unknown[]) => unknown)(...args)

describe('what the library is not defined for', () => {
  it('is looked at in every function there is', () => {
    const functions = [...LIBRARY].flatMap(([name, one]) => (typeof one === 'function' ? [name] : []))
    const named = [...CALLS, ...CALLS_OF_ANY_COUNT, ...CALLS_OF_OWED_STOCK].map(([name]) => name)
    expect([...named, ...OF_MADE_ARGUMENTS].sort()).toEqual(functions.sort())
  })

  it.each(CALLS)('is refused by %s, with the argument and its value', (name, args) => {
    expect(() => call(name, args)).not.toThrow()
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1])
      for (const wrong of otherwise(args, value)) expect(() => call(name, wrong)).toThrow(RangeError)
  })

  it.each(CALLS_OF_OWED_STOCK)('is refused by %s, but for a stock that is owed', (name, args) => {
    expect(() => call(name, args)).not.toThrow()
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      for (const wrong of otherwise(args, value)) expect(() => call(name, wrong)).toThrow(RangeError)
    for (const wrong of otherwise(args.slice(1), -1)) expect(() => call(name, [args[0], ...wrong])).toThrow(RangeError)
  })

  it('is refused of words it does not know, be they an argument or within one', () => {
    const expected = "criterion: 'fill' or 'ready', not x"
    expect(() => spares.sparesFor('x' as 'fill', 0.9, 5)).toThrow(new RangeError(expected))
    expect(() => spares.attainedBy('x' as 'fill', 3, 5)).toThrow(new RangeError(expected))
    const cubic = { ...SWAP_OUT, shape: 'cubic' as 'linear' }
    const shape = new RangeError("shape: 'linear' or 'constant', not cubic")
    expect(() => spares.failuresUpTo(cubic, 12)).toThrow(shape)
    expect(() => spares.monthsSurvived(42, 0.95, cubic)).toThrow(shape)
    expect(() => spares.monthsExpected(42, cubic)).toThrow(shape)
    const kept = { ...LOOP, inRepair: 'kept' as 'lost' }
    const inRepair = new RangeError("inRepair: 'returned' or 'lost', not kept")
    expect(() => spares.survivalWithRepair(4, kept)).toThrow(inRepair)
    expect(() => spares.survivalWithRepairByStock(4, kept)).toThrow(inRepair)
    const echelons = { sites: [], depotRepairYears: 1 }
    const method = new RangeError("method: 'exact' or 'vari-metric' or 'metric', not x")
    expect(() => spares.outstandingAtSites(echelons, 1, 'x' as 'exact')).toThrow(method)
    expect(() => spares.expectedBackorders(echelons, 1, [], 'x' as 'exact')).toThrow(method)
    expect(() => spares.bestSplits(echelons, 1, 'x' as 'exact')).toThrow(method)
    expect(() =>
      spares.unitBackorders({ sites: [], parts: [] } as unknown as spares.IndentureNetwork, 'x' as 'mod-metric'),
    ).toThrow(new RangeError("method: 'vari-metric' or 'mod-metric', not x"))
  })

  it('is refused of what is to be bought: a budget below 0, a target that is no number', () => {
    const choices = spares.choicesOf([{ unitCost: 10, most: 2, value: (bought) => bought - 2 }])
    for (const budget of [Number.NaN, Number.POSITIVE_INFINITY, -1])
      expect(() => spares.spendBudget(choices, budget)).toThrow(
        new RangeError(`budget: a finite number, 0 or more, not ${budget}`),
      )
    expect(spares.spendBudget(choices, 0).cost).toBe(0)
    expect(() => spares.reachTarget(choices, Number.NaN)).toThrow(new RangeError('target: a number, not NaN'))
    expect(spares.reachTarget(choices, -1).cost).toBe(10)
    expect(() => spares.reachTargets(choices, Uint32Array.of(0), Float64Array.of(Number.NaN))).toThrow(RangeError)
  })

  it.each(CALLS_OF_ANY_COUNT)('is refused by %s, but for a count below 0', (name, [count, mean]) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => call(name, [value, mean])).toThrow(`count: a whole number, not ${value}`)
      expect(() => call(name, [count, value])).toThrow(`mean: a finite number, 0 or more, not ${value}`)
    }
    expect(() => call(name, [count, -1])).toThrow('mean: a finite number, 0 or more, not -1')
    expect([0, 1]).toContain(call(name, [-1, mean]))
  })

  it.each([
    ['gammaFactor', [0, 5], 'probability: a probability above 0 and below 1, not 0'],
    ['gammaFactor', [1, 5], 'probability: a probability above 0 and below 1, not 1'],
    [
      'supplyAvailability',
      [[{ unitsPerElement: 0, expectedBackorders: 0 }], 5],
      'unitsPerElement: a finite number above 0, not 0',
    ],
    [
      'cheapestOrder',
      [[{ unitCost: Number.NaN, minimumOrder: 1, most: 5 }], 3],
      'unitCost: a finite number, 0 or more, not NaN',
    ],
    ['choicesOf', [[{ unitCost: 1, most: 2, value: () => Number.NaN }]], 'value: a number, not NaN'],
    ['choicesOf', [[{ unitCost: 1, most: Infinity, value: () => 1 }]], 'most: a whole number, 0 or more, not Infinity'],
    ['survivalWithRepair', [3, { ...LOOP, turnaroundSteps: 0 }], 'turnaroundSteps: a finite number above 0, not 0'],
    ['survivalWithRepair', [3, { ...LOOP, cutOffStep: 0.5 }], 'cutOffStep: a whole number, 0 or more, not 0.5'],
    ['stockingPointsOf', [[{ failures: [1, Number.NaN], stock: 1 }]], 'failures: a finite number, 0 or more, not NaN'],
    ['stockingPointsOf', [[{ failures: [1], stock: 2.5 }]], 'stock: a whole number, 0 or more, not 2.5'],
    ['stockingPointsOf', [[{ failures: [1], stock: 1 }], [0]], 'rateShape: a finite number above 0, not 0'],
    ['stockingPointsOf', [[{ failures: [1], stock: 1, rateGroup: 1 }]], 'rateGroup: one of 1 groups, from 0, not 1'],
    [
      'stockingPointsOf',
      [[1, 2].map((steps) => ({ failures: Array.from({ length: steps }, () => 1), stock: 1 }))],
      'failures: of 1 steps as those of the first point, not of 2',
    ],
  ] as const)('is refused by %s within what it takes: %j', (name, args, why) => {
    expect(() => call(name, args)).toThrow(new RangeError(why))
  })

  it('is refused by what simulates points made otherwise', () => {
    const points = spares.stockingPointsOf([{ failures: [1], stock: 1 }], [4])
    const question = (other: Partial<spares.StockingPoints>): spares.JointQuestion => ({
      plans: [{ points: { ...points, ...other }, probability: 1 }],
      groupings: [{ groupCount: 1, groupOf: Uint32Array.of(0) }],
      rateLow: Uint32Array.of(1),
      rateHigh: Uint32Array.of(2),
      seed: 1,
      replications: 256,
    })
    expect(() => spares.simulateJointly(question({}))).not.toThrow()
    for (const wrong of [Number.NaN, -1]) {
      expect(() => spares.simulateJointly(question({ failuresPerUnitStep: Float64Array.of(wrong) }))).toThrow(
        RangeError,
      )
      expect(() => spares.simulateJointly(question({ installed: Float64Array.of(wrong) }))).toThrow(RangeError)
      expect(() => spares.simulateJointly(question({ rateShape: Float64Array.of(wrong) }))).toThrow(RangeError)
    }
  })
})
