// A thread of a simulation: takes points until there are none left, and says how many it has done.

import { parentPort, workerData } from 'node:worker_threads'
import { simulatePoints } from '#engine/spares/index.ts'
import { SHARE, type SimulationData } from './simulation-data.ts'

const { question, tally, next } = workerData as SimulationData
const { pointCount } = question.points
for (;;) {
  const firstPoint = Atomics.add(next, 0, SHARE)
  if (firstPoint >= pointCount) break
  const endPoint = Math.min(pointCount, firstPoint + SHARE)
  simulatePoints(question, tally, { firstPoint, endPoint })
  parentPort?.postMessage(endPoint - firstPoint)
}
