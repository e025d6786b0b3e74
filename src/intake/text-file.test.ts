import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Fault } from '#model/fault.ts'
import { readTextFile } from './text-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'mainstay-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(content: Uint8Array | undefined): Promise<{ text: string | undefined; faults: Fault[] }> {
  const path = join(folder, 'mainstay.yaml')
  rmSync(path, { force: true })
  if (content) writeFileSync(path, content)
  const faults: Fault[] = []
  return { text: await readTextFile(path, 'mainstay.yaml', (fault) => faults.push(fault)), faults }
}

describe('a text file of a workspace', () => {
  it('is read as UTF-8, without its byte order mark', async () => {
    expect(await read(Buffer.from('\uFEFFname: Telefónica\n'))).toEqual({ text: 'name: Telefónica\n', faults: [] })
  })

  it('saved as Latin-1 is refused with the line, not read with other letters', async () => {
    const { text, faults } = await read(Buffer.from('workspace: 1\nname: Telefónica\n', 'latin1'))
    expect(text).toBeUndefined()
    expect(faults).toMatchObject([{ code: 'wrong-encoding', problem: 'line 2 is not UTF-8 text' }])
  })

  it('that is missing is a fault, not a failure', async () => {
    expect((await read(undefined)).faults).toMatchObject([{ code: 'missing-file', file: 'mainstay.yaml' }])
  })
})
