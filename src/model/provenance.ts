// How surely a rule fact is known. Shown beside every verdict; the weakest of a rule's facts is the verdict's.

import Type from 'typebox'

/** `verified`: read in the legal text. `reported`: a secondary source. `assumed`: nobody's word but ours. */
export const Provenance = Type.Union([Type.Literal('verified'), Type.Literal('reported'), Type.Literal('assumed')])
export type Provenance = Type.Static<typeof Provenance>

const STRENGTH: Record<Provenance, number> = { assumed: 0, reported: 1, verified: 2 }

export function weakestProvenance(all: readonly Provenance[]): Provenance {
  return all.reduce((weakest, one) => (STRENGTH[one] < STRENGTH[weakest] ? one : weakest), 'verified' as Provenance)
}
