// What stands before an analysis: that it is of another snapshot than the one looked at, or asks something else than the overview.

import type { Analysis } from '#contract/application/analysis.ts'
import { Button } from '../parts/button.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses as words } from '../words/en/analyses.ts'
import { sayQuestion } from './say-question.ts'
import { isPlainQuestion } from './use-analysis.ts'

export function StaleNote({
  analysis,
  onAsk,
}: {
  readonly analysis: Analysis
  readonly onAsk: (() => void) | undefined
}) {
  return (
    <div className="note doubt stale-note" role="status">
      <ToneMark tone="doubt" />
      <div>
        <p>{words.stale(analysis.snapshotNumber)}</p>
        {onAsk && (
          <Button icon="refresh" onClick={onAsk}>
            {words.askAnew}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Nothing stands where it asks what the overview tells. */
export function OtherQuestionNote({
  analysis,
  onPlain,
}: {
  readonly analysis: Analysis
  readonly onPlain: () => void
}) {
  if (isPlainQuestion(analysis.question)) return null
  return (
    <div className="note doubt stale-note" role="status">
      <ToneMark tone="doubt" />
      <div>
        <p>
          {words.asksOtherwise} <b>{sayQuestion(analysis)}</b>.
        </p>
        <Button icon="left" onClick={onPlain}>
          {words.toPlain}
        </Button>
      </div>
    </div>
  )
}
