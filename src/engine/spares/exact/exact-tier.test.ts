import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { backordersOf } from '../chance/poisson.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { ExactTier, makePointCurves, type PointCurves } from './exact-tier.ts'
import { type PointByHand, stockingPoints } from './fixtures/stocking-points.ts'

const runs = Number(process.env.MAINSTAY_RUNS ?? 100)

function reckon(points: readonly PointByHand[], rateFactor = 1): PointCurves {
  const curves = makePointCurves(points.length, points[0]!.failures.length)
  new ExactTier(stockingPoints(points)).reckon(0, points.length, curves, rateFactor)
  return curves
}

const ofOne = (point: PointByHand) => reckon([point])

/** 360 units of 10,000 FIT, ten of them removed at the end of each of 36 months of 730.5 h. */
const FAILURES = Array.from({ length: 36 }, (_, month) => (360 - 10 * month) * 1e-5 * 730.5)

const harvestFrom = (month: number, share: number) =>
  Array.from({ length: 36 - month }, (_, index) => ({ step: month + index + 1, units: 10, yield: share }))

describe('a stock without repair', () => {
  it('lasts with the probabilities of the table', () => {
    const table = { 0: 0, 20: 2.8e-6, 30: 0.00279965, 40: 0.11917997, 50: 0.61301789, 60: 0.95144349 }
    for (const [stock, survival] of Object.entries(table))
      expect(ofOne({ stock: Number(stock), failures: FAILURES }).survival.at(-1)).toBeCloseTo(survival, 7)
    // 1,000 units of 5,000 FIT over 36 months, swapped out evenly and not at all; half of them lack what the table says.
    for (const [mean, stock, survival, short] of [
      [65.745, 42, 0.0011638233, 23.7467231488],
      [131.49, 79, 5.2846977e-7, 52.4900007314],
    ] as const) {
      const curves = ofOne({ stock, failures: [mean] })
      expect(curves.survival[0]).toBeCloseTo(survival, 9)
      expect(curves.backorders[0]).toBeCloseTo(short, 9)
    }
  })

  it('lasts as the slow reckoning says, month by month, whatever is harvested', () => {
    for (const [stock, lots] of [
      [0, harvestFrom(0, 0.7)],
      [6, harvestFrom(0, 0.5)],
      [38, harvestFrom(12, 0.7)],
      [20, [...harvestFrom(3, 0.5), { step: 4, units: 5, yield: 1 }, { step: 36, units: 9, yield: 1 }]],
      [60, []],
      [50, [{ step: 0, units: 12, yield: 0.4 }]],
    ] as const) {
      const inOrder = [...lots].sort((left, right) => left.step - right.step)
      const slow = survivalWithoutRepair(stock, Float64Array.from(FAILURES), inOrder)
      const { survival } = ofOne({ stock, failures: FAILURES, lots: inOrder })
      for (const [month, probability] of slow.entries()) expect(survival[month]).toBeCloseTo(probability, 12)
    }
  })

  it('lasts over lots as SciPy says', () => {
    // SciPy 1.17: stats.poisson.pmf and stats.binom.pmf, convolved step by step.
    const cases = [
      [3, [2, 3], [[1, 4, 0.5]], 0.5775914557535985],
      [
        20,
        [12, 9, 8, 11],
        [
          [1, 10, 0.7],
          [2, 10, 0.7],
          [3, 3, 1],
        ],
        0.36036451016457566,
      ],
      [400, [350, 180], [[1, 200, 0.6]], 0.34838673538027104],
      [
        1200,
        [1100, 200, 300],
        [
          [1, 300, 0.8],
          [2, 300, 0.8],
        ],
        0.9738665849676545,
      ],
    ] as const
    for (const [stock, failures, lots, survival] of cases) {
      const known = lots.map(([step, units, share]) => ({ step, units, yield: share }))
      expect(ofOne({ stock, failures: [...failures], lots: known }).survival.at(-1)).toBeCloseTo(survival, 11)
    }
  })
})

