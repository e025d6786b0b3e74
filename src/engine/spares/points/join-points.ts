// Points that each stand alone, as the points of one question.

import type { StockingPoints } from './stocking-points.ts'

/** Each with a rate group of its own; all of the same number of steps. Those that read one curve still do. */
export function joinPoints(singles: readonly StockingPoints[]): StockingPoints {
  const { stepCount } = singles[0]!
  const lotStart = new Uint32Array(singles.length + 1)
  for (const [point, { lotStep }] of singles.entries()) lotStart[point + 1] = lotStart[point]! + lotStep.length
  const { installed, curveOf } = joinCurves(singles)
  const lengthOf = (columnOf: (one: StockingPoints) => ArrayLike<number>): number =>
    singles.reduce((sum, one) => sum + columnOf(one).length, 0)
  const joinInto = <Column extends Float64Array | Uint32Array>(
    joined: Column,
    columnOf: (one: StockingPoints) => Column,
  ): Column => {
    let at = 0
    for (const one of singles) {
      const column = columnOf(one)
      joined.set(column, at)
      at += column.length
    }
    return joined
  }
  const floats = (columnOf: (one: StockingPoints) => Float64Array): Float64Array =>
    joinInto(new Float64Array(lengthOf(columnOf)), columnOf)
  const numbers = (columnOf: (one: StockingPoints) => Uint32Array): Uint32Array =>
    joinInto(new Uint32Array(lengthOf(columnOf)), columnOf)
  return {
    pointCount: singles.length,
    stepCount,
    installed,
    curveOf,
    failuresPerUnitStep: floats((one) => one.failuresPerUnitStep),
    stock: Int32Array.from(singles, ({ stock }) => stock[0]!),
    lentUnits: numbers(({ lentUnits }) => lentUnits),
    lentUntilStep: numbers(({ lentUntilStep }) => lentUntilStep),
    lotStart,
    lotStep: numbers(({ lotStep }) => lotStep),
    lotUnits: numbers(({ lotUnits }) => lotUnits),
    lotYield: floats(({ lotYield }) => lotYield),
    repairYield: floats(({ repairYield }) => repairYield),
    turnaroundSteps: numbers(({ turnaroundSteps }) => turnaroundSteps),
    repairsUntilStep: numbers(({ repairsUntilStep }) => repairsUntilStep),
    orderSteps: numbers(({ orderSteps }) => orderSteps),
    streamLow: numbers(({ streamLow }) => streamLow),
    streamHigh: numbers(({ streamHigh }) => streamHigh),
    rateGroupOf: Uint32Array.from(singles.keys()),
    rateShape: floats(({ rateShape }) => rateShape),
  }
}

/** Where one column is a part of another's memory, both are one. */
function joinCurves(singles: readonly StockingPoints[]): Pick<StockingPoints, 'installed' | 'curveOf'> {
  const places = new Map<ArrayBufferLike, Map<number, number>>()
  const curves: Float64Array[] = []
  const curveOf = Uint32Array.from(singles, ({ installed }) => {
    const { buffer, byteOffset } = installed
    const within = places.get(buffer) ?? new Map<number, number>()
    places.set(buffer, within)
    const known = within.get(byteOffset) ?? curves.push(installed) - 1
    within.set(byteOffset, known)
    return known
  })
  const { stepCount } = singles[0]!
  const joined = new Float64Array(curves.length * stepCount)
  for (const [curve, installed] of curves.entries()) joined.set(installed, curve * stepCount)
  return { installed: joined, curveOf }
}
