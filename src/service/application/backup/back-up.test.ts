import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listWorkspaces } from '../workspaces.ts'
import { openApplication } from '../open-application.ts'
import { withExample } from '../fixtures/with-example.ts'
import { backUp, restore, verifyBackup } from './back-up.ts'
import { verifyData } from './verify-data.ts'

const untold = (): void => undefined

describe('a backup of the application', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-backup-'))
  const data = join(folder, 'data')
  const backup = join(folder, 'backup')

  beforeAll(async () => {
    const { application } = await withExample(data, 'by-hand')
    await application.close()
    await backUp({ data }, backup, untold)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('restored elsewhere holds the same, and both are whole', async () => {
    const copy = join(folder, 'copy')
    await restore(backup, { data: copy }, untold)
    expect(await verifyData({ data: copy }, untold)).toEqual(await verifyData({ data }, untold))
    const application = await openApplication({ data: copy, mode: 'local', onTrouble: untold })
    const { items } = await listWorkspaces(application, application.local!, {})
    await application.close()
    expect(items.map(({ name, head }) => [name, head?.number])).toEqual([['by-hand', 1]])
  })

  it('is refused where something stands already, and then writes nothing', async () => {
    await expect(backUp({ data }, backup, untold)).rejects.toThrow('exists already')
    await expect(restore(backup, { data }, untold)).rejects.toThrow('is not empty')
  })

  it('that was changed says which file, and is not restored', async () => {
    const damaged = join(folder, 'damaged')
    await backUp({ data }, damaged, untold)
    appendFileSync(join(damaged, 'acts.ndjson'), '{}\n')
    expect(await verifyBackup(damaged, untold)).toEqual(['acts.ndjson: changed since it was written'])
    await expect(restore(damaged, { data: join(folder, 'nothing') }, untold)).rejects.toThrow('is damaged')
    expect(existsSync(join(folder, 'nothing'))).toBe(false)
  })

  it('is refused of a folder whose acts are elsewhere, or nowhere, and nothing is made there', async () => {
    const [elsewhere, empty, to] = [join(folder, 'elsewhere'), join(folder, 'empty'), join(folder, 'to')]
    cpSync(data, elsewhere, { recursive: true, filter: (path) => path !== join(data, 'database') })
    mkdirSync(empty)
    await expect(backUp({ data: elsewhere }, to, untold)).rejects.toThrow('set `MAINSTAY_POSTGRES`')
    await expect(verifyData({ data: elsewhere }, untold)).rejects.toThrow('set `MAINSTAY_POSTGRES`')
    await expect(backUp({ data: empty }, to, untold)).rejects.toThrow('there is no database')
    expect([existsSync(join(elsewhere, 'database')), existsSync(to), readdirSync(empty)]).toEqual([false, false, []])
  })

  it('finds a snapshot of the running data that was tampered with', async () => {
    const copy = join(folder, 'tampered')
    await restore(backup, { data: copy }, untold)
    const [organisation] = readdirSync(join(copy, 'snapshots'))
    const [digest] = readdirSync(join(copy, 'snapshots', organisation!))
    const elements = join(copy, 'snapshots', organisation!, digest!, 'inputs', 'elements.csv')
    expect(readFileSync(elements, 'utf8')).not.toBe('')
    appendFileSync(elements, 'GHOST\n')
    const { damages } = await verifyData({ data: copy }, untold)
    expect(damages).toHaveLength(1)
    expect(damages[0]).toContain('inputs/elements.csv')
  })
})
