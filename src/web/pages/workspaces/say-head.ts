// What a workspace holds: its latest snapshot, or that there is none yet.

import type { Workspace } from '#contract/application/workspace.ts'
import { formatInstant } from '../../format.ts'
import { shell } from '../../words/en/shell.ts'
import { workspaces as words } from '../../words/en/workspaces.ts'

export function sayHead({ head, job }: Workspace): string {
  if (head) return `${shell.snapshot.name(head.number)}, ${formatInstant(head.sealedAt)}`
  return job === undefined ? words.nothingYet : words.making
}
