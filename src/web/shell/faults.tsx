// A page that cannot be shown: what happened, and what to do.

import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { connection } from '../api/connection.ts'
import { hasCode, isPassing, ProblemError, UnreachableError } from '../api/problem-error.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { shell } from '../words/en/shell.ts'
import { Lone, SignInLink } from './lone.tsx'
import { MainPart } from './main-part.tsx'

const isOldPage = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|Unable to preload/i.test(error.message)

const PAUSE_MILLISECONDS = 3000

export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const again = (): void => {
    queries.reset()
    reset()
    void router.invalidate()
  }
  const words = shell.faults
  // What could not be had for want of the server, or of its database, is asked anew when it is back: that may have been before this
  // was drawn. What else passes by itself is asked anew after a while.
  useEffect(() => {
    if (!isPassing(error)) return
    const askIfReached = (): void => {
      if (connection.isReached()) again()
    }
    const timer = setInterval(askIfReached, PAUSE_MILLISECONDS)
    const stop = connection.subscribe(askIfReached)
    return () => {
      clearInterval(timer)
      stop()
    }
  })
  if (hasCode(error, 'not-signed-in')) return <SignedOut />
  if (isOldPage(error)) {
    const reload = (
      <Button look="main" icon="refresh" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    )
    return (
      <MainPart className="page">
        <Empty icon="refresh" title={words.old} actions={reload} />
      </MainPart>
    )
  }
  if (error instanceof ProblemError || error instanceof UnreachableError) {
    return (
      <MainPart className="page">
        <h2 className="page-title">{words.page}</h2>
        <ProblemNote error={error} onAgain={again} />
      </MainPart>
    )
  }
  return (
    <MainPart className="page">
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
    </MainPart>
  )
}

function SignedOut() {
  const action = <SignInLink to={`${location.pathname}${location.search}`}>{shell.faults.signIn}</SignInLink>
  return (
    <Lone icon="lock" title={shell.faults.signedOut} action={action}>
      {shell.faults.signedOutWhy}
    </Lone>
  )
}

export function NoWorkspace() {
  const action = (
    <Link className="button main" to="/workspaces">
      {shell.workspaces.all}
    </Link>
  )
  return (
    <Lone icon="layers" title={shell.faults.noWorkspace} action={action}>
      {shell.faults.noWorkspaceWhy}
    </Lone>
  )
}

/** In the frame of a workspace. */
export function NoPage() {
  return (
    <div className="page">
      <Empty icon="file" title={shell.faults.noPage} actions={<ToOverview />}>
        {shell.faults.noPageWhy}
      </Empty>
    </div>
  )
}

/** Where there is no frame. */
export function NoPageAnywhere() {
  return (
    <Lone icon="file" title={shell.faults.noPage} action={<ToOverview />}>
      {shell.faults.noPageWhy}
    </Lone>
  )
}

function ToOverview() {
  return (
    <Link className="button main" to="/">
      {shell.faults.overview}
    </Link>
  )
}
