// Packs of rules that are written here, and what each would break on this network.

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Analysis, RulesQuestion } from '#contract/application/analysis.ts'
import { PendingNote } from '../../../analyses/pending-note.tsx'
import { isPending, rulesResultQuery } from '../../../analyses/queries.ts'
import { useAsk } from '../../../analyses/use-ask.ts'
import { useMayAnalyse } from '../../../analyses/use-may-analyse.ts'
import { factsQuery } from '../../../api/queries.ts'
import type { SetAddress } from '../../../address/use-address.ts'
import { AllDrafts } from '../../../drafts/all-drafts.tsx'
import { DraftFrame } from '../../../drafts/draft-frame.tsx'
import { faultsOfServer } from '../../../drafts/faults-of-server.ts'
import { sayUnchecked } from '../../../drafts/say-unchecked.ts'
import { useDraft } from '../../../drafts/use-draft.ts'
import { YamlEditor } from '../../../drafts/yaml-editor.tsx'
import { formatDay } from '../../../format.ts'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { analyses as shared } from '../../../words/en/analyses.ts'
import { rules } from '../../../words/en/rules.ts'
import type { RulesState } from '../rules-state.ts'
import { checkPackText } from './check-pack-text.ts'
import { writePackTemplate } from './pack-template.ts'
import { compareReports } from './compare-rules.ts'
import { LiveJudgement } from './live-judgement.tsx'
import { RuleComparisons } from './rule-comparisons.tsx'
import { useDraftJudge } from './use-draft-judge.ts'

const words = rules.drafts

interface RuleDraftsProps {
  readonly workspace: string
  readonly snapshot: string
  /** Analyses of the rules, the latest first. */
  readonly all: readonly Analysis[]
  readonly state: RulesState
  readonly setState: SetAddress<RulesState>
}

export function RuleDrafts(props: RuleDraftsProps) {
  const { workspace, snapshot, state, setState } = props
  const { data: facts } = useQuery(factsQuery(workspace, snapshot))
  if (state.draft !== '') return <PackEditor key={state.draft} {...props} />
  return (
    <AllDrafts
      workspace={workspace}
      kind="rule-pack"
      about={words.about}
      create={words.create}
      sources={(facts?.packs ?? []).map(({ pack, title }) => ({ value: pack, label: `${title} (${pack})` }))}
      template={{ label: words.template, write: writePackTemplate }}
      onOpen={(id) => setState({ draft: id })}
    />
  )
}

function PackEditor({ workspace, snapshot, all, state, setState }: RuleDraftsProps) {
  const draft = useDraft(workspace, state.draft)
  const { saved, text, setText, isChanged } = draft
  const mayAnalyse = useMayAnalyse()
  const { data: facts } = useQuery(factsQuery(workspace, snapshot))
  // What it became when it was brought into the workspace is no other pack.
  const own = saved && `rules/${saved.name}.yaml`
  const taken = useMemo(
    () =>
      new Set((facts?.packs ?? []).filter(({ file }) => file === undefined || file !== own).map(({ pack }) => pack)),
    [facts, own],
  )
  const seen = useMemo(() => checkPackText(text, taken), [text, taken])
  const asking = useAsk(workspace, snapshot)
  const here = all.filter((one) => one.snapshot === snapshot)
  const withDraft = here.find(({ question }) => saved !== undefined && question.draft?.id === saved.id)
  const base = here.find(({ question }) => question.draft === undefined && isPlain(question as RulesQuestion))
  const isSound = saved !== undefined && seen.every(({ isError }) => !isError)
  const judging = useDraftJudge({
    workspace,
    // Whoever may not write drafts may not see every row either, by which they are judged.
    analysis: mayAnalyse && base?.state === 'done' ? base.id : undefined,
    draft: state.draft,
    text,
    isSound: mayAnalyse && isSound && !draft.isGone,
  })
  const found = judging.faults ?? (isChanged ? undefined : saved?.faults)
  const faults = seen.length > 0 || !found ? seen : faultsOfServer(found)
  const judgeBase = async (): Promise<void> => {
    if (!base || (base.state !== 'done' && !isPending(base))) await asking.mutateAsync({ kind: 'rules' })
  }
  const run = async (): Promise<void> => {
    const now = await draft.save()
    if (!now) return
    await judgeBase()
    await asking.mutateAsync({ kind: 'rules', draft: { id: now.id, version: now.version } })
  }
  return (
    <DraftFrame
      workspace={workspace}
      kind="rule-pack"
      draft={draft}
      asking={asking}
      faults={faults}
      words={words}
      // What goes wrong is told by a note.
      onRun={() => void run().catch(() => undefined)}
      onBack={() => setState({ draft: '' })}
      onOpen={(id) => setState({ draft: id })}
    >
      <div className="draft-desk">
        <YamlEditor
          label={shared.draft.text}
          text={text}
          onText={setText}
          onSave={() => void draft.save()}
          faults={faults}
          unchecked={found ? undefined : sayUnchecked({ isChanged, error: judging.error })}
          isReadOnly={!mayAnalyse}
        />
        {mayAnalyse && (
          <LiveJudgement
            base={base}
            judging={judging}
            text={text}
            isSound={isSound}
            onJudgeBase={() => void judgeBase().catch(() => undefined)}
          />
        )}
      </div>
      {base && base.state !== 'done' && <PendingNote workspace={workspace} analysis={base} />}
      {withDraft && withDraft.state !== 'done' && <PendingNote workspace={workspace} analysis={withDraft} />}
      {withDraft?.state === 'done' && base?.state === 'done' && (
        <JudgedInFull
          workspace={workspace}
          base={base}
          withDraft={withDraft}
          onOpen={(pack, rule) => setState({ view: 'rule', analysis: withDraft.id, pack, rule, draft: '' })}
        />
      )}
    </DraftFrame>
  )
}

/** Judged as the workspace says, and not otherwise this once. */
function isPlain({ asOf, knownAt, matterOn, packs, withProposed }: RulesQuestion): boolean {
  const isOfOwnDays = asOf === undefined && knownAt === undefined && matterOn === undefined
  return isOfOwnDays && packs === undefined && (withProposed ?? []).length === 0
}

interface JudgedInFullProps {
  readonly workspace: string
  readonly base: Analysis
  readonly withDraft: Analysis
  readonly onOpen: (pack: string, rule: string) => void
}

function JudgedInFull({ workspace, base, withDraft, onOpen }: JudgedInFullProps) {
  const without = useQuery(rulesResultQuery(workspace, base.id))
  const withIt = useQuery(rulesResultQuery(workspace, withDraft.id))
  const comparisons = useMemo(
    () => (without.data && withIt.data ? compareReports(without.data, withIt.data) : undefined),
    [without.data, withIt.data],
  )
  const error = without.error ?? withIt.error
  if (error) return <ProblemNote error={error} />
  if (!comparisons || !withIt.data) return <Skeleton lines={4} />
  return (
    <section className="card rule-more" aria-label={words.inFull}>
      <div className="card-head">
        <h3>{words.inFull}</h3>
        <span className="muted small">
          {shared.draft.version(
            withDraft.question.draft?.version ?? 0,
            formatDay(withDraft.createdAt.slice(0, 10)),
            withDraft.createdBy,
          )}
        </span>
      </div>
      <div className="card-body">
        <RuleComparisons
          comparisons={comparisons}
          horizon={withIt.data.horizon}
          asOf={withIt.data.asOf}
          onOpen={({ pack, rule }) => onOpen(pack, rule)}
        />
      </div>
    </section>
  )
}
