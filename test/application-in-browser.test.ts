// The application as its users meet it: served by its command, in a real browser.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '#contract/application/analysis.ts'
import type { SavedView } from '#contract/application/saved-view.ts'
import type { Table } from '#contract/application/table.ts'
import type { Workspace } from '#contract/application/workspace.ts'
import { unpackBrowser } from '#service/find-browser.ts'
import { listBarriers } from './barriers.ts'
import { HAS_BROWSER } from './browser.ts'
import { endServing, serve, type Served } from './served.ts'

/** Those of a workspace, and how each is looked at. */
const PAGES = [
  '',
  '/network?table=sites',
  '/network?table=elements',
  '/map',
  '/map?as=table',
  '/rules',
  '/rules?view=rule',
  '/rules?view=coverage',
  '/rules?rests=uncertain&wrong=word',
  '/rules?view=drafts',
  '/spares',
  '/spares?view=parts',
  '/spares?view=buy',
  '/spares?view=whatIf',
  '/spares?view=steady',
  '/spares?view=basis',
  '/spares?view=compare',
  '/spares?view=scenarios',
  '/reports',
  '/import',
] as const
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 390, height: 844 }
/** Of what a page shows once it has drawn it: a machine may be busy. */
const PATIENTLY = { timeout: 60_000 }

interface Visit {
  readonly page: Page
  /** What the console and the page complained of. */
  readonly complaints: string[]
}

