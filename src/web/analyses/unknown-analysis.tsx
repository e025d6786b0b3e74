// The address names an analysis that is not there.

import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import type { IconName } from '../parts/icon.tsx'
import { Quoted } from '../parts/quoted.tsx'
import { analyses as words } from '../words/en/analyses.ts'

interface UnknownAnalysisProps {
  readonly icon: IconName
  readonly id: string
  readonly onLatest: () => void
}

export function UnknownAnalysis({ icon, id, onLatest }: UnknownAnalysisProps) {
  return (
    <Empty icon={icon} title={words.unknown} actions={<Button onClick={onLatest}>{words.toLatest}</Button>}>
      <p>
        <Quoted>{words.unknownWhy(id)}</Quoted>
      </p>
    </Empty>
  )
}
