// Who asks: a person of an organisation, with the role they have there now, and what a token restricts them to.

import type { Organisation, Scope } from '#contract/application/people.ts'
import type { SystemActs } from '#store/database/acts.ts'
import { organisationsOf } from '#store/database/organisations.ts'
import { getPerson } from '#store/database/people.ts'
import type { Asker } from '../application.ts'

export interface Identity {
  readonly asker: Asker
  readonly person: { readonly id: string; readonly name: string; readonly email?: string }
  readonly organisation: Organisation
  /** Of the token it asks with; without one, whatever the role allows. */
  readonly scopes?: readonly Scope[]
}

export async function completeIdentity(acts: SystemActs, asker: Asker): Promise<Identity> {
  const { id, name, email } = await getPerson(acts, asker.person)
  const organisation = (await organisationsOf(acts, asker.person)).find((one) => one.id === asker.organisation)
  if (organisation === undefined) throw new Error('whoever asks belongs to the organisation they ask for')
  return {
    asker: { organisation: asker.organisation, person: asker.person, role: asker.role },
    person: { id, name, ...(email === null ? {} : { email }) },
    organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
  }
}
