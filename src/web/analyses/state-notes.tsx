// What stands before an analysis: that there is nothing to ask about, or that the inventory has moved on.

import { useNavigate } from '@tanstack/react-router'
import type { Analysis } from '#contract/application/analysis.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses as words } from '../words/en/analyses.ts'

export function NoSnapshot({ workspace }: { readonly workspace: string }) {
  const navigate = useNavigate()
  return (
    <div className="page">
      <Empty
        icon="import"
        title={words.noSnapshot}
        actions={
          <Button look="main" onClick={() => void navigate({ to: `/w/${workspace}/import` })}>
            {words.goImport}
          </Button>
        }
      >
        <p>{words.noSnapshotWhy}</p>
      </Empty>
    </div>
  )
}

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
