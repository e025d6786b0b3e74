// Says with a file that rows were left out of it, for they name sites kept secret. A list of rows has no room for a remark: the
// name of the file and a header have.

import type { FastifyReply } from 'fastify'

export const ABOUT_WITHHELD =
  'Rows that name a site kept secret (`withhold` of the manifest), or what stands on one, stay out. The header `mainstay-withheld`, and the name of the file, say how many rows of the table those are, whatever the conditions.'

/** `name`: of the file, without its ending. `withheld`: rows that were left out. */
export function sayWithheld(reply: FastifyReply, name: string, ending: string, withheld: number): FastifyReply {
  const whole = withheld === 0 ? name : `${name}-without-${withheld}-withheld`
  return reply
    .header('mainstay-withheld', String(withheld))
    .header('content-disposition', `attachment; filename="${whole}.${ending}"`)
}
