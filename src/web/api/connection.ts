// Whether the server is there: told by every request, and looked after while it is not, until it is.

import { createFlag } from './flag.ts'

const FIRST_LOOK_MILLISECONDS = 500
/** Whoever waits sees the page come back at most so much later than the server. */
const LONGEST_PAUSE_MILLISECONDS = 1500
const LONGEST_LOOK_MILLISECONDS = 10_000

const reached = createFlag(true)
let timer: ReturnType<typeof setTimeout> | undefined

async function fetchReadiness(): Promise<Response | undefined> {
  try {
    return await fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_LOOK_MILLISECONDS) })
  } catch {
    return undefined
  }
}

/** Asked anew, whatever was known. A server that lacks something is there; a gateway without it says 502 or 504. */
export async function isThere(): Promise<boolean> {
  const response = await fetchReadiness()
  return response !== undefined && response.status !== 502 && response.status !== 504
}

async function look(waited: number): Promise<void> {
  if ((await fetchReadiness())?.ok === true) return tellReached()
  const wait = Math.min(waited * 1.5, LONGEST_PAUSE_MILLISECONDS)
  timer = setTimeout(() => void look(wait), wait)
}

export function tellUnreached(): void {
  reached.set(false)
  timer ??= setTimeout(() => void look(FIRST_LOOK_MILLISECONDS), FIRST_LOOK_MILLISECONDS)
}

export function tellReached(): void {
  clearTimeout(timer)
  timer = undefined
  reached.set(true)
}

const IDLE_LOOK_MILLISECONDS = 5000

/** A page on which nothing is asked tells it too: looked while it is seen, and at once when the browser knows. */
export function watchConnection(): void {
  addEventListener('offline', tellUnreached)
  addEventListener('online', () => void isThere().then((there) => there && tellReached()))
  setInterval(() => {
    if (!reached.isSet() || document.visibilityState !== 'visible') return
    void isThere().then((there) => there || tellUnreached())
  }, IDLE_LOOK_MILLISECONDS)
}

export const connection = { isReached: reached.isSet, subscribe: reached.subscribe }
