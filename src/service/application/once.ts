// A request that may be sent twice is done once: the second gets the reply of the first.
//
// The key is kept in the transaction of the act itself: killed at any moment there is either both or neither.

import { beginRequest, finishRequest } from '#store/database/idempotency.ts'
import { joinTransaction } from '#store/database/open-database.ts'
import type { Json } from '#store/database/tables.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'

/** Within which a client may come again. */
const KEPT_MS = 24 * 3_600_000

export interface Reply<Body> {
  readonly status: number
  readonly body: Body
  /** What is kept of it, and told who comes again, where that is less than the whole: no secret is kept. */
  readonly kept?: Body
}

export interface KeyedRequest {
  readonly key: string
  /** sha256 of what is asked. */
  readonly requestDigest: string
}

/**
 * `act` is given the application to act on: all of its transactions are one. Throws a `Refusal` where the key is of another
 * request. What fails may be sent again; what is sent while the first is under way waits for its reply.
 */
export async function once<Body>(
  application: Application,
  asker: Asker,
  { key, requestDigest }: KeyedRequest,
  act: (application: Application) => Promise<Reply<Body>>,
): Promise<Reply<Body>> {
  const afterwards: (() => void)[] = []
  const reply = await application.database.asMember(asker, async (acts) => {
    const begun = await beginRequest(acts, { key, requestDigest, keepMs: KEPT_MS })
    switch (begun.kind) {
      case 'done':
        return { status: begun.status, body: begun.reply as Body }
      case 'other request':
        throw new Refusal('key-reused', 'this key came before with another request: take a new one for each')
      case 'new':
    }
    const done = await act({
      ...application,
      database: joinTransaction(application.database, acts),
      // Nobody sees what is not committed.
      nudge: () => afterwards.push(application.nudge),
      clearFiles: (organisation) => afterwards.push(() => application.clearFiles(organisation)),
    })
    await finishRequest(acts, { key, status: done.status, reply: (done.kept ?? done.body ?? null) as Json })
    return done
  })
  for (const go of afterwards) go()
  return reply
}
