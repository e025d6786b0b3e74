// Which address shows what.

import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { formatSearch, parseSearch } from './address/search.ts'
import { loadProgram } from './api/load-program.ts'
import { hasCode } from './api/problem-error.ts'
import { meQuery, workspaceQuery, workspacesQuery } from './api/queries.ts'
import { Skeleton } from './parts/skeleton.tsx'
import { NoPage, NoPageAnywhere, NoWorkspace, PageFault } from './shell/faults.tsx'
import { keepLastWorkspace, readLastWorkspace } from './shell/last-workspace.ts'
import { PAGES } from './shell/pages.ts'
import { Root } from './shell/root.tsx'
import { Shell } from './shell/shell.tsx'
import { SignInFailed } from './shell/sign-in-failed.tsx'

function PageSkeleton() {
  return (
    <div className="page">
      <Skeleton lines={6} />
    </div>
  )
}

export function createApplicationRouter(queries: QueryClient) {
  const lastWorkspace = async () => {
    const workspaces = await queries.ensureQueryData(workspacesQuery)
    return workspaces.find(({ id }) => id === readLastWorkspace()) ?? workspaces[0]
  }
  const needTeam = async (): Promise<void> => {
    if ((await queries.ensureQueryData(meQuery)).mode !== 'team') throw notFound()
  }

  const root = createRootRoute({ component: Root, errorComponent: PageFault, notFoundComponent: NoPageAnywhere })

  // The bare address leads to the workspace one was at last, or to the list of them.
  const start = createRoute({
    getParentRoute: () => root,
    path: '/',
    loader: async () => {
      const last = await lastWorkspace()
      throw last ? redirect({ to: '/w/$workspace', params: { workspace: last.id } }) : redirect({ to: '/workspaces' })
    },
    pendingComponent: PageSkeleton,
  })

  const workspaces = createRoute({
    getParentRoute: () => root,
    path: '/workspaces',
    component: lazyRouteComponent(() => loadProgram(() => import('./pages/workspaces/page.tsx')), 'Page'),
    pendingComponent: PageSkeleton,
  })

  // The people of an organisation are of no workspace: they are shown in the frame of one, and alone where there is none.
  const people = createRoute({
    getParentRoute: () => root,
    path: '/people',
    loader: async () => {
      await needTeam()
      const last = await lastWorkspace()
      if (last) throw redirect({ to: '/w/$workspace/people', params: { workspace: last.id } } as never)
    },
    component: lazyRouteComponent(() => import('./pages/people/alone.tsx'), 'Page'),
    pendingComponent: PageSkeleton,
  })

  const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInFailed })

  const workspace = createRoute({
    getParentRoute: () => root,
    path: '/w/$workspace',
    loader: async ({ params }) => {
      try {
        await Promise.all([queries.ensureQueryData(workspaceQuery(params.workspace)), queries.ensureQueryData(meQuery)])
      } catch (error) {
        if (hasCode(error, 'not-found') || hasCode(error, 'invalid-request')) throw notFound()
        throw error
      }
      keepLastWorkspace(params.workspace)
    },
    component: Shell,
    pendingComponent: PageSkeleton,
    errorComponent: PageFault,
    notFoundComponent: NoWorkspace,
  })

  const pages = PAGES.map(({ path, load, isOfTeam }) =>
    createRoute({
      getParentRoute: () => workspace,
      path: path === '' ? '/' : path,
      ...(isOfTeam ? { loader: needTeam, notFoundComponent: NoPage } : {}),
      component: lazyRouteComponent(() => loadProgram(load), 'Page'),
      errorComponent: PageFault,
      pendingComponent: PageSkeleton,
    }),
  )

  // The workspace is there, and the address names no page of it.
  const elsewhere = createRoute({ getParentRoute: () => workspace, path: '$', component: NoPage })

  return createRouter({
    routeTree: root.addChildren([start, workspaces, people, signIn, workspace.addChildren([...pages, elsewhere])]),
    parseSearch,
    stringifySearch: formatSearch,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingMinMs: 200,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: NoPageAnywhere,
  })
}
