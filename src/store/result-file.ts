// Results of analyses: immutable files, named by the sha256 of what they hold.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { beginMaking, endMaking } from './abandoned.ts'
import { type Maker, noteFinder, noteMaker } from './makers.ts'

const DIGEST = /^[0-9a-f]{64}$/

function pathOf(folder: string, digest: string): string {
  if (!DIGEST.test(digest)) throw new Error(`\`${digest}\` names no result`)
  return join(folder, `${digest}.json.gz`)
}

/** Where the report of a result lies as PDF, once it was printed. */
export function pathOfPaper(folder: string, digest: string): string {
  return `${pathOf(folder, digest).slice(0, -'.json.gz'.length)}.pdf`
}

/** Writes the text and returns the sha256 of it; what is there already is the same. Killed at any moment it leaves nothing under that name. */
export async function writeResult(folder: string, pieces: Iterable<string>, maker: Maker): Promise<string> {
  await mkdir(folder, { recursive: true })
  const making = beginMaking(folder)
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      done(undefined, piece)
    },
  })
  try {
    const file = await open(making, 'wx')
    await pipeline(
      Readable.from(bytesOf(pieces)),
      hashing,
      createGzip({ level: 6 }),
      file.createWriteStream({ flush: true }),
    )
    const digest = hash.digest('hex')
    const path = pathOf(folder, digest)
    await (existsSync(path) ? noteFinder(maker, digest) : noteMaker(maker, digest))
    await rename(making, path)
    return digest
  } finally {
    await endMaking(making)
  }
}

/** In pieces of some size: one a line would cost more than what it holds. */
function* bytesOf(pieces: Iterable<string>): Generator<Buffer> {
  let gathered = ''
  for (const piece of pieces) {
    gathered += piece
    if (gathered.length < 65_536) continue
    yield Buffer.from(gathered)
    gathered = ''
  }
  if (gathered !== '') yield Buffer.from(gathered)
}

/** The bytes as they lie on disk, compressed by gzip. */
export function openCompressedResult(folder: string, digest: string): Readable {
  return createReadStream(pathOf(folder, digest))
}

export async function readResult(folder: string, digest: string): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of createReadStream(pathOf(folder, digest)).pipe(createGunzip())) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
