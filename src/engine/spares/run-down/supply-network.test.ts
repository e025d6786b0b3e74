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
})
