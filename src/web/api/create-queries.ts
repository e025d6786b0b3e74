// What is kept of the replies of the server, for how long, and when it is asked for anew.

import { QueryCache, QueryClient } from '@tanstack/react-query'
import { connection } from './connection.ts'
import { hasCode, isPassing, UnreachableError } from './problem-error.ts'

export function createQueries(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      // What is not there in a workspace may be so because the workspace is not: one looks, and the frame of the pages says so.
      onError(error, { queryKey: [of, workspace, ...rest] }) {
        if (of === 'workspace' && rest.length > 0 && hasCode(error, 'not-found'))
          void queries.invalidateQueries({ queryKey: [of, workspace], exact: true })
      },
    }),
    defaultOptions: {
      queries: {
        // The server may be on this very machine: whether there is a network says nothing about it.
        networkMode: 'always',
        staleTime: 10_000,
        // A server that is away is looked after by the connection, which asks anew as soon as it is back: whoever waited for
        // a turn of their own would come later.
        retry: (failures, error) => !(error instanceof UnreachableError) && isPassing(error) && failures < 2,
      },
      mutations: { networkMode: 'always' },
    },
  })
  connection.subscribe(() => {
    if (connection.isReached()) void queries.invalidateQueries()
  })
  return queries
}
