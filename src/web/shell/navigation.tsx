// The list of pages. The snapshot one looks at goes along.

import { Link, useSearch } from '@tanstack/react-router'
import type { Search } from '../address/search.ts'
import { Icon } from '../parts/icon.tsx'
import { shell } from '../words/en/shell.ts'
import { usePage } from './use-page.ts'
import { usePages } from './use-pages.ts'

interface NavigationProps {
  readonly workspace: string
  readonly onGo?: () => void
}

export function Navigation({ workspace, onGo }: NavigationProps) {
  const { snapshot } = useSearch({ strict: false }) as Search
  const here = usePage()
  const all = usePages()
  return (
    <nav className="pages" aria-label={shell.navigation}>
      <ul>
        {all.map((page) => (
          <li key={page.path}>
            <Link
              to={`/w/${workspace}${page.path === '' ? '' : `/${page.path}`}`}
              search={(snapshot === undefined ? {} : { snapshot }) as never}
              className={`page-link${page === here ? ' here' : ''}`}
              aria-current={page === here ? 'page' : undefined}
              activeProps={{ className: '' }}
              {...(onGo ? { onClick: onGo } : {})}
            >
              <Icon name={page.icon} />
              <span className="page-name">{page.label}</span>
              <span className="page-key" aria-hidden="true">
                g {page.key}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
