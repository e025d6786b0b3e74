// One request to the server: what is asked as JSON, what comes back as its type, and every failure as one of two errors.

import type { Problem } from '#contract/application/problem.ts'
import { tellReached, tellUnreached } from './connection.ts'
import { createFlag } from './flag.ts'
import { giveUpPage, ownerHeaders } from './owner.ts'
import { ProblemError, UnreachableError } from './problem-error.ts'

export const API = '/api/v1'

/** Somebody was signed in here, or nobody yet: a reply has said that nobody is. */
export const sessionEnded = createFlag(false)

export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly query?: Parameters
  /** Sent as JSON; a form goes as it is. */
  readonly body?: unknown
  /** Only if it is still the version one saw: its ETag. */
  readonly ifMatch?: string
  /** The same key twice is done once. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Whoever is signed in now, be it somebody else than when the page was loaded. */
  readonly isOfAnybody?: boolean
}

export interface Reply<Value> {
  readonly value: Value
  readonly etag: string | undefined
}

/** `?a=1&b=x&b=y`, or nothing. */
export function writeQuery(query: Parameters = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

export function addressOf(path: string, query?: Parameters): string {
  return `${API}${path}${writeQuery(query)}`
}

async function send(path: string, ask: Ask): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (ask.isOfAnybody !== true) Object.assign(headers, ownerHeaders())
  const isForm = ask.body instanceof FormData
  if (ask.body !== undefined && !isForm) headers['content-type'] = 'application/json'
  if (ask.ifMatch !== undefined) headers['if-match'] = ask.ifMatch
  if (ask.idempotencyKey !== undefined) headers['idempotency-key'] = ask.idempotencyKey
  const init: RequestInit = { method: ask.method ?? 'GET', headers, credentials: 'same-origin' }
  if (ask.signal) init.signal = ask.signal
  if (ask.body !== undefined) init.body = isForm ? (ask.body as FormData) : JSON.stringify(ask.body)
  try {
    return await fetch(addressOf(path, ask.query), init)
  } catch (error) {
    if (ask.signal?.aborted) throw error
    tellUnreached()
    throw new UnreachableError()
  }
}

/** A reply that is no problem document comes from something between us and the server. */
async function readProblem(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>
    if (typeof body.code === 'string' && typeof body.title === 'string') return body as Problem
  } catch {
    // Told below.
  }
  return describeStranger(response.status, response.statusText)
}

/** What a reply says that is no problem document, by its status alone. */
export function describeStranger(status: number, statusText: string): Problem {
  const code = status === 401 ? 'not-signed-in' : status === 404 ? 'not-found' : status === 413 ? 'too-large' : 'failed'
  return {
    type: `urn:mainstay:problem:${code}`,
    code,
    title: `The server replied ${status} ${statusText}`.trim(),
    status,
  }
}

/** The reply, unless it is a problem. */
async function askServer(path: string, options: Ask): Promise<Response> {
  const response = await send(path, options)
  if (!response.ok) {
    const problem = await readProblem(response)
    if (problem.code === 'database-unavailable' || response.status === 502 || response.status === 504) tellUnreached()
    if (problem.code === 'not-signed-in') sessionEnded.set(true)
    if (problem.code === 'somebody-else') giveUpPage()
    throw new ProblemError(problem)
  }
  sessionEnded.set(false)
  tellReached()
  return response
}

export async function ask<Value>(path: string, options: Ask = {}): Promise<Reply<Value>> {
  const response = await askServer(path, options)
  const etag = response.headers.get('etag') ?? undefined
  const value = response.status === 204 ? undefined : await response.json()
  return { value: value as Value, etag }
}

export async function get<Value>(path: string, query?: Parameters, signal?: AbortSignal): Promise<Value> {
  const options: Ask = { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }
  return (await ask<Value>(path, options)).value
}

/** A list that is told whole, bare or as the one page it is. */
export async function getItems<Item>(path: string, query?: Parameters, signal?: AbortSignal): Promise<readonly Item[]> {
  const value = await get<readonly Item[] | { readonly items: readonly Item[] }>(path, query, signal)
  return 'items' in value ? value.items : value
}

/** Of what is no JSON. */
export async function getBytes(path: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await askServer(path, { signal })
  return response.arrayBuffer()
}
