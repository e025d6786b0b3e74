// Which workspace and which of its snapshots one looks at: both stand in the address.

import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { Workspace } from '#contract/application/workspace.ts'
import type { Search } from '../address/search.ts'
import { workspaceQuery } from '../api/queries.ts'

export interface WorkspaceView {
  readonly workspace: Workspace
  /** Digest of the snapshot looked at; undefined: the workspace has none yet. */
  readonly snapshot: string | undefined
  /** It was chosen by its digest and stays, also when the workspace moves on. */
  readonly isPinned: boolean
}

/** Within the frame of a workspace, where its record is there already. */
export function useWorkspace(): WorkspaceView {
  const { workspace: id = '' } = useParams({ strict: false }) as { workspace?: string }
  const search = useSearch({ strict: false }) as Search
  const { data: workspace } = useSuspenseQuery(workspaceQuery(id))
  const pinned = typeof search.snapshot === 'string' ? search.snapshot : undefined
  const head = workspace.head?.digest
  return { workspace, snapshot: pinned ?? head, isPinned: pinned !== undefined && pinned !== head }
}
