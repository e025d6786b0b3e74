// A probability in words, in one form wherever it is told: never surer than it is, and with how far chance leaves it open.

import { LEAST_TOLD } from './spares-report.ts'

/** What is reckoned of chance: `95.2 %`; never `0 %` or `100 %`, for what is as good as certain need not be. */
export function sayProbability(probability: number): string {
  if (probability > 0.9999) return 'above 99.99 %'
  if (probability > 0.99) return `${floorTo(probability * 100, 2)} %`
  return probability < LEAST_TOLD ? 'below 0.05 %' : `${(probability * 100).toFixed(1)} %`
}

/** Of a simulated one with twice its standard error: `87.1 ± 0.8 %`, `below 0.9 %`. */
export function sayWithError(probability: number, standardError: number): string {
  const spread = 2 * standardError
  if (spread < 0.0005) return sayProbability(probability)
  if (probability <= spread) return `below ${sayProbability(probability + spread)}`
  if (probability + spread >= 1) return `above ${sayProbability(probability - spread)}`
  return `${(probability * 100).toFixed(1)} ± ${(spread * 100).toFixed(1)} %`
}

export function floorTo(value: number, decimals: number): string {
  const scale = 10 ** decimals
  return (Math.floor(value * scale) / scale).toFixed(decimals)
}
