// What stands on every page: the shapes of states, the word that the server is away, and short remarks.

import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { connection } from '../api/connection.ts'
import { meQuery } from '../api/queries.ts'
import { sessionEnded } from '../api/request.ts'
import { Remarks } from '../parts/remarks.tsx'
import { SignInBeside } from '../parts/sign-in-beside.tsx'
import { ToneMark, ToneShapes } from '../parts/tone.tsx'
import { shell } from '../words/en/shell.ts'

const BACK_SHOWN_MILLISECONDS = 4000

function ConnectionBanner() {
  const isReached = useSyncExternalStore(connection.subscribe, connection.isReached)
  const wasLost = useRef(false)
  const [isBack, setBack] = useState(false)
  useEffect(() => {
    if (!isReached) {
      wasLost.current = true
      setBack(false)
      return
    }
    if (!wasLost.current) return
    wasLost.current = false
    setBack(true)
    const timer = setTimeout(() => setBack(false), BACK_SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [isReached])
  return (
    <div className="connection" role="status">
      {!isReached && (
        <p className="doubt">
          <ToneMark tone="doubt" /> {shell.connection.lost}
        </p>
      )}
      {isReached && isBack && (
        <p className="good">
          <ToneMark tone="good" /> {shell.connection.back}
        </p>
      )}
    </div>
  )
}

/** Not on a page that says so itself: there nothing is typed that could be lost. */
function SessionBanner() {
  const hasEnded = useSyncExternalStore(sessionEnded.subscribe, sessionEnded.isSet)
  const hasBegun = useQuery({ ...meQuery, enabled: false }).data !== undefined
  return (
    <div className="connection" role="status">
      {hasEnded && hasBegun && (
        <p className="doubt">
          <ToneMark tone="doubt" /> {shell.session.ended} <SignInBeside />
        </p>
      )}
    </div>
  )
}

export function Root() {
  return (
    <>
      <ToneShapes />
      <ConnectionBanner />
      <SessionBanner />
      <Outlet />
      <Remarks />
    </>
  )
}
