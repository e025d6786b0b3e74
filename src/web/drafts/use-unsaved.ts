// Of what one has words that this browser keeps and that are saved nowhere, for lists of it.

import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { meQuery } from '../api/queries.ts'
import { listUnsaved, shelfOfBrowser } from './unsaved-words.ts'

/** Of what they are words of, as they are kept: `<workspace>/<draft>`. */
export function useUnsaved(): ReadonlySet<string> {
  const { data: me } = useSuspenseQuery(meQuery)
  const [organisation, person] = [me.organisation.id, me.person.id]
  const [subjects, setSubjects] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const look = (): void => setSubjects(listUnsaved(shelfOfBrowser(), { organisation, person }))
    look()
    addEventListener('storage', look)
    return () => removeEventListener('storage', look)
  }, [organisation, person])
  return subjects
}
