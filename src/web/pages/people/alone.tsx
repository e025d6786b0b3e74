// The people of an organisation that has no workspace yet, whose frame they could be shown in.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { meQuery } from '../../api/queries.ts'
import { PersonMenu } from '../../shell/person-menu.tsx'
import { people as words } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
import { Page as People } from './page.tsx'

export function Page() {
  const { data: me } = useQuery(meQuery)
  return (
    <main className="people-alone" id="page">
      <title>{words.alone(me?.organisation.name ?? '')}</title>
      <header className="page-head">
        <img src="/mainstay.svg" alt="" width="32" height="32" />
        <h1>{words.title}</h1>
        <Link className="button plain" to="/workspaces">
          {shell.workspaces.all}
        </Link>
        <PersonMenu me={me} />
      </header>
      <People />
    </main>
  )
}
