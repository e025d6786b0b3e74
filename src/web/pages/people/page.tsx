// The people of the organisation and what each may do, and the tokens by which programs ask.

import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../api/queries.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../shell/use-role.ts'
import { Invitations } from './invitations.tsx'
import { Members } from './members.tsx'
import { Tokens } from './tokens.tsx'
import './people.css'

export function Page() {
  const asked = useQuery(meQuery)
  const mayChange = useMay('administrator')
  if (!asked.data) return <Waiting query={asked} />
  return (
    <div className="page people">
      <Members me={asked.data} />
      {mayChange && <Invitations />}
      <Tokens me={asked.data} />
    </div>
  )
}
