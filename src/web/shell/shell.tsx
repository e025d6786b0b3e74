// The frame around every page of a workspace: where one is, where one can go, what one looks at.

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { meQuery, snapshotsQuery, workspaceQuery } from '../api/queries.ts'
import { loadProgram } from '../api/load-program.ts'
import { hasCode } from '../api/problem-error.ts'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/button.tsx'
import { Key } from '../parts/key.tsx'
import { shell } from '../words/en/shell.ts'
import { InFrame } from './main-part.tsx'
import { Navigation } from './navigation.tsx'
import { NoSuchSnapshot } from './no-such-snapshot.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SnapshotMenu } from './snapshot-menu.tsx'
import { useHeldKeys } from './use-held-keys.ts'
import { useKeys } from './use-keys.ts'
import { usePage } from './use-page.ts'
import { usePages } from './use-pages.ts'
import { WorkspaceGone } from './workspace-gone.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'

const loadPalette = () => loadProgram(() => import('./palette.tsx'))
const Palette = lazy(() => loadPalette().then(({ Palette: component }) => ({ default: component })))
const Shortcuts = lazy(() =>
  loadProgram(() => import('./shortcuts.tsx')).then(({ Shortcuts: component }) => ({ default: component })),
)
const NarrowNavigation = lazy(() =>
  loadProgram(() => import('./narrow-navigation.tsx')).then(({ NarrowNavigation: component }) => ({
    default: component,
  })),
)

type Open = 'search' | 'shortcuts' | 'navigation' | undefined

export function Shell() {
  const { workspace: id = '' } = useParams({ strict: false }) as { workspace?: string }
  const { data: workspace, error } = useSuspenseQuery(workspaceQuery(id))
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<Open>()
  const { snapshot: pinned = '' } = useSearch({ strict: false }) as { snapshot?: string }
  const { data: snapshots } = useQuery({ ...snapshotsQuery(id), enabled: pinned !== '' })
  const isUnknown = pinned !== '' && snapshots !== undefined && !snapshots.some(({ digest }) => digest === pinned)
  const navigate = useNavigate()
  const page = usePage()
  const pages = usePages()
  const heading = useRef<HTMLHeadingElement>(null)
  const goTo = (path: string): void => void navigate({ to: `/w/${id}${path === '' ? '' : `/${path}`}` })
  const { hold, takeTyped } = useHeldKeys()
  const goByKey = (path: string): void => {
    goTo(path)
    heading.current?.focus()
  }
  useKeys({
    '/': () => {
      hold()
      setOpen('search')
    },
    '?': () => setOpen('shortcuts'),
    ...Object.fromEntries(pages.map(({ key, path }) => [`g ${key}`, () => goByKey(path)])),
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
          <h1 className="bar-page" ref={heading} tabIndex={-1}>
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
          {hasCode(error, 'not-found') && <WorkspaceGone />}
          <InFrame>{isUnknown ? <NoSuchSnapshot digest={pinned} /> : <Outlet />}</InFrame>
        </main>
      </div>
      <Suspense fallback={null}>
        {open === 'search' && <Palette workspace={workspace} takeTyped={takeTyped} onClose={close} />}
        {open === 'shortcuts' && <Shortcuts onClose={close} />}
        {open === 'navigation' && (
          <NarrowNavigation workspace={workspace} me={me} onKeys={() => setOpen('shortcuts')} onClose={close} />
        )}
      </Suspense>
    </div>
  )
}
