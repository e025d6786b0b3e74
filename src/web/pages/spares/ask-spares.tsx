// Under which scenario, and what is asked: as the scenario says, or otherwise this once.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Analysis, SparesQuestion } from '#contract/application/analysis.ts'
import { useAsk } from '../../analyses/use-ask.ts'
import { factsQuery } from '../../api/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Segments, Select, TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { analyses as shared } from '../../words/en/analyses.ts'
import { shell } from '../../words/en/shell.ts'
import { spares as words } from '../../words/en/spares.ts'

interface AskSparesProps {
  readonly workspace: string
  readonly snapshot: string
  /** What was asked before: one begins with it. */
  readonly asked: SparesQuestion | undefined
  readonly onAsked: (analysis: Analysis) => void
  readonly onWrite: () => void
  readonly onClose: () => void
}

type Target = 'stated' | 'survival' | 'hours'

function targetOf(asked: SparesQuestion | undefined): Target {
  if (asked?.hoursLost !== undefined) return 'hours'
  return asked?.target === undefined ? 'stated' : 'survival'
}

function amountOf(asked: SparesQuestion | undefined): string {
  if (asked?.hoursLost !== undefined) return String(asked.hoursLost)
  // Percent, without the tail that a hundredfold of a binary fraction has.
  return asked?.target === undefined ? '95' : String(Number((asked.target * 100).toPrecision(12)))
}

export function AskSpares({ workspace, snapshot, asked, onAsked, onWrite, onClose }: AskSparesProps) {
  const { data: facts, error } = useQuery(factsQuery(workspace, snapshot))
  const [scenario, setScenario] = useState(asked?.scenario ?? '')
  const [target, setTarget] = useState<Target>(targetOf(asked))
  const [amount, setAmount] = useState(amountOf(asked))
  const [per, setPer] = useState<'' | 'part' | 'vendor' | 'network'>(asked?.per ?? '')
  const [budget, setBudget] = useState(asked?.budget === undefined ? '' : String(asked.budget))
  const asking = useAsk(workspace, snapshot)
  const scenarios = facts?.scenarios ?? []
  const chosen = scenarios.includes(scenario) ? scenario : (scenarios[0] ?? '')
  const send = (): void => {
    const question: SparesQuestion = {
      kind: 'spares',
      scenario: chosen,
      ...(target === 'survival' ? { target: Number((Number(amount) / 100).toPrecision(12)) } : {}),
      ...(target === 'hours' ? { hoursLost: Number(amount) } : {}),
      ...(per === '' ? {} : { per }),
      ...(budget === '' ? {} : { budget: Number(budget) }),
    }
    asking.mutate(question, {
      onSuccess: (analysis) => {
        onAsked(analysis)
        onClose()
      },
    })
  }
  return (
    <Dialog
      title={words.ask}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look="main" disabled={asking.isPending || chosen === ''} onClick={send}>
            {asking.isPending ? shared.asking : words.ask}
          </Button>
        </>
      }
    >
      <div className="ask-form">
        {error && <ProblemNote error={error} />}
        {asking.error && <ProblemNote error={asking.error} />}
        {facts && scenarios.length === 0 ? (
          <div className="note doubt">
            <div>
              <p>{words.noScenario}</p>
              <Button
                onClick={() => {
                  onWrite()
                  onClose()
                }}
              >
                {words.write}
              </Button>
            </div>
          </div>
        ) : (
          <Select
            label={words.scenario}
            value={chosen}
            onChange={(event) => setScenario(event.target.value)}
            options={scenarios.map((one) => ({ value: one, label: one }))}
          />
        )}
        <div className="field">
          <span className="field-label">{words.target}</span>
          <Segments
            label={words.target}
            value={target}
            onChange={(next) => {
              setTarget(next)
              setAmount(next === 'hours' ? '20000' : '95')
            }}
            options={[
              { value: 'stated', label: words.targetStated },
              { value: 'survival', label: words.targetSurvival },
              { value: 'hours', label: words.targetHours },
            ]}
          />
        </div>
        {target !== 'stated' && (
          <TextField
            label={target === 'survival' ? words.targetSurvival : words.targetHours}
            type="number"
            min={0}
            max={target === 'survival' ? 100 : undefined}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
        <Select
          label={words.per}
          value={per}
          onChange={(event) => setPer(event.target.value as typeof per)}
          options={[
            { value: '', label: words.targetStated },
            ...(['part', 'vendor', 'network'] as const).map((one) => ({ value: one, label: words.perWords[one] })),
          ]}
        />
        <TextField
          label={words.budget}
          about={words.budgetAbout}
          type="number"
          min={0}
          value={budget}
          onChange={(event) => setBudget(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
