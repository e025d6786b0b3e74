// The exact tier over a file of stocking points, in a process of its own.
//
// usage: typescript POINTS FIGURES [uncertain]; prints its seconds of processor time without reading and writing, and the
// largest resident set the operating system saw, with Node itself. With `uncertain`, failure rates are as uncertain as the
// points say, and it prints how far a survival is estimated to be wrong at the most.

import { writeFileSync } from 'node:fs'
import { ExactTier, makePointCurves } from '#engine/spares/exact/exact-tier.ts'
import { readPoints } from '../points-file.ts'

const POINTS_A_BLOCK = 64

const [input, output, rates] = process.argv.slice(2) as [string, string, string?]
const points = readPoints(input)
const { pointCount, stepCount } = points

const begun = process.cpuUsage()
// Kept of each point: what is owed, added up over the steps; the most likely shortfall; survival to the end. Of each step:
// what is owed in all.
const figures = new Float64Array(3 * pointCount + stepCount)
const curves = makePointCurves(POINTS_A_BLOCK, stepCount)
const tier = new ExactTier(points)
const errors = new Float64Array(POINTS_A_BLOCK)
let largestError = 0
for (let from = 0; from < pointCount; from += POINTS_A_BLOCK) {
  const until = Math.min(pointCount, from + POINTS_A_BLOCK)
  if (rates === 'uncertain') tier.reckonUncertain(from, until, curves, errors)
  else tier.reckon(from, until, curves)
  largestError = Math.max(largestError, ...errors)
  for (let point = from; point < until; point++) fold(point, (point - from) * stepCount)
}
const { user, system } = process.cpuUsage(begun)

function fold(point: number, row: number): void {
  let owed = 0
  let worst = 0
  for (let step = 0; step < stepCount; step++) {
    const backorders = curves.backorders[row + step]!
    owed += backorders
    worst = Math.max(worst, curves.shortfall[row + step]!)
    figures[3 * pointCount + step]! += backorders
  }
  figures[3 * point] = owed
  figures[3 * point + 1] = worst
  figures[3 * point + 2] = curves.survival[row + stepCount - 1]!
}

writeFileSync(output, figures)
const largestBytes = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ seconds: (user + system) / 1e6, largestBytes, largestError }))
