// A page that cannot be shown: what happened, and what to do.

import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { hasCode, ProblemError, UnreachableError } from '../api/problem-error.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { shell } from '../words/en/shell.ts'

const isOldPage = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script/i.test(error.message)

export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const again = (): void => {
    queries.reset()
    reset()
    void router.invalidate()
  }
  const words = shell.faults
  if (hasCode(error, 'not-signed-in')) return <SignedOut />
  if (isOldPage(error)) {
    const reload = (
      <Button look="main" icon="refresh" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    )
    return (
      <div className="page">
        <Empty icon="refresh" title={words.old} actions={reload} />
      </div>
    )
  }
  if (error instanceof ProblemError || error instanceof UnreachableError) {
    return (
      <div className="page">
        <h2 className="page-title">{words.page}</h2>
        <ProblemNote error={error} onAgain={again} />
      </div>
    )
  }
  return (
    <div className="page">
      <h2 className="page-title">{words.page}</h2>
      <div className="note bad" role="alert">
        <div>
          <p>{words.program}</p>
          <details>
            <summary>{words.details}</summary>
            <pre className="trace">{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
          </details>
          <div className="actions">
            <Button look="main" icon="refresh" onClick={again}>
              {words.again}
            </Button>
            <Button onClick={() => location.reload()}>{words.reload}</Button>
          </div>
        </div>
      </div>
    </div>
  )
}

function SignedOut() {
  const back = `${location.pathname}${location.search}`
  return (
    <main className="page lone">
      <Empty
        icon="lock"
        title={shell.faults.signedOut}
        actions={
          <a className="button main" href={`/api/v1/sign-in?to=${encodeURIComponent(back)}`}>
            {shell.faults.signIn}
          </a>
        }
      >
        {shell.faults.signedOutWhy}
      </Empty>
    </main>
  )
}

export function NoWorkspace() {
  return (
    <main className="page lone">
      <Empty
        icon="layers"
        title={shell.faults.noWorkspace}
        actions={
          <Link className="button main" to="/workspaces">
            {shell.workspaces.all}
          </Link>
        }
      >
        {shell.faults.noWorkspaceWhy}
      </Empty>
    </main>
  )
}

export function NoPage() {
  return (
    <div className="page">
      <Empty
        icon="file"
        title={shell.faults.noPage}
        actions={
          <Link className="button main" to="/">
            {shell.faults.overview}
          </Link>
        }
      >
        {shell.faults.noPageWhy}
      </Empty>
    </div>
  )
}
