// What stands before an analysis: that it is of another snapshot than the one looked at.

import type { Analysis } from '#contract/application/analysis.ts'
import { Button } from '../parts/button.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses as words } from '../words/en/analyses.ts'

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
