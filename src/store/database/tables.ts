// The tables of acts as Kysely sees them: camelCase here, snake_case in the database. The schema itself stands in `migrations/`.

import type { ColumnType } from 'kysely'
import type { Role } from '#model/role.ts'

/** What JSON can hold. Undefined stands for a key that is left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** Read as a value, written as text: an array handed over as it is would become an array of the database. */
type JsonColumn<Value> = ColumnType<Value, string, string>
type OptionalJsonColumn<Value> = ColumnType<Value | null, string | null | undefined, string | null>

export interface FileOfArrival {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** An input of an analysis, such as a pack or a draft, with the sha256 of its text. */
export interface NamedInput {
  readonly name: string
  readonly sha256: string
}

export interface Tables {
  migrations: { number: number; name: string; digest: string; ranAt: Date }
  dataFolder: { isOnly: ColumnType<boolean, boolean | undefined, never>; id: string }
  removals: { organisation: string; kind: 'snapshot' | 'result' | 'arrival'; name: string }
  organisations: { id: string; name: string; kind: 'operator' | 'authority'; createdAt: Date }
  people: { id: string; issuer: string; subject: string; name: string; email: string | null; createdAt: Date }
  memberships: { organisation: string; person: string; role: Role; createdAt: Date; endedAt: Date | null }
  sessions: { secretHash: string; organisation: string; person: string; createdAt: Date; expiresAt: Date }
  tokens: {
    organisation: string
    id: string
    name: string
    secretHash: string
    scopes: JsonColumn<readonly string[]>
    role: Role
    person: string
    createdAt: Date
    expiresAt: Date | null
    revokedAt: Date | null
    lastUsedAt: Date | null
  }
  invitations: {
    organisation: string
    id: string
    email: string
    role: Role
    createdAt: Date
    createdBy: string
  }
  workspaces: {
    organisation: string
    id: string
    name: string
    head: string | null
    version: number
    createdAt: Date
    createdBy: string
    updatedAt: Date
  }
  snapshots: {
    organisation: string
    workspace: string
    number: number
    digest: string
    sealedAt: Date
    sealedBy: string
    origin: JsonColumn<Json>
    counts: JsonColumn<Readonly<Record<string, number>>>
  }
  arrivals: {
    organisation: string
    id: string
    workspace: string
    baseDigest: string | null
    state: 'received' | 'previewed' | 'accepted' | 'rejected' | 'refused'
    files: JsonColumn<readonly FileOfArrival[]>
    /** Format they were in when they came; null: of none that is known, or of several. */
    recognised: string | null
    /** How they are to be read. */
    read: JsonColumn<Json>
    preview: OptionalJsonColumn<Json>
    /** Under way, or the last that was. */
    job: string | null
    createdAt: Date
    createdBy: string
    decidedAt: Date | null
    decidedBy: string | null
  }
  drafts: {
    organisation: string
    id: string
    workspace: string
    kind: 'scenario' | 'rule-pack'
    name: string
    text: string
    version: number
    createdAt: Date
    createdBy: string
    updatedAt: Date
    updatedBy: string
  }
  jobs: {
    organisation: string
    id: string
    kind: string
    payload: JsonColumn<Json>
    state: JobState
    attempts: number
    mostAttempts: number
    progress: OptionalJsonColumn<Json>
    worker: string | null
    leaseUntil: Date | null
    cancelRequested: boolean
    /** Who asked for its end; it may have been done before. */
    cancelledBy: string | null
    result: OptionalJsonColumn<Json>
    error: OptionalJsonColumn<Json>
    createdAt: Date
    createdBy: string
    startedAt: Date | null
    finishedAt: Date | null
  }
  analyses: {
    organisation: string
    id: string
    workspace: string
    snapshot: string
    kind: 'rules' | 'spares'
    parameters: JsonColumn<Json>
    inputs: JsonColumn<readonly NamedInput[]>
    inputsDigest: string
    state: JobState | 'removed'
    resultDigest: string | null
    headline: string | null
    summary: OptionalJsonColumn<Json>
    error: OptionalJsonColumn<Json>
    productVersion: string
    job: string | null
    createdAt: Date
    createdBy: string
    finishedAt: Date | null
    removedAt: Date | null
    removedBy: string | null
  }
  savedViews: {
    organisation: string
    id: string
    person: string
    page: string
    name: string
    query: string
    isShared: boolean
    createdAt: Date
    updatedAt: Date
  }
  idempotency: {
    organisation: string
    person: string
    key: string
    requestDigest: string
    state: 'running' | 'done'
    status: number | null
    reply: OptionalJsonColumn<Json>
    createdAt: Date
    expiresAt: Date
  }
}
