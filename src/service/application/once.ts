// A request that may be sent twice is done once: the second gets the reply of the first.

import { abandonRequest, beginRequest, finishRequest } from '#store/database/idempotency.ts'
import type { Json } from '#store/database/tables.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'

/** Longer than any request takes: only one whose process ended is begun anew after it. */
const RUNNING_MS = 300_000
/** Within which a client may come again. */
const KEPT_MS = 24 * 3_600_000

export interface Reply<Body> {
  readonly status: number
  readonly body: Body
}

export interface KeyedRequest {
  readonly key: string
  /** sha256 of what is asked. */
  readonly requestDigest: string
}

/** Throws a `Refusal` where the key is of another request, or the first has not come to its end. What fails may be sent again. */
export async function once<Body>(
  { database }: Application,
  asker: Asker,
  { key, requestDigest }: KeyedRequest,
  act: () => Promise<Reply<Body>>,
): Promise<Reply<Body>> {
  const begun = await database.asMember(asker, (acts) => beginRequest(acts, { key, requestDigest, keepMs: RUNNING_MS }))
  switch (begun.kind) {
    case 'done':
      return { status: begun.status, body: begun.reply as Body }
    case 'other request':
      throw new Refusal('key-reused', 'this key came before with another request: take a new one for each')
    case 'running':
      throw new Refusal('not-ready', 'the same request is under way: ask again in a moment')
    case 'new':
  }
  try {
    const reply = await act()
    await database.asMember(asker, (acts) =>
      finishRequest(acts, { key, status: reply.status, reply: reply.body as Json, keepMs: KEPT_MS }),
    )
    return reply
  } catch (error) {
    await database.asMember(asker, (acts) => abandonRequest(acts, key)).catch(() => undefined)
    throw error
  }
}
