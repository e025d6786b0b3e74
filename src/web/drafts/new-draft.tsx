// How a draft begins: by a name, from what the snapshot has or from a template.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreateDraft, Draft } from '#contract/application/draft.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { draftQuery, draftsQuery } from '../analyses/queries.ts'
import { ask } from '../api/request.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Select, TextField } from '../parts/field.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { analyses } from '../words/en/analyses.ts'
import { shell } from '../words/en/shell.ts'

const words = analyses.draft

/** What a draft may begin from: a choice of what there is, or a text that is there already. */
export type Beginning =
  | {
      readonly kind: 'choice'
      readonly sources: readonly { readonly value: string; readonly label: string }[]
      /** Without `write` the server writes it. */
      readonly template: { readonly label: string; readonly write?: (name: string) => string }
    }
  | { readonly kind: 'text'; readonly text: string; readonly name: string }

export interface NewDraftProps {
  readonly workspace: string
  readonly kind: Draft['kind']
  readonly title: string
  readonly start: Beginning
  readonly onCreated: (draft: Draft) => void
  readonly onClose: () => void
}

const NAME = /^[a-z0-9][a-z0-9-]{0,79}$/

export function NewDraft({ workspace, kind, title, start, onCreated, onClose }: NewDraftProps) {
  const queries = useQueryClient()
  const [name, setName] = useState(start.kind === 'text' ? start.name : '')
  const [from, setFrom] = useState('')
  const creating = useMutation({
    mutationFn: async () => {
      const body: CreateDraft = { kind, name, ...textOrSource(start, name, from) }
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
        {creating.error && <ProblemNote error={creating.error} isAct />}
        <TextField
          label={words.name}
          about={words.nameAbout}
          fault={name === '' || NAME.test(name) ? undefined : words.nameFault}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {start.kind === 'choice' && (
          <Select
            label={words.from}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            options={[{ value: '', label: start.template.label }, ...start.sources]}
          />
        )}
      </div>
    </Dialog>
  )
}

function textOrSource(start: Beginning, name: string, from: string): Pick<CreateDraft, 'text' | 'from'> {
  if (start.kind === 'text') return { text: start.text }
  if (from !== '') return { from }
  return start.template.write ? { text: start.template.write(name) } : {}
}
