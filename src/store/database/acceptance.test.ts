// The same behaviour of the embedded database and of a server.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptDatabase } from './fixtures/acceptance.ts'
import { faultsOfSeparation, refuseCrossing } from './fixtures/crossing.ts'
import { openTestDatabase } from './fixtures/test-database.ts'
import { startTestServer, type TestServer, whyNoServer } from './fixtures/test-server.ts'
import { openDatabase } from './open-database.ts'

describe('the embedded database', () => {
  acceptDatabase((now) => openTestDatabase({ now }))
  refuseCrossing(() => openTestDatabase())
})

describe.skipIf(whyNoServer)(`a PostgreSQL server${whyNoServer === undefined ? '' : `: ${whyNoServer}`}`, () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  }, 60_000)
  afterAll(() => server.end())

  const open = async (now: () => Date = () => new Date()) => {
    const database = await openDatabase({ kind: 'postgres', url: await server.newDatabase() }, { now })
    return { database, end: () => database.close() }
  }
  acceptDatabase(open)
  refuseCrossing(open)
})

describe('the law of separation', () => {
  const lawful = {
    table: 't',
    isForced: true,
    hasOrganisation: true,
    conditions: '(organisation = organisation())',
    policies: 1,
  }

  it('sees a table without policy, one that is not forced, and one that asks for no organisation', () => {
    expect(faultsOfSeparation([lawful])).toEqual([])
    expect(faultsOfSeparation([{ ...lawful, policies: 0, conditions: '' }])).toHaveLength(2)
    expect(faultsOfSeparation([{ ...lawful, isForced: false }])).toEqual(['t: row-level security is not forced'])
    expect(faultsOfSeparation([{ ...lawful, conditions: 'true' }])).toEqual(['t: no policy asks for the organisation'])
  })

  it('is not met by a database without tables', () => {
    expect(faultsOfSeparation([])).toEqual(['there are no tables to look at'])
  })
})
