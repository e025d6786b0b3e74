// How long will the spares last, and what must we buy now?

export { makePointTally, type PointTally, type SimulationQuestion } from './simulation/point-tally.ts'
export { simulatePoints } from './simulation/simulate-points.ts'
