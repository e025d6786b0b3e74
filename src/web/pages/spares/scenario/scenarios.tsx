// Scenarios that are written here: the list of them, and one with its timeline, its fields and its text in step.

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { draftsQuery } from '../../../analyses/queries.ts'
import { useAsk } from '../../../analyses/use-ask.ts'
import { useMayAnalyse } from '../../../analyses/use-may-analyse.ts'
import { factsQuery } from '../../../api/queries.ts'
import type { SetAddress } from '../../../address/use-address.ts'
import {
  ConflictNote,
  DeleteDraft,
  DraftList,
  faultsOfServer,
  NewDraft,
  sayDraftState,
} from '../../../drafts/draft-parts.tsx'
import { useDraft } from '../../../drafts/use-draft.ts'
import { YamlEditor } from '../../../drafts/yaml-editor.tsx'
import { Button } from '../../../parts/button.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { analyses as shared } from '../../../words/en/analyses.ts'
import { spares as words } from '../../../words/en/spares.ts'
import type { SparesState } from '../spares-state.ts'
import { Disruptions } from './disruptions.tsx'
import { General } from './general.tsx'
import { readScenario, SCENARIO_TEMPLATE } from './scenario-text.ts'

interface ScenariosProps {
  readonly workspace: string
  readonly snapshot: string
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
}

export function Scenarios({ workspace, snapshot, state, setState }: ScenariosProps) {
  const { data, error, isPending } = useQuery(draftsQuery(workspace))
  const { data: facts } = useQuery(factsQuery(workspace, snapshot))
  const [isCreating, setCreating] = useState(false)
  const mayAnalyse = useMayAnalyse()
  const drafts = (data ?? []).filter(({ kind }) => kind === 'scenario')
  if (state.draft !== '')
    return (
      <ScenarioEditor key={state.draft} workspace={workspace} snapshot={snapshot} state={state} setState={setState} />
    )
  return (
    <section>
      <div className="section-head">
        <p className="page-about">{words.editor.about}</p>
        {mayAnalyse && (
          <Button look="main" icon="plus" onClick={() => setCreating(true)}>
            {words.editor.create}
          </Button>
        )}
      </div>
      {error && <ProblemNote error={error} />}
      {isPending ? <Skeleton /> : <DraftList drafts={drafts} onOpen={(id) => setState({ draft: id })} />}
      {isCreating && (
        <NewDraft
          workspace={workspace}
          kind="scenario"
          title={words.editor.create}
          sources={(facts?.scenarios ?? []).map((one) => ({ value: one, label: one }))}
          template={{ label: words.editor.template, text: SCENARIO_TEMPLATE }}
          onCreated={({ id }) => setState({ draft: id })}
          onClose={() => setCreating(false)}
        />
      )}
    </section>
  )
}

function ScenarioEditor({ workspace, snapshot, state, setState }: ScenariosProps) {
  const draft = useDraft(workspace, state.draft)
  const { saved, text, setText, isChanged } = draft
  const mayAnalyse = useMayAnalyse()
  const { scenario, faults } = useMemo(() => readScenario(text), [text])
  const asking = useAsk(workspace, snapshot)
  const back = (
    <Button look="quiet" icon="left" onClick={() => setState({ draft: '' })}>
      {words.editor.title}
    </Button>
  )
  if (!saved)
    return (
      <>
        {back}
        {draft.error ? <ProblemNote error={draft.error} /> : <Skeleton lines={8} />}
      </>
    )
  const all = isChanged || faults.length > 0 ? faults : faultsOfServer(saved.faults)
  const run = async (): Promise<void> => {
    const now = await draft.save()
    if (!now) return
    asking.mutate(
      { kind: 'spares', draft: { id: now.id, version: now.version } },
      { onSuccess: ({ id }) => setState({ analysis: id, view: 'answer', draft: '' }) },
    )
  }
  return (
    <>
      <div className="draft-bar">
        {back}
        <h2>{saved.name}</h2>
        <span className="draft-state" role="status">
          {mayAnalyse ? sayDraftState(draft) : shared.draft.readOnly}
        </span>
        {mayAnalyse && (
          <span className="actions">
            <DeleteDraft workspace={workspace} draft={saved} onDeleted={() => setState({ draft: '' })} />
            <Button
              disabled={!isChanged || draft.isSaving || draft.conflict !== undefined}
              onClick={() => void draft.save()}
            >
              {shared.draft.save}
            </Button>
            <Button
              look="main"
              title={words.editor.runAbout}
              disabled={
                all.some(({ isError }) => isError) || draft.conflict !== undefined || asking.isPending || draft.isSaving
              }
              onClick={() => void run()}
            >
              {asking.isPending ? shared.asking : words.editor.run}
            </Button>
          </span>
        )}
      </div>
      {draft.error !== null && <ProblemNote error={draft.error} />}
      {asking.error && <ProblemNote error={asking.error} />}
      <ConflictNote draft={draft} />
      <div className="scenario-grid">
        <fieldset className="scenario-forms" disabled={!mayAnalyse}>
          {scenario ? (
            <>
              <Disruptions scenario={scenario} text={text} onText={setText} />
              <General scenario={scenario} text={text} onText={setText} />
            </>
          ) : (
            <p className="note doubt">{words.editor.noText}</p>
          )}
        </fieldset>
        <div className="yaml-side">
          <YamlEditor
            label={shared.draft.text}
            text={text}
            onText={setText}
            onSave={() => void draft.save()}
            faults={all}
            isReadOnly={!mayAnalyse}
          />
        </div>
      </div>
    </>
  )
}
