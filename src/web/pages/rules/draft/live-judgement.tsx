// What a draft would break, as it is typed; or why that cannot be told here, and what to do instead.

import type { Analysis } from '#contract/application/analysis.ts'
import { isPending } from '../../../analyses/queries.ts'
import { formatNumber } from '../../../format.ts'
import { Button } from '../../../parts/button.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { Told } from '../../../parts/told.tsx'
import { rules } from '../../../words/en/rules.ts'
import type { DraftJudgement } from './judge-draft.ts'
import { RuleComparisons } from './rule-comparisons.tsx'
import type { DraftJudging } from './use-draft-judge.ts'

const words = rules.drafts

interface LiveJudgementProps {
  /** Whose network it is judged on. */
  readonly base: Analysis | undefined
  readonly judging: DraftJudging
  readonly text: string
  readonly isSound: boolean
  readonly onJudgeBase: () => void
}

export function LiveJudgement({ base, judging, text, isSound, onJudgeBase }: LiveJudgementProps) {
  const { state, judged, failed, error } = judging
  return (
    <section className="card draft-live" aria-label={words.live}>
      <div className="card-head">
        <h3>{words.live}</h3>
        <span className="muted small" role="status">
          {base?.state === 'done' && sayState(judging, text, isSound)}
        </span>
      </div>
      <div className="card-body">
        {base?.state !== 'done' && <NoBase base={base} onJudgeBase={onJudgeBase} />}
        {state.kind === 'opening' && <Skeleton lines={3} />}
        {state.kind === 'unreached' && <ProblemNote error={state.error} />}
        {error !== null && <ProblemNote error={error} />}
        {state.kind === 'too large' && (
          <p>{words.states.tooLarge(formatNumber(state.subjects), formatNumber(state.most))}</p>
        )}
        {failed !== undefined && <p>{words.states.failed(failed)}</p>}
        {state.kind === 'ready' && judged && failed === undefined && (
          <div className={judged.text === text ? '' : 'draft-earlier'}>
            <Against original={judged.judgement.original} />
            <RuleComparisons {...judged.judgement} />
          </div>
        )}
      </div>
    </section>
  )
}

function sayState({ state, judged, faults, error }: DraftJudging, text: string, isSound: boolean): string {
  if (state.kind === 'opening') return words.states.opening
  if (state.kind !== 'ready') return ''
  const isFaulty = !isSound || faults?.some(({ severity }) => severity === 'error') === true
  if (isFaulty) return judged ? words.states.faulty : words.states.faultyFirst
  if (judged?.text === text) return words.states.ready(Math.round(judged.milliseconds))
  // What keeps it from being judged is told below.
  return error === null ? words.states.judging : ''
}

function NoBase({ base, onJudgeBase }: Pick<LiveJudgementProps, 'base' | 'onJudgeBase'>) {
  if (base && isPending(base)) return <p className="muted">{words.states.waiting}</p>
  return (
    <div className="actions">
      <p>{words.states.noBase}</p>
      <Button onClick={onJudgeBase}>{words.states.judgeNow}</Button>
    </div>
  )
}

function Against({ original }: Pick<DraftJudgement, 'original'>) {
  const said = !original
    ? words.againstNothing
    : (original.isJudged ? words.against : words.againstUnjudged)(original.pack, original.title)
  return (
    <p className="muted small">
      <Told>{said}</Told>
    </p>
  )
}
