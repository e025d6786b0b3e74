import * as highs from 'highs'
import { beforeAll, describe, expect, it } from 'vitest'
import { lossProgram, type SupplyNetwork, timeToSurviveProgram } from './supply-network.ts'

const NETWORK: SupplyNetwork = {
  products: [
    { node: 'P1', capacity: 130, stock: 300, demand: 100, margin: 5, needs: { A: 1, B: 1 } },
    { node: 'P2', capacity: 80, stock: 120, demand: 60, margin: 8, needs: { B: 2 } },
  ],
  suppliers: [
    { node: 'A1', material: 'A', capacity: 130, stock: 200 },
    { node: 'B1', material: 'B', capacity: 180, stock: 150 },
    { node: 'B2', material: 'B', capacity: 140, stock: 400 },
  ],
}

let solve: (program: string) => number
beforeAll(async () => {
  // CommonJS, whose one export is the function: its types say that it were an export called default.
  const load = highs.default as unknown as typeof highs.default.default
  const solver = await load()
  solve = (program) => {
    const { Status, ObjectiveValue } = solver.solve(program)
    if (Status !== 'Optimal') throw new Error(`the program is ${Status}`)
    return ObjectiveValue
  }
})

describe('a supply network of which a node stops', () => {
  it.each([
    ['A1', 5],
    ['P1', 3],
    ['P2', 2],
  ])('without %s meets all demand for %d weeks', (node, weeks) => {
    expect(solve(timeToSurviveProgram(NETWORK, [node]))).toBeCloseTo(weeks, 6)
  })

  it('without both suppliers of a material lasts on what is on hand', () => {
    // 2 x 60 t + 100 t of B are wanted, less 2 x 120 and 300 made of it already; 550 are on hand.
    expect(solve(timeToSurviveProgram(NETWORK, ['B1', 'B2']))).toBeCloseTo((550 + 540) / 220, 6)
  })

  it.each([
    ['A1', [0, 0, 1500, 3500]],
    ['P1', [0, 500, 2500, 4500]],
    ['P2', [0, 960, 2880, 4800]],
  ])('without %s loses what it cannot deliver until it recovers', (node, losses) => {
    const found = [2, 4, 8, 12].map((weeks) => solve(lossProgram(NETWORK, [node], weeks)))
    for (const [index, loss] of losses.entries()) expect(found[index]).toBeCloseTo(loss, 6)
  })

  it('is the same whatever its nodes are called', () => {
    const called: { readonly [node: string]: string } = {
      P1: 'BBU-1',
      P2: 'b c',
      A1: 'BBU',
      B1: '1e5 <= +',
      B2: 'Ö_😀.to.',
    }
    const network = {
      products: NETWORK.products.map((one) => ({ ...one, node: called[one.node]! })),
      suppliers: NETWORK.suppliers.map((one) => ({ ...one, node: called[one.node]! })),
    }
    for (const node of ['A1', 'P1', 'P2']) {
      expect(solve(timeToSurviveProgram(network, [called[node]!]))).toBeCloseTo(
        solve(timeToSurviveProgram(NETWORK, [node])),
        6,
      )
      expect(solve(lossProgram(network, [called[node]!], 8))).toBeCloseTo(solve(lossProgram(NETWORK, [node], 8)), 6)
    }
  })

  it('is refused with a node twice, one that it does not have, and what is no amount', () => {
    const [first, ...others] = NETWORK.suppliers
    expect(() => timeToSurviveProgram({ ...NETWORK, suppliers: [first!, first!, ...others] }, [])).toThrow(
      new RangeError('node: each once, not A1 twice'),
    )
    expect(() => lossProgram(NETWORK, ['A9'], 8)).toThrow(new RangeError('disrupted: nodes of the network, not A9'))
    expect(() => lossProgram(NETWORK, ['A1'], Number.NaN)).toThrow(RangeError)
    const negative = { ...first!, capacity: -1 }
    expect(() => timeToSurviveProgram({ ...NETWORK, suppliers: [negative, ...others] }, [])).toThrow(
      new RangeError('capacity: a finite number, 0 or more, not -1'),
    )
  })
})
