// Stocking points in one file that a program in any language can read.
//
// Little-endian blocks, each of 8 bytes with its length in bytes, then its bytes, padded to a multiple of 8: first the
// numbers of points and steps, then the columns in the order below.

import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { StockingPoints } from '#engine/spares/points/stocking-points.ts'

type Columns = Omit<StockingPoints, 'pointCount' | 'stepCount'>

const COLUMNS = {
  installed: Float64Array,
  curveOf: Uint32Array,
  failuresPerUnitStep: Float64Array,
  stock: Int32Array,
  lentUnits: Uint32Array,
  lentUntilStep: Uint32Array,
  lotStart: Uint32Array,
  lotStep: Uint32Array,
  lotUnits: Uint32Array,
  lotYield: Float64Array,
  repairYield: Float64Array,
  turnaroundSteps: Uint32Array,
  repairsUntilStep: Uint32Array,
  orderSteps: Uint32Array,
  streamLow: Uint32Array,
  streamHigh: Uint32Array,
  rateGroupOf: Uint32Array,
  rateShape: Float64Array,
} satisfies { [Name in keyof Columns]: new (buffer: ArrayBuffer) => Columns[Name] }

export function writePoints(path: string, points: StockingPoints): void {
  const file = openSync(path, 'w')
  const put = (values: ArrayBufferView) => {
    writeSync(file, new BigInt64Array([BigInt(values.byteLength)]))
    writeSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    writeSync(file, new Uint8Array((8 - (values.byteLength % 8)) % 8))
  }
  put(Int32Array.of(points.pointCount, points.stepCount))
  for (const name of Object.keys(COLUMNS) as (keyof Columns)[]) put(points[name])
  closeSync(file)
}

export function readPoints(path: string): StockingPoints {
  const bytes = readFileSync(path)
  let place = 0
  const take = (): ArrayBuffer => {
    const start = place + 8
    const end = start + Number(bytes.readBigInt64LE(place))
    place = end + ((8 - (end % 8)) % 8)
    return Uint8Array.from(bytes.subarray(start, end)).buffer
  }
  const [pointCount, stepCount] = new Int32Array(take()) as unknown as [number, number]
  const columns = Object.entries(COLUMNS).map(([name, Column]) => [name, new Column(take())])
  return { pointCount, stepCount, ...(Object.fromEntries(columns) as Columns) }
}
