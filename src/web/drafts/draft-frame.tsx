// What is around the text of every draft: its name, how it is saved, asked and deleted, and what to do when somebody else saved it.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Draft } from '#contract/application/draft.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { draftQuery, draftsQuery } from '../analyses/queries.ts'
import type { useAsk } from '../analyses/use-ask.ts'
import { useMayAnalyse } from '../analyses/use-may-analyse.ts'
import { ask } from '../api/request.ts'
import { useChange } from '../api/use-change.ts'
import { formatInstant } from '../format.ts'
import { Button } from '../parts/button.tsx'
import { ChangeFault } from '../parts/change-fault.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { analyses } from '../words/en/analyses.ts'
import { shell } from '../words/en/shell.ts'
import { AdoptDraft } from './adopt-draft.tsx'
import { BothTexts } from './both-texts.tsx'
import type { TextFault } from './check-text.ts'
import { GoneDraft } from './gone-draft.tsx'
import { KeptNote } from './kept-note.tsx'
import type { DraftState } from './use-draft.ts'

const words = analyses.draft

interface DraftFrameProps {
  readonly workspace: string
  readonly kind: Draft['kind']
  readonly draft: DraftState
  readonly asking: ReturnType<typeof useAsk>
  /** Of the text as it stands; an error keeps it from being asked. */
  readonly faults: readonly TextFault[]
  readonly words: { readonly title: string; readonly run: string; readonly runAbout: string }
  readonly onRun: () => void
  readonly onBack: () => void
  /** Of another draft. */
  readonly onOpen: (id: string) => void
  readonly children: ReactNode
}

export function DraftFrame(props: DraftFrameProps) {
  const { workspace, kind, draft, asking, faults, onRun, onBack, onOpen, children, ...said } = props
  const { saved, conflict, isGone, text } = draft
  const mayAnalyse = useMayAnalyse()
  const back = (
    <Button look="quiet" icon="left" onClick={onBack}>
      {said.words.title}
    </Button>
  )
  const goneOrError =
    isGone && text !== '' ? (
      <GoneDraft workspace={workspace} kind={kind} draft={draft} showsText={!saved} onOpen={onOpen} />
    ) : (
      draft.error !== null && <ProblemNote error={draft.error} isAct={saved !== undefined && draft.isChanged} />
    )
  if (!saved)
    return (
      <>
        {back}
        {goneOrError || <Skeleton lines={8} />}
        <KeptNote {...draft} />
      </>
    )
  const cannotSave = draft.isSaving || conflict !== undefined || isGone
  const cannotRun = faults.some(({ isError }) => isError) || cannotSave || asking.isPending
  return (
    <>
      <div className="draft-bar">
        {back}
        <h2>{saved.name}</h2>
        <span className="draft-state" role="status">
          {mayAnalyse ? sayDraftState(draft) : draft.isChanged ? words.unsavedReadOnly : words.readOnly}
        </span>
        {mayAnalyse && (
          <span className="actions">
            <DeleteDraft
              workspace={workspace}
              draft={saved}
              onDeleted={() => {
                draft.forget()
                onBack()
              }}
            />
            <AdoptDraft workspace={workspace} draft={draft} />
            <Button disabled={!draft.isChanged || cannotSave} onClick={() => void draft.save()}>
              {words.save}
            </Button>
            <Button look="main" title={said.words.runAbout} disabled={cannotRun} onClick={onRun}>
              {asking.isPending ? analyses.asking : said.words.run}
            </Button>
          </span>
        )}
      </div>
      {goneOrError}
      {asking.error && <ProblemNote error={asking.error} isAct />}
      <ConflictNote draft={draft} />
      <KeptNote {...draft} />
      {children}
    </>
  )
}

function sayDraftState({ saved, isChanged, isSaving }: DraftState): string {
  if (!saved) return ''
  if (isSaving) return words.saving
  return isChanged ? words.unsaved : words.version(saved.version, formatInstant(saved.updatedAt), saved.updatedBy)
}

function ConflictNote({ draft }: { readonly draft: DraftState }) {
  const { conflict, text } = draft
  if (!conflict) return null
  return (
    <BothTexts
      title={words.conflict}
      why={words.conflictWhy(conflict.updatedBy, conflict.version)}
      mine={text}
      theirs={conflict.text}
      onTheirs={draft.takeTheirs}
      onMine={() => void draft.keepMine()}
      mineWords={words.keepMine}
    />
  )
}

function DeleteDraft({
  workspace,
  draft,
  onDeleted,
}: {
  readonly workspace: string
  readonly draft: Draft
  readonly onDeleted: () => void
}) {
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const { attempt, theirs } = useChange({
    thing: asSeen(draft),
    load: async () => asSeen(await queries.fetchQuery(draftQuery(workspace, draft.id))),
    gist: ({ draft: { text } }) => text,
    change: (ifMatch) => ask(analysisPaths.draft(workspace, draft.id), { method: 'DELETE', ifMatch }),
  })
  const deleting = useMutation({
    mutationFn: attempt,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: draftsQuery(workspace).queryKey })
      setAsked(false)
      onDeleted()
    },
  })
  return (
    <>
      <Button look="grave" icon="trash" onClick={() => setAsked(true)}>
        {shell.common.delete}
      </Button>
      {isAsked && (
        <Dialog
          title={words.delete}
          isOpen
          isAlert
          onClose={() => setAsked(false)}
          footer={
            <>
              <Button onClick={() => setAsked(false)}>{shell.common.cancel}</Button>
              <Button look="grave" onClick={() => deleting.mutate()}>
                {shell.common.delete}
              </Button>
            </>
          }
        >
          {deleting.error && (
            <ChangeFault
              error={deleting.error}
              theirs={theirs}
              say={({ draft: now }) => words.savedMeanwhile(now.updatedBy, now.version)}
            />
          )}
          <p>{words.deleteSure(draft.name)}</p>
        </Dialog>
      )}
    </>
  )
}

/** As its ETag writes its version. */
function asSeen(draft: Draft): { readonly version: string; readonly draft: Draft } {
  return { version: `v${draft.version}`, draft }
}
