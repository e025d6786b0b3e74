// A request may say as whom it is meant, so that it is done by nobody else: a page outlives the session it was loaded in.

/** A header of requests: with it a request of anybody else is refused (`somebody-else`). */
export const SIGNED_IN_AS = 'mainstay-signed-in-as'

export function writeSignedInAs(organisation: string, person: string): string {
  return `${organisation}/${person}`
}
