import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { unpackBrowser } from './find-browser.ts'

describe.skipIf(process.platform === 'win32')('the packed browser', () => {
  let parent: string
  let home: string
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'mainstay-browser-'))
    vi.stubEnv('TMPDIR', parent)
    home = join(parent, `mainstay-chromium-147.0.0-${process.getuid!()}`)
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))
  afterAll(() => {
    vi.unstubAllEnvs()
    rmSync(parent, { recursive: true })
  })

  function plant(folder: string, mode: number): void {
    mkdirSync(folder)
    writeFileSync(join(folder, 'chromium'), '')
    chmodSync(folder, mode)
  }

  it('is run from a folder that only we may write', async () => {
    plant(home, 0o700)
    expect(await unpackBrowser()).toBe(join(home, 'chromium'))
  })

  it('is not run from one that others may write, or that somebody else put there', async () => {
    plant(home, 0o777)
    await expect(unpackBrowser()).rejects.toThrow('was not made by Mainstay')
    rmSync(home, { recursive: true })
    const elsewhere = join(parent, 'elsewhere')
    plant(elsewhere, 0o700)
    symlinkSync(elsewhere, home)
    await expect(unpackBrowser()).rejects.toThrow('was not made by Mainstay')
  })
})
