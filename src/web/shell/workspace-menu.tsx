// The workspace one is in, and the way to the others.

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Workspace } from '#contract/application/workspace.ts'
import { workspacesQuery } from '../api/queries.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { shell } from '../words/en/shell.ts'

interface WorkspaceMenuProps {
  readonly workspace: Workspace
  readonly onGo?: () => void
}

export function WorkspaceMenu({ workspace, onGo }: WorkspaceMenuProps) {
  const navigate = useNavigate()
  const goTo = (to: string, search: Record<string, string> = {}): void => {
    void navigate({ to, search: search as never })
    onGo?.()
  }
  const { data: all = [workspace] } = useQuery(workspacesQuery)
  const choices = all.map((one) => ({
    id: one.id,
    label: one.name,
    about: one.head ? shell.snapshot.name(one.head.number) : shell.snapshot.none,
    isChosen: one.id === workspace.id,
    onChoose: () => goTo(`/w/${one.id}`),
  }))
  const manage = [
    {
      id: 'all',
      label: shell.workspaces.all,
      icon: 'layers' as const,
      onChoose: () => goTo('/workspaces'),
    },
    {
      id: 'new',
      label: shell.workspaces.create,
      icon: 'plus' as const,
      onChoose: () => goTo('/workspaces', { new: 'yes' }),
    },
  ]
  const button = (
    <>
      <span className="brand" aria-hidden="true">
        <img src="/mainstay.svg" alt="" width="24" height="24" />
      </span>
      <span className="aloud">{shell.workspaces.current}</span>
      <span className="workspace-name">{workspace.name}</span>
      <Icon name="updown" />
    </>
  )
  return (
    <Menu
      className="workspace-button"
      label={shell.workspaces.switch}
      button={button}
      groups={[{ choices }, { choices: manage }]}
    />
  )
}
