// Whether one is signed in still: told by every request. A session ends by its time, or in another window, where somebody else may
// sign in after.

import type { QueryClient } from '@tanstack/react-query'
import { meQuery } from './queries.ts'
import { sessionEnded } from './request.ts'

/** Asked whenever one comes back to the page, as from a window in which one has signed in: it may be one that asks nothing itself. */
export function watchSession(queries: QueryClient): void {
  const look = (): void => {
    const isAlone = queries.getQueryData(meQuery.queryKey)?.mode === 'local'
    if (!isAlone && document.visibilityState === 'visible') void askWho(queries)
  }
  addEventListener('focus', look)
  addEventListener('visibilitychange', look)
  sessionEnded.subscribe(() => {
    if (!sessionEnded.isSet()) void goOn(queries)
  })
}

async function askWho(queries: QueryClient): Promise<void> {
  await queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined)
}

/** As whoever it was; for somebody else the page is loaded anew as soon as that is told. */
async function goOn(queries: QueryClient): Promise<void> {
  await askWho(queries)
  await queries.invalidateQueries()
}
