// How long will the spares last, and what must we buy now?

export { answerSpares, type SparesAnswer } from './answers/answer-spares.ts'
export { createTiers } from './answers/point-tiers.ts'
export { targetOf } from './answers/target.ts'
export type { Watch } from './answers/watch.ts'
export { makePointTally, type PointTally, type SimulationQuestion } from './simulation/point-tally.ts'
export { simulatePoints } from './simulation/simulate-points.ts'
