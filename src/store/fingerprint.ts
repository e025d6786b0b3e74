// The sha256 of what a result was computed from.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

export async function fingerprintFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

export function fingerprintText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
