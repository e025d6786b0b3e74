// What the server finds wrong with a text as it is typed: of the text as it stood a moment ago.

import { useEffect, useState } from 'react'
import type { FaultsOfDraft } from '#contract/application/draft.ts'
import type { Fault } from '#model/fault.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { ask } from '../api/request.ts'
import { useAgain } from '../api/use-again.ts'

interface Asked {
  readonly workspace: string
  readonly draft: string
  readonly text: string
  /** It has no fault that is seen in the browser, and is worth asking about. */
  readonly isAsked: boolean
}

export interface TypedFaults {
  /** Of the text as it stands; undefined until it was looked through. */
  readonly faults: readonly Fault[] | undefined
  /** Why the server could not be asked about the text. */
  readonly error: unknown
}

/** Long enough for the next key. */
const PAUSE_MILLISECONDS = 250

export function useTypedFaults({ workspace, draft, text, isAsked }: Asked): TypedFaults {
  const [told, setTold] = useState<{ readonly text: string; readonly faults: readonly Fault[] } | undefined>()
  const [error, setError] = useState<unknown>(null)
  const again = useAgain(error)
  useEffect(() => {
    if (!isAsked) return
    const ending = new AbortController()
    const check = async (): Promise<void> => {
      const path = analysisPaths.draftFaults(workspace, draft)
      const { value } = await ask<FaultsOfDraft>(path, { method: 'POST', body: { text }, signal: ending.signal })
      setTold({ text, faults: value.faults as readonly Fault[] })
      setError(null)
    }
    const pause = setTimeout(() => {
      check().catch((problem: unknown) => {
        if (!ending.signal.aborted) setError(problem)
      })
    }, PAUSE_MILLISECONDS)
    return () => {
      clearTimeout(pause)
      ending.abort()
    }
  }, [workspace, draft, text, isAsked, again])
  return { faults: told?.text === text ? told.faults : undefined, error: isAsked ? error : null }
}
