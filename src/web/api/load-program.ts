// The program of a page, fetched when the page is first gone to: while the server is away it is waited for.

import { connection, isThere, tellUnreached } from './connection.ts'

/** Fails only where the server is there and does not have it any more: it is another version by now. */
export async function loadProgram<Program>(load: () => Promise<Program>): Promise<Program> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (await isThere()) throw error
      tellUnreached()
      await untilReached()
    }
  }
}

function untilReached(): Promise<void> {
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (!connection.isReached()) return
      stop()
      resolve()
    })
  })
}
