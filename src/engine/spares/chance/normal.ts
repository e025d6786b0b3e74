// Quantiles of the normal distribution.

import { log } from '#base/elementary.ts'

/**
 * The value that a normal number of mean 0 and variance 1 does not exceed with this probability, above 0 and below 1: ratios
 * of polynomials, to about 1e-16 of it (Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
 * Applied Statistics 37, 1988, PPND16).
 *
 * Worked: 1.959963984540054 at 0.975.
 */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5
  if (Math.abs(q) <= 0.425) return q * ratioAt(0.180625 - q * q, MIDDLE)
  const r = Math.sqrt(-log(q < 0 ? probability : 1 - probability))
  const far = r <= 5 ? ratioAt(r - 1.6, TAIL) : ratioAt(r - 5, FAR_TAIL)
  return q < 0 ? -far : far
}

/** Of two polynomials, each from the highest power down. */
interface Ratio {
  readonly above: readonly number[]
  readonly below: readonly number[]
}

const MIDDLE: Ratio = {
  above: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  below: [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
}

const TAIL: Ratio = {
  above: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  below: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
}

const FAR_TAIL: Ratio = {
  above: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  below: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
}

function ratioAt(x: number, { above, below }: Ratio): number {
  return valueAt(x, above) / valueAt(x, below)
}

function valueAt(x: number, polynomial: readonly number[]): number {
  let value = 0
  for (const coefficient of polynomial) value = value * x + coefficient
  return value
}
