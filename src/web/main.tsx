// The application begins here.

import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchConnection } from './api/connection.ts'
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

createRoot(document.getElementById('application')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
