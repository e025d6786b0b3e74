// A thread of a simulation: takes shares until there are none left, and posts how many points are done or what it counted.

import { parentPort, workerData } from 'node:worker_threads'
import { simulateJointBatch, simulatePoints } from '#engine/spares/index.ts'
import { JOINT_BATCH, POINT_SHARE, type SimulationData } from './simulation-data.ts'

const data = workerData as SimulationData
const size = data.kind === 'points' ? POINT_SHARE : JOINT_BATCH
const end = data.kind === 'points' ? data.question.points.pointCount : data.question.replications
for (;;) {
  const first = Atomics.add(data.next, 0, size)
  if (first >= end) break
  parentPort?.postMessage(simulateShare(first, Math.min(end, first + size)))
}

function simulateShare(from: number, to: number): unknown {
  if (data.kind === 'jointly') return simulateJointBatch(data.question, from, to - from)
  simulatePoints(data.question, data.tally, { firstPoint: from, endPoint: to })
  return to - from
}
