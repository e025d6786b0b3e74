// What stands on every page: the shapes of states, the word that the server is away, and short remarks.

import { Outlet } from '@tanstack/react-router'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { connection } from '../api/connection.ts'
import { Remarks } from '../parts/remarks.tsx'
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

export function Root() {
  return (
    <>
      <ToneShapes />
      <ConnectionBanner />
      <Outlet />
      <Remarks />
    </>
  )
}
