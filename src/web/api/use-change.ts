// A change of something one saw. It is meant for what was seen: where somebody else changed that meanwhile, what is there now is
// read, and the next attempt is meant for that.

import { useState } from 'react'
import { hasCode } from './problem-error.ts'

interface Versioned {
  readonly version: string
}

interface ChangeAsked<Thing extends Versioned> {
  /** As it was seen when one began. */
  readonly thing: Thing
  /** As it is now. */
  readonly load: () => Promise<Thing>
  /** What one goes by: where only something else of it has changed, nobody is asked about that. */
  readonly gist: (thing: Thing) => unknown
  /** `tag`: the ETag of what is seen. */
  readonly change: (tag: string, seen: Thing) => Promise<unknown>
}

export interface Change<Thing> {
  /** Rejects with `version-differs` where somebody else changed it. */
  readonly attempt: () => Promise<void>
  /** What somebody else made of it, and the next attempt is meant for. */
  readonly theirs: Thing | undefined
}

export function useChange<Thing extends Versioned>({ thing, load, gist, change }: ChangeAsked<Thing>): Change<Thing> {
  const [theirs, setTheirs] = useState<Thing>()
  const attempt = async (seen: Thing, isAgain = false): Promise<void> => {
    try {
      await change(`"${seen.version}"`, seen)
    } catch (error) {
      if (!hasCode(error, 'version-differs')) throw error
      const now = await load()
      if (!isAgain && JSON.stringify(gist(now)) === JSON.stringify(gist(seen))) return attempt(now, true)
      setTheirs(now)
      throw error
    }
  }
  return { attempt: () => attempt(theirs ?? thing), theirs }
}
