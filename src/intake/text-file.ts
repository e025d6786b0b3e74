// A small text file of ours (manifest, pack, vendors, mapping) from disk: UTF-8 or a fault, never a guess.

import { readFile, stat } from 'node:fs/promises'
import { wordRefusal } from '#base/refusals.ts'
import type { Fault } from '#model/fault.ts'

/** 16 MiB: a hundred times the largest rule pack. */
const LIMIT_BYTES = 16 << 20

const MISSING = new Set(['ENOENT', 'ENOTDIR'])

/** The text without its byte order mark; undefined where it cannot be read, which is reported under `name`. */
export async function readTextFile(
  path: string,
  name: string,
  report: (fault: Fault) => void,
): Promise<string | undefined> {
  const wrong = (code: Fault['code'], problem: string, expected: string): undefined => {
    report({ code, severity: 'error', file: name, problem, expected })
    return undefined
  }
  try {
    const found = await stat(path)
    if (!found.isFile()) return wrong('unreadable-file', 'not a file', 'a text file')
    if (found.size > LIMIT_BYTES) return wrong('too-large', `file of ${found.size} bytes`, `at most ${LIMIT_BYTES}`)
    const bytes = await readFile(path)
    return decodeUtf8(bytes) ?? wrong('wrong-encoding', wordInvalidByte(bytes), 'UTF-8; save the file as UTF-8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== undefined && MISSING.has(code)) return wrong('missing-file', 'no such file', 'the path of a file')
    return wrong(
      'unreadable-file',
      `cannot be read: ${code === undefined ? message : wordRefusal(code, 'reading')}`,
      'a file this user may read',
    )
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // The only fault of this call: bytes that are not UTF-8, which the caller tells with their line.
    return undefined
  }
}

/** Names the first line that is not UTF-8, for a person to look at. */
function wordInvalidByte(bytes: Uint8Array): string {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    const next = end < 0 ? bytes.length : end + 1
    if (decodeUtf8(bytes.subarray(start, next)) === undefined) return `line ${line} is not UTF-8 text`
    start = next
  }
  return 'not UTF-8 text'
}
