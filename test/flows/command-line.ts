// Runs the command line in this process, with a terminal that remembers.

import { parseDay } from '#base/calendar.ts'
import { runCommandLine } from '#cli/run.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export async function mainstay(...args: string[]): Promise<Ran> {
  let out = ''
  let err = ''
  const code = await runCommandLine(args, {
    write: (text) => void (out += text),
    writeError: (text) => void (err += text),
    isRead: false,
    isColoured: false,
    width: 120,
    isWatched: false,
    today: parseDay('2026-11-01')!,
  })
  return { code, out, err }
}
