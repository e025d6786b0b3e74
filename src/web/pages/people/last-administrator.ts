// Whether an organisation would be without an administrator if this person were none.

import type { Member } from '#contract/application/people.ts'

/** `members`: those who have left too. The server refuses it in any case; this says so before it is asked. */
export function isLastAdministrator(members: readonly Member[], person: string): boolean {
  const administrators = members.filter(({ role, until }) => role === 'administrator' && until === undefined)
  return administrators.length === 1 && administrators[0]?.person === person
}
