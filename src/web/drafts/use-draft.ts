// A draft while it is written: what was saved last, what is typed since, and what happens when somebody else saved meanwhile.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Draft } from '#contract/application/draft.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { draftQuery, draftsQuery } from '../analyses/queries.ts'
import { hasCode } from '../api/problem-error.ts'
import { ask, get } from '../api/request.ts'

export interface DraftState {
  readonly saved: Draft | undefined
  readonly text: string
  readonly setText: (text: string) => void
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly error: unknown
  /** What somebody else saved over the version that is written on. */
  readonly conflict: Draft | undefined
  /** The draft as it is saved now; undefined: it was not. */
  readonly save: () => Promise<Draft | undefined>
  readonly takeTheirs: () => void
  readonly keepMine: () => Promise<Draft | undefined>
}

/** Kept by the browser until it is saved: a closed page loses nothing. */
const keyOf = (id: string): string => `mainstay.draft.${id}`

function readKept(id: string): { readonly version: number; readonly text: string } | undefined {
  try {
    const held = localStorage.getItem(keyOf(id))
    return held === null ? undefined : (JSON.parse(held) as { version: number; text: string })
  } catch {
    return undefined
  }
}

function keep(id: string, version: number, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(keyOf(id))
    else localStorage.setItem(keyOf(id), JSON.stringify({ version, text }))
  } catch {
    // A browser that keeps nothing still saves to the server.
  }
}

export function useDraft(workspace: string, id: string): DraftState {
  const queries = useQueryClient()
  const { data: latest, error: loadError } = useQuery({ ...draftQuery(workspace, id), enabled: id !== '' })
  /** The version that is written on. */
  const [base, setBase] = useState<Draft | undefined>()
  const [typed, setTyped] = useState<string | undefined>()
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const held = useRef<string | undefined>(undefined)

  useEffect(() => {
    if (!latest || latest.id !== id) return
    if (held.current !== id) {
      held.current = id
      const kept = readKept(id)
      const isKept = kept !== undefined && kept.text !== latest.text
      setBase(isKept ? { ...latest, version: kept.version } : latest)
      setTyped(isKept ? kept.text : undefined)
    } else if (typed === undefined && base !== undefined && latest.version > base.version) setBase(latest)
  }, [latest, id, typed, base])

  const text = typed ?? base?.text ?? ''
  const setText = useCallback(
    (next: string) => {
      setTyped(next)
      if (base) keep(id, base.version, next)
    },
    [base, id],
  )
  const take = useCallback(
    (draft: Draft) => {
      queries.setQueryData(draftQuery(workspace, id).queryKey, draft)
      void queries.invalidateQueries({ queryKey: draftsQuery(workspace).queryKey })
      keep(id, draft.version, undefined)
      setBase(draft)
      setTyped(undefined)
      setError(null)
    },
    [queries, workspace, id],
  )
  const write = useCallback(
    async (version: number): Promise<Draft | undefined> => {
      setSaving(true)
      try {
        const { value } = await ask<Draft>(analysisPaths.draft(workspace, id), {
          method: 'PUT',
          body: { text },
          ifMatch: `"v${version}"`,
        })
        take(value)
        return value
      } catch (problem) {
        if (hasCode(problem, 'version-differs') || hasCode(problem, 'changed-meanwhile')) {
          const theirs = await get<Draft>(analysisPaths.draft(workspace, id))
          queries.setQueryData(draftQuery(workspace, id).queryKey, theirs)
        } else setError(problem)
        return undefined
      } finally {
        setSaving(false)
      }
    },
    [workspace, id, text, take, queries],
  )
  const isChanged = base !== undefined && typed !== undefined && typed !== base.text
  const conflict = isChanged && latest && latest.id === id && latest.version > base.version ? latest : undefined
  return {
    // What is wrong with it may be told later than the version, and otherwise once the workspace has changed.
    saved: latest && latest.id === base?.id && latest.version === base.version ? latest : base,
    text,
    setText,
    isChanged,
    isSaving,
    error: loadError ?? error,
    conflict,
    save: () => (base ? (isChanged ? write(base.version) : Promise.resolve(base)) : Promise.resolve(undefined)),
    takeTheirs: () => latest && take(latest),
    keepMine: () => (latest ? write(latest.version) : Promise.resolve(undefined)),
  }
}
