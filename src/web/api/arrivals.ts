// Files that arrive: uploaded, previewed, decided on.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Fault } from '#model/fault.ts'
import type {
  Arrival,
  ArrivalDifference,
  ChangedRow,
  MappingSuggestion,
  ReadArrival,
} from '#contract/application/arrival.ts'
import type { Problem } from '#contract/application/problem.ts'
import { tellReached, tellUnreached } from './connection.ts'
import { giveUpPage, ownerHeaders } from './owner.ts'
import { paths } from './paths.ts'
import { ProblemError, UnreachableError } from './problem-error.ts'
import { getAll, type Page } from './queries.ts'
import { addressOf, ask, describeStranger, get, type Parameters } from './request.ts'

const WHILE_WORKING_MILLISECONDS = 2000

export const isBeingWorkedOn = ({ state }: Arrival): boolean => state === 'previewing' || state === 'accepting'

export const arrivalsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'arrivals'],
    queryFn: ({ signal }) => getAll<Arrival>(paths.arrivals(workspace), signal),
    refetchInterval: ({ state }) => (state.data?.some(isBeingWorkedOn) ? WHILE_WORKING_MILLISECONDS : false),
  })

export const arrivalQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'arrival', id],
    queryFn: ({ signal }) => get<Arrival>(paths.arrival(workspace, id), {}, signal),
    refetchInterval: ({ state }) => (state.data && isBeingWorkedOn(state.data) ? WHILE_WORKING_MILLISECONDS : 15_000),
  })

const AT_ONCE = 100

/** A list of what a preview found, page by page. */
const foundIn = <Found, Told extends Page<Found> = Page<Found>>(
  path: string,
  asked: Parameters,
  key: readonly unknown[],
) =>
  infiniteQueryOptions({
    queryKey: ['workspace', ...key, asked],
    queryFn: ({ pageParam, signal }) => get<Told>(path, { ...asked, after: pageParam, limit: AT_ONCE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

/** `previewed`: which preview, so that another one is asked about anew. */
export const faultsQuery = (
  workspace: string,
  id: string,
  previewed: string,
  asked: { readonly severity?: Fault['severity']; readonly search?: string },
) => foundIn<Fault>(paths.arrivalFaults(workspace, id), asked, [workspace, 'arrival', id, 'faults', previewed])

export const changesQuery = (
  workspace: string,
  id: string,
  previewed: string,
  asked: { readonly table: string; readonly change?: ChangedRow['change'] },
) =>
  foundIn<ChangedRow, ArrivalDifference>(paths.arrivalChanges(workspace, id), asked, [
    workspace,
    'arrival',
    id,
    'changes',
    previewed,
  ])

/** A mapping guessed, and what stands in the columns. The files of an arrival stay what they are, whatever its workspace does. */
export const mappingQuery = (workspace: string, id: string, format: string) =>
  queryOptions({
    queryKey: ['mapping of arrival', workspace, id, format],
    queryFn: ({ signal }) =>
      get<MappingSuggestion>(paths.arrivalMapping(workspace, id), format === '' ? {} : { format }, signal),
    staleTime: Infinity,
  })

const post = async (path: string, body?: unknown, seen?: string): Promise<Arrival> => {
  const ifMatch = seen === undefined ? {} : { ifMatch: `"${seen}"` }
  const idempotencyKey = crypto.randomUUID()
  const reply = await ask<Arrival>(path, { method: 'POST', body: body ?? {}, idempotencyKey, ...ifMatch })
  return reply.value
}

export const previewArrival = (workspace: string, id: string, read: ReadArrival) =>
  post(paths.previewArrival(workspace, id), read)
/** `version`: of the preview that was seen. */
export const acceptArrival = (workspace: string, { id, version }: Arrival) =>
  post(paths.acceptArrival(workspace, id), {}, version)
export const rejectArrival = (workspace: string, { id, version }: Arrival) =>
  post(paths.rejectArrival(workspace, id), {}, version)

export async function cancelJob(id: string): Promise<void> {
  await ask<unknown>(paths.cancelJob(id), { method: 'POST', body: {} })
}

/** `name`: that of the file, or its path within the folder of a workspace. */
export interface SentFile {
  readonly name: string
  readonly file: File
}

/** Files to send. Sent again under the same key they arrive once, should the reply alone have been lost. */
export interface Consignment {
  readonly files: readonly SentFile[]
  readonly key: string
}

export interface Upload {
  readonly arrival: Promise<Arrival>
  readonly stop: () => void
}

/** A reply that is no JSON comes from something between us and the server. */
function readReply({ status, statusText, responseText }: XMLHttpRequest): Arrival {
  let body: unknown
  try {
    body = JSON.parse(responseText)
  } catch {
    throw new ProblemError(describeStranger(status, statusText))
  }
  if (status >= 200 && status < 300) return body as Arrival
  const problem = body as Problem
  if (problem.code === 'somebody-else') giveUpPage()
  throw new ProblemError(problem)
}

/** `fetch` does not tell how far an upload is; this does. */
export function uploadFiles(
  workspace: string,
  { files, key }: Consignment,
  onProgress: (sentBytes: number) => void,
): Upload {
  const request = new XMLHttpRequest()
  const arrival = new Promise<Arrival>((resolve, reject) => {
    request.open('POST', addressOf(paths.arrivals(workspace)))
    request.setRequestHeader('accept', 'application/json, application/problem+json')
    request.setRequestHeader('idempotency-key', key)
    for (const [name, value] of Object.entries(ownerHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onload = () => {
      tellReached()
      try {
        resolve(readReply(request))
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    request.onerror = () => {
      tellUnreached()
      reject(new UnreachableError())
    }
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    const form = new FormData()
    for (const { name, file } of files) form.append('files', file, name)
    request.send(form)
  })
  return { arrival, stop: () => request.abort() }
}