describe('what is owed', () => {
  it('is as SciPy says, at small and at large means, with lots and without', () => {
    // SciPy 1.17: special.pdtrc and sums of stats.poisson.pmf, over stats.binom.pmf of the lots.
    const cases = [
      [0.3, 0, [], 0.25918177931828207, 0.29999999999999993],
      [0.3, 2, [], 0.003599493183089468, 0.003881907567951088],
      [5, 9, [], 0.03182805730620481, 0.054015657853399415],
      [80, 60, [], 0.9880784259824795, 20.027491460408154],
      [80, 110, [], 0.0005986631093077337, 0.0019245006786727374],
      [2600, 2500, [], 0.9750438313306667, 100.46102681962279],
      [2600, 2640, [], 0.21316662109643103, 6.336754278303808],
      [12, 5, [[10, 0.7]], 0.43132771818344623, 1.4892668247158745],
      [
        12,
        5,
        [
          [10, 0.7],
          [4, 0.5],
          [3, 1],
        ],
        0.08282336058933686,
        0.2093090098402898,
      ],
      [
        300,
        250,
        [
          [40, 0.6],
          [30, 0.9],
        ],
        0.46255704748819443,
        6.563173736839802,
      ],
      [300, 100, [[400, 0.55]], 0.15243251123556478, 1.6903854904313584],
    ] as const
    for (const [mean, stock, lots, shortfall, backorders] of cases) {
      const known = lots.map(([units, share]) => ({ step: 0, units, yield: share }))
      const curves = ofOne({ stock, failures: [mean], lots: known })
      expect(curves.shortfall[0]).toBeCloseTo(shortfall, 11)
      expect(curves.backorders[0]).toBeCloseTo(backorders, 9)
    }
  })

  it('is that of Poisson units outstanding: what failed, less what was repaired in time and came back', () => {
    const failures = Array.from({ length: 40 }, (_, step) => 3 * Math.exp(-step / 15))
    for (const [stock, share, turnaround, until] of [
      [4, 0.7, 5, 22],
      [20, 1, 1, 40],
      [0, 0.5, 39, 99],
      [12, 0.9, 7, 0],
    ] as const) {
      const repair = { yield: share, turnaroundSteps: turnaround, untilStep: until }
      const curves = ofOne({ stock, failures, repair })
      for (let step = 0; step < 40; step++) {
        let outstanding = 0
        for (let failed = 0; failed <= step; failed++) {
          const isBack = failed < until && failed + turnaround <= step
          outstanding += failures[failed]! * (isBack ? 1 - share : 1)
        }
        const { expected, readyRate } = backordersOf(stock, outstanding)
        expect(curves.backorders[step]).toBeCloseTo(expected, 11)
        expect(curves.shortfall[step]).toBeCloseTo(1 - readyRate, 12)
      }
    }
  })
})

describe('where there is little to reckon', () => {
  it('nothing is owed where nothing fails, and a stock lasts', () => {
    const { backorders, shortfall, survival } = ofOne({
      stock: 0,
      failures: [0, 0, 0],
      lots: [{ step: 1, units: 3, yield: 0.5 }],
    })
    expect([...backorders, ...shortfall]).toEqual([0, 0, 0, 0, 0, 0])
    for (const probability of survival) expect(probability).toBeCloseTo(1, 15)
  })

  it('every failure is owed where there is no stock, and a billion units last', () => {
    const none = ofOne({ stock: 0, failures: [1, 2] })
    expect(none.backorders[1]).toBeCloseTo(3, 12)
    expect(none.survival[1]).toBeCloseTo(Math.exp(-3), 14)
    const many = ofOne({ stock: 1e9, failures: [1000, 1000], lots: [{ step: 1, units: 5, yield: 0.5 }] })
    expect([many.backorders[1], many.shortfall[1]]).toEqual([0, 0])
    expect(many.survival[1]).toBeCloseTo(1, 12)
  })

  it('survival is left open where repaired units come back, and told where none do', () => {
    const repair = { yield: 0.8, turnaroundSteps: 2 }
    const failures = [1, 1, 1]
    expect(ofOne({ stock: 3, failures, repair }).survival).toEqual(new Float64Array(3).fill(Number.NaN))
    const plain = ofOne({ stock: 3, failures }).survival
    for (const without of [{ untilStep: 0 }, { turnaroundSteps: 3 }, { yield: 0 }])
      expect(ofOne({ stock: 3, failures, repair: { ...repair, ...without } }).survival).toEqual(plain)
  })
})

