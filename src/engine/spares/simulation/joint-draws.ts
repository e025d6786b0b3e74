// What is drawn once a replication for all points together: by how much each class of rates is wrong, and which plan comes
// about. Stratified over a block, as the failures of a point are.

import { gammaFactor } from '../chance/gamma.ts'
import { type PointStream, USE } from './point-stream.ts'
import { stratifiedUniforms } from './strata.ts'

const SPAN = 2 ** 31

/** The factor of a rate group in each replication of a block. */
export function drawFactors(stream: PointStream, block: number, shape: number): Float64Array {
  return Float64Array.from(stratifiedUniforms(stream, block, USE.rate), (uniform) =>
    gammaFactor((uniform + 0.5) / SPAN, shape),
  )
}

/** Which of several plans each replication of a block has. */
export function drawPlans(stream: PointStream, block: number, probabilities: readonly number[]): Uint8Array {
  const below: number[] = []
  let sum = 0
  for (const probability of probabilities) {
    sum += probability
    below.push(sum * SPAN)
  }
  const last = probabilities.length - 1
  return Uint8Array.from(stratifiedUniforms(stream, block, USE.plan), (uniform) => {
    const plan = below.findIndex((end) => uniform < end)
    return plan < 0 ? last : plan
  })
}
