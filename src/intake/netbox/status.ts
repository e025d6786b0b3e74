// What a status of NetBox says about an element's history.

import type { NetBoxMapping } from '#model/netbox-mapping.ts'

/** `stock`: it stands on a shelf. '' where the status is not given, undefined where nobody said what it means. */
export type StatusMeaning =
  | 'planned'
  | 'delivered'
  | 'installed'
  | 'inService'
  | 'outOfService'
  | 'removed'
  | 'stock'
  | 'unknown'
  | ''

/**
 * Staged equipment is in place and does not serve yet. Failed equipment is still part of the network: a fault takes
 * nothing out of the estate. What is offline or being decommissioned no longer serves and is still there.
 */
const MEANINGS: ReadonlyMap<string, StatusMeaning> = new Map<string, StatusMeaning>([
  ['', ''],
  ['active', 'inService'],
  ['planned', 'planned'],
  ['staged', 'installed'],
  ['staging', 'installed'],
  ['failed', 'inService'],
  ['offline', 'outOfService'],
  ['paused', 'outOfService'],
  ['decommissioning', 'outOfService'],
  ['inventory', 'stock'],
])

export function meaningOfStatus(mapping: NetBoxMapping, status: string): StatusMeaning | undefined {
  const word = status.trim().toLowerCase()
  const own = mapping.statuses?.find((entry) => entry.status.trim().toLowerCase() === word)
  return own ? own.means : MEANINGS.get(word)
}
