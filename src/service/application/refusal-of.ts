// What the store refuses, as a use case would.

import {
  DatabaseFull,
  DatabaseUnavailable,
  DraftChanged,
  HeadMoved,
  isReferenceViolation,
  NameTaken,
  NotFound,
  RoleTooHigh,
  TooManyWaiting,
  WorkBegun,
  WrongState,
} from '#store/database/refusals.ts'
import { NotACursor } from '#store/database/page.ts'
import { TooManyRows } from './render-rows.ts'
import { Refusal } from './refusal.ts'

/** Undefined for what is no refusal, but a bug. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof NotFound) return new Refusal('not-found', `there is no such ${error.what} in your organisation`)
  if (isReferenceViolation(error)) return new Refusal('not-found', 'what it belongs to was removed meanwhile')
  if (error instanceof NameTaken) return new Refusal('name-taken', error.message)
  if (error instanceof WorkBegun) return new Refusal('changed-meanwhile', error.message)
  if (error instanceof HeadMoved) return new Refusal('changed-meanwhile', error.message)
  if (error instanceof DraftChanged) return new Refusal('version-differs', error.message)
  if (error instanceof WrongState) return new Refusal('wrong-state', error.message)
  if (error instanceof RoleTooHigh) return new Refusal('not-allowed', error.message)
  if (error instanceof TooManyWaiting) return new Refusal('too-many-requests', error.message)
  if (error instanceof NotACursor) return new Refusal('invalid-request', error.message)
  if (error instanceof TooManyRows) return new Refusal('too-large', error.message)
  if (error instanceof DatabaseFull)
    return new Refusal('disk-full', 'nothing was changed; make room on the disk of the database and ask again')
  if (error instanceof DatabaseUnavailable)
    return new Refusal(
      'database-unavailable',
      'the database does not answer; nothing was changed, ask again in a moment',
    )
  return undefined
}
