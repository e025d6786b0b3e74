// The application begins here.

import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchConnection } from './api/connection.ts'
import { ProblemError, UnreachableError } from './api/problem-error.ts'
import { createQueries } from './api/create-queries.ts'
import { watchSession } from './api/session.ts'
import { createApplicationRouter } from './router.tsx'
import './style/tokens.css'
import './style/base.css'
import './style/parts.css'
import './style/shell.css'

watchConnection()
const queries = createQueries()
watchSession(queries)
const router = createApplicationRouter(queries)

/** What the server could not or would not do is told on the page, and is no fault of the program. */
function onCaughtError(error: unknown): void {
  if (!(error instanceof ProblemError || error instanceof UnreachableError)) reportError(error)
}

createRoot(document.getElementById('application')!, { onCaughtError }).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
