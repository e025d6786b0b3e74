// The program of a page, fetched when the page is first gone to: while the server is away it is waited for.

import { connection, isThere, tellUnreached } from './connection.ts'

/**
 * Fails where the server is there and does not have it any more, for it is another version by now; and where the browser holds on
 * to an earlier failure, as Chromium does for as long as a page stands. Either way the page is to be loaded anew.
 */
export async function loadProgram<Program>(load: () => Promise<Program>): Promise<Program> {
  // Not tried while it must fail, so that there is no failure to hold on to.
  await untilReached()
  try {
    return await load()
  } catch (error) {
    if (await isThere()) throw error
    tellUnreached()
    await untilReached()
    return load()
  }
}

async function untilReached(): Promise<void> {
  if (connection.isReached()) return
  await new Promise<void>((resolve) => {
    const stop = connection.subscribe(() => {
      if (!connection.isReached()) return
      stop()
      resolve()
    })
  })
}
