// What the database refuses, told apart from a bug.

/** The database cannot be reached or cannot serve now. What was asked may be asked again. */
export class DatabaseUnavailable extends Error {
  override readonly name: string = 'DatabaseUnavailable'
}

/** It answers, and has no room to write what was asked. Nothing of that was kept. */
export class DatabaseFull extends DatabaseUnavailable {
  override readonly name = 'DatabaseFull'
}

/** Another process has the embedded database open. */
export class DatabaseLocked extends Error {
  override readonly name = 'DatabaseLocked'
}

/** The database is not of this product as it stands: newer than it, or with an old migration that was changed. */
export class DatabaseOfOtherVersion extends Error {
  override readonly name = 'DatabaseOfOtherVersion'
}

/** A backup that is not read in: damaged, of a newer product, or meant for a database that is not empty. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

/** There is no such row, or it is of another organisation: the two are not told apart. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
  readonly what: string
  constructor(what: string) {
    super(`no such ${what}`)
    this.what = what
  }
}

/** The name is taken by another of its kind. */
export class NameTaken extends Error {
  override readonly name = 'NameTaken'
  readonly what: string
  readonly taken: string
  constructor(what: string, taken: string) {
    super(`there is a ${what} \`${taken}\` already`)
    this.what = what
    this.taken = taken
  }
}

/** Somebody else came first: what stands now goes along, so that the caller can show it and ask again. */
export class HeadMoved extends Error {
  override readonly name = 'HeadMoved'
  readonly head: string | null
  constructor(head: string | null) {
    super(`the workspace has moved on to ${head === null ? 'no snapshot' : `snapshot ${head}`}`)
    this.head = head
  }
}

/** As `HeadMoved`, of the text of a draft. */
export class DraftChanged extends Error {
  override readonly name = 'DraftChanged'
  readonly version: number
  constructor(version: number) {
    super(`the draft was changed by somebody else: it is at version ${version}`)
    this.version = version
  }
}

/** What was asked does not follow from the state the thing is in. */
export class WrongState extends Error {
  override readonly name = 'WrongState'
  readonly what: string
  readonly state: string
  constructor(what: string, state: string) {
    super(`the ${what} is ${state}`)
    this.what = what
    this.state = state
  }
}

/** Somebody began work in a workspace while it was about to be removed. */
export class WorkBegun extends Error {
  override readonly name = 'WorkBegun'
  constructor() {
    super('work was begun in it meanwhile: look whether it is still to be removed, then ask again')
  }
}

/** An organisation has as many jobs waiting as it may. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting'
  constructor(waiting: number) {
    super(`${waiting} jobs of your organisation wait to be begun: wait for some to be done, or cancel them`)
  }
}

/** A member asked for more than their own role gives. */
export class RoleTooHigh extends Error {
  override readonly name = 'RoleTooHigh'
}

/** SQLSTATE of an error of the database, such as `23505`; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code) ? code : undefined
}

/** 53100, no room on the disk (PostgreSQL, appendix A). */
export function isDiskFull(error: unknown): boolean {
  return sqlStateOf(error) === '53100'
}

/** 23503, what a row refers to is not there, or no longer (PostgreSQL, appendix A). */
export function isReferenceViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23503'
}

/** 23505, a row of this key is there already (PostgreSQL, appendix A). */
export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23505'
}
