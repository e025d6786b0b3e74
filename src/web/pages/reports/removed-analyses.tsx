// What was asked once and whose answer was taken away: by whom, and when.

import { useQuery } from '@tanstack/react-query'
import { removedAnalysesQuery } from '../../analyses/queries.ts'
import { sayQuestion } from '../../analyses/say-question.ts'
import { formatCount, formatInstant } from '../../format.ts'
import { reports as words } from '../../words/en/reports.ts'
import { analyses as shared } from '../../words/en/analyses.ts'

export function RemovedAnalyses({ workspace }: { readonly workspace: string }) {
  const { data: removed = [] } = useQuery(removedAnalysesQuery(workspace))
  if (removed.length === 0) return null
  return (
    <details className="removed-answers">
      <summary>{words.removedOnes(formatCount(removed.length, 'answer'))}</summary>
      <ul>
        {removed.map((one) => (
          <li key={one.id}>
            {sayQuestion(one)}{' '}
            <span className="muted">
              {shared.asked(formatInstant(one.createdAt), one.createdBy)};{' '}
              {words.removedBy(formatInstant(one.removedAt ?? ''), one.removedBy ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
