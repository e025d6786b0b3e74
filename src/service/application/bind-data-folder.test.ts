import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTemplate } from '#store/database/fixtures/test-database.ts'
import { openApplication } from './open-application.ts'

const ORGANISATION = '00000000-0000-4000-8000-000000000001'
const SNAPSHOT = 'a'.repeat(64)

describe('a folder of data and the database of its acts', () => {
  const parent = mkdtempSync(join(tmpdir(), 'mainstay-bind-'))
  let template: string
  beforeAll(async () => {
    template = await testTemplate()
  }, 60_000)
  afterAll(() => rmSync(parent, { recursive: true, force: true }))

  const start = async (data: string): Promise<string> => {
    const application = await openApplication({ data, mode: 'local', onTrouble: () => undefined })
    await application.close()
    return readFileSync(join(data, 'identity'), 'utf8')
  }
  /** With an empty database of its own. */
  function newFolder(name: string): string {
    const data = join(parent, name)
    cpSync(template, join(data, 'database'), { recursive: true })
    return data
  }
  function addFiles(data: string): string {
    const snapshot = join(data, 'snapshots', ORGANISATION, SNAPSHOT)
    mkdirSync(snapshot, { recursive: true })
    return snapshot
  }

  it('are given one identity at the first start, and keep it', async () => {
    const data = newFolder('first')
    const identity = await start(data)
    expect(await start(data)).toBe(identity)
  })

  it('are not opened where the folder has files and the database is elsewhere, or new: nothing is removed', async () => {
    const data = join(parent, 'elsewhere')
    const snapshot = addFiles(data)
    await expect(start(data)).rejects.toThrow('set `MAINSTAY_POSTGRES` to the address of the server')
    expect(existsSync(join(data, 'database'))).toBe(false)
    cpSync(template, join(data, 'database'), { recursive: true })
    await expect(start(data)).rejects.toThrow('is not the one the files in')
    expect(existsSync(snapshot)).toBe(true)
  })

  it('are not opened where they are of two others', async () => {
    const [one, other] = [newFolder('one'), newFolder('other')]
    for (const data of [one, other]) await start(data)
    rmSync(join(one, 'database'), { recursive: true })
    await expect(start(one)).rejects.toThrow('set `MAINSTAY_POSTGRES`')
    cpSync(join(other, 'database'), join(one, 'database'), { recursive: true })
    await expect(start(one)).rejects.toThrow('is not the one the files in')
    expect(readdirSync(one)).not.toContain('identity.new')
  })
})