/** A Poisson number by the product of uniforms (Knuth). */
function poisson(random: RandomStream, mean: number): number {
  let count = 0
  for (let product = random.uniform(); product > Math.exp(-mean); product *= random.uniform()) count++
  return count
}

/** One possible course, unit by unit: arrivals, then failures, in each step. */
function play({ stock, failures, lots = [], repair, orderSteps = 0 }: PointByHand, random: RandomStream) {
  const arriving = new Int32Array(failures.length + 100)
  for (const lot of lots)
    for (let unit = 0; unit < lot.units; unit++) arriving[lot.step]! += Number(random.chance(lot.yield))
  let net = stock
  let lasted = true
  return failures.map((mean, step) => {
    net += arriving[step]!
    for (let failed = poisson(random, mean); failed > 0; failed--) {
      net--
      if (repair && step < (repair.untilStep ?? Number.POSITIVE_INFINITY) && random.chance(repair.yield))
        arriving[step + repair.turnaroundSteps]!++
      else if (orderSteps > 0) arriving[step + orderSteps]!++
    }
    lasted &&= net >= 0
    return { owed: Math.max(0, -net), lasted }
  })
}

it('agrees with courses drawn at random, unit by unit', () => {
  const failures = Array.from({ length: 30 }, (_, step) => 1.5 / (1 + Math.exp((step - 18) / 3)))
  const lots = [
    { step: 6, units: 4, yield: 0.6 },
    { step: 6, units: 1, yield: 1 },
    { step: 17, units: 8, yield: 0.5 },
  ]
  const points: PointByHand[] = [
    { stock: 15, failures, lots },
    { stock: 6, failures, lots, repair: { yield: 0.7, turnaroundSteps: 4, untilStep: 12 } },
    { stock: 5, failures, repair: { yield: 0.9, turnaroundSteps: 3 } },
    { stock: 6, failures, repair: { yield: 0.7, turnaroundSteps: 2, untilStep: 12 }, orderSteps: 7 },
    { stock: 9, failures, lots, orderSteps: 7 },
  ]
  const count = 20_000
  const exact = reckon(points)
  const scores: number[] = []
  for (const [point, one] of points.entries()) {
    const random = new RandomStream(7, 1, point)
    const sums = failures.map(() => ({ owed: 0, squares: 0, short: 0, lasted: 0 }))
    for (let course = 0; course < count; course++)
      for (const [step, { owed, lasted }] of play(one, random).entries()) {
        const sum = sums[step]!
        sum.owed += owed
        sum.squares += owed * owed
        sum.short += Number(owed > 0)
        sum.lasted += Number(lasted)
      }
    for (const [step, { owed, squares, short, lasted }] of sums.entries()) {
      const place = point * failures.length + step
      const mean = owed / count
      const ofShare = (share: number, probability: number) => {
        if (probability > 0.001 && probability < 0.999)
          scores.push((share - probability) / Math.sqrt((probability * (1 - probability)) / count))
      }
      const spread = Math.sqrt((squares / count - mean * mean) / count)
      if (short > 100) scores.push((mean - exact.backorders[place]!) / spread)
      ofShare(short / count, exact.shortfall[place]!)
      if (!one.repair && !one.orderSteps) ofShare(lasted / count, exact.survival[place]!)
    }
  }
  expect(scores.length).toBeGreaterThan(120)
  expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4)
})

const failures = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 12, maxLength: 12 })
const lots = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 14 }),
      units: fc.integer({ min: 0, max: 12 }),
      yield: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 4 },
  )
  .map((some) => some.sort((left, right) => left.step - right.step))
const repair = fc.option(
  fc.record({
    yield: fc.double({ min: 0, max: 1, noNaN: true }),
    turnaroundSteps: fc.integer({ min: 1, max: 14 }),
    untilStep: fc.integer({ min: 0, max: 14 }),
  }),
  { nil: undefined },
)
const onePoint: fc.Arbitrary<PointByHand> = fc
  .record({ stock: fc.integer({ min: 0, max: 40 }), failures, lots, repair })
  .map(({ repair: loop, ...point }) => (loop ? { ...point, repair: loop } : point))

const ROUNDING = 1e-12

