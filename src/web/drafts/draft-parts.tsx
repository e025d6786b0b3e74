// What every draft has beside its text: its state, how it is saved, what to do when somebody else has saved it, how one begins.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreateDraft, Draft } from '#contract/application/draft.ts'
import type { Fault } from '#model/fault.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { draftQuery, draftsQuery } from '../analyses/queries.ts'
import { ask } from '../api/request.ts'
import { formatInstant } from '../format.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Select, TextField } from '../parts/field.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses } from '../words/en/analyses.ts'
import { shell } from '../words/en/shell.ts'
import type { TextFault } from './check-text.ts'
import type { DraftState } from './use-draft.ts'

const words = analyses.draft

/** What the server found, beside the line it stands in. */
export function faultsOfServer(faults: readonly Fault[]): readonly TextFault[] {
  return faults.map(({ line = 1, problem, text, expected, didYouMean, severity }) => ({
    line,
    isError: severity === 'error',
    problem: [
      `${problem}${text === undefined ? '' : ` \`${text}\``}`,
      ...(expected === undefined ? [] : [`expected ${expected}`]),
      ...(didYouMean === undefined ? [] : [`did you mean \`${didYouMean}\`?`]),
    ].join('; '),
  }))
}

export function sayDraftState({ saved, isChanged, isSaving }: DraftState): string {
  if (!saved) return ''
  if (isSaving) return words.saving
  return isChanged ? words.unsaved : words.version(saved.version, formatInstant(saved.updatedAt), saved.updatedBy)
}

export function ConflictNote({ draft }: { readonly draft: DraftState }) {
  const { conflict, text } = draft
  if (!conflict) return null
  return (
    <div className="note doubt" role="alert">
      <ToneMark tone="doubt" />
      <div>
        <p className="note-title">{words.conflict}</p>
        <p>{words.conflictWhy(conflict.updatedBy, conflict.version)}</p>
        <div className="conflict">
          <SideOfConflict title={words.mine} text={text} other={conflict.text} />
          <SideOfConflict title={words.theirs} text={conflict.text} other={text} />
        </div>
        <div className="actions">
          <Button onClick={draft.takeTheirs}>{words.takeTheirs}</Button>
          <Button look="main" onClick={() => void draft.keepMine()}>
            {words.keepMine}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** Lines that the other side has not are marked. */
function SideOfConflict({
  title,
  text,
  other,
}: {
  readonly title: string
  readonly text: string
  readonly other: string
}) {
  const others = new Set(other.split('\n'))
  return (
    <section>
      <p className="field-label">{title}</p>
      <pre tabIndex={0}>
        {text.split('\n').map((line, index) => (
          <span key={index} className={others.has(line) ? '' : 'other'}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  )
}

interface NewDraftProps {
  readonly workspace: string
  readonly kind: Draft['kind']
  readonly title: string
  /** What it may begin from. */
  readonly sources: readonly { readonly value: string; readonly label: string }[]
  readonly template: { readonly label: string; readonly text: string }
  readonly onCreated: (draft: Draft) => void
  readonly onClose: () => void
}

const NAME = /^[a-z0-9][a-z0-9-]{0,79}$/

export function NewDraft({ workspace, kind, title, sources, template, onCreated, onClose }: NewDraftProps) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [from, setFrom] = useState('')
  const creating = useMutation({
    mutationFn: async () => {
      const body: CreateDraft = { kind, name, ...(from === '' ? { text: template.text } : { from }) }
      return (
        await ask<Draft>(analysisPaths.drafts(workspace), { method: 'POST', body, idempotencyKey: crypto.randomUUID() })
      ).value
    },
    onSuccess: (draft) => {
      queries.setQueryData(draftQuery(workspace, draft.id).queryKey, draft)
      void queries.invalidateQueries({ queryKey: draftsQuery(workspace).queryKey })
      onCreated(draft)
      onClose()
    },
  })
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look="main" disabled={!NAME.test(name) || creating.isPending} onClick={() => creating.mutate()}>
            {words.create}
          </Button>
        </>
      }
    >
      <div className="ask-form">
        {creating.error && <ProblemNote error={creating.error} />}
        <TextField
          label={words.name}
          about={words.nameAbout}
          fault={name === '' || NAME.test(name) ? undefined : words.nameFault}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          label={words.from}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          options={[{ value: '', label: template.label }, ...sources]}
        />
      </div>
    </Dialog>
  )
}

interface DraftListProps {
  readonly drafts: readonly Draft[]
  readonly onOpen: (id: string) => void
}

export function DraftList({ drafts, onOpen }: DraftListProps) {
  if (drafts.length === 0) return <p className="muted">{words.none}</p>
  return (
    <div className="draft-list">
      {drafts.map((draft) => (
        <button key={draft.id} type="button" className="card draft-card" onClick={() => onOpen(draft.id)}>
          <b className="identifier">{draft.name}</b>
          <span className="muted small">
            {words.version(draft.version, formatInstant(draft.updatedAt), draft.updatedBy)}
          </span>
          <span className={`small ${draft.faults.length > 0 ? 'bad' : 'muted'}`}>
            {draft.faults.length > 0 ? words.faults(draft.faults.length) : words.noFaults}
          </span>
        </button>
      ))}
    </div>
  )
}

export function DeleteDraft({
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
  const deleting = useMutation({
    mutationFn: () =>
      ask(analysisPaths.draft(workspace, draft.id), { method: 'DELETE', ifMatch: `"v${draft.version}"` }),
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
          {deleting.error && <ProblemNote error={deleting.error} />}
          <p>{words.deleteSure(draft.name)}</p>
        </Dialog>
      )}
    </>
  )
}
