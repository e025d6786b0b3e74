// The simulation by itself: threads begin with it alone, for the rest of the feature takes a third of a second to load.

export { simulateJointBatch } from './simulate-jointly.ts'
export { simulateLadders } from './simulate-ladders.ts'
export { simulatePoints } from './simulate-points.ts'
