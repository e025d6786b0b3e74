import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describeProblem } from './task-failure.ts'

describe('why a task failed', () => {
  const root = mkdtempSync(join(tmpdir(), 'mainstay (data) '))
  afterAll(() => rmSync(root, { recursive: true }))
  const told = (error: unknown) => describeProblem(error, new AbortController().signal, root)
  const path = join(root, 'scratch', '.making-a-1-2', 'workspace', 'Élements (2).csv')

  it('is told without any path of the server, which the log has', async () => {
    const refused = told(await readFile(path).catch((error: unknown) => error))
    expect(refused).toMatchObject({ kind: 'system', message: 'ENOENT: no such file or directory' })
    expect(refused.log).toContain(path)
  })

  it('is told in the words of whoever refused it, with the names of files alone', () => {
    const message = (text: string) => told(new Error(text)).message
    expect(message(`\`${path}\` changed while it was read`)).toBe('`Élements (2).csv` changed while it was read')
    expect(message(`no room in ${root}`)).toBe('no room in the data folder')
  })

  it('is a full disk, whoever found it full', () => {
    const full = { code: 'ENOSPC', syscall: 'open', path }
    const error = Object.assign(new Error(`ENOSPC: no space left on device, open '${path}'`), full)
    expect(told(error)).toMatchObject({ kind: 'disk-full', message: 'the disk is full' })
    const wrapped = Object.assign(new Error('the snapshot cannot be kept: the disk is full', { cause: error }), {
      code: 'ENOSPC',
    })
    expect(told(wrapped)).toMatchObject({ kind: 'disk-full', message: 'the snapshot cannot be kept: the disk is full' })
  })

  it('is a bug where nobody refused it, and then says nothing but in the log', () => {
    const bug = told(new TypeError(`x of ${path} is undefined`))
    expect(bug).toMatchObject({ kind: 'bug', message: 'the work could not be done' })
    expect(bug.log).toContain(path)
  })
})
