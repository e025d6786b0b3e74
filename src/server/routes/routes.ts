// All routes, one file a feature.

import { addAnalysisRoutes } from './analyses.ts'
import { addArrivalRoutes } from './arrivals.ts'
import { addDraftRoutes } from './drafts.ts'
import { addHealthRoutes } from './health.ts'
import { addInvitationRoutes } from './invitations.ts'
import { addInterfaceRoute } from './interface.ts'
import { addJobRoutes } from './jobs.ts'
import { addMeRoutes } from './me.ts'
import { addMemberRoutes } from './members.ts'
import { addSignInRoutes } from './sign-in.ts'
import { addTokenRoutes } from './tokens.ts'
import { addSavedViewRoutes } from './saved-views.ts'
import { addShippedRoutes } from './shipped.ts'
import { addTableRoutes } from './tables.ts'
import { addWorkspaceRoutes } from './workspaces.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const FEATURES = [
  addHealthRoutes,
  addInterfaceRoute,
  addMeRoutes,
  addSignInRoutes,
  addMemberRoutes,
  addInvitationRoutes,
  addTokenRoutes,
  addJobRoutes,
  addShippedRoutes,
  addWorkspaceRoutes,
  addTableRoutes,
  addArrivalRoutes,
  addAnalysisRoutes,
  addDraftRoutes,
  addSavedViewRoutes,
]

export function addRoutes(server: TypedServer, context: RouteContext): void {
  for (const addFeature of FEATURES) addFeature(server, context)
}
