// What does a national network's spares look like, of any size? Stocking points made from a seed.
//
// In its full size 2,000 parts in 40 pools: 80,000 points of 5.0 million units, swapped out on 160 logistic curves within
// seven years of weeks. What is swapped out is harvested every quarter, 60 % of the parts are repaired until a cut-off. The
// failures expected of a point over the years lie about 1.6 in the middle and beyond 2,000 at the most.

import { exp, log } from '#base/elementary.ts'
import { RandomStream } from '#base/random.ts'
import { poissonQuantile } from '#engine/spares/chance/poisson.ts'
import type { StockingPoints } from '#engine/spares/points/stocking-points.ts'

export interface NetworkRecipe {
  readonly parts: number
  readonly pools: number
  readonly steps: number
  readonly seed: number
  /**
   * Stressed: the stock is about what will be missing on average, and one point in four runs out. Well stocked: the failures
   * are no more than the stock with a probability from 95 to 99.99 %.
   */
  readonly stock: 'stressed' | 'well stocked'
  /** Shape of the gamma distributed error of a part's failure rate; Infinity: the rates are exactly known. */
  readonly rateShape: number
}

export const FULL_SIZE: NetworkRecipe = {
  parts: 2000,
  pools: 40,
  steps: 364,
  seed: 1,
  stock: 'stressed',
  rateShape: Number.POSITIVE_INFINITY,
}

/** Parts that are swapped out together have one curve in a pool. */
const FAMILIES = 4
const STEPS_A_QUARTER = 13
/** Means over all points: units in service at first, failures over all steps, and the share of what is removed that is kept. */
const UNITS_A_POINT = 62.5
const FAILURES_A_POINT = 7.5
const HARVESTED_SHARE = 0.0375
/** Spreads of the logarithms, together 1.77: the 99th of 100 points fails sixty times as often as the middle one. */
const SPREAD = { part: 1.45, pool: 0.7, point: 0.54, rate: 0.5 }

/** Streams of random numbers, one a use. */
const PART = 1
const POOL = 2
const POINT = 3
const CURVE = 4
const KEY = 5

export interface Part {
  readonly popularity: number
  readonly rate: number
  readonly harvestYield: number
  readonly repairYield: number
  readonly turnaroundSteps: number
  readonly repairsUntilStep: number
}

/** Standard normal (Marsaglia's polar method). */
function normal(random: RandomStream): number {
  for (;;) {
    const x = 2 * random.uniform() - 1
    const square = x * x + (2 * random.uniform() - 1) ** 2
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * log(square)) / square)
  }
}

function between(random: RandomStream, low: number, high: number): number {
  return low + (high - low) * random.uniform()
}

function makePart(seed: number, index: number, steps: number): Part {
  const random = new RandomStream(seed, PART, index)
  return {
    popularity: exp(SPREAD.part * normal(random)),
    rate: exp(SPREAD.rate * normal(random)),
    harvestYield: between(random, 0.5, 0.9),
    repairYield: random.chance(0.6) ? between(random, 0.5, 0.85) : 0,
    turnaroundSteps: random.integer(4, 12),
    repairsUntilStep: Math.floor((random.integer(80, 260) * steps) / FULL_SIZE.steps),
  }
}

/** Share of the units still in service in each step. */
function makeCurve(seed: number, index: number, steps: number): Float64Array {
  const random = new RandomStream(seed, CURVE, index)
  const middle = between(random, 0.3, 0.85) * steps
  const width = between(random, 0.03, 0.12) * steps
  return Float64Array.from({ length: steps }, (_, step) => 1 / (1 + exp((step + 0.5 - middle) / width)))
}

/** The stretch of each number's fellow in a row of a mean. */
function scaleToMean(values: Float64Array, mean: number): void {
  const factor = (mean * values.length) / values.reduce((sum, one) => sum + one, 0)
  for (let index = 0; index < values.length; index++) values[index]! *= factor
}

interface Lot {
  readonly step: number
  readonly units: number
}

/** What a quarter's removals leave, a quarter later: whole units, their fractions carried on. */
function harvest(units: number, curve: Float64Array, random: RandomStream): Lot[] {
  const lots: Lot[] = []
  const begun = random.uniform()
  let taken = 0
  for (let step = STEPS_A_QUARTER; step + STEPS_A_QUARTER < curve.length; step += STEPS_A_QUARTER) {
    const kept = Math.floor(begun + HARVESTED_SHARE * units * (1 - curve[step]!))
    if (kept > taken) lots.push({ step: step + STEPS_A_QUARTER, units: kept - taken })
    taken = Math.max(taken, kept)
  }
  return lots
}

/** Of a point with so many failures, and so many units that are neither repaired nor made good by a harvest, on average. */
function makeStock(kind: NetworkRecipe['stock'], failures: number, missing: number, random: RandomStream): number {
  if (kind === 'well stocked') return poissonQuantile(1 - exp(-between(random, 3, 9.2)), failures)
  return Math.ceil(missing + between(random, 0, 1) * Math.sqrt(missing))
}

