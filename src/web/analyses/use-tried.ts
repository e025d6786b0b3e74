// A value that is dragged: it follows at once, and stands in the address once it has come to rest, for a change of the address
// with every step of a pointer would be felt.

import { useCallback, useEffect, useRef, useState } from 'react'

const AT_REST_MILLISECONDS = 200

export function useTried<Value>(held: Value, write: (value: Value) => void): readonly [Value, (value: Value) => void] {
  const [tried, setTried] = useState(held)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(write)
  latest.current = write
  // The address was changed by something else: a link, or the way back.
  useEffect(() => {
    if (timer.current === undefined) setTried(held)
  }, [held])
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = useCallback((value: Value) => {
    setTried(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      latest.current(value)
    }, AT_REST_MILLISECONDS)
  }, [])
  return [tried, change]
}
