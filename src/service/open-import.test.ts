import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FaultLog } from '#model/fault-log.ts'
import { openImport, openReadable } from './open-import.ts'

describe('files of which one cannot be read', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mainstay-open-'))
    writeFileSync(join(folder, 'sites.csv'), 'site,name\nA,One\n')
    writeFileSync(join(folder, 'bad.bin'), Buffer.from([0, 1, 2, 3, 0xff, 0xfe]))
    writeFileSync(join(folder, 'empty.csv'), '\n')
    writeFileSync(join(folder, 'dump.xml'), '<bulkCmConfigDataFile xmlns="configData.xsd"></bulkCmConfigDataFile>')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const openBy = async (open: typeof openReadable, ...names: string[]) => {
    const log = new FaultLog()
    const opened = await open({ files: names.map((name) => join(folder, name)) }, log)
    return {
      read: opened?.files.map(({ name }) => name.split('/').at(-1)),
      at: log.kept.map(({ file }) => file.split('/').at(-1)),
    }
  }

  it('are read but for that one, so that every fault of all is told at once', async () => {
    expect(await openBy(openReadable, 'bad.bin', 'sites.csv', 'empty.csv')).toEqual({
      read: ['sites.csv'],
      at: ['empty.csv', 'bad.bin'],
    })
    expect(await openBy(openReadable, 'bad.bin')).toEqual({ read: undefined, at: ['bad.bin'] })
  })

  it('are not open where all of them are asked for', async () => {
    expect(await openBy(openImport, 'bad.bin', 'sites.csv')).toEqual({ read: undefined, at: ['bad.bin'] })
    expect((await openBy(openImport, 'sites.csv')).read).toEqual(['sites.csv'])
  })

  it('are not read in one format where they are of several, or one comes twice', async () => {
    expect((await openBy(openReadable, 'sites.csv', 'dump.xml')).read).toBeUndefined()
    expect(await openBy(openReadable, 'sites.csv', 'sites.csv')).toEqual({ read: undefined, at: ['sites.csv'] })
  })
})
