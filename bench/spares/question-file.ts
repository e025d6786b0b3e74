// Stocking points and what was counted of them as plain bytes, for the programs they are compared with.

import { writeFileSync } from 'node:fs'
import type { PointTally, SimulationQuestion } from '#engine/spares/index.ts'

const bytesOf = (column: ArrayBufferView) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)

/** A header of eight numbers, then column after column: those of eight bytes a number first. */
export function writePoints(path: string, { points, replications, seed }: SimulationQuestion): void {
  const header = Uint32Array.of(
    points.pointCount,
    points.stepCount,
    points.installed.length,
    points.lotStep.length,
    points.rateShape.length,
    replications,
    seed % 2 ** 32,
    Math.floor(seed / 2 ** 32),
  )
  const { installed, failuresPerUnitStep, lotYield, repairYield, rateShape } = points
  const { curveOf, stock, lotStart, lotStep, lotUnits, turnaroundSteps, repairsUntilStep } = points
  const { streamLow, streamHigh, rateGroupOf } = points
  const wide = [installed, failuresPerUnitStep, lotYield, repairYield, rateShape]
  const narrow = [curveOf, stock, lotStart, lotStep, lotUnits, turnaroundSteps, repairsUntilStep]
  const columns = [header, ...wide, ...narrow, streamLow, streamHigh, rateGroupOf]
  writeFileSync(path, Buffer.concat(columns.map(bytesOf)))
}

export function tallyBytes({ replications, firstEmpty, owedChange, ranOutSquares, needs }: PointTally): Buffer {
  return Buffer.concat([replications, firstEmpty, owedChange, ranOutSquares, needs].map(bytesOf))
}
