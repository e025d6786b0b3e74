// Can a team manage its people and tokens in a browser, signed in through a real provider?

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Me } from '#contract/application/people.ts'
import { startProvider, type TestProvider } from '#server/fixtures/sign-in-provider.ts'
import { ask, startTestServer, type TestServer } from '#server/fixtures/test-server.ts'
import { unpackBrowser } from '#service/find-browser.ts'
import { freePort } from '#store/database/fixtures/free-port.ts'
import { facts } from '#engine/fixtures/small-world.ts'
import type { Asker } from '#service/application/application.ts'
import { addMember, changeRole, listMembers } from '#store/database/memberships.ts'
import { createOrganisation } from '#store/database/organisations.ts'
import { advanceHead } from '#store/database/snapshots.ts'
import { createWorkspace } from '#store/database/workspaces.ts'
import { sealSnapshot } from '#store/snapshot/index.ts'
import { listBarriers } from './barriers.ts'
import { HAS_BROWSER } from './browser.ts'

const PAGES = resolve('dist/web')
const NARROW = { width: 390, height: 844 }
/** Of what a page shows once it has drawn it: a machine may be busy. */
const PATIENTLY = { timeout: 60_000 }

describe.skipIf(!HAS_BROWSER || !existsSync(`${PAGES}/index.html`))('a team in a browser', () => {
  let provider: TestProvider
  let server: TestServer
  let browser: Browser
  let ada: BrowserContext

  beforeAll(async () => {
    // People come back from the provider to an address it has to know before anything listens there.
    const port = await freePort()
    const publicAddress = `http://127.0.0.1:${port}`
    const people = {
      ada: { name: 'Ada Example', email: 'ada@example.org' },
      bo: { name: 'Bo Example', email: 'bo@example.org' },
    }
    provider = await startProvider(people, [`${publicAddress}/api/v1/sign-in/done`])
    const { issuer, clientId, clientSecret } = provider
    const firstAdministrator = { email: 'ada@example.org', organisation: 'Northern Telecom Operator' }
    const signIn = { issuer, clientId, clientSecret, allowsPlainHttp: true, firstAdministrator }
    server = await startTestServer('team', { publicAddress, signIn, pages: PAGES }, port)
    browser = await chromium.launch({ executablePath: (await unpackBrowser())!, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await provider?.close()
  }, 60_000)

  const contextOf = (options: BrowserContextOptions = {}) =>
    browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...options })

  const signIn = async (context: BrowserContext, person: string, path: string): Promise<Page> => {
    provider.person = person
    const page = await context.newPage()
    await page.goto(`${server.address}${path}`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    return page
  }
  const member = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

  it('has a page of its people before it has a workspace', async () => {
    ada = await contextOf()
    const complaints: string[] = []
    ada.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
    })
    const page = await signIn(ada, 'ada', '/people')
    // That nobody is signed in yet is told on the page, and is no error of it.
    expect(complaints).toEqual([])
    await page.getByRole('heading', { name: 'People of Northern Telecom Operator' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/people')
    const self = member(page, 'Ada Example')
    expect(await self.textContent()).toContain('The last administrator')
    expect(await self.getByRole('button').count()).toBe(0)
    await page.close()
  })

  it('takes in a person, who then sees everything and changes nobody', async () => {
    const bo = await contextOf()
    await (await signIn(bo, 'bo', '/people')).getByText('You belong to no organisation here yet').waitFor()
    const page = await ada.newPage()
    await page.goto(`${server.address}/people`)
    await page.getByRole('button', { name: 'Take somebody in' }).click()
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('bo@example.org')
    await page.getByRole('combobox', { name: 'Role' }).selectOption('analyst')
    await page.getByRole('button', { name: 'Take in', exact: true }).click()
    await page.getByText('bo@example.org is taken in at the next sign-in').waitFor()
    await page.close()
    const theirs = await signIn(bo, 'bo', '/people')
    await member(theirs, 'Ada Example').waitFor()
    expect(await member(theirs, 'Bo Example').textContent()).toContain('analyst')
    expect(await theirs.getByRole('button', { name: /Take somebody in|^Remove|^Change the role/ }).count()).toBe(0)
    await bo.close()
  })

  it('offers to sign in again where the session ended, and goes on with what was typed', async () => {
    const context = await contextOf()
    const page = await signIn(context, 'bo', '/workspaces')
    await page.getByRole('button', { name: 'New workspace' }).click()
    const dialog = page.getByRole('dialog')
    const name = dialog.getByRole('textbox', { name: 'Name' })
    await name.fill('Half typed')
    await dialog.getByRole('button', { name: 'Nothing' }).click()
    await dialog.getByRole('textbox', { name: 'Operator' }).fill('Northern')
    await page.evaluate(
      `fetch('/api/v1/sign-out', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })`,
    )
    await dialog.getByRole('button', { name: 'Make it' }).click()
    const [beside] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('link', { name: 'Sign in again' }).click(),
    ])
    await beside.getByRole('button', { name: 'Bo Example' }).waitFor()
    expect(new URL(beside.url()).pathname).toBe('/workspaces')
    await beside.close()
    const banner = page.getByText('You are not signed in any more')
    expect(await banner.count()).toBe(1)
    await page.evaluate(`dispatchEvent(new Event('focus'))`)
    await banner.waitFor({ state: 'detached' })
    expect(await name.inputValue()).toBe('Half typed')
    await context.close()
  })

  it('shows who was invited and has not come, and withdraws it once that is confirmed', async () => {
    const page = await ada.newPage()
    await page.goto(`${server.address}/people`)
    await page.getByRole('button', { name: 'Take somebody in' }).click()
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('Cy@example.org')
    await page.getByRole('combobox', { name: 'Role' }).selectOption('approver')
    await page.getByRole('button', { name: 'Take in', exact: true }).click()
    const invitation = member(page, 'cy@example.org')
    expect(await invitation.textContent()).toMatch(/approver.*open until/)
    expect(await member(page, 'bo@example.org').textContent()).not.toContain('open until')
    expect(await listBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Withdraw the invitation of cy@example.org' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click()
    await invitation.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Open invitations' }).waitFor({ state: 'detached' })
    await page.close()
  })

  it('shows a secret once, by which a program asks until it is revoked', async () => {
    const page = await ada.newPage()
    await page.goto(`${server.address}/people`)
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('nightly import')
    await page.getByRole('checkbox', { name: 'import' }).check()
    await page.getByRole('textbox', { name: 'Days it is good for' }).fill('30')
    await page.getByRole('button', { name: 'Make it' }).click()
    const secret = await page.getByRole('textbox', { name: 'Secret of the token' }).inputValue()
    const asProgram = () =>
      ask<Me>(server.address, 'GET', '/api/v1/me', { headers: { authorization: `Bearer ${secret}` } })
    expect((await asProgram()).body.person.name).toBe('Ada Example')
    const dialog = page.getByRole('alertdialog')
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)
    expect(await dialog.getByRole('button').allTextContents()).toEqual(['Copy', 'I have kept it'])
    expect(await page.getByRole('textbox', { name: 'Secret of the token' }).inputValue()).toBe(secret)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await dialog.waitFor({ state: 'detached' })
    await member(page, 'nightly import').waitFor()
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: 'Revoke nightly import' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('1 token no longer good').waitFor()
    expect((await asProgram()).status).toBe(401)
    await page.close()
  })

  it('leads to its people from the frame of a workspace, by key and by menu', async () => {
    const page = await ada.newPage()
    await page.goto(`${server.address}/workspaces`)
    await page.getByRole('button', { name: 'New workspace' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Core')
    await dialog.getByRole('button', { name: 'Nothing' }).click()
    await dialog.getByRole('textbox', { name: 'Operator' }).fill('Northern')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('link', { name: 'People' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await member(page, 'Bo Example').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/w\/.+\/people$/)
    await page.goto(`${server.address}/`)
    await page.getByRole('button', { name: 'Ada Example' }).click()
    await page.getByRole('menuitem', { name: 'People and tokens' }).click()
    await page.waitForURL(/\/w\/.+\/people$/)
    await page.close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing serious against those who cannot see or point on the page of its people, and fits a narrow screen, %s',
    async (colorScheme) => {
      const context = await contextOf({ colorScheme, storageState: await ada.storageState() })
      const page = await context.newPage()
      await page.goto(`${server.address}/people`)
      await member(page, 'Bo Example').waitFor()
      expect(await listBarriers(page)).toEqual([])
      for (const button of ['Take somebody in', 'New token', 'Change the role of Bo Example', 'Remove Bo Example']) {
        await page.getByRole('button', { name: button }).click()
        await page.locator('[role=dialog], [role=alertdialog]').waitFor()
        expect(await listBarriers(page), `${button}`).toEqual([])
        await page.keyboard.press('Escape')
        await page.locator('.veil').waitFor({ state: 'detached' })
      }
      await page.setViewportSize(NARROW)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width)
      await page.goto(`${server.address}/workspaces`)
      await page.getByRole('link', { name: 'Core' }).waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width)
      await context.close()
    },
  )

  /** A workspace of three sites of which one is kept secret, with an element on it; gives its page of tables. */
  async function keepSecret(asker: Asker): Promise<string> {
    const { application } = server
    const folder = mkdtempSync(join(tmpdir(), 'mainstay-secret-'))
    writeFileSync(join(folder, 'mainstay.yaml'), 'workspace: 1\noperator: { name: Northern }\njurisdictions: [GB]\n')
    const tables = facts({
      sites: [{ site: 'VAULT', tags: 'natsec' }, { site: 'HILL' }, { site: 'DALE' }],
      elements: [
        { element: 'E-1', site: 'VAULT' },
        { element: 'E-2', site: 'HILL' },
      ],
    })
    const snapshots = application.folders.snapshots(asker.organisation)
    const { digest } = await sealSnapshot({ workspace: folder, facts: tables, snapshots, product: 'test' })
    rmSync(folder, { recursive: true })
    return application.database.asMember(asker, async (acts) => {
      const { id: workspace } = await createWorkspace(acts, { name: 'Secret' })
      const origin = { kind: 'files', what: 'made' } as const
      await advanceHead(acts, { workspace, from: null, to: digest, origin, counts: { sites: 3, elements: 2 } })
      return `${server.address}/w/${workspace}/network?table=sites`
    })
  }

  it('lists no site kept secret for who may only look, and gives them away to an approver who asks', async () => {
    const { body: me } = await ask<Me>(server.address, 'GET', '/api/v1/me', {
      headers: { cookie: (await ada.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') },
    })
    const asker: Asker = { organisation: me.organisation.id, person: me.person.id, role: 'administrator' }
    const path = await keepSecret(asker)
    await server.application.database.asMember(asker, async (acts) => {
      const bos = (await listMembers(acts)).rows.find(({ name }) => name === 'Bo Example')!
      await changeRole(acts, bos.person, 'viewer')
    })
    const bo = await contextOf()
    const theirs = await signIn(bo, 'bo', path.slice(server.address.length))
    await theirs.getByText('1 site kept secret is not listed').waitFor()
    expect(await theirs.getByText('VAULT').count()).toBe(0)
    await theirs.getByRole('button', { name: 'Export' }).click()
    await expect.poll(() => theirs.getByRole('menuitem').count(), PATIENTLY).toBe(3)
    await theirs.keyboard.press('Escape')
    expect(await listBarriers(theirs)).toEqual([])
    await theirs.goto(`${path.replace('sites', 'elements')}`)
    await theirs.getByText('1 row that names sites kept secret is not listed').waitFor()
    await theirs.setViewportSize(NARROW)
    expect(await theirs.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width)

    const page = await ada.newPage()
    await page.goto(path)
    await page.getByText('VAULT').first().waitFor()
    expect(await page.getByText('kept secret').count()).toBe(0)
    const save = async (form: string): Promise<[name: string, text: string]> => {
      await page.getByRole('button', { name: 'Export' }).click()
      const coming = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: form, exact: true }).click()
      const file = await coming
      return [file.suggestedFilename(), readFileSync(await file.path(), 'utf8')]
    }
    expect(await save('CSV')).toEqual(['sites-without-1-withheld.csv', expect.not.stringContaining('VAULT')])
    expect(await save('CSV, with sites kept secret')).toEqual(['sites.csv', expect.stringContaining('VAULT')])
    await page.getByRole('button', { name: 'Export' }).click()
    expect(await page.getByRole('menu').textContent()).toContain('whoever has the file learns where they are')
    expect(await listBarriers(page)).toEqual([])
    await page.close()

    await theirs.goto(`${server.address}/people`)
    await theirs.getByRole('button', { name: 'New token' }).click()
    await expect.poll(() => theirs.getByRole('checkbox').count(), PATIENTLY).toBe(1)
    await theirs.getByRole('textbox', { name: 'Name' }).fill('dashboard')
    await theirs.getByRole('button', { name: 'Make it' }).click()
    await theirs.getByRole('button', { name: 'I have kept it' }).click()
    expect(await member(theirs, 'dashboard').textContent()).toMatch(/read.*acts as viewer at most/)
    await bo.close()
  })

  it('shows nobody what another wrote in the same browser and did not save, and leaves nothing of it behind', async () => {
    const shared = await contextOf()
    const page = await signIn(shared, 'ada', '/people')
    await member(page, 'ada@example.org').waitFor()
    const where = await page.evaluate(`(async () => {
      const items = (await (await fetch('/api/v1/workspaces')).json()).items
      const { id } = items.find(({ name }) => name === 'Secret')
      const body = JSON.stringify({ kind: 'scenario', name: 'shared' })
      const headers = { 'content-type': 'application/json' }
      const draft = await (await fetch('/api/v1/workspaces/' + id + '/drafts', { method: 'POST', headers, body })).json()
      return '/w/' + id + '/spares?view=scenarios&draft=' + draft.id
    })()`)
    await page.goto(`${server.address}${String(where)}`)
    const text = page.getByLabel('Text (YAML)')
    await text.fill(`${await text.inputValue()}# a private thought\n`)
    await page.getByText('Not saved yet').waitFor()
    const kept = () => page.evaluate("JSON.stringify(localStorage).includes('a private thought')")
    expect(await kept()).toBe(true)
    await page.getByRole('button', { name: 'Ada Example' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('A text that you wrote is not saved').waitFor()
    expect(await listBarriers(page)).toEqual([])
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await kept()).toBe(false)
    // The provider would know the browser still.
    await shared.clearCookies()
    const theirs = await signIn(shared, 'bo', String(where))
    await theirs.getByRole('button', { name: 'Bo Example' }).waitFor()
    await theirs.getByRole('heading', { name: 'shared' }).waitFor()
    expect(await theirs.getByLabel('Text (YAML)').inputValue()).not.toContain('a private thought')
    await shared.close()
  })

  it('is loaded anew for whoever signed in meanwhile, and sends nothing in their name that another typed', async () => {
    const shared = await contextOf()
    const page = await signIn(shared, 'ada', '/people')
    await member(page, 'ada@example.org').waitFor()
    const id = String(
      await page.evaluate(`fetch('/api/v1/workspaces').then((reply) => reply.json())
        .then(({ items }) => items.find(({ name }) => name === 'Secret').id)`),
    )
    const typeInto = async (tab: Page): Promise<void> => {
      await tab.goto(`${server.address}/w/${id}/import?manifest=yes`)
      const text = tab.getByLabel('mainstay.yaml')
      await text.fill(`${await text.inputValue()}# of Ada\n`)
    }
    const seen = await shared.newPage()
    await typeInto(seen)
    await typeInto(page)
    await shared.clearCookies()
    await member(await signIn(shared, 'bo', '/people'), 'bo@example.org').waitFor()
    await page.getByRole('button', { name: 'Preview it' }).click()
    await page.getByRole('button', { name: 'Bo Example' }).waitFor()
    await seen.evaluate(`dispatchEvent(new Event('focus'))`)
    await seen.getByRole('button', { name: 'Bo Example' }).waitFor()
    expect(await seen.content()).not.toContain('# of Ada')
    expect(await page.evaluate(`fetch('/api/v1/workspaces/${id}/arrivals').then((reply) => reply.json())`)).toEqual({
      items: [],
    })
    await shared.close()
  })

  it('gives a person another role, and ends what they could do once that is confirmed', async () => {
    const page = await ada.newPage()
    await page.goto(`${server.address}/people`)
    await page.getByRole('button', { name: 'Change the role of Bo Example' }).click()
    await page.getByRole('combobox', { name: 'Role' }).selectOption('administrator')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Bo Example is administrator now').waitFor()
    // With a second administrator there, the first is no longer the last.
    await page.getByRole('button', { name: 'Remove Ada Example' }).waitFor()
    await page.getByRole('button', { name: 'Remove Bo Example' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('1 person who left').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Remove Bo Example' }).count(), PATIENTLY).toBe(0)
    await member(page, 'Ada Example').getByText('The last administrator').waitFor()
    await page.close()
  })

  it('lets who belongs to several organisations work for another, even one without a workspace', async () => {
    const page = await ada.newPage()
    const { body } = await ask<Me>(server.address, 'GET', '/api/v1/me', {
      headers: { cookie: (await ada.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') },
    })
    await server.application.database.asSystem(async (acts) => {
      const { id } = await createOrganisation(acts, { name: 'Authority of the North', kind: 'authority' })
      await addMember(acts, { organisation: id, person: body.person.id, role: 'viewer' })
    })
    const change = async (organisation: string): Promise<void> => {
      await page.getByRole('button', { name: 'Ada Example' }).click()
      await page.getByRole('menuitem', { name: organisation }).click()
      await page.getByRole('button', { name: `Ada Example ${organisation}` }).waitFor()
    }
    await page.goto(`${server.address}/people`)
    await change('Authority of the North')
    expect(new URL(page.url()).pathname).toBe('/workspaces')
    await change('Northern Telecom Operator')
    await page.close()
  })
})
