// How long will the spares last, and what must we buy now?

export { type JointQuestion, type JointTally, makeJointTally, mergeJointTallies } from './simulation/joint-tally.ts'
export { makePointTally, type PointTally, type SimulationQuestion } from './simulation/point-tally.ts'
export { simulateJointBatch } from './simulation/simulate-jointly.ts'
export { simulatePoints } from './simulation/simulate-points.ts'
