// A number that is another one whenever what failed is worth asking anew: some time has passed, or the server is back.

import { useEffect, useRef, useState } from 'react'
import { connection } from './connection.ts'
import { isPassing } from './problem-error.ts'

const FIRST_PAUSE_MILLISECONDS = 1000
const LONGEST_PAUSE_MILLISECONDS = 30_000

/** `error`: of the latest try; null while there is none. What no waiting mends is not asked anew. */
export function useAgain(error: unknown): number {
  const [again, setAgain] = useState(0)
  const failures = useRef(0)
  useEffect(() => {
    if (error === null) failures.current = 0
    if (!isPassing(error)) return
    const ask = (): void => setAgain((before) => before + 1)
    const pause = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** failures.current, LONGEST_PAUSE_MILLISECONDS)
    failures.current += 1
    const timer = setTimeout(ask, pause)
    const stop = connection.subscribe(() => {
      if (connection.isReached()) ask()
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [error])
  return again
}
