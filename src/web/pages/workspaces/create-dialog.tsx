// A new workspace: from an example, or empty.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CreateWorkspace, Workspace } from '#contract/application/workspace.ts'
import { createWorkspace, examplesQuery } from '../../api/workspaces.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Segments, Select, TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { shell } from '../../words/en/shell.ts'
import { workspaces as words } from '../../words/en/workspaces.ts'

interface CreateDialogProps {
  readonly onClose: () => void
  readonly onMade: (workspace: Workspace) => void
}

export function CreateDialog({ onClose, onMade }: CreateDialogProps) {
  const queries = useQueryClient()
  const examples = useQuery(examplesQuery)
  const [kind, setKind] = useState<'example' | 'empty'>('example')
  const [chosen, setChosen] = useState('')
  const [name, setName] = useState('')
  const [operator, setOperator] = useState('')
  const [jurisdictions, setJurisdictions] = useState('')
  const example = chosen === '' ? (examples.data?.at(-1) ?? '') : chosen
  const codes = jurisdictions
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '')
  const fault = codes.every((code) => /^[A-Z]{2,3}$/.test(code)) ? undefined : words.jurisdictionsFault
  const isWhole =
    name.trim() !== '' && (kind === 'example' ? example !== '' : operator.trim() !== '' && fault === undefined)
  const make = useMutation({
    mutationFn: () => {
      const from: CreateWorkspace['from'] =
        kind === 'example' ? { kind, example } : { kind, operator: operator.trim(), jurisdictions: codes }
      return createWorkspace({ name: name.trim(), from })
    },
    onSuccess: (workspace) => {
      void queries.invalidateQueries({ queryKey: ['workspaces'] })
      onMade(workspace)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isWhole) make.mutate()
  }
  return (
    <Dialog title={words.create} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={words.name}
          value={name}
          maxLength={120}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <div className="field">
          <span className="field-label">{words.from}</span>
          <Segments
            label={words.from}
            value={kind}
            onChange={setKind}
            options={[
              { value: 'example', label: words.example },
              { value: 'empty', label: words.empty },
            ]}
          />
        </div>
        {kind === 'example' ? (
          <Select
            label={words.which}
            value={example}
            onChange={(event) => setChosen(event.target.value)}
            options={(examples.data ?? []).map((one) => ({ value: one, label: one }))}
          />
        ) : (
          <>
            <TextField
              label={words.operator}
              about={words.operatorAbout}
              value={operator}
              maxLength={120}
              onChange={(event) => setOperator(event.target.value)}
            />
            <TextField
              label={words.jurisdictions}
              about={words.jurisdictionsAbout}
              fault={fault}
              value={jurisdictions}
              spellCheck={false}
              onChange={(event) => setJurisdictions(event.target.value)}
            />
          </>
        )}
        {(make.error ?? examples.error) && <ProblemNote error={make.error ?? examples.error} />}
        <div className="actions end">
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look="main" type="submit" disabled={!isWhole || make.isPending}>
            {words.make}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
