// An answer is taken away by whoever asked for it, or by an approver; that it was asked stays.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Analysis } from '#contract/application/analysis.ts'
import { sayQuestion } from '../../analyses/say-question.ts'
import { analysisPaths } from '../../analyses/paths.ts'
import { meQuery } from '../../api/queries.ts'
import { ask } from '../../api/request.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { remark } from '../../parts/remark.ts'
import { useMay } from '../../shell/use-role.ts'
import { reports as words } from '../../words/en/reports.ts'
import { shell } from '../../words/en/shell.ts'

interface RemoveAnalysisProps {
  readonly workspace: string
  readonly analysis: Analysis
}

export function RemoveAnalysis({ workspace, analysis }: RemoveAnalysisProps) {
  const [isAsked, setAsked] = useState(false)
  const { data: me } = useQuery(meQuery)
  const mayAnalyse = useMay('analyst')
  const mayDecide = useMay('approver')
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => ask<unknown>(analysisPaths.one(workspace, analysis.id), { method: 'DELETE' }),
    onSuccess: () => {
      setAsked(false)
      remark(words.removed)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['workspace', workspace] }),
  })
  if (!mayAnalyse || !(mayDecide || analysis.createdBy === me?.person.name)) return null
  return (
    <>
      <IconButton icon="trash" label={words.remove} onClick={() => setAsked(true)} />
      <Dialog
        title={words.removeTitle}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        isAlert
        footer={
          <>
            <Button onClick={() => setAsked(false)}>{shell.common.cancel}</Button>
            <Button look="grave" disabled={removing.isPending} onClick={() => removing.mutate()}>
              {words.remove}
            </Button>
          </>
        }
      >
        {removing.error && <ProblemNote error={removing.error} />}
        <p>
          <b>{sayQuestion(analysis)}</b>
        </p>
        <p>{words.removeWhy}</p>
      </Dialog>
    </>
  )
}
