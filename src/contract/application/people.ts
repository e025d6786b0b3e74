// Who is signed in, for which organisation, and what they may do.

import Type from 'typebox'
import { oneOf } from '#model/one-of.ts'
import { isRoleAtLeast, ROLES } from '#model/role.ts'
import { EmailAddress, Identifier, Instant, KeptName, Name, Version } from './kinds.ts'

const closed = { additionalProperties: false } as const

export const Role = oneOf(ROLES, 'each may do what those before it may')
export type Role = Type.Static<typeof Role>

export const Organisation = Type.Object(
  { id: Identifier, name: KeptName, kind: Type.Enum(['operator', 'authority']) },
  closed,
)
export type Organisation = Type.Static<typeof Organisation>

export const Me = Type.Object(
  {
    mode: Type.Enum(['local', 'team'], { description: 'local: one person on this machine, without sign-in' }),
    person: Type.Object({ id: Identifier, name: Type.String(), email: Type.Optional(Type.String()) }, closed),
    organisation: Organisation,
    role: Role,
    organisations: Type.Array(Organisation, { description: 'all this person belongs to' }),
    version: Type.String({ description: 'of Mainstay' }),
    upload: Type.Object(
      {
        files: Type.Integer({ minimum: 1 }),
        fileBytes: Type.Integer({ minimum: 1 }),
        bytes: Type.Integer({ minimum: 1 }),
      },
      { description: 'how many files one upload may bring, how large each may be, and all together', ...closed },
    ),
  },
  { $id: 'Me', ...closed },
)
export type Me = Type.Static<typeof Me>

export const Member = Type.Object(
  {
    person: Identifier,
    name: Type.String(),
    email: Type.Optional(Type.String({ description: 'one’s own; that of others from the role `analyst` on' })),
    role: Role,
    since: Instant,
    until: Type.Optional(Instant),
    version: Version,
  },
  { $id: 'Member', ...closed },
)
export type Member = Type.Static<typeof Member>

/** Invites an address: who has it, proven by their provider, belongs to the organisation from their next sign-in. */
export const AddMember = Type.Object({ email: EmailAddress, role: Role }, { $id: 'AddMember', ...closed })
export type AddMember = Type.Static<typeof AddMember>

/** One that nobody has taken up yet, and that still can be. */
export const Invitation = Type.Object(
  {
    id: Identifier,
    email: Type.String({ description: 'in lower case' }),
    role: Role,
    since: Instant,
    until: Instant,
  },
  { $id: 'Invitation', ...closed },
)
export type Invitation = Type.Static<typeof Invitation>

export const ChooseOrganisation = Type.Object({ organisation: Identifier }, { $id: 'ChooseOrganisation', ...closed })
export type ChooseOrganisation = Type.Static<typeof ChooseOrganisation>

export const ChangeMember = Type.Object({ role: Role }, { $id: 'ChangeMember', ...closed })
export type ChangeMember = Type.Static<typeof ChangeMember>

/** What a token lets a program do; never more than the role of who made it. */
export const SCOPES = ['read', 'analyse', 'import', 'administer'] as const
export const Scope = Type.Enum([...SCOPES])
export type Scope = (typeof SCOPES)[number]

/** The least role whose tokens may have a scope: with a lower one there is nothing it would allow. */
export const ROLE_OF_SCOPE = {
  read: 'viewer',
  analyse: 'analyst',
  import: 'analyst',
  administer: 'administrator',
} as const satisfies Record<Scope, Role>

/** Those of the scopes that a token of this role may have. */
export function scopesWithin(role: Role, scopes: readonly Scope[] = SCOPES): Scope[] {
  return scopes.filter((scope) => isRoleAtLeast(role, ROLE_OF_SCOPE[scope]))
}

export const Token = Type.Object(
  {
    id: Identifier,
    name: KeptName,
    scopes: Type.Array(Scope, { description: 'it was made with; those above `role` allow nothing' }),
    role: oneOf(ROLES, 'it acts in at most: that of its maker when it was made, or now if that is lower'),
    madeBy: Identifier,
    createdAt: Instant,
    expiresAt: Type.Optional(Instant),
    lastUsedAt: Type.Optional(Instant),
    revokedAt: Type.Optional(Instant),
  },
  { $id: 'Token', ...closed },
)
export type Token = Type.Static<typeof Token>

export const CreateToken = Type.Object(
  {
    name: Name,
    scopes: Type.Array(Scope, { minItems: 1, uniqueItems: true }),
    days: Type.Integer({ minimum: 1, maximum: 366, description: 'that it is good for' }),
  },
  { $id: 'CreateToken', ...closed },
)
export type CreateToken = Type.Static<typeof CreateToken>

export const CreatedToken = Type.Object(
  { token: Token, secret: Type.String({ description: 'told this once, and kept only as its sha256' }) },
  { $id: 'CreatedToken', ...closed },
)
export type CreatedToken = Type.Static<typeof CreatedToken>
