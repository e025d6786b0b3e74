// Uploaded files go straight to disk, with their sha256 taken on the way; nothing is left where an upload breaks off.

import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { ArrivedFile } from '#contract/application/arrival.ts'
import type { RequestFault } from '#contract/application/problem.ts'
import { findFileOnTheWay, isImportedFile, isOwnFile, isTableAstray } from '#model/workspace-path.ts'
import { ProblemError } from './problem-error.ts'
import type { Limits } from './settings.ts'

/** Neither hidden nor a path, and of characters that every file system takes. */
const PLAIN_NAME = /^(?!\.)[^/\\:*?"<>|\p{Cc}]+$/u
/** Of a name, and of a path within a workspace: what file systems take, with room for the folders it is put in. */
const LONGEST_NAME_BYTES = 240
const LONGEST_PATH_BYTES = 1000
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Makes the folder; on any failure takes it away again. */
export async function receiveFiles(request: FastifyRequest, folder: string, limits: Limits): Promise<ArrivedFile[]> {
  if (!request.isMultipart()) {
    throw new ProblemError('unsupported-media', { detail: 'files are sent as `multipart/form-data`' })
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const files = await writeFiles(request, folder, limits)
    if (files.length === 0) throw new ProblemError('invalid-request', { detail: 'no file was sent' })
    return files
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw problemOf(error, limits)
  }
}

function problemOf(error: unknown, { uploadFiles }: Limits): unknown {
  if ((error as { code?: string }).code === 'FST_FILES_LIMIT') {
    const detail = `more than ${uploadFiles} files at once: bring the tables of a folder joined into fewer files, or its files in several uploads`
    return new ProblemError('too-large', { detail, cause: error })
  }
  if ((error as { code?: string }).code === 'FST_FIELDS_LIMIT')
    return new ProblemError('invalid-request', { requestFaults: [{ where: 'body', problem: NO_FILE }], cause: error })
  return isOfForm(error) ? new ProblemError('invalid-request', { detail: error.message, cause: error }) : error
}

const NO_FILE =
  'has a part that is no file: each part is a file, with its name as `filename`; what else is to be said goes into the address'

/** The reader of forms tells what it cannot read in words alone. */
function isOfForm(error: unknown): error is Error {
  return (
    error instanceof Error && /^(Multipart: |Unexpected end of |Malformed |Part terminated early)/.test(error.message)
  )
}

async function writeFiles(request: FastifyRequest, folder: string, limits: Limits): Promise<ArrivedFile[]> {
  const files: ArrivedFile[] = []
  const requestFaults: RequestFault[] = []
  let received = 0
  const parts = request.files({
    limits: { files: limits.uploadFiles, fileSize: limits.uploadFileBytes, fields: 0, parts: limits.uploadFiles + 1 },
    throwFileSizeLimit: false,
    preservePath: true,
  })
  for await (const { filename, file } of parts) {
    const name = nameOf(filename)
    const problem = problemOfName(name, files)
    if (problem !== undefined) {
      requestFaults.push({ where: 'body.file', problem })
      // What follows comes only once this has gone by.
      file.resume()
      continue
    }
    if (name.includes('/')) await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
    const { bytes, sha256 } = await writeFile(file, join(folder, name))
    received += bytes
    if (file.truncated) {
      const detail = `\`${name}\` has more than ${limits.uploadFileBytes} bytes: split it, or bring its tables as files of their own`
      throw new ProblemError('too-large', { detail })
    }
    if (received > limits.uploadBytes) {
      const detail = `more than ${limits.uploadBytes} bytes at once: bring the files in several uploads`
      throw new ProblemError('too-large', { detail })
    }
    files.push({ name, bytes, sha256 })
  }
  if (requestFaults.length > 0) throw new ProblemError('invalid-request', { requestFaults })
  return files
}

/**
 * Of a path only that of a file within the folder of a workspace is kept; of any other the name. The reader of forms gives no text
 * where a part of a form has an empty name, whatever its types say.
 */
function nameOf(filename: string | undefined): string {
  const path = (filename ?? '').replace(/^\/+/, '')
  return isOwnFile(path) || isImportedFile(path) || isTableAstray(path)
    ? path
    : path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function problemOfName(name: string, before: readonly ArrivedFile[]): string | undefined {
  if (name === '') return 'a file has no name: send it with the name of the file it is'
  const told = `\`${name.length <= 200 ? name : `${name.slice(0, 199)}…`}\``
  const device = name.split('/').find((part) => RESERVED.test(part))
  if (device !== undefined)
    return `${told} is the name of a device on Windows (\`${device.split('.', 1)[0]}\`), whatever follows it: give the file another name`
  if (!name.split('/').every(isPlainName)) return `${told} is no plain name of a file`
  const tooLong = problemOfLength(name)
  if (tooLong !== undefined) return `${told} ${tooLong}`
  const onTheWay = findFileOnTheWay(name)
  if (onTheWay !== undefined)
    return `${told} would lie below \`${onTheWay}\`, which is the name of a file, and of no folder`
  const others = before.map((file) => file.name.toLowerCase())
  const path = name.toLowerCase()
  if (others.includes(path)) return `${told} came twice`
  const isInside = (inner: string, outer: string): boolean => inner.startsWith(`${outer}/`)
  return others.some((other) => isInside(other, path) || isInside(path, other))
    ? `${told} would be a file and a folder`
    : undefined
}

function problemOfLength(path: string): string | undefined {
  if (path.split('/').some((name) => Buffer.byteLength(name) > LONGEST_NAME_BYTES))
    return `has too long a name: at most ${LONGEST_NAME_BYTES} bytes`
  return Buffer.byteLength(path) > LONGEST_PATH_BYTES
    ? `has too long a path: at most ${LONGEST_PATH_BYTES} bytes, from \`mainstay.yaml\` on`
    : undefined
}

function isPlainName(name: string): boolean {
  return PLAIN_NAME.test(name) && !RESERVED.test(name)
}

async function writeFile(from: NodeJS.ReadableStream, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measuring = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      bytes += piece.length
      done(undefined, piece)
    },
  })
  await pipeline(from, measuring, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  return { bytes, sha256: hash.digest('hex') }
}
