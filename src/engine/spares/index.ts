// How long will the spares last, and what must we buy now? What the rest of Mainstay asks; the mathematics alone, which others use
// as `mainstay/spares`, is `library.ts`.

export {
  answerSpares,
  type Look,
  type PreparedSpares,
  prepareSpares,
  SparesReckoning,
  type SparesAnswer,
} from './answers/answer-spares.ts'
export { tellKnown } from './answers/tell-known.ts'
export { askForLadders, type SimulatedLadders } from './answers/rough-ladders.ts'
export { manyTogether } from './answers/many-together.ts'
export { jointlyFor, type JointTallies, simulateAll } from './answers/joint-questions.ts'
export { type Chances, shareQuestions, type Simulated, simulatedPoint } from './answers/simulations.ts'
export type { AskBars, Barred } from './points/barred.ts'
export { probabilityOf, targetOf } from './answers/target.ts'
export type { Watch } from './answers/watch.ts'
export { makeJointTally } from './simulation/joint-tally.ts'
export { makePointTally, type PointTally, type SimulationQuestion } from './simulation/point-tally.ts'
export { type LadderQuestion, type SimulatedLadder, simulateLadders } from './simulation/simulate-ladders.ts'
export { simulatePoints } from './simulation/simulate-points.ts'

export * from './library.ts'
