// The mapping of an arrival while it is written: kept by the browser until it is previewed, as a draft is until it is saved.

import { useEffect, useMemo } from 'react'
import type { Arrival } from '#contract/application/arrival.ts'
import { type TextState, useWrittenText } from '../../drafts/use-written-text.ts'
import type { SavedText } from '../../drafts/written-text.ts'
import { nameArrival } from './history.tsx'

/** Another one than that it was begun from, by whomever it was previewed. */
const isNewer = (latest: SavedText, base: SavedText): boolean => latest.mark !== base.mark

export function useMappingText(arrival: Arrival): TextState {
  const { id, state, read } = arrival
  const previewed = read?.mapping ?? ''
  const latest = useMemo(() => ({ text: previewed, mark: previewed }), [previewed])
  const writing = useWrittenText({ subject: `${id}/mapping`, name: nameArrival(arrival), latest, isNewer })
  const { isChanged, elsewhere } = writing
  // Of what is decided on nothing is read anew.
  const isDecided = state === 'accepted' || state === 'rejected'
  useEffect(() => {
    if (!isDecided) return
    if (isChanged) writing.takeLatest()
    for (const one of elsewhere) writing.throwAway(one)
  }, [isDecided, isChanged, elsewhere.length])
  return writing
}
