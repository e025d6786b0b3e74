// Which snapshot one looks at: the latest, unless another was chosen, which then stands in the address.

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Snapshot, Workspace } from '#contract/application/workspace.ts'
import type { Search } from '../address/search.ts'
import { snapshotsQuery } from '../api/queries.ts'
import { formatInstant } from '../format.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { shell } from '../words/en/shell.ts'

export function sayOrigin({ origin }: Snapshot): string {
  const kind = shell.snapshot.origin[origin.kind]
  return origin.kind === 'files' ? kind : `${kind} ${origin.what}`
}

export function SnapshotMenu({ workspace }: { readonly workspace: Workspace }) {
  const { snapshot: pinned } = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const { head } = workspace
  const { data: all = head ? [head] : [] } = useQuery({ ...snapshotsQuery(workspace.id), enabled: head !== undefined })
  if (!head) return <span className="snapshot none">{shell.snapshot.none}</span>
  const seen = all.find(({ digest }) => digest === pinned) ?? (pinned === undefined ? head : undefined)
  const look = (digest: string): void => {
    const search = (before: Search): Search => {
      const { snapshot: _, ...rest } = before
      return digest === head.digest ? rest : { ...rest, snapshot: digest }
    }
    void navigate({ to: '.', search } as Parameters<typeof navigate>[0])
  }
  const choices = [...all]
    .sort((left, right) => right.number - left.number)
    .slice(0, 50)
    .map((one) => ({
      id: one.digest,
      label: `${shell.snapshot.name(one.number)}${one.digest === head.digest ? ` (${shell.snapshot.latest})` : ''}`,
      about: `${sayOrigin(one)} · ${formatInstant(one.sealedAt)}`,
      isChosen: one.digest === seen?.digest,
      onChoose: () => look(one.digest),
    }))
  const isEarlier = seen?.digest !== head.digest
  const button = (
    <>
      <Icon name={isEarlier ? 'clock' : 'layers'} />
      <span className="snapshot-number">{seen ? shell.snapshot.name(seen.number) : String(pinned).slice(0, 8)}</span>
      {seen && <span className="snapshot-date">{formatInstant(seen.sealedAt)}</span>}
      {seen && isEarlier && <span className="snapshot-earlier">{shell.snapshot.earlier}</span>}
      <Icon name="down" />
    </>
  )
  return (
    <Menu
      className={`snapshot${isEarlier ? ' earlier' : ''}`}
      label={shell.snapshot.choose}
      button={button}
      groups={[{ title: shell.snapshot.about, choices }]}
    />
  )
}
