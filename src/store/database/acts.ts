// What the functions of the concepts are given: a transaction in the name of a member, or of the system itself.

import type { Transaction } from 'kysely'
import type { Role } from '#model/role.ts'
import type { Tables } from './tables.ts'

/** In whose name a transaction is done. Whoever says so has checked it: a session, a token, or the maker of a job. */
export interface Member {
  readonly organisation: string
  readonly person: string
  readonly role: Role
}

/** A transaction that sees the rows of one organisation, whatever is asked. */
export interface MemberActs {
  readonly sql: Transaction<Tables>
  readonly member: Member
  /** The moment of the transaction. */
  readonly now: Date
}

/** A transaction that sees all organisations: for running jobs, signing in and starting up, and for nothing else. */
export interface SystemActs {
  readonly sql: Transaction<Tables>
  readonly now: Date
}
