// Makes a draft a file of the workspace: it is saved, brought in as an import is, and previewed there.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Arrival } from '#contract/application/arrival.ts'
import { analysisPaths } from '../analyses/paths.ts'
import { previewArrival } from '../api/arrivals.ts'
import { ask } from '../api/request.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { analyses } from '../words/en/analyses.ts'
import { shell } from '../words/en/shell.ts'
import type { DraftState } from './use-draft.ts'

const words = analyses.draft

interface AdoptDraftProps {
  readonly workspace: string
  readonly draft: DraftState
}

export function AdoptDraft({ workspace, draft }: AdoptDraftProps) {
  const [isAsked, setAsked] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const adopting = useMutation({
    mutationFn: async () => {
      const saved = await draft.save()
      if (!saved) return undefined
      const { value } = await ask<Arrival>(analysisPaths.adoptDraft(workspace, saved.id), {
        method: 'POST',
        body: {},
        ifMatch: `"v${saved.version}"`,
        idempotencyKey: crypto.randomUUID(),
      })
      return previewArrival(workspace, value.id, {})
    },
    onSuccess: (arrival) => {
      setAsked(false)
      if (!arrival) return
      void queries.invalidateQueries({ queryKey: ['workspace', workspace, 'arrivals'] })
      void navigate({ to: `/w/${workspace}/import`, search: { arrival: arrival.id } as never })
    },
  })
  return (
    <>
      <Button disabled={draft.isSaving || draft.isGone || draft.conflict !== undefined} onClick={() => setAsked(true)}>
        {words.adopt}
      </Button>
      <Dialog
        title={words.adopt}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        footer={
          <>
            <Button onClick={() => setAsked(false)}>{shell.common.cancel}</Button>
            <Button look="main" disabled={adopting.isPending} onClick={() => adopting.mutate()}>
              {words.adoptNow}
            </Button>
          </>
        }
      >
        <p>{words.adoptAbout}</p>
        {adopting.error && <ProblemNote error={adopting.error} />}
      </Dialog>
    </>
  )
}
