// The threads run what `npm run build` has built.

import { describe, expect, it } from 'vitest'
import { prepared, SMALL } from '#engine/spares/fixtures/small-network.ts'
import {
  answerSpares,
  jointlyFor,
  type PointTally,
  shareQuestions,
  simulateAll,
  type Simulated,
  simulatedPoint,
  type SimulationQuestion,
  SparesReckoning,
} from '#engine/spares/index.ts'
import { simulateInThreads } from './simulate-in-threads.ts'

const parts = [
  { part: 'RRU', manufacturer: 'Huawei', class: 'radio', failuresFit: 3000, repairYield: 0.8, repairDays: 60 },
  {
    part: 'BBU',
    manufacturer: 'Nokia',
    class: 'radio',
    failuresFit: 9000,
    repairYield: 0.5,
    repairDays: 30,
    price: 500,
  },
]
const units = [...SMALL.units!, { element: 'E-N', part: 'BBU', quantity: 40 }]
const network = prepared(
  { parts, units },
  { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } } },
)
const chances = { seed: 7, replications: 2048 }

async function answeredWith(tallyOf: (question: SimulationQuestion) => Promise<PointTally>) {
  const reckoning = new SparesReckoning(network, chances)
  for (const look of reckoning.looks()) {
    const simulated: Simulated = new Map()
    for (const { tasks, question } of shareQuestions(look.tasks, chances)) {
      const tally = await tallyOf(question)
      for (const [point, { key, needFromStep }] of tasks.entries())
        simulated.set(key, simulatedPoint(tally, point, needFromStep))
    }
    look.take(simulated)
  }
  return reckoning.finish(simulateAll(jointlyFor(network, chances)))
}

describe('the whole answer', () => {
  // Simulates where it needs to, point by point.
  const alone = answerSpares(network, chances)

  it('is simulated in part', () => {
    const tasks = [...new SparesReckoning(network, chances).looks()].flatMap((look) => look.tasks)
    expect(tasks.length).toBeGreaterThan(10)
    expect(alone.network.standardError).toBeGreaterThan(0)
  })

  it.each([1, 2, 3])('is the same with what %i threads simulated before', async (threads) => {
    expect(await answeredWith((question) => simulateInThreads(question, { threads }))).toEqual(alone)
  })
})
