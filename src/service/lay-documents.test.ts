import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FaultLog } from '#model/fault-log.ts'
import { layDocuments } from './lay-documents.ts'

describe('a rule pack that is brought in', () => {
  let folder: string
  const own = 'rules/by-hand.yaml'
  const read = (name: string): string => readFileSync(join(folder, 'workspace', name), 'utf8')
  const lay = async (name: string, text: string): Promise<string[]> => {
    mkdirSync(join(folder, 'came', 'rules'), { recursive: true })
    writeFileSync(join(folder, 'came', name), text)
    const { places } = await layDocuments(
      join(folder, 'workspace'),
      join(folder, 'came'),
      [{ kind: 'rule-pack', name }],
      new FaultLog(),
    )
    return [...places]
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lay-documents-'))
    cpSync('examples/by-hand', join(folder, 'workspace'), { recursive: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is never written over another that lies in a file of its name', async () => {
    const before = read(own)
    const draft = before.replace('pack: by-hand', 'pack: by-hand-draft').replace('status: in-force', 'status: proposed')
    expect(await lay(own, draft)).toEqual(['rules/by-hand-draft.yaml'])
    expect(read(own)).toBe(before)
    expect(read('rules/by-hand-draft.yaml')).toBe(draft)
    // The same once more is written anew where it lies.
    expect(await lay(own, `${draft}# once more\n`)).toEqual(['rules/by-hand-draft.yaml'])
    expect(await lay('rules/other.yaml', before)).toEqual([own])
  })
})