/** By how much one is anywhere worse off than the other; what is left open is not compared. */
function worseBy(one: PointCurves, other: PointCurves): number {
  let most = Number.NEGATIVE_INFINITY
  for (const [place, owed] of other.backorders.entries()) {
    most = Math.max(most, one.backorders[place]! - owed, one.shortfall[place]! - other.shortfall[place]!)
    const lost = other.survival[place]! - one.survival[place]!
    if (!Number.isNaN(lost)) most = Math.max(most, lost)
  }
  return most
}

describe('any stocking point', () => {
  it('is never worse off for one unit more', () => {
    fc.assert(
      fc.property(onePoint, (point) => {
        expect(worseBy(ofOne({ ...point, stock: point.stock + 1 }), ofOne(point))).toBeLessThan(ROUNDING)
      }),
      { numRuns: runs },
    )
  })

  it('is never better off for repairs that stop earlier', () => {
    fc.assert(
      fc.property(onePoint, fc.integer({ min: 0, max: 14 }), (point, untilStep) => {
        fc.pre(point.repair !== undefined)
        const earlier = { ...point.repair!, untilStep: Math.min(untilStep, point.repair!.untilStep!) }
        expect(worseBy(ofOne(point), ofOne({ ...point, repair: earlier }))).toBeLessThan(ROUNDING)
      }),
      { numRuns: runs },
    )
  })

  it('is never better off for a higher rate of failures, and a factor is a rate', () => {
    fc.assert(
      fc.property(onePoint, fc.double({ min: 1, max: 3, noNaN: true }), (point, factor) => {
        const faster = reckon([point], factor)
        expect(worseBy(ofOne(point), faster)).toBeLessThan(ROUNDING)
        const scaled = ofOne({ ...point, failures: point.failures.map((mean) => mean * factor) })
        for (const [place, owed] of faster.backorders.entries()) expect(scaled.backorders[place]).toBeCloseTo(owed, 9)
      }),
      { numRuns: runs },
    )
  })

  it('has figures that are probabilities, and a survival that never rises', () => {
    fc.assert(
      fc.property(onePoint, (point) => {
        const { backorders, shortfall, survival } = ofOne(point)
        for (const [step, probability] of shortfall.entries()) {
          expect(backorders[step]).toBeGreaterThanOrEqual(0)
          expect(probability).toBeGreaterThanOrEqual(0)
          expect(probability).toBeLessThanOrEqual(1)
          if (Number.isNaN(survival[step])) continue
          expect(survival[step]).toBeLessThanOrEqual(Math.min(1, survival[step - 1] ?? 1))
          expect(survival[step]).toBeLessThanOrEqual(1 - probability + 1e-12)
          expect(survival[step]).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: runs },
    )
  })

  it('comes out the same in any range of points, bit for bit', () => {
    fc.assert(
      fc.property(fc.array(onePoint, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 8 }), (points, cut) => {
        const tier = new ExactTier(stockingPoints(points))
        const at = Math.min(cut, points.length)
        const rest = makePointCurves(points.length - at, 12)
        const start = makePointCurves(at, 12)
        tier.reckon(at, points.length, rest)
        tier.reckon(0, at, start)
        const whole = reckon(points)
        for (const figure of ['backorders', 'shortfall', 'survival'] as const)
          expect([...start[figure], ...rest[figure]]).toEqual([...whole[figure]])
      }),
      { numRuns: runs },
    )
  })
})

it('a tier that turns from point to point says the same of each as one made for it', () => {
  const some = [
    { stock: 3, failures: [1, 2, 1], lots: [{ step: 1, units: 4, yield: 0.5 }] },
    { stock: 3, failures: [1, 2, 1] },
    { stock: 9, failures: [4, 1, 2], repair: { yield: 0.5, turnaroundSteps: 1 } },
  ].map((one) => stockingPoints([one]))
  const tier = new ExactTier(some[2]!)
  for (const points of [...some, { ...some[1]!, stock: Int32Array.of(5) }, some[0]!]) {
    const [turned, made] = [makePointCurves(1, 3), makePointCurves(1, 3)]
    tier.turnTo(points).reckon(0, 1, turned)
    new ExactTier(points).reckon(0, 1, made)
    expect(turned).toEqual(made)
    expect(tier.survivalByBought(0, 9, 1)).toEqual(new ExactTier(points).survivalByBought(0, 9, 1))
  }
})