/** What there is in the pools and how often it fails, before anything is done about it. */
export interface Park {
  readonly parts: readonly Part[]
  /** Shares of the units still in service in each step, by family and pool. */
  readonly curves: readonly Float64Array[]
  /** By point, part by part: its part and pool, its curve, units in service at first, failures over all steps. */
  readonly points: readonly { readonly part: Part; readonly pool: number; readonly curve: number }[]
  readonly units: Float64Array
  readonly failures: Float64Array
  /** Of each point, begun: for what is still to be drawn of it. */
  readonly randoms: readonly RandomStream[]
}

export function makePark({ parts: partCount, pools, steps, seed }: NetworkRecipe): Park {
  const parts = Array.from({ length: partCount }, (_, index) => makePart(seed, index, steps))
  const sizes = Array.from({ length: pools }, (_, pool) =>
    exp(SPREAD.pool * normal(new RandomStream(seed, POOL, pool))),
  )
  const curves = Array.from({ length: FAMILIES * pools }, (_, index) => makeCurve(seed, index, steps))
  const served = curves.map((curve) => curve.reduce((sum, share) => sum + share, 0))
  const points = Array.from({ length: partCount * pools }, (_, point) => {
    const part = Math.floor(point / pools)
    return { part: parts[part]!, pool: point % pools, curve: (part % FAMILIES) * pools + (point % pools) }
  })
  const randoms = points.map((_, point) => new RandomStream(seed, POINT, point))
  const units = Float64Array.from(
    points,
    ({ part, pool }, point) => part.popularity * sizes[pool]! * exp(SPREAD.point * normal(randoms[point]!)),
  )
  scaleToMean(units, UNITS_A_POINT)
  const failures = Float64Array.from(points, ({ part, curve }, point) => units[point]! * part.rate * served[curve]!)
  scaleToMean(failures, FAILURES_A_POINT)
  return { parts, curves, points, units, failures, randoms }
}

export function makeNetwork(recipe: NetworkRecipe): StockingPoints {
  const { parts: partCount, pools, steps, seed, stock, rateShape } = recipe
  const { curves, points: ofPoints, units, failures, randoms } = makePark(recipe)
  const pointCount = ofPoints.length
  const served = curves.map((curve) => curve.reduce((sum, share) => sum + share, 0))
  const lotStart = new Uint32Array(pointCount + 1)
  const lots: (Lot & { readonly yield: number })[] = []
  const stocks = new Int32Array(pointCount)
  for (const [point, { part, curve: index }] of ofPoints.entries()) {
    const curve = curves[index]!
    const random = randoms[point]!
    const harvested = harvest(units[point]!, curve, random)
    lots.push(...harvested.map((lot) => ({ ...lot, yield: part.harvestYield })))
    lotStart[point + 1] = lots.length
    const isRepaired = (step: number) => step < Math.min(part.repairsUntilStep, steps - part.turnaroundSteps)
    const repaired = curve.reduce((sum, share, step) => sum + (isRepaired(step) ? share : 0), 0) / served[index]!
    const missing =
      failures[point]! * (1 - part.repairYield * repaired) -
      harvested.reduce((sum, lot) => sum + lot.units * part.harvestYield, 0)
    stocks[point] = makeStock(stock, failures[point]!, Math.max(0, missing), random)
  }

  const keys = ofPoints.map((_, point) => new RandomStream(seed, KEY, point))
  return {
    pointCount,
    stepCount: steps,
    // The curves are shares of a point's units: its units are in its failures.
    installed: Float64Array.from(curves.flatMap((curve) => [...curve])),
    curveOf: Uint32Array.from(ofPoints, ({ curve }) => curve),
    failuresPerUnitStep: failures.map((all, point) => all / served[ofPoints[point]!.curve]!),
    stock: stocks,
    lentUnits: new Uint32Array(pointCount),
    lentUntilStep: new Uint32Array(pointCount),
    lotStart,
    lotStep: Uint32Array.from(lots, ({ step }) => step),
    lotUnits: Uint32Array.from(lots, (lot) => lot.units),
    lotYield: Float64Array.from(lots, (lot) => lot.yield),
    repairYield: Float64Array.from(ofPoints, ({ part }) => part.repairYield),
    turnaroundSteps: Uint32Array.from(ofPoints, ({ part }) => part.turnaroundSteps),
    repairsUntilStep: Uint32Array.from(ofPoints, ({ part }) => part.repairsUntilStep),
    orderSteps: new Uint32Array(ofPoints.length),
    streamLow: Uint32Array.from(keys, (key) => key.word()),
    streamHigh: Uint32Array.from(keys, (key) => key.word() >>> 8),
    rateGroupOf: Uint32Array.from(ofPoints, (_, point) => Math.floor(point / pools)),
    rateShape: new Float64Array(partCount).fill(rateShape),
  }
}
