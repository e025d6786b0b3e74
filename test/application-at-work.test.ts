// Can people work with the application: by keys alone, in an empty workspace, with files good and bad, with the server away?

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackBrowser } from '#service/find-browser.ts'
import { HAS_BROWSER } from './browser.ts'

const COMMAND = 'dist/cli/main.js'
const IS_BUILT = existsSync(COMMAND) && existsSync('dist/web/index.html')
const STARTED_WITHIN_MILLISECONDS = 120_000
const MADE_WITHIN_MILLISECONDS = 180_000

interface Served {
  readonly address: string
  readonly process: ChildProcess
}

/** Serves on a free port, as a person would start it. */
function serve(data: string): Promise<Served> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--data', data, '--port', '0'], { stdio: 'pipe' })
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += String(chunk)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (address !== undefined) resolve({ address, process: child })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

async function ask<Value>(address: string, body?: object): Promise<Value> {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  }
  const response = await fetch(address, init ?? {})
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Value
}

interface Made {
  readonly id: string
  readonly head?: unknown
}

async function makeWorkspace(address: string, body: object): Promise<string> {
  const root = `${address}/api/v1/workspaces`
  const { id } = await ask<Made>(root, body)
  const end = Date.now() + MADE_WITHIN_MILLISECONDS
  while (!(await ask<Made>(`${root}/${id}`)).head) {
    if (Date.now() > end) throw new Error('the workspace was not made in time')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return id
}

/** What axe finds that is serious or worse. */
function listBarriers(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    ${axe.source}
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', '))
  })()`)
}

describe.skipIf(!HAS_BROWSER || !IS_BUILT)('somebody at work in the application, in a browser for linux-x64', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'mainstay-application-'))
  let served: Served
  let browser: Browser
  let example = ''
  let empty = ''

  beforeAll(
    async () => {
      served = await serve(path.join(data, 'kept'))
      browser = await chromium.launch({ executablePath: (await unpackBrowser())!, args: ['--no-sandbox'] })
      example = await makeWorkspace(served.address, { name: 'By hand', from: { kind: 'example', example: 'by-hand' } })
      empty = await makeWorkspace(served.address, {
        name: 'Nothing yet',
        from: { kind: 'empty', operator: 'Quay', jurisdictions: ['GB'] },
      })
    },
    STARTED_WITHIN_MILLISECONDS + 2 * MADE_WITHIN_MILLISECONDS,
  )

  afterAll(async () => {
    await browser?.close()
    if (served) {
      const ended = new Promise((resolve) => served.process.once('exit', resolve))
      served.process.kill('SIGTERM')
      await ended
    }
    rmSync(data, { recursive: true, force: true })
  }, 60_000)

  async function visit(
    where: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(served.address)) complaints.push(`request: ${request.url()}`)
    })
    await page.goto(`${served.address}${where}`)
    return { page, complaints }
  }

  it('shows a row whole, with what refers to it', async () => {
    const { page, complaints } = await visit(`/w/${example}/network?table=sites&row=H01`)
    await page.getByText('Referred to by').waitFor()
    expect(complaints).toEqual([])
    expect(await listBarriers(page)).toEqual([])
    await page.getByRole('link', { name: /of Elements, as Site/ }).click()
    await page.getByRole('button', { name: /^Site is H01$/ }).waitFor()
    await page.context().close()
  })

  it('says of an empty workspace what to do', async () => {
    const { page } = await visit(`/w/${empty}`)
    await page.getByRole('link', { name: 'Import files' }).click()
    await page.getByText('Drop files here').waitFor()
    expect(await listBarriers(page)).toEqual([])
    await page.context().close()
  })

  it('finds a site from anywhere by a few keys', async () => {
    const { page } = await visit(`/w/${example}/import`)
    await page.getByText('Drop files here').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.type('quay')
    await page.getByRole('option', { name: /Quay Street/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Quay Street' }).waitFor()
    expect(new URL(page.url()).search).toBe('?table=sites&row=H01')
    await page.context().close()
  })

  it('goes through a table by keys alone, and the address says where', async () => {
    const { page } = await visit(`/w/${example}/network?table=sites`)
    await page.getByText('Quay Street').waitFor()
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: /H02/ }).waitFor()
    expect(new URL(page.url()).searchParams.get('row')).toBe('H02')
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: /H02/ }).waitFor({ state: 'detached' })
    await page.goBack()
    await page.getByRole('complementary', { name: /H02/ }).waitFor()
    await page.context().close()
  })

  it('tells every fault of a bad file, and takes nothing of it in', async () => {
    const file = path.join(data, 'sites.csv')
    writeFileSync(file, 'site,name,latitude\nZ1,Good Mast,51.5\nZ2,Bad Mast,north\n,No Name,51.5\n')
    const { page } = await visit(`/w/${empty}/import`)
    await page.setInputFiles('input[type=file]', file)
    await page.getByLabel('Name of the source').fill('masts')
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await page.getByText('It cannot be taken in as it is').waitFor()
    await page.getByText('not a number').waitFor()
    await page.getByText('missing value').waitFor()
    expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0)
    expect(await listBarriers(page)).toEqual([])
    await page.context().close()
  })

  it('takes a file in, after showing what it would change', async () => {
    const file = path.join(data, 'good', 'sites.csv')
    const { page } = await visit(`/w/${empty}/import`)
    await page.setInputFiles('input[type=file]', {
      name: path.basename(file),
      mimeType: 'text/csv',
      buffer: Buffer.from('site,name,latitude,longitude\nZ1,Good Mast,51.5,-0.1\nZ2,Fine Mast,52.5,-1.1\n'),
    })
    await page.getByLabel('Name of the source').fill('masts')
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click()
    await page.getByText('accepted', { exact: true }).waitFor()
    await page.getByRole('link', { name: /^Network/ }).click()
    await page.getByText('Fine Mast').waitFor()
    expect(await page.getByText('Snapshot 2').count()).toBeGreaterThan(0)
    await page.context().close()
  })

  it('says that the server is away, and goes on by itself when it is back', async () => {
    const { page } = await visit(`/w/${example}/network?table=sites`)
    await page.getByText('Quay Street').waitFor()
    await page.route('**/*', (route) => route.abort())
    await page.getByRole('button', { name: /^Elements/ }).click()
    await page.getByText('The server cannot be reached').first().waitFor()
    await page.unroute('**/*')
    await page.getByText('The server is there again').waitFor()
    await page.getByRole('grid').waitFor()
    expect(await page.getByText('The server cannot be reached').count()).toBe(0)
    await page.context().close()
  })
})
