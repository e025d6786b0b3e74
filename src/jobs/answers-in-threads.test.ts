// The threads run what `npm run build` has built.

import { describe, expect, it } from 'vitest'
import { prepared, SMALL } from '#engine/spares/fixtures/small-network.ts'
import {
  answerSpares,
  askForLadders,
  jointlyFor,
  shareQuestions,
  simulateAll,
  type Simulated,
  simulatedPoint,
  SparesReckoning,
} from '#engine/spares/index.ts'
import { SimulationThreads } from './simulation-threads.ts'

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

async function answeredWith(simulation: SimulationThreads) {
  const reckoning = new SparesReckoning(network, chances)
  for (const look of reckoning.looks()) {
    if (look.kind === 'ladders') {
      const { tasks } = look
      const ladders = tasks.length > 0 ? await simulation.simulateLadders(askForLadders(tasks, look.chances)) : []
      look.take(new Map(tasks.map(({ key }, index) => [key, ladders[index]!])))
      continue
    }
    const simulated: Simulated = new Map()
    for (const { tasks, question } of shareQuestions(look.tasks, chances)) {
      const [tally] = await simulation.simulate([question])
      for (const [point, { key, needFromStep }] of tasks.entries())
        simulated.set(key, simulatedPoint(tally!, point, needFromStep))
    }
    look.take(simulated)
  }
  return reckoning.finish(simulateAll(jointlyFor(network, chances)))
}

describe('the whole answer', () => {
  // Simulates where it needs to, point by point.
  const alone = answerSpares(network, chances)

  it('is simulated in part', () => {
    const looks = [...new SparesReckoning(network, chances).looks()]
    for (const kind of ['points', 'ladders'])
      expect(looks.filter((look) => look.kind === kind && look.tasks.length > 0).length).toBeGreaterThan(0)
    expect(alone.network.standardError).toBeGreaterThan(0)
  })

  it.each([1, 2, 3])('is the same with what %i threads simulated before', async (threads) => {
    const simulation = new SimulationThreads(threads)
    expect(await answeredWith(simulation)).toEqual(alone)
    await simulation.close()
  })
})
