// The operator's part of what a subject weighs, in the parts the estate is divided into.

import type { Estate, SubjectClass } from '#model/estate.ts'
import type { SitePart } from './site-stretches.ts'

/** The two ends differ only where the share is not a whole number of parts. */
export function operatorPart(
  { operatorShare: { own, whole } }: SubjectClass,
  { operatorParts }: Pick<Estate, 'operatorParts'>,
): SitePart {
  return { low: Math.floor((own * operatorParts) / whole), high: Math.ceil((own * operatorParts) / whole) }
}

export function isOperatorPartRanged(estate: Estate): boolean {
  return estate.classes.some((subject) => estate.operatorParts % subject.operatorShare.whole !== 0)
}
