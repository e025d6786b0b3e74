// What stands where nothing was imported yet: what will be here, and the way to it.

import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/empty.tsx'
import type { IconName } from '../parts/icon.tsx'
import { shell } from '../words/en/shell.ts'

interface NoSnapshotProps {
  readonly workspace: string
  readonly icon: IconName
  readonly children: string
}

export function NoSnapshot({ workspace, icon, children }: NoSnapshotProps) {
  const toImport = (
    <Link className="button main" to={`/w/${workspace}/import` as never}>
      {shell.noSnapshot.toImport}
    </Link>
  )
  return (
    <div className="page">
      <Empty icon={icon} title={shell.noSnapshot.title} actions={toImport}>
        {children}
      </Empty>
    </div>
  )
}
