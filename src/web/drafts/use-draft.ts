// A draft while it is written: what was saved last, what is typed since, and what happens when somebody else saved or deleted it
// meanwhile.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import type { Draft } from '#contract/application/draft.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { draftQuery, draftsQuery } from '../analyses/queries.ts'
import { hasCode } from '../api/problem-error.ts'
import { ask, get } from '../api/request.ts'
import { type TextState, useWrittenText } from './use-written-text.ts'
import type { SavedText } from './written-text.ts'

export interface DraftState
  extends Pick<TextState, 'text' | 'name' | 'setText' | 'isChanged' | 'elsewhere' | 'takeUp' | 'throwAway'> {
  readonly saved: Draft | undefined
  readonly isSaving: boolean
  readonly error: unknown
  /** Nobody has it any more: what was typed can be saved as another. */
  readonly isGone: boolean
  /** What somebody else saved over the version that is written on. */
  readonly conflict: Draft | undefined
  /** The draft as it is saved now; undefined: it was not. What is typed until the reply comes stays unsaved. */
  readonly save: () => Promise<Draft | undefined>
  readonly takeTheirs: () => void
  readonly keepMine: () => Promise<Draft | undefined>
  readonly forget: () => void
}

const textOf = ({ text, version }: Draft): SavedText => ({ text, mark: String(version) })
const isNewer = (latest: SavedText, base: SavedText): boolean => Number(latest.mark) > Number(base.mark)

/** One draft for the life of the component. */
export function useDraft(workspace: string, id: string): DraftState {
  const queries = useQueryClient()
  const query = draftQuery(workspace, id)
  const { data: latest, error: loadError } = useQuery(query)
  const latestText = useMemo(() => latest && textOf(latest), [latest])
  const writing = useWrittenText({
    subject: `${workspace}/${id}`,
    name: latest?.name ?? '',
    latest: latestText,
    isNewer,
  })
  const { base, text, isChanged } = writing
  const [isSaving, setSaving] = useState(false)
  const [saveError, setError] = useState<unknown>(null)
  const underWay = useRef<Promise<Draft | undefined> | undefined>(undefined)

  const take = (sent: string, draft: Draft): Draft => {
    queries.setQueryData(query.queryKey, draft)
    void queries.invalidateQueries({ queryKey: draftsQuery(workspace).queryKey })
    writing.takeSaved(sent, textOf(draft))
    setError(null)
    return draft
  }
  const send = async (version: string): Promise<Draft | undefined> => {
    const path = analysisPaths.draft(workspace, id)
    try {
      return take(text, (await ask<Draft>(path, { method: 'PUT', body: { text }, ifMatch: `"v${version}"` })).value)
    } catch (problem) {
      if (!hasCode(problem, 'version-differs') && !hasCode(problem, 'changed-meanwhile')) throw problem
      const theirs = await get<Draft>(path)
      // Saved before, and the reply was lost on its way.
      if (theirs.text === text) return take(text, theirs)
      queries.setQueryData(query.queryKey, theirs)
      return undefined
    }
  }
  /** One save at a time: each is over what the one before it made. */
  const write = (version: string): Promise<Draft | undefined> => {
    if (underWay.current) return underWay.current
    setSaving(true)
    underWay.current = send(version)
      .catch((problem: unknown) => {
        setError(problem)
        return undefined
      })
      .finally(() => {
        underWay.current = undefined
        setSaving(false)
      })
    return underWay.current
  }
  const saved = latest && base && { ...latest, version: Number(base.mark) }
  const isGone = hasCode(loadError, 'not-found') || hasCode(saveError, 'not-found')
  return {
    ...writing,
    // What is wrong with it may be told later than the version, and otherwise once the workspace has changed.
    saved,
    isSaving,
    error: loadError ?? saveError,
    isGone,
    // What is not there any more cannot be saved over, whatever was saved of it last.
    conflict: writing.isBehind && !isSaving && !isGone ? latest : undefined,
    save: () => (base && isChanged ? write(base.mark) : Promise.resolve(saved)),
    takeTheirs: writing.takeLatest,
    keepMine: () => (latest ? write(String(latest.version)) : Promise.resolve(undefined)),
    forget: writing.takeLatest,
  }
}
