// Which sites a snapshot keeps secret, by their tags, and from whom: what is taken away has them for nobody who does not ask,
// the screen for nobody who may only look.

import { isRoleAtLeast } from '#model/role.ts'
import type { WithheldWanted } from '#contract/application/kinds.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

/** As the manifest of the snapshot has them. */
export async function withheldTags(
  application: Application,
  asker: Asker,
  workspace: string,
  snapshot: string,
): Promise<readonly string[]> {
  return (await getWorkspaceFacts(application, asker, workspace, snapshot)).withholds
}

/** None for those who work on the network: they need every row of it. */
export async function withheldOnScreen(
  application: Application,
  asker: Asker,
  workspace: string,
  snapshot: string,
): Promise<readonly string[]> {
  return isShownAll(asker) ? [] : withheldTags(application, asker, workspace, snapshot)
}

/** Whether what is taken away has sites kept secret: if that was asked for. Throws a `Refusal` where this person may not. */
export function mayTakeAlong({ role }: Asker, wanted: WithheldWanted['withheld']): boolean {
  if (wanted !== 'include' || isRoleAtLeast(role, 'approver')) return wanted === 'include'
  throw new Refusal('not-allowed', `to take sites kept secret away needs the role \`approver\`; yours is \`${role}\``)
}

/** Whether the rows of sites kept secret are on this person's screen. */
export function isShownAll({ role }: Pick<Asker, 'role'>): boolean {
  return role !== 'viewer'
}
