// The pages of a workspace, in the order of the navigation. A further page joins by one line here.

import type { ComponentType } from 'react'
import type { IconName } from '../parts/icon.tsx'
import { shell } from '../words/en/shell.ts'

export interface PageEntry {
  /** After the workspace in the address; blank: the first page. */
  readonly path: string
  readonly label: string
  /** Pressed after `g`. */
  readonly key: string
  readonly icon: IconName
  /** It is there only where people sign in. */
  readonly isOfTeam?: true
  /** Fetched when the page is first gone to. */
  readonly load: () => Promise<{ readonly Page: ComponentType }>
}

export const PAGES: readonly PageEntry[] = [
  {
    path: '',
    label: shell.pages.overview,
    key: 'o',
    icon: 'overview',
    load: () => import('../pages/overview/page.tsx'),
  },
  {
    path: 'network',
    label: shell.pages.network,
    key: 'n',
    icon: 'network',
    load: () => import('../pages/network/page.tsx'),
  },
  { path: 'map', label: shell.pages.map, key: 'm', icon: 'map', load: () => import('../pages/map/page.tsx') },
  { path: 'rules', label: shell.pages.rules, key: 'r', icon: 'rules', load: () => import('../pages/rules/page.tsx') },
  {
    path: 'spares',
    label: shell.pages.spares,
    key: 's',
    icon: 'spares',
    load: () => import('../pages/spares/page.tsx'),
  },
  {
    path: 'reports',
    label: shell.pages.reports,
    key: 'p',
    icon: 'file',
    load: () => import('../pages/reports/page.tsx'),
  },
  {
    path: 'import',
    label: shell.pages.import,
    key: 'i',
    icon: 'import',
    load: () => import('../pages/import/page.tsx'),
  },
  {
    path: 'people',
    label: shell.pages.people,
    key: 't',
    icon: 'people',
    isOfTeam: true,
    load: () => import('../pages/people/page.tsx'),
  },
]
