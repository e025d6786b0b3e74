// What stands in the place of what is being loaded, as large as it will be.

import { shell } from '../words/en/shell.ts'

export function Skeleton({
  lines = 3,
  label = shell.common.loading,
}: {
  readonly lines?: number
  readonly label?: string
}) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={`skeleton-line w${(index * 3) % 5}`} />
      ))}
    </div>
  )
}
