// Whether whoever looks may ask for analyses and write drafts.

import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries.ts'

export function useMayAnalyse(): boolean {
  const { data: me } = useQuery(meQuery)
  return me === undefined || me.role !== 'viewer'
}
