// A short name for what a point by itself says, so that the same is not simulated twice.

import type { StockingPoints } from '../points/stocking-points.ts'

interface Hash {
  low: number
  high: number
}

/** 64 bits of every column of a point that stands alone, and a few of its figures in full. */
export function fingerprintPoint(one: StockingPoints): string {
  const hash = { ...hashOfCurve(one.installed) }
  for (const column of [one.failuresPerUnitStep, one.lotYield, one.repairYield]) mix(hash, wordsOf(column))
  for (const column of [one.lotStep, one.lotUnits, one.turnaroundSteps, one.repairsUntilStep, one.orderSteps])
    mix(hash, column)
  if (one.lentUnits[0]! > 0) for (const column of [one.lentUnits, one.lentUntilStep]) mix(hash, column)
  return `${one.streamHigh[0]}.${one.streamLow[0]}.${one.stock[0]}.${hash.high >>> 0}.${hash.low >>> 0}`
}

/** By the memory they lie in and the place in it: the longest column, asked of again and again. */
const knownCurves = new WeakMap<ArrayBufferLike, Map<number, Hash>>()

function hashOfCurve(curve: Float64Array): Hash {
  const within = knownCurves.get(curve.buffer) ?? new Map<number, Hash>()
  knownCurves.set(curve.buffer, within)
  let hash = within.get(curve.byteOffset)
  if (!hash) {
    mix((hash = { low: 0x811c9dc5, high: 0x9e3779b9 }), wordsOf(curve))
    within.set(curve.byteOffset, hash)
  }
  return hash
}

function wordsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length)
}

/** Two rounds of FNV-1a, by words and with different starts. */
function mix(hash: Hash, words: Uint32Array): void {
  for (const word of words) {
    hash.low = Math.imul(hash.low ^ word, 0x01000193)
    hash.high = Math.imul(hash.high ^ (word >>> 16) ^ hash.low, 0x01000193)
  }
  hash.low = Math.imul(hash.low ^ words.length, 0x01000193)
}
