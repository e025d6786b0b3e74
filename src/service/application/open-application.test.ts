import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testTemplate } from '#store/database/fixtures/test-database.ts'
import { once } from './once.ts'
import { openApplication } from './open-application.ts'

const DAY_MS = 24 * 3_600_000

it('an application lets go the replies to requests nobody may send again, while it is open', async () => {
  const data = mkdtempSync(join(tmpdir(), 'mainstay-open-'))
  cpSync(await testTemplate(), join(data, 'database'), { recursive: true })
  let now = new Date()
  const troubles: unknown[] = []
  const onTrouble = (error: unknown): void => void troubles.push(error)
  const application = await openApplication({ data, mode: 'local', onTrouble, now: () => now, sweepEveryMs: 20 })
  const kept = () =>
    application.database.asSystem(({ sql }) => sql.selectFrom('idempotency').select('key').orderBy('key').execute())
  const send = (key: string) =>
    once(application, application.local!, { key, requestDigest: key }, async () => ({ status: 200, body: {} }))
  try {
    await send('early')
    now = new Date(now.getTime() + DAY_MS / 2)
    await send('late')
    expect(await kept()).toEqual([{ key: 'early' }, { key: 'late' }])
    now = new Date(now.getTime() + DAY_MS / 2)
    await expect.poll(kept).toEqual([{ key: 'late' }])
  } finally {
    await application.close()
    rmSync(data, { recursive: true })
  }
  expect(troubles).toEqual([])
})
