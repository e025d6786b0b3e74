// Whether one is signed in still: told by every request. A session ends by its time, or in another window.

import type { QueryClient } from '@tanstack/react-query'
import { meQuery } from './queries.ts'
import { sessionEnded } from './request.ts'

/** Asked again when one comes back to the page, as from a window in which one has signed in. */
export function watchSession(queries: QueryClient): void {
  const look = (): void => {
    if (sessionEnded.isSet() && document.visibilityState === 'visible')
      void queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined)
  }
  addEventListener('focus', look)
  addEventListener('visibilitychange', look)
  sessionEnded.subscribe(() => {
    if (!sessionEnded.isSet()) void goOn(queries)
  })
}

/** Of whoever one is now: what is held in the page is nobody else's. */
async function goOn(queries: QueryClient): Promise<void> {
  const before = queries.getQueryData(meQuery.queryKey)
  const now = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
  const isSame = before?.person.id === now.person.id && before.organisation.id === now.organisation.id
  if (isSame) await queries.invalidateQueries()
  else location.reload()
}
