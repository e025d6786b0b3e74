// What whoever is signed in may do: each role may do what those before it may.

import { useQuery } from '@tanstack/react-query'
import { isRoleAtLeast, type Role } from '#model/role.ts'
import { meQuery } from '../api/queries.ts'

/** False while it is not known yet. */
export function useMay(role: Role): boolean {
  const { data: me } = useQuery(meQuery)
  return me !== undefined && isRoleAtLeast(me.role, role)
}
