import { describe, expect, it } from 'vitest'
import { faultsOfPostgres, readSignIn } from './serve-settings.ts'

const PROVIDER = {
  MAINSTAY_OIDC_ISSUER: 'https://id.example',
  MAINSTAY_OIDC_CLIENT_ID: 'mainstay',
  MAINSTAY_OIDC_CLIENT_SECRET: 'secret',
}

describe('the settings of a server', () => {
  it('name no first administrator or organisation where nobody signs in', () => {
    const { faults } = readSignIn({
      MAINSTAY_FIRST_ADMINISTRATOR: 'ada@example.org',
      MAINSTAY_FIRST_ORGANISATION: 'Ofcom',
    })
    expect(faults).toHaveLength(2)
    expect(faults[0]).toContain('`MAINSTAY_FIRST_ADMINISTRATOR` is set, and nobody signs in')
    expect(readSignIn({})).toEqual({ signIn: undefined, faults: [] })
  })

  it('name the first administrator by an e-mail address', () => {
    for (const email of ['', 'ada', 'ada@', '@example.org', 'ada@example.org, bob@example.org'])
      expect([email, readSignIn({ ...PROVIDER, MAINSTAY_FIRST_ADMINISTRATOR: email }).faults.length]).toEqual([
        email,
        1,
      ])
    const { faults, signIn } = readSignIn({ ...PROVIDER, MAINSTAY_FIRST_ADMINISTRATOR: 'ada@example.org' })
    expect([faults, signIn?.firstAdministrator?.email]).toEqual([[], 'ada@example.org'])
  })

  it('name the first organisation by a name that can be seen', () => {
    for (const [name, faults] of [
      ['Ofcom', 0],
      [' ', 1],
      ['Of\u202ecom', 1],
    ] as const)
      expect([name, readSignIn({ ...PROVIDER, MAINSTAY_FIRST_ORGANISATION: name }).faults.length]).toEqual([
        name,
        faults,
      ])
  })

  it('name the database by an address of PostgreSQL, and the fault tells no password', () => {
    expect(faultsOfPostgres(undefined)).toEqual([])
    for (const address of [
      'postgres://mainstay:secret@db.example/mainstay',
      'postgresql:///mainstay?host=/run/postgresql',
    ])
      expect([address, faultsOfPostgres(address)]).toEqual([address, []])
    for (const address of ['', 'db.example', 'https://db.example', 'mainstay:secret@db.example/mainstay']) {
      const faults = faultsOfPostgres(address)
      expect([address, faults.length]).toEqual([address, 1])
      expect(faults[0]).not.toContain('secret')
    }
  })
})
