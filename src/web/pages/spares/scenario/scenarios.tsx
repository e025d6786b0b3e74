// Scenarios that are written here: the list of them, and one with its timeline, its fields and its text in step.

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAsk } from '../../../analyses/use-ask.ts'
import { useMayAnalyse } from '../../../analyses/use-may-analyse.ts'
import { factsQuery } from '../../../api/queries.ts'
import { columnQuery, tablesQuery } from '../../../api/tables.ts'
import type { SetAddress } from '../../../address/use-address.ts'
import { AllDrafts } from '../../../drafts/all-drafts.tsx'
import { DraftFrame } from '../../../drafts/draft-frame.tsx'
import { faultsOfServer } from '../../../drafts/faults-of-server.ts'
import { sayUnchecked } from '../../../drafts/say-unchecked.ts'
import { useDraft } from '../../../drafts/use-draft.ts'
import { useTypedFaults } from '../../../drafts/use-typed-faults.ts'
import { YamlEditor } from '../../../drafts/yaml-editor.tsx'
import { analyses as shared } from '../../../words/en/analyses.ts'
import { spares as words } from '../../../words/en/spares.ts'
import type { SparesState } from '../spares-state.ts'
import { Disruptions } from './disruptions.tsx'
import { General } from './general.tsx'
import { vendorsFirst } from './vendors-first.ts'
import { readScenario } from './scenario-text.ts'

interface ScenariosProps {
  readonly workspace: string
  readonly snapshot: string
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
}

export function Scenarios(props: ScenariosProps) {
  const { workspace, snapshot, state, setState } = props
  const { data: facts } = useQuery(factsQuery(workspace, snapshot))
  if (state.draft !== '') return <ScenarioEditor key={state.draft} {...props} />
  const scenarios = facts?.scenarios ?? []
  return (
    <>
      <AllDrafts
        workspace={workspace}
        kind="scenario"
        about={words.editor.about}
        create={words.editor.create}
        sources={scenarios.map((one) => ({ value: one, label: one }))}
        template={{ label: words.editor.template }}
        onOpen={(id) => setState({ draft: id })}
      />
      {facts && (
        <OwnScenarios
          scenarios={scenarios}
          onOpen={(scenario) => setState({ view: 'answer', analysis: '', scenario, draft: '' })}
        />
      )}
    </>
  )
}

interface OwnScenariosProps {
  readonly scenarios: readonly string[]
  readonly onOpen: (scenario: string) => void
}

/** Those of the snapshot itself: they are not written here, and others begin from them. */
function OwnScenarios({ scenarios, onOpen }: OwnScenariosProps) {
  return (
    <section className="own-scenarios">
      <h2>{words.editor.ofWorkspace}</h2>
      <p className="page-about">
        {scenarios.length === 0 ? words.editor.noneOfWorkspace : words.editor.ofWorkspaceAbout}
      </p>
      <div className="draft-list">
        {scenarios.map((scenario) => (
          <button key={scenario} type="button" className="card draft-card" onClick={() => onOpen(scenario)}>
            <b className="identifier">{scenario}</b>
            <span className="muted small">{words.editor.toAnswer}</span>
          </button>
        ))}
      </div>
    </section>
  )
}

function ScenarioEditor({ workspace, snapshot, state, setState }: ScenariosProps) {
  const draft = useDraft(workspace, state.draft)
  const { saved, text, setText, isChanged } = draft
  const mayAnalyse = useMayAnalyse()
  const { data: facts } = useQuery(factsQuery(workspace, snapshot))
  const { scenario, faults } = useMemo(() => readScenario(text, facts?.vendors), [text, facts])
  const { data: tables } = useQuery(tablesQuery(workspace, snapshot))
  const hasParts = tables?.some(({ table, rows }) => table === 'parts' && rows > 0) ?? false
  const { data: made } = useQuery({
    ...columnQuery(workspace, 'parts', { snapshot, where: [] }, 'manufacturer'),
    enabled: hasParts,
  })
  const vendors = useMemo(
    () => vendorsFirst(facts?.vendors ?? [], made?.commonest.map(({ value }) => value) ?? []),
    [facts, made],
  )
  const asking = useAsk(workspace, snapshot)
  const typed = useTypedFaults({
    workspace,
    draft: state.draft,
    text,
    isAsked: mayAnalyse && isChanged && !draft.isGone && faults.every(({ isError }) => !isError),
  })
  const found = typed.faults ?? (isChanged ? undefined : saved?.faults)
  const told = faults.length > 0 || !found ? faults : faultsOfServer(found)
  const run = async (): Promise<void> => {
    const now = await draft.save()
    if (!now) return
    asking.mutate(
      { kind: 'spares', draft: { id: now.id, version: now.version } },
      { onSuccess: ({ id }) => setState({ analysis: id, view: 'answer', draft: '' }) },
    )
  }
  return (
    <DraftFrame
      workspace={workspace}
      kind="scenario"
      draft={draft}
      asking={asking}
      faults={told}
      words={words.editor}
      onRun={() => void run()}
      onBack={() => setState({ draft: '' })}
      onOpen={(id) => setState({ draft: id })}
    >
      <div className="scenario-grid">
        <fieldset className="scenario-forms" disabled={!mayAnalyse}>
          {scenario ? (
            <>
              <Disruptions scenario={scenario} text={text} vendors={vendors} onText={setText} />
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
            faults={told}
            unchecked={found ? undefined : sayUnchecked({ isChanged, error: typed.error })}
            isReadOnly={!mayAnalyse}
          />
        </div>
      </div>
    </DraftFrame>
  )
}
