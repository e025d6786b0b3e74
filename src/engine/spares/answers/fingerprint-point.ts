// A short name for what a point by itself says, so that the same is not simulated twice.

import type { StockingPoints } from '../points/stocking-points.ts'

/** 64 bits of every column of a point that stands alone, and a few of its figures in full. */
export function fingerprintPoint(one: StockingPoints): string {
  const hash = { low: 0x811c9dc5, high: 0x9e3779b9 }
  for (const column of [one.installed, one.failuresPerUnitStep, one.lotYield, one.repairYield])
    mix(hash, new Uint32Array(column.slice().buffer))
  for (const column of [one.lotStep, one.lotUnits, one.turnaroundSteps, one.repairsUntilStep]) mix(hash, column)
  return `${one.streamHigh[0]}.${one.streamLow[0]}.${one.stock[0]}.${hash.high >>> 0}.${hash.low >>> 0}`
}

/** Two rounds of FNV-1a, by words and with different starts. */
function mix(hash: { low: number; high: number }, words: Uint32Array): void {
  for (const word of words) {
    hash.low = Math.imul(hash.low ^ word, 0x01000193)
    hash.high = Math.imul(hash.high ^ (word >>> 16) ^ hash.low, 0x01000193)
  }
  hash.low = Math.imul(hash.low ^ words.length, 0x01000193)
}
