// Whether a thing is of the workspace it was asked for in: if not, it is not found there.

import { getAnalysis } from '#store/database/analyses.ts'
import { getArrival } from '#store/database/arrivals.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { getDraftHead } from '#store/database/drafts.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'

const READERS = { arrival: getArrival, analysis: getAnalysis, draft: getDraftHead } as const

export async function requireWithin(
  { database }: Application,
  asker: Asker,
  workspace: string,
  kind: keyof typeof READERS,
  id: string,
): Promise<void> {
  const read: (acts: MemberActs, id: string) => Promise<{ readonly workspace: string }> = READERS[kind]
  const found = await database.asMember(asker, (acts) => read(acts, id))
  if (found.workspace !== workspace) throw new Refusal('not-found', `there is no such ${kind} in this workspace`)
}
