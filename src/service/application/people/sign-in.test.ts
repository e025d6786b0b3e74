import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOrganisations } from '#store/database/organisations.ts'
import { newMember, openTestDatabase, type TestDatabase } from '#store/database/fixtures/test-database.ts'
import type { Application } from '../application.ts'
import { dropInvitation, listOpenInvitations } from './invitations.ts'
import { listColleagues, takeInMember } from './members.ts'
import { signIn } from './sign-in.ts'

const ISSUER = 'https://id.example'
const FIRST = { email: 'ada@example.org', organisation: 'Ofcom' }

describe('signing in', () => {
  let opened: TestDatabase
  let application: Application
  beforeAll(async () => {
    opened = await openTestDatabase()
    application = { database: opened.database } as Application
  }, 60_000)
  afterAll(() => opened.end())

  const come = (subject: string, email: string, first?: typeof FIRST) =>
    signIn(application, { issuer: ISSUER, subject, name: 'Ada', email }, first)

  it('makes the first organisation, and no second, whoever has the address of the first administrator', async () => {
    await expect(come('eve', 'eve@example.org', FIRST)).rejects.toThrow('belongs to no organisation')
    await come('ada', 'Ada@example.org', FIRST)
    await expect(come('another ada', 'ada@example.org', FIRST)).rejects.toThrow('belongs to no organisation')
    const { rows } = await opened.database.asSystem((acts) => listOrganisations(acts))
    expect(rows.map(({ name }) => name)).toEqual(['Ofcom'])
  })

  it('makes a member of who was invited, and not before; the invitation tells nothing of who is known', async () => {
    const { database } = opened
    const asker = await newMember(database, 'administrator', 'BT')
    await expect(come('bo', 'bo@example.org')).rejects.toThrow('belongs to no organisation')
    for (const email of ['BO@example.org', 'nobody@example.org'])
      expect(await takeInMember(application, asker, { email, role: 'analyst' })).toBeUndefined()
    const names = async () =>
      (await listColleagues(application, asker, {})).items.map(({ email, role }) => [email, role])
    expect(await names()).toEqual([[undefined, 'administrator']])
    await come('bo', 'bo@example.org')
    expect(await names()).toContainEqual(['bo@example.org', 'analyst'])
    await expect(takeInMember(application, asker, { email: 'bo@Example.org', role: 'viewer' })).rejects.toThrow(
      'already',
    )
  })

  it('makes no member of who was invited and whose invitation was withdrawn or has ended', async () => {
    const asker = await newMember(opened.database, 'administrator', 'EE')
    const open = async () => (await listOpenInvitations(application, asker, {})).items
    const invite = () => takeInMember(application, asker, { email: 'Cy@example.org', role: 'viewer' })
    await invite()
    await invite()
    const [invitation] = await open()
    expect(await open()).toMatchObject([{ email: 'cy@example.org', role: 'viewer' }])
    await dropInvitation(application, asker, invitation!.id)
    expect(await open()).toEqual([])
    await expect(come('cy', 'cy@example.org')).rejects.toThrow('belongs to no organisation')
    await invite()
    const thirtyDaysAgo = new Date(Date.now() - 30 * 86_400_000)
    await opened.database.asSystem((acts) =>
      acts.sql
        .updateTable('invitations')
        .set({ createdAt: thirtyDaysAgo })
        .where('email', '=', 'cy@example.org')
        .execute(),
    )
    expect(await open()).toEqual([])
    await expect(come('cy', 'cy@example.org')).rejects.toThrow('belongs to no organisation')
  })

  it('that is refused tells no address, for it is logged', async () => {
    await expect(come('eve', 'eve@example.org')).rejects.not.toThrow('eve@')
  })
})
