// Of each item the choices that some price of value makes best: the corners of the upper concave hull over cost and value.
//
// Between two corners each further unit of money gains the same on average, and from corner to corner it gains less and
// less, whatever lots and least orders do to the choices themselves. (Fox, "Discrete optimization via marginal analysis",
// Management Science 13, 1966; Kettelle 1962.)

import type { Choices } from './choices.ts'

export interface Hulls {
  /** Corners of item i: [start[i], start[i + 1]), by cost; none where no choice is good enough. */
  readonly start: Uint32Array
  /** Index of the choice. */
  readonly choice: Uint32Array
}

/**
 * From the cheapest choice that is good enough to the one of most value; corners in one line are all kept.
 *
 * Worked: costs 0, 1, 2, 3 with values 0, 1, 4, 5: the corners are 0, 2 and 3 bought.
 */
export function hullsOf({ itemCount, start, cost, value }: Choices): Hulls {
  const corners = new Uint32Array(cost.length)
  const hullStart = new Uint32Array(itemCount + 1)
  let count = 0
  for (let item = 0; item < itemCount; item++) {
    const first = count
    for (let choice = start[item]!; choice < start[item + 1]!; choice++) {
      if (value[choice] === Number.NEGATIVE_INFINITY) continue
      if (count > first && value[choice]! <= value[corners[count - 1]!]!) continue
      while (count > first && isBelow(cost, value, corners, count, first, choice)) count--
      corners[count++] = choice
    }
    hullStart[item + 1] = count
  }
  return { start: hullStart, choice: corners.slice(0, count) }
}

/** What rounding alone bends is straight. */
const STRAIGHT = 1 - 1e-12

/** Whether the last corner lies below the line from the one before it to this choice, or costs as much and is worth less. */
function isBelow(
  cost: Float64Array,
  value: Float64Array,
  corners: Uint32Array,
  count: number,
  first: number,
  choice: number,
): boolean {
  const last = corners[count - 1]!
  if (cost[choice] === cost[last]) return true
  if (count - first < 2) return false
  const before = corners[count - 2]!
  const gain = (value[last]! - value[before]!) * (cost[choice]! - cost[last]!)
  return gain < (value[choice]! - value[last]!) * (cost[last]! - cost[before]!) * STRAIGHT
}
