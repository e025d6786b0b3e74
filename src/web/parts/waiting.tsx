// A page whose facts are not there yet: on their way, or not to be had.

import { ProblemNote } from './problem-note.tsx'
import { Skeleton } from './skeleton.tsx'

interface WaitingProps {
  readonly query: { readonly error: Error | null; readonly refetch: () => unknown }
}

export function Waiting({ query }: WaitingProps) {
  return (
    <div className="page">
      {query.error ? <ProblemNote error={query.error} onAgain={() => void query.refetch()} /> : <Skeleton lines={8} />}
    </div>
  )
}
