// What whoever is signed in may do: each role may do what those before it may.

import { useQuery } from '@tanstack/react-query'
import type { Role } from '#contract/application/people.ts'
import { meQuery } from '../api/queries.ts'

const RANKS: Readonly<Record<Role, number>> = { viewer: 0, analyst: 1, approver: 2, administrator: 3 }

/** False while it is not known yet. */
export function useMay(role: Role): boolean {
  const { data: me } = useQuery(meQuery)
  return me !== undefined && RANKS[me.role] >= RANKS[role]
}
