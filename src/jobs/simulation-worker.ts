// A thread of a simulation: takes shares until there are none left, and posts how many points are done or what it counted.

import { parentPort, workerData } from 'node:worker_threads'
import { simulateJointBatch, simulateLadders, simulatePoints } from '#engine/spares/simulation/index.ts'
import {
  JOINT_BATCH,
  POINT_SHARE,
  type PointsMessage,
  type SimulationData,
  type ThreadTasks,
} from './simulation-data.ts'

const data = workerData as SimulationData
if (data.kind === 'jointly') {
  const { question, next } = data
  takeShares(next, question.replications, JOINT_BATCH, (from, to) => simulateJointBatch(question, from, to - from))
} else {
  parentPort?.on('message', (asked: ThreadTasks) => {
    if (asked.kind === 'ladders') {
      const { question, next } = asked.task
      takeShares(next, question.points.pointCount, POINT_SHARE, (firstPoint, endPoint) => {
        const ladders = simulateLadders(question, firstPoint, endPoint)
        return { firstPoint, ladders } satisfies PointsMessage
      })
    } else
      for (const { question, tally, next } of asked.tasks)
        takeShares(next, question.points.pointCount, POINT_SHARE, (firstPoint, endPoint) => {
          simulatePoints(question, tally, { firstPoint, endPoint })
          return (endPoint - firstPoint) satisfies PointsMessage
        })
    parentPort?.postMessage('finished' satisfies PointsMessage)
  })
}

function takeShares(
  next: Int32Array,
  end: number,
  size: number,
  simulate: (from: number, to: number) => unknown,
): void {
  for (;;) {
    const first = Atomics.add(next, 0, size)
    if (first >= end) return
    parentPort?.postMessage(simulate(first, Math.min(end, first + size)))
  }
}
