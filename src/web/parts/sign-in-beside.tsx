// Signing in again from a page that stands: in another tab, so that what is typed here stays and goes on when one comes back.

import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries.ts'
import { shell } from '../words/en/shell.ts'

export function SignInBeside() {
  const wasSignedIn = useQuery({ ...meQuery, enabled: false }).data !== undefined
  const here = `${location.pathname}${location.search}`
  return (
    <a
      className="button main"
      href={`/api/v1/sign-in?to=${encodeURIComponent(here)}`}
      {...(wasSignedIn ? { target: '_blank' } : {})}
    >
      {wasSignedIn ? shell.session.signIn : shell.faults.signIn}
    </a>
  )
}
