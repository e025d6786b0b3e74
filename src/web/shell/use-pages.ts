// Which pages there are for whoever is here.

import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries.ts'
import { PAGES, type PageEntry } from './pages.ts'

/** Those of a team are not among them until it is known that there is one. */
export function usePages(): readonly PageEntry[] {
  const { data: me } = useQuery(meQuery)
  return PAGES.filter(({ isOfTeam }) => isOfTeam !== true || me?.mode === 'team')
}
