// Is the first page of the application small enough: what a browser fetches before anything is seen?

import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const MOST_BYTES = 300_000
const MANIFEST = 'dist/web/.vite/manifest.json'

interface Piece {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
}

/** A piece and all that it cannot run without. */
function withImports(pieces: Readonly<Record<string, Piece>>, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const other of pieces[name]?.imports ?? []) withImports(pieces, other, found)
  return found
}

function compressedBytes(pieces: Readonly<Record<string, Piece>>, names: Iterable<string>): number {
  let bytes = 0
  for (const name of names) bytes += gzipSync(readFileSync(`dist/web/${pieces[name]!.file}`), { level: 9 }).length
  return bytes
}

describe.skipIf(!existsSync(MANIFEST))('the first page of the application, as built', () => {
  const pieces = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Readonly<Record<string, Piece>>
  const entry = Object.keys(pieces).find((name) => pieces[name]?.isEntry) ?? ''

  it('needs less than 300 kB of script, compressed', () => {
    const names = withImports(pieces, entry)
    withImports(pieces, 'pages/overview/page.tsx', names)
    const bytes = compressedBytes(pieces, names)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(MOST_BYTES)
  })

  it('fetches no other page before one goes there', () => {
    const names = [...withImports(pieces, entry)]
    expect(names.filter((name) => name.startsWith('pages/'))).toEqual([])
  })
})
