// The workspace one is in, and the way to the others.

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Workspace } from '#contract/application/workspace.ts'
import { workspacesQuery } from '../api/queries.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { shell } from '../words/en/shell.ts'

export function WorkspaceMenu({ workspace }: { readonly workspace: Workspace }) {
  const navigate = useNavigate()
  const { data: all = [workspace] } = useQuery(workspacesQuery)
  const choices = all.map((one) => ({
    id: one.id,
    label: one.name,
    about: one.head ? shell.snapshot.name(one.head.number) : shell.snapshot.none,
    isChosen: one.id === workspace.id,
    onChoose: () => void navigate({ to: `/w/${one.id}` }),
  }))
  const manage = [
    {
      id: 'all',
      label: shell.workspaces.all,
      icon: 'layers' as const,
      onChoose: () => void navigate({ to: '/workspaces' }),
    },
    {
      id: 'new',
      label: shell.workspaces.create,
      icon: 'plus' as const,
      onChoose: () => void navigate({ to: '/workspaces', search: { new: 'yes' } as never }),
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
