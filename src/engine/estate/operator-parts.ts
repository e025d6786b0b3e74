// Into how many parts is what is shared divided, so that what is the operator's is a whole number of them?

import type { SubjectClass } from '#model/estate.ts'

/** Beyond it parts are ranges of thousandths: national traffic in kbit/s (10^11), times this, is summed below 2^53. */
const MOST_PARTS = 10_000
const THOUSANDTHS = 1000

/** The least number that all shares of the subjects are whole parts of, as long as it is not too large. */
export function countOperatorParts(classes: readonly SubjectClass[], classOf: Uint32Array): number {
  const isUsed = new Uint8Array(classes.length)
  for (let subject = 0; subject < classOf.length; subject++) isUsed[classOf[subject]!] = 1
  let parts = 1
  for (const [classId, { operatorShare }] of classes.entries()) {
    if (isUsed[classId] === 0) continue
    parts *= operatorShare.whole / greatestCommonDivisor(parts, operatorShare.whole)
    if (parts > MOST_PARTS) return THOUSANDTHS
  }
  return parts
}

export function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right)
}
