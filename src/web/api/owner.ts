// Whose page this is: whoever was signed in when it was loaded. The cookie of the browser may become that of somebody else in another
// tab, in whose name nothing that stands here may be shown, sent or kept.

import { SIGNED_IN_AS, writeSignedInAs } from '#contract/application/signed-in-as.ts'
import type { Me } from '#contract/application/people.ts'

let owner: string | undefined
let isLeft = false

/** Loaded anew, for whoever it is now. */
export function giveUpPage(): void {
  if (isLeft) return
  isLeft = true
  location.reload()
}

/** The page goes elsewhere by itself, as somebody else. */
export function leavePage(to: string): void {
  isLeft = true
  location.assign(to)
}

/** Told by each reply that says who is signed in. */
export function keepOwner({ organisation, person }: Me): void {
  const now = writeSignedInAs(organisation.id, person.id)
  owner ??= now
  if (owner !== now) giveUpPage()
}

/** Sent with every other request: it is refused where it would be done by somebody else. */
export function ownerHeaders(): Readonly<Record<string, string>> {
  return owner === undefined ? {} : { [SIGNED_IN_AS]: owner }
}
