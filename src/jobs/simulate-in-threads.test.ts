// The threads run what `npm run build` has built.

import { describe, expect, it } from 'vitest'
import {
  type JointQuestion,
  type JointTally,
  makePointTally,
  type PointElements,
  type PointTally,
  simulateJointBatch,
  simulatePoints,
} from '#engine/spares/index.ts'
import { randomPoints, stockingPoints } from '#engine/spares/simulation/fixtures/points.ts'
import { simulateInThreads, simulateJointlyInThreads } from './simulate-in-threads.ts'

const points = stockingPoints(randomPoints(150, 8, { stepCount: 30, isRepaired: true }))
const question = { points, seed: 4, replications: 1024, leastStock: new Int32Array(150) }

const columnsOf = (tally: PointTally | JointTally) =>
  Object.entries(tally).map(([name, column]) => [
    name,
    ArrayBuffer.isView(column) ? [...(column as Int32Array)] : column,
  ])

describe('a simulation in threads', () => {
  it('counts the same whatever the number of threads', async () => {
    const alone = makePointTally(question)
    simulatePoints(question, alone, { firstPoint: 0, endPoint: 150 })
    for (const threads of [1, 2, 3])
      expect(columnsOf(await simulateInThreads(question, { threads }))).toEqual(columnsOf(alone))
  })

  it('ends each point at the same replication whatever the number of threads', async () => {
    const enough = { ...question, replications: 256 * 20, standardError: 0.006 }
    const one = await simulateInThreads(enough, { threads: 1 })
    const three = await simulateInThreads(enough, { threads: 3 })
    expect(new Set(one.replications).size).toBeGreaterThan(1)
    expect(columnsOf(three)).toEqual(columnsOf(one))
  })

  it('says how far it is', async () => {
    const seen: number[] = []
    await simulateInThreads(question, { threads: 2, onProgress: (done, of) => seen.push(done, of) })
    expect(seen.length).toBe(2 * Math.ceil(150 / 8))
    expect(seen.slice(-2)).toEqual([150, 150])
  })

  it('ends when the caller has had enough', async () => {
    const long = { ...question, replications: 256 * 4000 }
    const controller = new AbortController()
    const simulated = simulateInThreads(long, { threads: 2, signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(simulated).rejects.toThrow('enough')
    await expect(simulateInThreads(long, { signal: controller.signal })).rejects.toThrow('enough')
  })

  it('says what went wrong in a thread', async () => {
    const { lotStep: _, ...incomplete } = points
    const wrong = { ...question, points: incomplete as typeof points }
    await expect(simulateInThreads(wrong, { threads: 2 })).rejects.toThrow(/Cannot read properties of undefined/)
  })
})

describe('a simulation of all points together, in threads', () => {
  /** At each point thirty elements of three units, of which two must work, on sites that all points share. */
  const elements: PointElements = {
    elementStart: Uint32Array.from({ length: 151 }, (_, index) => 30 * index),
    unitCount: new Uint32Array(4500).fill(3),
    neededCount: new Uint32Array(4500).fill(2),
    pace: new Float64Array(4500).fill(1),
    firstStep: new Uint32Array(4500),
    endStep: new Uint32Array(4500).fill(30),
    siteOf: Int32Array.from({ length: 4500 }, (_, index) => index % 30),
    changeStart: Uint32Array.from({ length: 31 }, (_, index) => index),
    changeStep: new Uint32Array(30),
    lossOfStep: Float64Array.from({ length: 30 }, (_, index) => 0.1 + (index % 7)),
  }
  const joint: JointQuestion = {
    plans: [{ points, probability: 1, elements }],
    groupings: [{ groupCount: 5, groupOf: Uint32Array.from({ length: 150 }, (_, index) => index % 5) }],
    binnedGroups: 5,
    sisters: {
      regionStart: Uint32Array.of(0, 3, 9),
      members: Uint32Array.of(1, 5, 9, 20, 30, 40, 50, 60, 70),
      reserve: 1,
    },
    rateLow: new Uint32Array(1),
    rateHigh: new Uint32Array(1),
    seed: 4,
    replications: 256 * 9,
  }

  it('counts the same whatever the number of threads, and says how far it is', async () => {
    const alone = simulateJointBatch(joint, 0, joint.replications)
    for (const threads of [1, 2, 3]) {
      const seen: number[] = []
      const tally = await simulateJointlyInThreads(joint, { threads, onProgress: (done) => seen.push(done) })
      expect(columnsOf(tally)).toEqual(columnsOf(alone))
      expect(seen).toEqual([512, 1024, 1536, 2048, 2304])
    }
  })

  it('ends when the caller has had enough', async () => {
    const controller = new AbortController()
    const simulated = simulateJointlyInThreads(
      { ...joint, replications: 256 * 20_000 },
      { threads: 2, signal: controller.signal },
    )
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(simulated).rejects.toThrow('enough')
  })
})
