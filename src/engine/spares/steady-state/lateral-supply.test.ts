import { describe, expect, it } from 'vitest'
import { erlangLoss, type LateralDepot, poolingBounds, serviceShares } from './lateral-supply.ts'
import { poissonAtMost, poissonProbability } from '../chance/poisson.ts'

it('the loss formula is the truncated Poisson distribution at its end', () => {
  expect(erlangLoss(2, 1)).toBeCloseTo(0.2, 14)
  for (const load of [0.01, 0.5, 3, 40])
    for (const stock of [0, 1, 2, 7, 30])
      expect(erlangLoss(stock, load)).toBeCloseTo(poissonProbability(stock, load) / poissonAtMost(stock, load), 12)
})

/** The chain of two depots' shelves, with exponential resupply times, run until it rests. */
function exactShares([left, right]: readonly [LateralDepot, LateralDepot], time: number) {
  const [rows, columns] = [left.stock + 1, right.stock + 1]
  const rate = left.failures + right.failures + (left.stock + right.stock) / time
  let states = new Float64Array(rows * columns).fill(1 / (rows * columns))
  for (let turn = 0; turn < 20_000; turn++) {
    const next = new Float64Array(states.length)
    for (let a = 0; a < rows; a++)
      for (let b = 0; b < columns; b++) {
        const probability = states[a * columns + b]!
        const move = (toA: number, toB: number, flow: number) => {
          next[toA * columns + toB]! += (probability * flow) / rate
        }
        const all = left.failures + right.failures
        move(a, b, a + b === 0 ? all : 0)
        move(a - 1, b, a === 0 ? 0 : b === 0 ? all : left.failures)
        move(a, b - 1, b === 0 ? 0 : a === 0 ? all : right.failures)
        move(a + 1, b, (left.stock - a) / time)
        move(a, b + 1, (right.stock - b) / time)
        move(a, b, (a + b) / time)
      }
    states = next
  }
  const sumWhere = (test: (a: number, b: number) => boolean) =>
    states.reduce(
      (sum, probability, state) => (test(Math.floor(state / columns), state % columns) ? sum + probability : sum),
      0,
    )
  return { own: [sumWhere((a) => a > 0), sumWhere((_, b) => b > 0)], emergency: states[0]! }
}

const PAIRS: readonly (readonly [number, number, number, number, number])[] = [
  [0.5, 0.5, 1, 1, 1],
  [1, 0.3, 2, 1, 1],
  [2, 0.5, 2, 2, 1],
  [0.1, 0.2, 1, 2, 3],
  [3, 1, 4, 3, 1],
  [1, 1, 1, 1, 1],
  [0.02, 0.08, 0, 1, 1],
]

describe('two depots that help each other', () => {
  it('are served from outside exactly as often as the chain says, and by each other nearly so', () => {
    for (const [left, right, leftStock, rightStock, time] of PAIRS) {
      const depots = [
        { failures: left, stock: leftStock },
        { failures: right, stock: rightStock },
      ] as const
      const exact = exactShares(depots, time)
      for (const [index, { own, lateral, emergency }] of serviceShares(depots, time).entries()) {
        expect(own + lateral + emergency).toBeCloseTo(1, 12)
        expect(emergency).toBeCloseTo(exact.emergency, 11)
        expect(Math.abs(own - exact.own[index]!)).toBeLessThan(0.013)
      }
    }
  })

  it('are of the worked example', () => {
    const [first] = serviceShares(
      [
        { failures: 1, stock: 2 },
        { failures: 0.3, stock: 1 },
      ],
      1,
    )
    expect(first!.own).toBeCloseTo(0.7804, 4)
    expect(first!.lateral).toBeCloseTo(0.1153, 4)
    expect(first!.emergency).toBeCloseTo(0.1043, 4)
  })

  it('where they are alike, are served alike, three as well as two', () => {
    const shares = serviceShares(
      Array.from({ length: 3 }, () => ({ failures: 0.8, stock: 1 })),
      1,
    )
    expect(new Set(shares.map(({ own }) => own.toFixed(12))).size).toBe(1)
  })
})

describe('the backorders of depots', () => {
  it('are fewest in one place and most each by itself', () => {
    const two = [
      { failures: 1, stock: 1 },
      { failures: 1, stock: 1 },
    ]
    expect(poolingBounds(two, 1).pooled).toBeCloseTo(0.5413, 4)
    expect(poolingBounds(two, 1).unpooled).toBeCloseTo(0.7358, 4)
    for (const [left, right, leftStock, rightStock, time] of PAIRS) {
      const bounds = poolingBounds(
        [
          { failures: left, stock: leftStock },
          { failures: right, stock: rightStock },
        ],
        time,
      )
      expect(bounds.pooled).toBeLessThanOrEqual(bounds.unpooled + 1e-12)
    }
  })
})
