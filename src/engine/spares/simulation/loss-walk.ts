// What service is lost at a point in one replication, from what its shelf owed: by how many units are down, in each step.
//
// The share of units down changes when what is owed does; units that are swapped out take theirs with them, and new ones
// are not down (as `answers/service-lost.ts` has it for expected units, here for the units of a replication).

import type { StockingPoints } from '../points/stocking-points.ts'
import type { OwedPath } from './owed-path.ts'

/** What depends on the units of each point: elements of so many units, of which so many must work. */
export interface PointElements {
  /** The shapes of point p: [shapeStart[p], shapeStart[p + 1]). */
  readonly shapeStart: Uint32Array
  readonly unitCount: Uint32Array
  readonly neededCount: Uint32Array
  /** How what hangs on shape s changes: at [changeStart[s], changeStart[s + 1]), in order of steps. */
  readonly changeStart: Uint32Array
  readonly changeStep: Uint32Array
  /** What is lost over a step in which all elements of the shape are down, from that step on; before the first: nothing. */
  readonly lossOfStep: Float64Array
}

export class LossWalk {
  readonly #elements: PointElements | undefined
  /** Of each shape of the point: the share of its elements that are short of units now, and the next change of its loss. */
  #short: Float64Array = new Float64Array(8)
  #nextChange: Uint32Array = new Uint32Array(8)

  /** Left out: an outage costs nothing. */
  constructor(elements: PointElements | undefined) {
    this.#elements = elements
  }

  /** Over all steps. */
  lossOf(points: StockingPoints, point: number, path: OwedPath): number {
    if (!this.#elements) return 0
    const { shapeStart } = this.#elements
    const [firstShape, endShape] = [shapeStart[point]!, shapeStart[point + 1]!]
    if (path.count === 0 || firstShape === endShape) return 0
    this.#begin(firstShape, endShape)
    const { stepCount, installed, curveOf } = points
    const curve = curveOf[point]! * stepCount
    let loss = 0
    let shareDown = 0
    let toldShare = 0
    let owed = 0
    let next = 0
    for (let step = path.step[0]!; step < stepCount; step++) {
      const units = installed[curve + step]!
      const unitsBefore = step === 0 ? 0 : installed[curve + step - 1]!
      if (units > unitsBefore) shareDown *= unitsBefore / units
      if (next < path.count && path.step[next] === step) {
        const nowOwed = path.owed[next++]!
        if (units > 0) shareDown = Math.min(1, Math.max(0, shareDown + (nowOwed - owed) / units))
        owed = nowOwed
      }
      if (units === 0) shareDown = 0
      if (shareDown === 0) {
        if (next === path.count) break
        continue
      }
      if (shareDown !== toldShare) this.#fillShort(firstShape, endShape, shareDown)
      toldShare = shareDown
      loss += this.#lossIn(step, firstShape, endShape)
    }
    return loss
  }

  #begin(firstShape: number, endShape: number): void {
    const shapes = endShape - firstShape
    if (this.#short.length < shapes) {
      this.#short = new Float64Array(2 * shapes)
      this.#nextChange = new Uint32Array(2 * shapes)
    }
    const { changeStart } = this.#elements!
    for (let shape = firstShape; shape < endShape; shape++) this.#nextChange[shape - firstShape] = changeStart[shape]!
  }

  #lossIn(step: number, firstShape: number, endShape: number): number {
    const { changeStart, changeStep, lossOfStep } = this.#elements!
    let loss = 0
    for (let shape = firstShape; shape < endShape; shape++) {
      const index = shape - firstShape
      let next = this.#nextChange[index]!
      while (next < changeStart[shape + 1]! && changeStep[next]! <= step) next++
      this.#nextChange[index] = next
      if (next > changeStart[shape]!) loss += lossOfStep[next - 1]! * this.#short[index]!
    }
    return loss
  }

  #fillShort(firstShape: number, endShape: number, shareDown: number): void {
    const { unitCount, neededCount } = this.#elements!
    for (let shape = firstShape; shape < endShape; shape++)
      this.#short[shape - firstShape] = shareShort(unitCount[shape]!, neededCount[shape]!, shareDown)
  }
}

/**
 * P(fewer than `needed` of `count` units work), where each is down with this probability: 1 less the sum of the binomial
 * probabilities of 0 to count - needed down, each from the one before.
 *
 * Worked: 2 of 3 with a tenth down: 1 - 0.729 - 0.243 = 0.028.
 */
export function shareShort(count: number, needed: number, shareDown: number): number {
  if (shareDown >= 1) return needed > 0 ? 1 : 0
  const works = 1 - shareDown
  let probability = 1
  for (let unit = 0; unit < count; unit++) probability *= works
  let enough = probability
  for (let down = 0; down < count - needed; down++) {
    probability *= ((count - down) / (down + 1)) * (shareDown / works)
    enough += probability
  }
  return Math.max(0, 1 - enough)
}
