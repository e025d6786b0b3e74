// Step functions as paths: steps are drawn as steps, and thousands of them are thinned to what can be seen.

/** From `x` on the value is `y`, until the next step. Both in the chart's units. */
export interface DrawnStep {
  readonly x: number
  readonly y: number
}

/** A step seen beside others in the same column does not change the picture beyond these four. */
const STEPS_KEPT_PER_COLUMN = 4

/**
 * Steps as they will be seen on a screen whose columns are one unit wide: where many fall into one column only its
 * first, lowest, highest and last value stay. Each column is entered and left at the same heights and covers the same
 * heights as before.
 */
export function thinSteps(steps: readonly DrawnStep[]): readonly DrawnStep[] {
  const kept: DrawnStep[] = []
  let begin = 0
  while (begin < steps.length) {
    const column = Math.floor(steps[begin]!.x)
    let end = begin
    let lowest = steps[begin]!
    let highest = lowest
    while (end < steps.length && Math.floor(steps[end]!.x) === column) {
      const step = steps[end]!
      if (step.y < lowest.y) lowest = step
      if (step.y > highest.y) highest = step
      end++
    }
    if (end - begin <= STEPS_KEPT_PER_COLUMN) kept.push(...steps.slice(begin, end))
    else {
      const [earlier, later] = lowest.x <= highest.x ? [lowest, highest] : [highest, lowest]
      for (const step of [steps[begin]!, earlier, later, steps[end - 1]!]) if (kept.at(-1) !== step) kept.push(step)
    }
    begin = end
  }
  return kept
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Corners of the line the steps draw, up to `endX`: along at the old height, then up or down at the new day. */
export function stepCorners(steps: readonly DrawnStep[], endX: number): readonly Point[] {
  const corners: Point[] = []
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]
    if (before !== undefined && before.y !== step.y) corners.push({ x: step.x, y: before.y })
    if (before === undefined || before.y !== step.y) corners.push({ x: step.x, y: step.y })
  }
  const last = steps.at(-1)
  if (last !== undefined) corners.push({ x: endX, y: last.y })
  return corners
}

/** Thousandths of a chart unit are far below what a screen or a printer shows. */
const round = (value: number): number => Math.round(value * 1000) / 1000

function writeCorners(corners: readonly Point[]): string {
  let path = ''
  for (const [index, corner] of corners.entries()) {
    const before = corners[index - 1]
    const [x, y] = [round(corner.x), round(corner.y)]
    if (before === undefined) path += `M${x} ${y}`
    else if (round(before.y) === y) path += `H${x}`
    else if (round(before.x) === x) path += `V${y}`
    else path += `L${x} ${y}`
  }
  return path
}

/** The line of one step function. */
export function linePath(steps: readonly DrawnStep[], endX: number): string {
  return writeCorners(stepCorners(thinSteps(steps), endX))
}

/** The area between two step functions, or below one where `lower` is a level. */
export function bandPath(upper: readonly DrawnStep[], lower: readonly DrawnStep[], endX: number): string {
  const above = stepCorners(thinSteps(upper), endX)
  const below = stepCorners(thinSteps(lower), endX).toReversed()
  return above.length === 0 ? '' : `${writeCorners([...above, ...below])}Z`
}
