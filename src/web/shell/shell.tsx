// The frame around every page of a workspace: where one is, where one can go, what one looks at.

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { meQuery, workspaceQuery } from '../api/queries.ts'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/button.tsx'
import { Key } from '../parts/key.tsx'
import { shell } from '../words/en/shell.ts'
import { Navigation } from './navigation.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SnapshotMenu } from './snapshot-menu.tsx'
import { useKeys } from './use-keys.ts'
import { usePage } from './use-page.ts'
import { usePages } from './use-pages.ts'
import { WorkspaceMenu } from './workspace-menu.tsx'

const loadPalette = () => import('./palette.tsx')
const Palette = lazy(() => loadPalette().then(({ Palette: component }) => ({ default: component })))
const Shortcuts = lazy(() => import('./shortcuts.tsx').then(({ Shortcuts: component }) => ({ default: component })))
const NarrowNavigation = lazy(() =>
  import('./narrow-navigation.tsx').then(({ NarrowNavigation: component }) => ({ default: component })),
)

type Open = 'search' | 'shortcuts' | 'navigation' | undefined

export function Shell() {
  const { workspace: id = '' } = useParams({ strict: false }) as { workspace?: string }
  const { data: workspace } = useSuspenseQuery(workspaceQuery(id))
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<Open>()
  const navigate = useNavigate()
  const page = usePage()
  const pages = usePages()
  const goTo = (path: string): void => void navigate({ to: `/w/${id}${path === '' ? '' : `/${path}`}` })
  useKeys({
    '/': () => setOpen('search'),
    '?': () => setOpen('shortcuts'),
    ...Object.fromEntries(pages.map(({ key, path }) => [`g ${key}`, () => goTo(path)])),
  })
  const close = (): void => setOpen(undefined)
  // What is typed right after `/` must find its field there.
  useEffect(() => void loadPalette().catch(() => undefined), [])
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {shell.skip}
      </a>
      <aside className="side">
        <WorkspaceMenu workspace={workspace} />
        <Navigation workspace={id} />
        <PersonMenu me={me} onKeys={() => setOpen('shortcuts')} />
      </aside>
      <div className="body">
        <header className="bar">
          <span className="bar-menu">
            <IconButton icon="menu" label={shell.openNavigation} onClick={() => setOpen('navigation')} />
          </span>
          <h1 className="bar-page">
            {page && <Icon name={page.icon} />}
            <span className="bar-title">{page?.label}</span>
          </h1>
          <SnapshotMenu workspace={workspace} />
          <button
            type="button"
            className="search-button"
            aria-label={shell.search.open}
            onClick={() => setOpen('search')}
          >
            <Icon name="search" />
            <span className="search-words">{shell.search.open}</span>
            <Key>/</Key>
          </button>
        </header>
        <main className="content" id="page" tabIndex={-1}>
          <title>{shell.title(page?.label ?? '', workspace.name)}</title>
          <Outlet />
        </main>
      </div>
      <Suspense fallback={null}>
        {open === 'search' && <Palette workspace={workspace} onClose={close} />}
        {open === 'shortcuts' && <Shortcuts onClose={close} />}
        {open === 'navigation' && <NarrowNavigation workspace={workspace} me={me} onClose={close} />}
      </Suspense>
    </div>
  )
}
