// Can people work with the application: by keys alone, in an empty workspace, with files good and bad, with the server away?

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Arrival } from '#contract/application/arrival.ts'
import { unpackBrowser } from '#service/find-browser.ts'
import { listBarriers } from './barriers.ts'
import { HAS_BROWSER } from './browser.ts'
import { endServing, serveNew, type Served } from './served.ts'

const IS_BUILT = existsSync('dist/programs/main.js') && existsSync('dist/web/index.html')
const STARTED_WITHIN_MILLISECONDS = 120_000
const MADE_WITHIN_MILLISECONDS = 180_000
/** Of what a page shows once it has drawn it: a machine may be busy. */
const PATIENTLY = { timeout: 60_000 }

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

describe.skipIf(!HAS_BROWSER || !IS_BUILT)('somebody at work in the application, in a browser for linux-x64', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'mainstay-application-'))
  let served: Served
  let browser: Browser
  let example = ''
  let empty = ''

  beforeAll(
    async () => {
      served = await serveNew(path.join(data, 'kept'))
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
    if (served) await endServing(served)
    rmSync(data, { recursive: true, force: true })
  }, 60_000)

  async function visit(
    where: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    context.setDefaultTimeout(PATIENTLY.timeout)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(served.address)) complaints.push(`request: ${request.url()}`)
      // Of the six connections a browser has for all its tabs together, none is held.
      if (request.resourceType() === 'eventsource') complaints.push(`held: ${request.url()}`)
    })
    await page.goto(`${served.address}${where}`)
    return { page, complaints }
  }

  /** Drops a file or folder of this machine onto the page, as a browser does that is handed it from a desktop. */
  async function dropping(page: Page): Promise<(path: string) => Promise<void>> {
    const { x, y } = (await page.locator('.drop').boundingBox())!
    const browserItself = await page.context().newCDPSession(page)
    return async (dropped) => {
      const data = { items: [], files: [dropped], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await browserItself.send('Input.dispatchDragEvent', { type, x: x + 20, y: y + 20, data })
    }
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

  it(
    'tells what a draft of rules would break while it is typed, and judges it in full',
    async () => {
      const name = `stricter-${Date.now() % 100_000}`
      const { page, complaints } = await visit(`/w/${example}/rules?view=drafts`)
      await page.getByRole('button', { name: 'New draft' }).click()
      await page.getByLabel('Name').fill(name)
      await page.getByLabel('Begin from').selectOption('by-hand')
      await page.getByRole('button', { name: 'Create' }).click()
      const text = page.getByLabel('Text (YAML)')
      await text.waitFor()
      const live = page.getByRole('region', { name: 'What it would break' })
      const judge = live.getByRole('button', { name: 'Judge the network' })
      await live.getByText(/^The network was not judged yet|^Judged as you type/).waitFor()
      if (await judge.isVisible()) await judge.click()
      await live.getByText('Nothing else changes').waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      const begun = await text.inputValue()
      await text.fill(begun.replace('limit: 35 %', 'limit: 10 %'))
      await live.getByText('1 newly broken').waitFor()
      await live.getByText('would not be met').first().waitFor()
      expect(await listBarriers(page)).toEqual([])
      await text.fill(begun.replace('status: proposed', 'status: in-force'))
      await page.getByText(/and a draft binds nobody: write/).waitFor()
      await live.getByText('Judged again once the text has no fault').waitFor()
      await text.fill(begun.replace('limit: 35 %', 'limit: 10 %'))
      await live.getByText('1 newly broken').waitFor()
      await page.context().setOffline(true)
      await text.fill(begun.replace('limit: 35 %', 'limit: 99 %'))
      await live.getByText('The server cannot be reached').waitFor()
      expect(await live.getByText('Judging').count()).toBe(0)
      await page.context().setOffline(false)
      await live.getByText('1 otherwise').waitFor()
      await live.getByText('The server cannot be reached').waitFor({ state: 'detached' })
      await text.fill(begun.replace('limit: 35 %', 'limit: 10 %'))
      await page.getByRole('button', { name: 'Judge in full' }).click()
      const inFull = page.getByRole('region', { name: 'Judged in full' })
      await inFull.getByText('1 newly broken').waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      await inFull.getByRole('button', { name: 'At most 35 % of the 5G sites with limited vendors' }).click()
      await page.getByText('HAND-CAP-SITES').first().waitFor()
      expect(await page.getByText(/--with-proposed|--packs|mainstay rules/).count()).toBe(0)
      expect(complaints.filter((said) => !said.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
      await page.context().close()
    },
    MADE_WITHIN_MILLISECONDS,
  )

  it('loses no word of a draft: not by a save, nor another tab, nor a reload, nor its end', async () => {
    const drafts = `${served.address}/api/v1/workspaces/${example}/drafts`
    const { id } = await ask<Made>(drafts, { kind: 'scenario', name: 'kept-words' })
    const where = `/w/${example}/spares?view=scenarios&draft=${id}`
    const { page, complaints } = await visit(where)
    const other = await page.context().newPage()
    await other.goto(`${served.address}${where}`)
    const [text, theirs] = [page, other].map((one) => one.getByLabel('Text (YAML)')) as [Locator, Locator]
    await page.getByText('no fault found').waitFor()
    const begun = await text.inputValue()

    // What is typed until the reply comes.
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await page.route(/\/drafts\/[^/]+$/, async (route) => {
      if (route.request().method() === 'PUT') await held
      await route.continue()
    })
    await theirs.fill(`${begun}# of the other tab\n`)
    await text.fill(`${begun}# saved\n`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saving', { exact: true }).waitFor()
    await text.fill(`${begun}# saved\n# typed meanwhile\n`)
    letGo()
    await page.getByText('Not saved yet').waitFor()
    expect(await text.inputValue()).toContain('# typed meanwhile')
    const saved = await ask<{ readonly text: string }>(`${drafts}/${id}`)
    expect(saved.text).toBe(`${begun}# saved\n`)
    await page.unroute(/\/drafts\/[^/]+$/)
    await page.reload()
    await page.getByText('Not saved yet').waitFor()
    expect(await text.inputValue()).toContain('# typed meanwhile')

    // The save of one tab is not that of another, which is told of it.
    await other.reload()
    await other.getByText('Somebody else has saved it meanwhile').waitFor()
    expect(await theirs.inputValue()).toBe(`${begun}# of the other tab\n`)
    expect(await page.getByText(/^Unsaved words of yours/).count()).toBe(0)
    await other.close({ runBeforeUnload: true })
    await page.reload()
    await page.getByText(/^Unsaved words of yours/).waitFor()
    await page.getByRole('button', { name: 'Go on with them' }).click()
    await page.getByText('Somebody else has saved it meanwhile').waitFor()
    expect(await text.inputValue()).toContain('# of the other tab')
    expect(await listBarriers(page)).toEqual([])
    // Those that were unsaved here are set aside.
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await page.getByRole('button', { name: 'Go on with them' }).click()
    expect(await text.inputValue()).toContain('# typed meanwhile')

    // The list of drafts tells of what there are words that nobody else sees.
    await page.getByRole('button', { name: 'Scenarios', exact: true }).last().click()
    await page.getByRole('button', { name: /^kept-words.*not saved$/ }).click()
    expect(await text.inputValue()).toContain('# typed meanwhile')

    // A text that nobody looked through is not said to have no fault.
    await text.fill(begun.replace(/until: .*/, 'until: 2020-01-01'))
    expect(await page.getByText('no fault found').count()).toBe(0)
    await page.getByText(/horizon ends before it begins/).waitFor()
    expect(complaints).toEqual([])

    // Somebody saves it, and somebody deletes it.
    await text.fill(`${begun}# precious\n`)
    const headers = { 'if-match': '*', 'content-type': 'application/json' }
    await fetch(`${drafts}/${id}`, { method: 'PUT', headers, body: JSON.stringify({ text: `${begun}# theirs\n` }) })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Somebody else has saved it meanwhile').waitFor()
    await fetch(`${drafts}/${id}`, { method: 'DELETE', headers: { 'if-match': '*' } })
    await page.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('This draft is no longer there').waitFor()
    expect(await page.getByText('Somebody else has saved it meanwhile').count()).toBe(0)
    await page.reload()
    await page.getByText('This draft is no longer there').waitFor()
    expect(await page.getByLabel('Text (YAML)').textContent()).toContain('# precious')
    await page.getByRole('button', { name: 'Save it as a new draft' }).click()
    expect(await page.getByLabel('Name').inputValue()).toBe('kept-words')
    await page.getByLabel('Name').fill('kept-anew')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'kept-anew' }).waitFor()
    expect(await text.inputValue()).toContain('# precious')
    expect(await page.evaluate("Object.keys(localStorage).filter((key) => key.includes('unsaved'))")).toEqual([])
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
    await page.getByRole('grid').getByText('Fine Mast').waitFor()
    await page.getByText('Snapshot 2').first().waitFor()
    // Its rows are read anew where a newer snapshot is shown.
    await expect.poll(() => page.getByText('Good Mast').count(), PATIENTLY).toBe(1)
    await page.context().close()
  })

  /** Files that arrive, and are shown. */
  async function bring(page: Page, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    await page.setInputFiles(
      'input[type=file]',
      Object.entries(files).map(([name, content]) => ({
        name,
        mimeType: 'text/csv',
        buffer: Buffer.from(content as string),
      })),
    )
    await page.getByLabel('Name of the source').waitFor()
  }

  async function preview(page: Page, source: string): Promise<void> {
    await page.getByLabel('Name of the source').fill(source)
    await page.getByRole('button', { name: /^Preview/ }).click()
    await page.getByText('What it would change').waitFor()
  }

  async function accept(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click()
  }

  it(
    'takes the folder of a workspace in as it is, a draft into the workspace, and what is changed of its manifest',
    async () => {
      const from = { kind: 'empty', operator: 'Quay', jurisdictions: [] }
      const own = await makeWorkspace(served.address, { name: 'A folder', from })
      const { page, complaints } = await visit(`/w/${own}/import`)
      await page.setInputFiles('input[webkitdirectory]', 'examples/by-hand')
      await page.getByRole('button', { name: 'Preview', exact: true }).click()
      await page.getByText('historyKnownFrom').first().waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      expect(await listBarriers(page)).toEqual([])
      await accept(page)
      await page.getByText('accepted', { exact: true }).waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      await page.goto(`${served.address}/w/${own}/spares?view=scenarios`)
      await page.getByRole('button', { name: /^no-more-antennas/ }).waitFor()
      await page.getByRole('button', { name: 'New scenario' }).click()
      await page.getByLabel('Name').fill('own-draft')
      await page.getByRole('button', { name: 'Create' }).click()
      await page.getByRole('button', { name: 'Bring it into the workspace' }).click()
      await page.getByRole('button', { name: 'Preview it' }).click()
      await page.getByText('scenarios/own-draft.yaml').first().waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      await accept(page)
      await page.getByText('accepted', { exact: true }).waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      await page.goto(`${served.address}/w/${own}/import`)
      await page.getByRole('button', { name: 'Change mainstay.yaml' }).click()
      const manifest = page.getByLabel('mainstay.yaml')
      const written = await manifest.inputValue()
      await manifest.fill(written.replace('workspace: 1', 'workspace: 2'))
      await page
        .getByRole('button', { name: /^line \d/ })
        .first()
        .waitFor()
      expect(await listBarriers(page)).toEqual([])
      await manifest.fill(`${written}withhold: [natsec, dark]\n`)
      await page.getByText('not checked yet: preview it to check').waitFor()
      await page
        .getByRole('link', { name: /^Rules/ })
        .first()
        .click()
      await page.getByRole('heading', { name: 'Rules' }).first().waitFor()
      await page.goBack()
      await page.reload()
      await page.getByText('Not brought in yet: kept in this browser').waitFor()
      expect(await manifest.inputValue()).toContain('withhold: [natsec, dark]')
      await page.getByRole('button', { name: 'Preview it' }).click()
      await page.getByText('withhold[1]').waitFor({ timeout: MADE_WITHIN_MILLISECONDS })
      expect(complaints).toEqual([])
      await page.context().close()
    },
    3 * MADE_WITHIN_MILLISECONDS,
  )

  it('maps columns beside what stands in them, and shows the rows as they would be read', async () => {
    const { page } = await visit(`/w/${empty}/import`, { bypassCSP: true })
    await bring(page, { 'masts.csv': 'Label;Code;Lat;Height\nHill;M1;51,5;30\nDale;M2;north;31\n' })
    await page.getByRole('button', { name: 'Suggest a mapping' }).click()
    await page.getByLabel('Table: masts.csv').selectOption('sites')
    await page.getByText('Nothing fills what every row must have: Site.').waitFor()
    await page.getByLabel('Their column: Site', { exact: true }).selectOption('Code')
    await page.getByText('Nothing fills what').waitFor({ state: 'detached' })
    await page.getByText('Hill · Dale').waitFor()
    await page.getByText('Not read: Height (30 · 31).').waitFor()
    const mapped = page.getByRole('table', { name: 'The first rows, as they would be read' })
    await mapped.getByRole('row', { name: 'M1 Hill 51.5' }).waitFor()
    await mapped.getByText('not a number').waitFor()
    expect(await listBarriers(page)).toEqual([])
    const kept = page.getByText('this mapping is kept in this browser alone')
    await kept.waitFor()
    await page.reload()
    await mapped.getByRole('row', { name: 'M1 Hill 51.5' }).waitFor()
    expect(await page.getByLabel('Table: masts.csv').inputValue()).toBe('sites')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await preview(page, 'mapped')
    await kept.waitFor({ state: 'detached' })
    await page.getByText('It cannot be taken in as it is').waitFor()
    await page.getByText('line 3, Lat (latitude)').waitFor()
    await page.context().close()
  })

  it('shows of a changed row what it said before and says now; what somebody else took in meanwhile is not lost', async () => {
    const [{ page }, { page: other }] = [
      await visit(`/w/${example}/import`, { bypassCSP: true }),
      await visit(`/w/${example}/import`),
    ]
    await bring(page, { 'sites.csv': 'site,name\nQ1,Quay East\nQ2,Quay West\n' })
    await preview(page, 'quays')
    await accept(page)
    await page.getByText('accepted', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'All arrivals' }).click()
    await bring(page, { 'sites.csv': 'site,name\nQ1,Quay South\nQ3,Quay North\n' })
    await preview(page, 'quays')
    await page.getByRole('row', { name: 'Changed Q1 Name Quay East becomes Quay South' }).waitFor()
    await page.getByRole('row', { name: /^Gone Q2 .*Quay West/ }).waitFor()
    expect(await listBarriers(page)).toEqual([])

    // It is not asked how the arrival stands while somebody else is at work: what is shown is out of date.
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await page.route(/\/arrivals\/[^/]+$/, (route) => held.then(() => route.continue()).catch(() => undefined))
    await bring(other, { 'sites.csv': 'site,name\nY1,Yard\n' })
    await preview(other, 'yards')
    await accept(other)
    await other.getByText('accepted', { exact: true }).waitFor()
    await accept(page)
    await page.getByText('Somebody else changed the workspace meanwhile').first().waitFor()
    letGo()
    await accept(page)
    await page.getByText('accepted', { exact: true }).waitFor()
    await page.goto(`${served.address}/w/${example}/network?table=sites&where=${encodeURIComponent('name~is~Yard')}`)
    await page.getByRole('gridcell', { name: 'Yard' }).waitFor()
    await page.context().close()
    await other.context().close()
  })

  it('tells ten thousand faults a page at a time, and gives all of them away', async () => {
    const { page } = await visit(`/w/${empty}/import`)
    const rows = Array.from({ length: 10_000 }, (_, row) => `F${row},north`)
    await bring(page, { 'sites.csv': ['site,latitude', ...rows].join('\n') })
    await preview(page, 'faulty')
    await page.getByText('10,000 errors', { exact: true }).waitFor()
    await page.locator('table.faults tbody tr').nth(99).waitFor()
    expect(await page.locator('table.faults tbody tr').count()).toBe(100)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download CSV' }).click()
    const told = readFileSync(await (await download).path(), 'utf8')
    expect(told.trimEnd().split('\r\n')).toHaveLength(10_001)
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reject' }).click()
    await page.getByText('rejected', { exact: true }).waitFor()
    await page.context().close()
  })

  it.each([
    ['nothing.csv', '', 'file without text'],
    ['mystery.dat', '\u0000\u0001\u0002', 'format not recognised'],
    ['paper.csv', '%PDF-1.7', 'format not recognised: this is a PDF file'],
    ['trick.xlsx', 'PK\u0003\u0004', 'workbook cannot be read'],
    ['sites.csv', `site,name\nA,${'x'.repeat(2_000_000)}\n`, 'record too long'],
    ['their.csv', 'Mast;Place\n1;2\n', 'neither name nor header tell which table this is'],
  ])('says of the file `%s` what is wrong with it', async (name, content, problem) => {
    const { page } = await visit(`/w/${empty}/import`)
    await bring(page, { [name]: content })
    await preview(page, 'bad')
    await page.locator('table.faults').getByText(problem).waitFor()
    expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0)
    await page.context().close()
  })

  it('takes the folder of a workspace that is dropped, and an import that was cancelled up again', async () => {
    const { page, complaints } = await visit(`/w/${empty}/import`)
    await page.getByText('Drop files here').waitFor()
    const drop = await dropping(page)
    const folder = path.join(data, 'dropped')
    for (const [name, text] of [
      ['mainstay.yaml', 'workspace: 1\noperator: { name: Quay, jurisdictions: [GB] }\n'],
      ['sites.csv', 'site,name\nD1,A mast that was dropped\n'],
      ['.git/config', 'x'],
      ...Array.from({ length: 120 }, (_, number) => [`notes/${number}.txt`, 'x']),
    ] as const) {
      mkdirSync(path.dirname(path.join(folder, name!)), { recursive: true })
      writeFileSync(path.join(folder, name!), text!)
    }
    mkdirSync(path.join(data, 'hollow'))
    await drop(path.join(data, 'hollow'))
    await page.getByText('There is no file in it that can be brought in.').waitFor()
    await drop(folder)
    await page.getByRole('heading', { name: '2 files' }).waitFor()
    await page.getByText('120 files of the folder left out').waitFor()
    let asked = 0
    await page.route(/\/jobs(\?|\/[^/]+\/resume$)/, async (route) => {
      const { pathname, searchParams } = new URL(route.request().url())
      const job = {
        id: searchParams.get('id') ?? pathname.split('/')[4],
        kind: 'preview-arrival',
        attempts: 1,
        about: {},
        createdAt: '2026-01-01T00:00:00Z',
      }
      const isResumed = pathname.endsWith('/resume')
      if (isResumed) asked += 1
      const told = { ...job, state: asked > 0 ? 'queued' : 'cancelled', cancelledBy: 'Ada' }
      await route.fulfill({ json: isResumed ? told : { items: [told] } })
    })
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByText('Cancelled by Ada: nothing was kept of it.').waitFor()
    expect(await listBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Start again' }).click()
    await page.getByText('Cancelled by Ada').waitFor({ state: 'detached' })
    expect(asked).toBe(1)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says of an upload that broke off, found no room or is too large what to do, and sends it again', async () => {
    const { page } = await visit(`/w/${empty}/import`)
    const file = { name: 'sites.csv', mimeType: 'text/csv', buffer: Buffer.from('site,name\nOFF-1,Away\n') }
    await page.getByText('Drop files here').waitFor()
    await page.context().setOffline(true)
    await page.setInputFiles('input[type=file]', file)
    await page.getByText('The upload broke off').waitFor()
    await page.context().setOffline(false)
    const full = { code: 'disk-full', title: 'The disk is full', status: 507, detail: 'nothing was changed' }
    await page.route('**/arrivals', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 507, json: full }) : route.continue(),
    )
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('The disk is full').waitFor()
    await page.unroute('**/arrivals')
    // What could not be asked meanwhile may say so beside it, until it is asked anew.
    const told = page.getByRole('alert').filter({ hasText: 'The disk is full' })
    await told.getByRole('button', { name: 'Try again' }).click()
    await page.getByLabel('Name of the source').waitFor()
    const { items } = await ask<{ items: Arrival[] }>(`${served.address}/api/v1/workspaces/${empty}/arrivals`)
    expect(items.filter(({ files }) => files[0]!.bytes === file.buffer.length)).toHaveLength(1)
    await page.getByRole('button', { name: 'All arrivals' }).click()
    const many = Array.from({ length: 501 }, (_, index) => ({ ...file, name: `sites-${index}.csv` }))
    await page.setInputFiles('input[type=file]', many)
    await page.getByText('501 files at once: at most 500.').waitFor()
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
    await expect.poll(() => page.getByText('The server cannot be reached').count(), PATIENTLY).toBe(0)
    await page.context().close()
  })
})