describe.skipIf(!HAS_BROWSER)('the application in a browser', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-application-'))
  let served: Served
  let address: string
  let browser: Browser
  let workspace: Workspace

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${address}/api/v1${path}`)).json()) as Answer

  beforeAll(async () => {
    served = await serve(folder, '--example', 'by-hand')
    address = served.address
    browser = await chromium.launch({ executablePath: (await unpackBrowser())!, args: ['--no-sandbox'] })
    for (;;) {
      const { items } = await ask<{ items: Workspace[] }>('/workspaces')
      if (items[0]?.head) {
        workspace = items[0]
        const analyses = await ask<{ items: Analysis[] }>(`/workspaces/${workspace.id}/analyses`)
        if (analyses.items.length > 0 && analyses.items.every(({ state }) => state === 'done')) break
      }
      await wait(200)
    }
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    await endServing(served)
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await browser.newContext({ viewport: WIDE, ...options })
    context.setDefaultTimeout(PATIENTLY.timeout)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) complaints.push(request.url())
    })
    await page.goto(`${address}${path}`)
    await page.locator('main h1, main h2, main [role=grid], main canvas, main p').first().waitFor()
    await page.waitForLoadState('networkidle')
    return { page, complaints }
  }
  const of = (path: string): string => `/w/${workspace.id}${path}`

  /** What is wrong with a page wide and narrow, light and dark. */
  const examine = async (path: string): Promise<readonly unknown[]> => {
    const { page, complaints: wrong }: { page: Page; complaints: unknown[] } = await open(path)
    if (!(await page.title()).includes('Mainstay')) wrong.push('no title')
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        wrong.push(...(await listBarriers(page)))
      }
    }
    const excess = (await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )) as number
    if (excess > 0) wrong.push(`${excess} pixels too wide`)
    await page.context().close()
    return wrong
  }

  it.each(PAGES)(
    'page `%s` loads nothing from elsewhere, complains of nothing, fits a narrow screen and has nothing serious against those who cannot see or point',
    async (path) => {
      expect(await examine(of(path))).toEqual([])
    },
  )

  it('the list of workspaces is such a page too', async () => {
    expect(await examine('/workspaces')).toEqual([])
  })

  it('opens every table of the network, and a row of each', async () => {
    const { items: tables } = await ask<{ items: Table[] }>(`/workspaces/${workspace.id}/tables`)
    expect(tables.length).toBeGreaterThan(10)
    const { page, complaints } = await open(of('/network'))
    for (const { table, rows } of tables) {
      await page.goto(`${address}${of(`/network?table=${table}`)}`)
      const grid = page.getByRole('grid')
      const cell = grid.locator('[role=gridcell]:not(:has(.grid-loading))').first()
      await cell.waitFor()
      expect([table, await grid.getAttribute('aria-rowcount')]).toEqual([table, String(rows + 1)])
      await cell.click()
      await page.locator('.row-panel dl').first().waitFor()
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('answers on its first page whether the network is within the rules', async () => {
    const { page } = await open(of(''))
    expect(await page.getByText('of 11 rules in force that were judged').first().textContent()).toContain('4 not met')
    await page.context().close()
  })

  it('counts on its first page as many rules, rows and parts as there are where each count leads', async () => {
    const { page, complaints } = await open(of(''))
    const counts = page.locator('.verdict-counts a, .rests a, a.reservation')
    await page.locator('.rests a').first().waitFor()
    const told = await Promise.all(
      (await counts.all()).map(async (link) => [await link.getAttribute('href'), await link.textContent()]),
    )
    // What is counted of no rows stands with what the answers rest on, and has no count of its own.
    const counted = told.filter(([href]) => /[?&](verdict|binds|rests|known|where)=/.test(href!))
    expect(counted.length).toBeGreaterThan(8)
    for (const [href, text] of counted) {
      await page.goto(`${address}${href}`)
      const count = /^\d+/.exec(text!)?.[0] ?? /\d+$/.exec(text!)![0]
      await page
        .getByRole('status')
        .filter({ hasText: new RegExp(`^${count} (of|rule|row|part)`) })
        .waitFor()
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('removes a workspace once its name is typed, and not before', async () => {
    const body = JSON.stringify({ name: 'Short-lived', from: { kind: 'empty', operator: 'Nobody', jurisdictions: [] } })
    const headers = { 'content-type': 'application/json' }
    await fetch(`${address}/api/v1/workspaces`, { method: 'POST', headers, body })
    const { page, complaints } = await open('/workspaces')
    // One that is made meanwhile is another than was seen, and asked about anew.
    await page
      .getByRole('row', { name: /Short-lived.*Snapshot 1/ })
      .getByRole('button', { name: 'Remove' })
      .click()
    const dialog = page.getByRole('alertdialog')
    const remove = dialog.getByRole('button', { name: 'Remove it' })
    await dialog.getByRole('textbox').fill('Short')
    expect(await remove.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('Short-lived')
    await remove.click()
    await page.getByRole('row', { name: /Short-lived/ }).waitFor({ state: 'detached' })
    const { items } = await ask<{ items: Workspace[] }>('/workspaces')
    expect(items.map(({ id }) => id)).toEqual([workspace.id])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says above a page that its workspace was removed meanwhile, and leads to the others', async () => {
    const body = JSON.stringify({ name: 'Soon gone', from: { kind: 'empty', operator: 'Nobody', jurisdictions: [] } })
    const headers = { 'content-type': 'application/json' }
    const made = await fetch(`${address}/api/v1/workspaces`, { method: 'POST', headers, body })
    const { id } = (await made.json()) as Workspace
    while (!(await ask<Workspace>(`/workspaces/${id}`)).head) await wait(100)
    const { page } = await open(`/w/${id}/rules`)
    await fetch(`${address}/api/v1/workspaces/${id}`, { method: 'DELETE' })
    await page.getByRole('link', { name: 'Import', exact: true }).click()
    await page.getByText('This workspace is no longer there').waitFor()
    expect(await listBarriers(page)).toEqual([])
    await page.getByRole('link', { name: 'All workspaces' }).click()
    await page.getByRole('row', { name: new RegExp(workspace.name) }).waitFor()
    await page.context().close()
  })

  it('cuts nothing off of what to buy on a narrow screen', async () => {
    const { page } = await open(of('/spares?view=buy'), { viewport: NARROW })
    const rows = page.locator('.purchase-rows').first()
    await rows.locator('tbody tr').first().waitFor()
    const excess = await page.evaluate(
      `(() => { const rows = document.querySelector('.purchase-rows'); return rows.scrollWidth - rows.clientWidth })()`,
    )
    expect(excess).toBe(0)
    await page.context().close()
  })

  it('finds a vendor to be cut off by what is typed of its name', async () => {
    const drafts = `${address}/api/v1/workspaces/${workspace.id}/drafts`
    const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const body = JSON.stringify({ kind: 'scenario', name: 'who-else' })
    const { id } = (await (await fetch(drafts, { ...post, body })).json()) as { id: string }
    const { page, complaints } = await open(of(`/spares?view=scenarios&draft=${id}`))
    await page.getByRole('button', { name: 'Add a disruption' }).press('Enter')
    await page.keyboard.type('éricsson-l')
    await expect.poll(() => page.getByRole('menuitem').allTextContents(), PATIENTLY).toEqual(['Ericsson-LG Co., Ltd.'])
    // Which of them Enter chooses is told a moment after the last key.
    await expect.poll(() => listBarriers(page), PATIENTLY).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('ericsson-lg', { exact: false }).first().waitFor()
    expect(await page.getByLabel('Text (YAML)').inputValue()).toContain('- ericsson-lg')
    expect(complaints).toEqual([])
    await fetch(`${drafts}/${id}`, { method: 'DELETE', headers: { 'if-match': '*' } })
    await page.context().close()
  })

  it('says that there is no page at an address nobody gave, as a page that can be read aloud', async () => {
    for (const path of ['/nowhere', '/people', of('/nowhere')]) {
      const { page } = await open(path)
      await page.getByRole('main').getByRole('heading', { name: 'There is no such page' }).waitFor()
      expect(await page.getByRole('main').count()).toBe(1)
      expect(await listBarriers(page)).toEqual([])
      await page.context().close()
    }
  })

  it('closes the list of pages on a narrow screen once one has gone somewhere', async () => {
    const { page, complaints } = await open(of('/network'), { viewport: NARROW })
    const list = page.getByRole('dialog', { name: 'Pages' })
    const choose = async (button: RegExp, item: RegExp): Promise<void> => {
      await page.getByRole('button', { name: 'Open the list of pages' }).click()
      await list.getByRole('button', { name: button }).click()
      await page.getByRole('menuitem', { name: item }).click()
      await list.waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Open the list of pages' }).click()
    await list.getByRole('link', { name: 'Rules' }).click()
    await list.waitFor({ state: 'detached' })
    await page.waitForURL(/\/rules$/)
    await choose(/^Workspace/, new RegExp(workspace.name))
    await page.waitForURL(new RegExp(`${workspace.id}$`))
    await choose(/On this machine/, /^Keys/)
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('has no page of people where nobody signs in', async () => {
    const { page } = await open(of('/people'))
    for (const path of [of('/people'), '/people']) {
      await page.goto(`${address}${path}`)
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
      expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0)
    }
    await page.context().close()
  })

  it('adds a file to what an earlier one brought, and says of an answer from before that it is of another snapshot', async () => {
    const body = JSON.stringify({ name: 'By and by', from: { kind: 'empty', operator: 'Nobody', jurisdictions: [] } })
    const headers = { 'content-type': 'application/json' }
    const made = await fetch(`${address}/api/v1/workspaces`, { method: 'POST', headers, body })
    const { id } = (await made.json()) as Workspace
    const bring = async (page: Page, name: string, text: string): Promise<void> => {
      await page.getByLabel('Choose files').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByRole('button', { name: 'Accept' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click()
      await page.getByText('accepted', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'All arrivals' }).click()
    }
    const { page, complaints } = await open(`/w/${id}/import`)
    await bring(page, 'sites.csv', 'site,name\nA1,Quay\n')
    const post = { method: 'POST', headers, body: JSON.stringify({ question: { kind: 'rules' } }) }
    expect((await fetch(`${address}/api/v1/workspaces/${id}/analyses`, post)).status).toBeLessThan(300)
    await page.goto(`${address}/w/${id}/`)
    await page.getByText('nothing was judged').waitFor()
    await page.getByRole('link', { name: /^Change mainstay\.yaml/ }).click()
    await page.getByRole('textbox', { name: 'mainstay.yaml' }).waitFor()
    await page.goto(`${address}/w/${id}/import`)
    await bring(page, 'elements.csv', 'element,site,vendor,product,function\nE1,A1,Nokia,AirScale,ran.4g\n')
    await page.goto(`${address}/w/${id}/rules`)
    await page.getByText('This is of snapshot 2, not of the one you look at').waitFor()
    const { items } = await ask<{ items: Table[] }>(`/workspaces/${id}/tables`)
    expect(items.flatMap(({ table, rows }) => (rows > 0 ? [`${table} ${rows}`] : []))).toEqual([
      'sites 1',
      'elements 1',
    ])
    expect(complaints).toEqual([])
    await fetch(`${address}/api/v1/workspaces/${id}`, { method: 'DELETE' })
    await page.context().close()
  })

  it('says whose rows an upload is at odds with, and takes it in the place of a file the workspace began with', async () => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ name: 'To be corrected', from: { kind: 'example', example: 'by-hand' } })
    const { id } = (await (
      await fetch(`${address}/api/v1/workspaces`, { method: 'POST', headers, body })
    ).json()) as Workspace
    const { page, complaints } = await open(`/w/${id}/import`)
    const bring = async (name: string, text: string): Promise<void> => {
      await page.getByLabel('Choose files').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.getByRole('button', { name: 'Preview' }).click()
    }
    await bring('their.csv', 'Mast;Place\n1;2\n')
    await page.getByText('their.csv is not recognised').waitFor()
    expect(await page.getByText('recognised: CSV').count()).toBe(0)
    await page.getByRole('button', { name: 'All arrivals' }).click()
    await bring(
      'weights.csv',
      'subject,identifier,measure,from,value,basis\nsite,H01,traffic,2024-07-01,400,measured\n',
    )
    await page.getByText('as on the workspace’s own weights.csv line 2').first().waitFor()
    expect(await page.getByRole('columnheader', { name: 'Added' }).count()).toBe(0)
    await page.getByRole('checkbox', { name: 'Take the place of weights.csv' }).check()
    await page.getByRole('button', { name: 'Preview anew' }).click()
    await page.getByText('In the place of weights.csv of the workspace').waitFor()
    await page.getByText('Changed 1', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click()
    await page.getByText('accepted', { exact: true }).waitFor()
    expect(complaints).toEqual([])
    await fetch(`${address}/api/v1/workspaces/${id}`, { method: 'DELETE' })
    await page.context().close()
  })

  it('says that the server is away on a page where nothing is asked, and goes on by itself when it is back', async () => {
    const { page } = await open(of(''))
    await page.context().setOffline(true)
    const said = page.getByText('The server cannot be reached.').first()
    await said.waitFor()
    await page.getByRole('link', { name: 'Spares', exact: true }).click()
    await wait(500)
    expect(await page.getByText('went wrong').count()).toBe(0)
    await page.evaluate('window.isTheSamePage = true')
    await page.context().setOffline(false)
    await page.getByText('None of the 4 parts').first().waitFor()
    await said.waitFor({ state: 'detached' })
    expect(await page.evaluate('window.isTheSamePage')).toBe(true)
    await page.context().close()
  })

  it('goes on by itself where it was opened while the database is away', async () => {
    const { page } = await open('/workspaces')
    const title = 'The database cannot be reached'
    const problem = {
      type: 'urn:mainstay:problem:database-unavailable',
      code: 'database-unavailable',
      title,
      status: 503,
    }
    await page.route(/\/(api|readyz)/, (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await page.goto(`${address}${of('/spares')}`)
    await page.getByText('This page could not be shown').waitFor()
    await page.getByText(title).first().waitFor()
    await page.evaluate('window.isTheSamePage = true')
    await page.unroute(/\/(api|readyz)/)
    await page.getByText('None of the 4 parts').first().waitFor()
    expect(await page.evaluate('window.isTheSamePage')).toBe(true)
    await page.context().close()
  })

  it('takes what is typed right after `/` into the search, and gives the heading of a page gone to by keys the focus', async () => {
    const { page } = await open(of(''))
    await page.keyboard.type('/H01')
    await page.getByRole('option', { name: /H01/ }).first().waitFor()
    expect(await page.getByRole('combobox').inputValue()).toBe('H01')
    await page.keyboard.press('Escape')
    await page.keyboard.type('gn')
    await page.waitForURL(/network/)
    expect(await page.evaluate('document.activeElement.tagName + document.activeElement.textContent')).toBe('H1Network')
    await page.context().close()
  })

  it('says what of an address it did not understand, and shows no other snapshot than the one that is named', async () => {
    const { page, complaints } = await open(of('/network?table=nope&where=x&colour=red'))
    const note = page.getByText('The address was not understood')
    for (const said of ['table=nope', 'where=x', 'colour=red']) await note.getByText(said).waitFor()
    await page.getByRole('button', { name: 'Take it out of the address' }).click()
    await note.waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
    expect(complaints).toEqual([])
    await page.goto(`${address}${of('/network?snapshot=abc')}`)
    await page.getByRole('heading', { name: 'This workspace has no snapshot abc' }).waitFor()
    await page.getByRole('button', { name: 'To the latest snapshot' }).click()
    await page.getByRole('grid').waitFor()
    await page.context().close()
  })

  it('takes an answer away, and says that it was asked and who took it away', async () => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ question: { kind: 'rules', asOf: '2023-03-03' } })
    const asked = await fetch(`${address}/api/v1/workspaces/${workspace.id}/analyses`, {
      method: 'POST',
      headers,
      body,
    })
    const { id } = (await asked.json()) as Analysis
    const stateOf = async () => (await ask<Analysis>(`/workspaces/${workspace.id}/analyses/${id}`)).state
    while ((await stateOf()) !== 'done') await wait(100)
    const { page, complaints } = await open(of('/reports'))
    const card = page.getByRole('article').filter({ hasText: 'Rules on 3 Mar 2023' })
    await card.getByRole('button', { name: 'Take the answer away' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take the answer away' }).click()
    await card.waitFor({ state: 'detached' })
    await page.getByText('1 answer taken away').click()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Rules on 3 Mar 2023' })
      .getByText(/taken away .* by/)
      .waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('finds a rule and a scenario by what they are called, and goes to them', async () => {
    const { page, complaints } = await open(of(''))
    await page.keyboard.type('/at most 35')
    await page.getByRole('option', { name: /At most 35 % of the 5G sites/ }).click()
    await page
      .getByRole('main')
      .getByRole('heading', { name: /At most 35 % of the 5G sites/ })
      .waitFor()
    await page.keyboard.type('/no more antennas')
    await page.getByRole('option', { name: /No more antennas from Huawei/ }).click()
    await page.waitForURL(/spares\?scenario=no-more-antennas$/)
    await page.locator('.analysis-name').filter({ hasText: 'no-more-antennas' }).waitFor()
    // Enter pressed at once is of what is found, not of what stood there before.
    await page.keyboard.type('/at most 35')
    await page.keyboard.press('Enter')
    await page
      .getByRole('main')
      .getByRole('heading', { name: /At most 35 % of the 5G sites/ })
      .waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('shows all that matters to a rule in the network, under a condition that can be narrowed and taken away', async () => {
    const { page, complaints } = await open(of('/rules?view=rule&pack=by-hand&rule=HAND-CAP-SITES'))
    await page.getByRole('link', { name: 'Show all 4 in the network' }).click()
    const count = page.getByRole('status').filter({ hasText: /^\d+ (of|row)/ })
    const condition = page.getByRole('button', { name: /^What matters.* to: At most 35 % of the 5G sites/ })
    await count.filter({ hasText: /^4 of/ }).waitFor()
    const link = page.url()
    expect(link.length).toBeLessThan(300)
    expect(await listBarriers(page)).toEqual([])
    await condition.press('Enter')
    await page.getByRole('menuitem', { name: /^Certain: [1-4]$/ }).press('Enter')
    await condition.filter({ hasText: 'for certain' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV', exact: true }).first().click()
    const file = readFileSync(await (await download).path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    await count.filter({ hasText: new RegExp(`^${file.length - 1} (of|row)`) }).waitFor()
    await page.getByRole('button', { name: /^Remove the condition: What matters/ }).click()
    await condition.waitFor({ state: 'detached' })
    await page.goto(link.replace('HAND-CAP-SITES', 'HAND-GONE'))
    await page.getByText('judges no rule HAND-GONE').waitFor()
    expect(complaints.filter((one) => !one.includes('404'))).toEqual([])
    await page.context().close()
  })

  it('renames a view by keys, and loses nothing typed where somebody else changed it meanwhile', async () => {
    const headers = { 'content-type': 'application/json' }
    const view = { name: 'Sites', page: 'network', query: 'table=sites', isShared: false }
    const send = (method: string, path: string, body: object) =>
      fetch(`${address}/api/v1/views${path}`, { method, headers, body: JSON.stringify(body) })
    const { id } = (await (await send('POST', '', view)).json()) as SavedView
    const { page } = await open(of('/network?table=elements'))
    await page.getByRole('button', { name: 'Views' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Rename or share Sites…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Rename or share the view' })
    const name = dialog.getByRole('textbox', { name: 'Name' })
    await name.fill('All sites')
    await send('PUT', `/${id}`, { ...view, name: 'Masts' })
    await name.press('Enter')
    await dialog.getByText('It is called Masts now').waitFor()
    expect(await name.inputValue()).toBe('All sites')
    expect(await listBarriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take what is there now' }).click()
    await expect.poll(() => name.inputValue(), PATIENTLY).toBe('Masts')
    await name.fill('Every site')
    await name.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await ask<SavedView>(`/views/${id}`)).toMatchObject({ name: 'Every site', query: 'table=sites' })
    await page.context().close()
  })

  it('shows just the rows that an address asks for', async () => {
    const { page } = await open(of(`/network?table=sites&where=${encodeURIComponent('site~is~H01')}`))
    await page.getByRole('gridcell', { name: 'H01' }).waitFor()
    expect(await page.getByRole('gridcell', { name: 'H02' }).count()).toBe(0)
    await page.context().close()
  })
})
