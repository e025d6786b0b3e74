// An address names a snapshot that the workspace does not have: said, and not another shown in its place.

import { useNavigate } from '@tanstack/react-router'
import type { Search } from '../address/search.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { shell } from '../words/en/shell.ts'

export function NoSuchSnapshot({ digest }: { readonly digest: string }) {
  const navigate = useNavigate()
  const toLatest = (): void =>
    void navigate({
      to: '.',
      search: (before: Search) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'snapshot')),
    } as Parameters<typeof navigate>[0])
  const action = (
    <Button look="main" onClick={toLatest}>
      {shell.address.toLatest}
    </Button>
  )
  return (
    <div className="page">
      <Empty icon="layers" title={shell.address.noSnapshot(digest.slice(0, 12))} actions={action}>
        {shell.address.noSnapshotWhy}
      </Empty>
    </div>
  )
}
