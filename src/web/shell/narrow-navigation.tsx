// The list of pages on a narrow screen, where it has no place beside the page.

import type { Me } from '#contract/application/people.ts'
import type { Workspace } from '#contract/application/workspace.ts'
import { Dialog } from '../parts/dialog.tsx'
import { shell } from '../words/en/shell.ts'
import { Navigation } from './navigation.tsx'
import { PersonMenu } from './person-menu.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'

interface NarrowNavigationProps {
  readonly workspace: Workspace
  readonly me: Me | undefined
  readonly onKeys: () => void
  readonly onClose: () => void
}

export function NarrowNavigation({ workspace, me, onKeys, onClose }: NarrowNavigationProps) {
  return (
    <Dialog title={shell.navigation} isOpen onClose={onClose} place="nav" showsTitle={false}>
      <div className="side narrow">
        <WorkspaceMenu workspace={workspace} onGo={onClose} />
        <Navigation workspace={workspace.id} onGo={onClose} />
        <PersonMenu me={me} onKeys={onKeys} onGo={onClose} />
      </div>
    </Dialog>
  )
}
