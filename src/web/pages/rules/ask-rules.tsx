// What to judge: the day, what is known by then, and by which packs.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Analysis, RulesQuestion } from '#contract/application/analysis.ts'
import { factsQuery } from '../../api/queries.ts'
import { useAsk } from '../../analyses/use-ask.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { shell } from '../../words/en/shell.ts'
import { analyses as shared } from '../../words/en/analyses.ts'
import { rules as words } from '../../words/en/rules.ts'

interface AskRulesProps {
  readonly workspace: string
  readonly snapshot: string
  readonly onAsked: (analysis: Analysis) => void
  readonly onClose: () => void
}

export function AskRules({ workspace, snapshot, onAsked, onClose }: AskRulesProps) {
  const { data: facts, error } = useQuery(factsQuery(workspace, snapshot))
  const [asOf, setAsOf] = useState('')
  const [knownAt, setKnownAt] = useState('')
  const [packs, setPacks] = useState<ReadonlySet<string> | undefined>()
  const asking = useAsk(workspace, snapshot)
  const stated = new Set((facts?.packs ?? []).filter(({ isChosen }) => isChosen).map(({ pack }) => pack))
  const chosen = packs ?? stated
  const send = (): void => {
    const question: RulesQuestion = {
      kind: 'rules',
      ...(asOf === '' ? {} : { asOf }),
      ...(knownAt === '' ? {} : { knownAt }),
      ...(packs === undefined ? {} : { packs: [...packs] }),
    }
    asking.mutate(question, {
      onSuccess: (analysis) => {
        onAsked(analysis)
        onClose()
      },
    })
  }
  const toggle = (pack: string, isOn: boolean): void => {
    const next = new Set(chosen)
    if (isOn) next.add(pack)
    else next.delete(pack)
    setPacks(next)
  }
  return (
    <Dialog
      title={words.judge}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look="main" disabled={asking.isPending || chosen.size === 0} onClick={send}>
            {asking.isPending ? shared.asking : words.judge}
          </Button>
        </>
      }
    >
      <div className="ask-form">
        {error && <ProblemNote error={error} />}
        {asking.error && <ProblemNote error={asking.error} />}
        <TextField
          label={words.asOf}
          about={facts?.asOf === undefined ? words.asOfAbout : `${words.asOfAbout}: ${facts.asOf}`}
          type="date"
          value={asOf}
          onChange={(event) => setAsOf(event.target.value)}
        />
        <TextField
          label={words.knownAt}
          about={words.knownAtAbout}
          type="date"
          value={knownAt}
          onChange={(event) => setKnownAt(event.target.value)}
        />
        <fieldset className="ask-packs">
          <legend className="field-label">
            {words.packs} <span className="muted">{words.packChosen(chosen.size)}</span>
          </legend>
          {!facts && !error && <Skeleton lines={4} />}
          {facts?.packs.map(({ pack, title, jurisdiction, status }) => (
            <Check key={pack} checked={chosen.has(pack)} onChange={(event) => toggle(pack, event.target.checked)}>
              <span className="badge">{jurisdiction}</span> {title}
              <span className="ask-pack-about">
                {pack}, {status}
              </span>
            </Check>
          ))}
        </fieldset>
      </div>
    </Dialog>
  )
}
