// Which state of a thing a reply shows, so that it is not sent again unchanged, and not written over unseen.

import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SeenVersions } from '#service/application/version-of.ts'
import { ProblemError } from './problem-error.ts'

/** Strong: the same parts give the same bytes. */
export function entityTag(...parts: readonly (string | number)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`
}

/** Marks the reply; true if the client has it already: then that is said, and nothing is left to be made. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  const asked = request.headers['if-none-match']
  if (asked === undefined || !isAmong(tag, readTags(asked))) return false
  void reply.code(304).send()
  return true
}

interface SaidTag {
  /** Without its quotation marks. */
  readonly opaque: string
  readonly isWeak: boolean
}

const ONE_TAG = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*)?(?:,|$)/y

/** As RFC 9110, 8.8.3 and 13.1.1, writes them: `*`, or a list; undefined where it is neither. */
function readTags(header: string): '*' | readonly SaidTag[] | undefined {
  if (header.trim() === '*') return '*'
  const tags: SaidTag[] = []
  for (let at = 0; at < header.length; at = ONE_TAG.lastIndex) {
    ONE_TAG.lastIndex = at
    const found = ONE_TAG.exec(header)
    if (found === null) return undefined
    if (found[2] !== undefined) tags.push({ opaque: found[2], isWeak: found[1] !== undefined })
  }
  return tags
}

/** A weak tag tells that a reply is known as well as a strong one (RFC 9110, 13.1.2). */
function isAmong(tag: string, said: ReturnType<typeof readTags>): boolean {
  return said === '*' || said?.some(({ opaque }) => `"${opaque}"` === tag) === true
}

/** The versions a change is meant for; a change that does not say is refused, since it might undo another's. */
export function versionsSeen(request: FastifyRequest): SeenVersions {
  const seen = versionsSaid(request)
  if (seen === undefined) throw new ProblemError('version-needed', { detail: SEND_VERSION })
  return seen
}

/** As `versionsSeen`, where a change need not say; undefined where it does not. */
export function versionsSaid(request: FastifyRequest): SeenVersions | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return undefined
  const said = readTags(header)
  if (said === '*') return '*'
  // What is changed must be what was seen to the byte: weak tags do not count (RFC 9110, 13.1.1).
  const strong = said?.filter(({ isWeak }) => !isWeak) ?? []
  if (strong.length === 0) throw new ProblemError('version-differs', { detail: SEND_VERSION })
  return new Set(strong.map(({ opaque }) => opaque))
}

const SEND_VERSION =
  'send the ETag, or the `version`, of what you saw as `If-Match`, in quotation marks, such as `"v3"`'

/** Versions stand in their tags, so that a client can say which it saw. */
export function tagOf({ version }: { readonly version: string }): string {
  return `"${version}"`
}
