// Small kinds of value that many shapes of the application share.

import Type from 'typebox'
import { NAME_PATTERN } from '#model/given-name.ts'
import { STEERING_CHARACTERS } from '#model/steering-characters.ts'

export const Identifier = Type.String({ format: 'uuid' })
/** Of what is told: the same content has the same. */
export const Version = Type.String({
  description: 'whoever changes it may say in `If-Match`, in quotation marks, which they saw',
})
export const Instant = Type.String({ format: 'date-time' })
export const Day = Type.String({
  pattern: '^(19|2[01])\\d{2}-\\d{2}-\\d{2}$',
  format: 'date',
  description: 'civil date, 1900 to 2199',
})
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'sha256' })
/** A name people give. */
export const Name = Type.String({ maxLength: 120, pattern: NAME_PATTERN })
/** A name as it was given, perhaps where less was asked of names. */
export const KeptName = Type.String({ minLength: 1 })
export const E_MAIL_PATTERN = `^[^@,;\\s${STEERING_CHARACTERS}]+@[^@,;\\s${STEERING_CHARACTERS}]+$`
/** One address, with nothing in it that is not seen. */
export const EmailAddress = Type.String({ maxLength: 200, pattern: E_MAIL_PATTERN })

/** What a file that is taken away may be asked for besides. */
export const WithheldWanted = Type.Object({
  withheld: Type.Optional(
    Type.Enum(['include'], {
      description: 'also what names sites kept secret, or what stands there; from the role `approver` on',
    }),
  ),
})
export type WithheldWanted = Type.Static<typeof WithheldWanted>

/** Something a result was computed from. */
export const NamedInput = Type.Object({ name: Type.String(), sha256: Digest }, { additionalProperties: false })
export type NamedInput = Type.Static<typeof NamedInput>
