// Why a text in which no fault is seen may have one all the same: nobody has looked it through yet.

import { analyses } from '../words/en/analyses.ts'

interface Unchecked {
  readonly isChanged: boolean
  /** Why the server could not be asked about what is typed. */
  readonly error: unknown
}

export function sayUnchecked({ isChanged, error }: Unchecked): string {
  if (!isChanged) return analyses.draft.faultsNotFoundYet
  return error === null ? analyses.draft.checking : analyses.draft.notChecked
}
