// How far long work is: what is being done, and how much of it, where that is known.

import { formatNumber } from '../format.ts'

interface ProgressProps {
  readonly what: string
  readonly done?: number | undefined
  readonly total?: number | undefined
}

export function Progress({ what, done, total }: ProgressProps) {
  const isKnown = done !== undefined && total !== undefined && total > 0
  return (
    <div className="progress">
      <div className="progress-words">
        <span>{what}</span>
        {isKnown && (
          <span>{total === 1 ? `${Math.floor(done * 100)} %` : `${formatNumber(done)} / ${formatNumber(total)}`}</span>
        )}
      </div>
      {isKnown ? <progress aria-label={what} value={done} max={total} /> : <progress aria-label={what} />}
    </div>
  )
}
