// Which state of a thing a reply shows, so that it is not sent again unchanged, and not written over unseen.

import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problem-error.ts'

/** Strong: the same parts give the same bytes. */
export function entityTag(...parts: readonly (string | number)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`
}

/** Marks the reply; true if the client has it already: then that is said, and nothing is left to be made. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  const asked = request.headers['if-none-match']
  if (asked === undefined || !tagsOf(asked).some((one) => one === '*' || one.replace(/^W\//, '') === tag)) return false
  void reply.code(304).send()
  return true
}

function tagsOf(header: string): string[] {
  return header.split(',').map((one) => one.trim())
}

/** Versions stand in their tags, so that a client can say which it saw. */
export function versionTag(version: number): string {
  return `"v${version}"`
}

/** The version a change is meant for; a change that does not say is refused, since it might undo another's. */
export function versionSeen(request: FastifyRequest): number {
  const header = request.headers['if-match']
  const version = /^"v(\d{1,9})"$/.exec(header ?? '')?.[1]
  if (version !== undefined) return Number(version)
  const detail = 'send the ETag of the version you saw as `If-Match`, such as `"v3"`'
  throw new ProblemError(header === undefined ? 'version-needed' : 'version-differs', { detail })
}

/** As `versionSeen`, where a version is no number. */
export function tagSeen(request: FastifyRequest): string {
  const tag = tagSaid(request)
  if (tag === undefined) throw new ProblemError('version-needed', { detail: SEND_VERSION })
  return tag
}

/** As `tagSeen`, where a change need not say; undefined where it does not. */
export function tagSaid(request: FastifyRequest): string | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return undefined
  const tag = /^"([\w-]{1,100})"$/.exec(header)?.[1]
  if (tag === undefined) throw new ProblemError('version-differs', { detail: SEND_VERSION })
  return tag
}

const SEND_VERSION = 'send the `version` you saw as `If-Match`, in quotation marks'

/** The tag of what has a `version` that is no number. */
export function tagOf({ version }: { readonly version: string }): string {
  return `"${version}"`
}
