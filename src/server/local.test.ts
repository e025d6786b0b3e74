import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Analysis } from '#contract/application/analysis.ts'
import type { Arrival, ArrivalDifference, ArrivalFaults, MappingSuggestion } from '#contract/application/arrival.ts'
import { unpackValue } from '#base/packed-value.ts'
import {
  type Draft,
  type FaultsOfDraft,
  LARGEST_DRAFT_CHARACTERS,
  type ListedDraft,
} from '#contract/application/draft.ts'
import { sayPlace } from '#model/place.ts'
import type { RulesReport } from '#model/verdict.ts'
import { StandingThread } from '#jobs/standing-thread.ts'
import type { Job } from '#contract/application/job.ts'
import type { SiteMap } from '#contract/application/map.ts'
import type { Overview } from '#contract/application/overview.ts'
import type { Matter } from '#contract/application/matter.ts'
import type { Me } from '#contract/application/people.ts'
import type { Fault } from '#model/fault.ts'
import type { Problem } from '#contract/application/problem.ts'
import type { SavedView } from '#contract/application/saved-view.ts'
import type { ColumnSummary, RowDetail, Rows, SearchHits, Table } from '#contract/application/table.ts'
import type { Workspace, WorkspaceFacts } from '#contract/application/workspace.ts'
import type { DraftAsk } from '#service/application/draft-faults-worker.ts'
import { exportArrivalDifference, listArrivalDifference, listArrivalFaults } from '#service/application/arrivals.ts'
import { searchEverywhere } from '#service/application/search.ts'
import { exportRows, getRow, listRows } from '#service/application/tables.ts'
import { createServer } from './create-server.ts'
import { makeGate } from './fixtures/gate.ts'
import { ask as askAt, startTestServer, type TestServer } from './fixtures/test-server.ts'
import { closeGracefully, listen } from './listen.ts'

interface List<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

describe('a server of one person', () => {
  let server: TestServer
  let at: string
  beforeAll(async () => {
    server = await startTestServer('local')
    const { body, status } = await ask<Workspace>('POST', '/workspaces', {
      body: { name: 'Example', from: { kind: 'example', example: 'by-hand' } },
      headers: { 'idempotency-key': 'the-first' },
    })
    if (status !== 202) throw new Error(JSON.stringify(body))
    at = `/workspaces/${body.id}`
    await follow(body.job!)
  }, 120_000)
  afterAll(() => server.close())

  const ask = <Body>(method: string, path: string, asked: Parameters<typeof askAt>[3] = {}) =>
    askAt<Body>(server.address, method, `/api/v1${path}`, asked)
  const get = async <Body>(path: string): Promise<Body> => (await ask<Body>('GET', path)).body

  /** By the events of the job, up to its end. */
  async function follow(job: string): Promise<Job> {
    const reply = await fetch(`${server.address}/api/v1/jobs/${job}/events`)
    const text = await reply.text()
    const events = text.matchAll(/^event: job\ndata: (.*)$/gm)
    return JSON.parse([...events].at(-1)![1]!) as Job
  }

  /** A draft, once what is wrong with it is found. */
  async function lookedThrough(path: string) {
    for (;;) {
      const told = await ask<Draft>('GET', path)
      if (told.body.faults !== null) return told
    }
  }

  it('knows who asks without a password', async () => {
    expect(await get<Me>('/me')).toMatchObject({ mode: 'local', role: 'administrator' })
  })

  it('sends what is made whole compressed, and what is streamed as it comes', async () => {
    const encodingOf = async (path: string): Promise<string | null> => {
      const reply = await fetch(`${server.address}/api/v1${path}`, { headers: { 'accept-encoding': 'gzip' } })
      expect(reply.status).toBe(200)
      await reply.text()
      return reply.headers.get('content-encoding')
    }
    expect(await encodingOf(`${at}/tables`)).toBe('gzip')
    expect(await encodingOf(`${at}/tables/elements/rows`)).toBe('gzip')
    // Of these few bytes nothing would be saved.
    expect(await encodingOf('/me')).toBeNull()
    for (const form of ['csv', 'json']) expect(await encodingOf(`${at}/tables/elements/export.${form}`)).toBeNull()
    const [job] = (await get<List<Job>>('/jobs')).items
    expect(await encodingOf(`/jobs/${job!.id}/events`)).toBeNull()
    const told = (await get<List<Table>>(`${at}/tables`)).items.find(({ table }) => table === 'elements')!
    const statedOf = (name: string) => told.columns.find((column) => column.name === name)!.stated
    expect([statedOf('element'), statedOf('site')]).toEqual([told.rows, told.rows])
    expect(statedOf('tags')).toBeLessThan(told.rows / 2)
  })

  it('makes a workspace once, however often the same request comes', async () => {
    const body = { name: 'Example', from: { kind: 'example', example: 'by-hand' } }
    const again = (key: string, name = 'Example') =>
      ask<Workspace & Problem>('POST', '/workspaces', { body: { ...body, name }, headers: { 'idempotency-key': key } })
    const first = await again('the-first')
    expect(first).toMatchObject({ status: 202, body: { name: 'Example' } })
    expect(`/workspaces/${first.body.id}`).toBe(at)
    expect(await again('the-first', 'Other')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    expect(await again('the-second')).toMatchObject({ status: 409, body: { code: 'name-taken' } })
    expect(await again('the-third', 'EXAMPLE')).toMatchObject({
      status: 409,
      body: { code: 'name-taken', detail: 'there is a workspace `Example` already' },
    })
    // What failed may be tried again under its key.
    expect(await again('the-second')).toMatchObject({ status: 409, body: { code: 'name-taken' } })
    expect((await get<List<Workspace>>('/workspaces')).items).toHaveLength(1)
  })

  it('tells the workspace, its head and what can be asked of it', async () => {
    const { head } = await get<Workspace>(at)
    expect(head).toMatchObject({ number: 1, origin: { kind: 'example', what: 'by-hand' } })
    const facts = await get<WorkspaceFacts>(`${at}/facts`)
    expect(facts.snapshot.digest).toBe(head!.digest)
    expect(facts.packs.length).toBeGreaterThan(0)
    expect((await get<List<unknown>>(`${at}/snapshots`)).items).toHaveLength(1)
    expect((await get<Overview>(`${at}/overview`)).notAsked).toContainEqual({ what: 'rules' })
  })

  it('tells tables page by page, and a page that is known no second time', async () => {
    const { items } = await get<List<Table>>(`${at}/tables`)
    const elements = items.find(({ table }) => table === 'elements')!
    const path = `${at}/tables/elements/rows?limit=2&offset=1&sort=-element`
    const { body, headers } = await ask<Rows>('GET', path)
    expect(body).toMatchObject({ total: elements.rows, matched: elements.rows, offset: 1 })
    expect(body.rows).toHaveLength(2)
    const etag = headers.get('etag')!
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect((await ask('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await ask('GET', `${path}&search=x`, { headers: { 'if-none-match': etag } })).status).toBe(200)
    const detail = await get<RowDetail>(`${at}/tables/elements/rows/${body.rows[0]!.row}`)
    expect(detail.cells.find(({ column }) => column === 'element')?.value).toBe(
      body.rows[0]!.cells[body.columns.indexOf('element')],
    )
    const column = await get<ColumnSummary>(`${at}/tables/elements/columns/site`)
    expect(column.commonest.reduce((sum, { rows }) => sum + rows, 0)).toBe(elements.rows)
  })

  it('refuses what is no question to a table, with the reason', async () => {
    const refused = async (path: string) => (await ask<Problem>('GET', `${at}/tables/${path}`)).body
    expect(await refused('elements/rows?where=nix~is~a')).toMatchObject({ code: 'invalid-request' })
    expect(await refused('elements/rows?where=site')).toMatchObject({ code: 'invalid-request' })
    expect(await refused('nix/rows')).toMatchObject({ code: 'not-found' })
    expect(await refused('elements/rows?limit=501')).toMatchObject({
      requestFaults: [{ where: 'query.limit', problem: 'must be <= 500' }],
    })
  })

  it('exports what the screen shows, in every form', async () => {
    const query = '?sort=site&columns=site,name'
    const rows = await get<Rows>(`${at}/tables/sites/rows${query}&limit=500`)
    const shown = rows.rows.map(({ cells }) => cells)
    const csv = await ask<string>('GET', `${at}/tables/sites/export.csv${query}`)
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="sites.csv"')
    expect(parse(csv.body)).toEqual([['site', 'name'], ...shown])
    const json = await ask<Record<string, string>[]>('GET', `${at}/tables/sites/export.json${query}`)
    expect(json.body.map(({ site, name = '' }) => [site, name])).toEqual(shown)
    const xlsx = await ask<string>('GET', `${at}/tables/sites/export.xlsx${query}`)
    expect(xlsx.status).toBe(200)
    expect(xlsx.body.slice(0, 2)).toBe('PK')
    const places = await ask<unknown[]>('GET', `${at}/tables/sites/export.json?columns=site,latitude,longitude`)
    expect(places.body[0]).toEqual({
      site: expect.any(String),
      latitude: expect.any(Number),
      longitude: expect.any(Number),
    })
  })

  it('searches everywhere and draws the map', async () => {
    const { site } = await get<SiteMap>(`${at}/map`)
    const { hits } = await get<SearchHits>(`${at}/search?text=${encodeURIComponent(site[0]!)}`)
    expect(hits.some(({ table }) => table === 'sites')).toBe(true)
    const named = await get<SearchHits>(`${at}/search?text=HUAWEI`)
    expect(named.scenarios).toContainEqual({ scenario: 'no-more-antennas', title: 'No more antennas from Huawei' })
    const { rules } = await get<SearchHits>(`${at}/search?text=35%20%25%20of%20the%205G`)
    expect(rules).toEqual([
      { pack: 'by-hand', rule: 'HAND-CAP-SITES', title: 'At most 35 % of the 5G sites with limited vendors' },
    ])
    const many = await get<SearchHits>(`${at}/search?text=by-hand`)
    expect([many.rules.length, many.hasMore]).toEqual([8, true])
  })

  it('answers a question once, tells the answer whole and as reports', async () => {
    const body = { question: { kind: 'rules' } }
    const asked = await ask<Analysis>('POST', `${at}/analyses`, { body })
    expect(asked.status).toBe(202)
    expect((await follow(asked.body.job!)).state).toBe('done')
    const again = await ask<Analysis>('POST', `${at}/analyses`, { body })
    expect(again).toMatchObject({ status: 200, body: { id: asked.body.id, state: 'done' } })
    const path = `${at}/analyses/${asked.body.id}`
    const { headers, body: report } = await ask<{ rules: unknown[] }>('GET', `${path}/result`)
    expect(report.rules.length).toBeGreaterThan(0)
    expect(headers.get('content-encoding')).toBe('gzip')
    expect((await ask('GET', `${path}/result`, { headers: { 'if-none-match': headers.get('etag')! } })).status).toBe(
      304,
    )
    const plain = await ask<{ rules: unknown[] }>('GET', `${path}/result`, {
      headers: { 'accept-encoding': 'identity' },
    })
    expect(plain.body).toEqual(report)
    expect(plain.headers.get('etag')).not.toBe(headers.get('etag'))
    for (const form of ['html', 'csv', 'sarif', 'text', 'json'])
      expect([form, (await ask('GET', `${path}/report.${form}`)).status]).toEqual([form, 200])
    const page = await ask<string>('GET', `${path}/report.html?download=true`)
    expect(page.headers.get('content-security-policy')).toMatch(/^sandbox/)
    expect(page.headers.get('content-disposition')).toMatch(/^attachment; filename="rules-/)
    expect((await ask<Problem>('GET', `${path}/report.doc`)).status).toBe(400)
    expect((await get<Overview>(`${at}/overview`)).rules?.analysis).toBe(asked.body.id)
  })

  it('tells all that matters to a rule as rows of its tables, in a file too', async () => {
    const { body: asked } = await ask<Analysis>('POST', `${at}/analyses`, { body: { question: { kind: 'rules' } } })
    if (asked.state !== 'done') await follow(asked.job!)
    const path = `${at}/analyses/${asked.id}`
    const { rules } = await get<RulesReport>(`${path}/result`)
    const ofEach = ['HAND-CAP-SITES', 'HAND-TWO', 'HAND-UNITS', 'HAND-NOTIFY']
    for (const { pack, rule, title, matter } of rules.filter((one) => ofEach.includes(one.rule))) {
      const told = await get<Matter>(`${path}/matter?pack=${pack}&rule=${rule}`)
      expect(told).toMatchObject({ snapshot: asked.snapshot, title, on: matter.on, total: matter.entries.length })
      const [{ table, certain, possible } = { table: '', certain: 0, possible: 0 }] = told.tables
      expect([rule, certain + possible, told.tables.length]).toEqual([rule, matter.total, 1])
      const condition = `matter=${asked.id}~${pack}~${rule}`
      const { columns, rows, matched } = await get<Rows>(`${at}/tables/${table}/rows?${condition}`)
      const { key } = (await get<List<Table>>(`${at}/tables`)).items.find((one) => one.table === table)!
      const nameOf = ({ cells, source }: Rows['rows'][number]): string =>
        table === 'plan'
          ? source
          : key
              .flatMap((column) => cells[columns.indexOf(column)] ?? [])
              .filter((cell) => cell !== '')
              .join(' ')
      const names = matter.entries.map((entry) =>
        table === 'plan' ? sayPlace({ file: '', ...entry }) : entry.identifier,
      )
      expect([rule, ...rows.map(nameOf).sort()]).toEqual([rule, ...new Set(names.sort())])
      const csv = await ask<string>('GET', `${at}/tables/${table}/export.csv?${condition}&withheld=include`)
      expect(parse(csv.body)).toHaveLength(matched + 1)
      const only = async (answer: string) =>
        (await get<Rows>(`${at}/tables/${table}/rows?${condition}~${answer}`)).matched
      expect((await only('certain')) + (await only('possible'))).toBe(matched)
    }
    const refused = async (condition: string, table = 'elements') =>
      (await ask<Problem>('GET', `${at}/tables/${table}/rows?matter=${condition}`)).body
    expect(await refused(`${asked.id}~by-hand~NO-RULE`)).toMatchObject({ code: 'not-found' })
    expect(await refused(`${asked.id}~by-hand`)).toMatchObject({ code: 'invalid-request' })
    expect(await refused(`${randomUUID()}~by-hand~HAND-TWO`)).toMatchObject({ code: 'not-found' })
  })

  it('refuses a question that names what its snapshot has not, at once, and the path of a file as well', async () => {
    const refused = async (question: unknown) => {
      const { status, body } = await ask<Problem>('POST', `${at}/analyses`, { body: { question } })
      return [status, body.code, body.detail]
    }
    const file = `${server.application.folders.root}/secret.yaml`
    expect(await refused({ kind: 'rules', packs: ['by-hnad'], withProposed: [file] })).toEqual([
      422,
      'faulty-input',
      `the snapshot that is asked has no rule pack \`by-hnad\` (did you mean \`by-hand\`?), and no rule pack \`${file}\``,
    ])
    expect(await refused({ kind: 'spares', scenario: 'nope' })).toEqual([
      422,
      'faulty-input',
      'the snapshot that is asked has no scenario `nope`',
    ])
    const { items } = await get<List<Analysis>>(`${at}/analyses`)
    expect(items.filter(({ state }) => state === 'failed')).toEqual([])
  })

  it('refuses pages of no rows or fewer', async () => {
    for (const list of [
      '/jobs',
      '/workspaces',
      `${at}/analyses`,
      `${at}/arrivals`,
      `${at}/drafts`,
      `${at}/tables/sites/rows`,
    ])
      for (const limit of ['-5', '0', '1e9', 'x', ''])
        expect([list, limit, (await ask('GET', `${list}?limit=${limit}`)).status]).toEqual([list, limit, 400])
  })

  it('sends what drafts of rules are judged by, without a name of the network, and keeps none of it with the results', async () => {
    const asked = await ask<Analysis>('POST', `${at}/analyses`, { body: { question: { kind: 'rules' } } })
    if (asked.body.state !== 'done') await follow(asked.body.job!)
    const kit = `${server.address}/api/v1${at}/analyses/${asked.body.id}/judging-kit`
    const results = server.application.folders.results(server.application.local!.organisation)
    const before = readdirSync(results)
    // Two people who open it at once.
    const [sent, beside] = await Promise.all([fetch(kit), fetch(kit)])
    expect([sent.status, sent.headers.get('content-encoding')]).toEqual([200, 'gzip'])
    const bytes = await sent.arrayBuffer()
    expect(Buffer.from(await beside.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
    expect(unpackValue(bytes)).toMatchObject({ kind: 'kit', kit: { frame: { asOf: expect.any(Number) } } })
    // The text of it is in code units of two bytes.
    const text = Buffer.from(bytes).toString('utf16le')
    expect(text).toContain('uk-dvd-2022')
    for (const name of ['H01', 'Quay Street']) expect(text).not.toContain(name)
    const plain = await fetch(kit, { headers: { 'accept-encoding': 'identity' } })
    expect(Buffer.from(await plain.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
    expect((await fetch(kit, { headers: { 'if-none-match': sent.headers.get('etag')! } })).status).toBe(304)
    expect(readdirSync(results)).toEqual(before)
  })

  async function upload(files: Readonly<Record<string, string>>, key = ''): Promise<{ status: number; body: Arrival }> {
    const form = new FormData()
    for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name)
    const headers: Record<string, string> = key === '' ? {} : { 'idempotency-key': key }
    const reply = await fetch(`${server.address}/api/v1${at}/arrivals`, { method: 'POST', body: form, headers })
    return { status: reply.status, body: (await reply.json()) as Arrival }
  }

  /** On the preview as it stands, or on the one that was seen. */
  /** Uploads files and previews them; gives the path of the arrival. */
  const bring = async (files: Readonly<Record<string, string>>, source: string): Promise<string> => {
    const { body: arrived } = await upload(files)
    const path = `${at}/arrivals/${arrived.id}`
    await follow((await ask<Arrival>('POST', `${path}/preview`, { body: { source } })).body.job!)
    return path
  }

  const decide = async <Body>(path: string, decision: 'accept' | 'reject', seen?: string) =>
    ask<Body>('POST', `${path}/${decision}`, {
      headers: { 'if-match': seen ?? `"${(await get<Arrival>(path)).version}"` },
    })

  it('decides on the preview that was seen alone', async () => {
    const { body: arrived } = await upload({ 'sites.csv': 'site,name\nSEEN-1,A new site\n' })
    const path = `${at}/arrivals/${arrived.id}`
    const preview = async (source: string): Promise<string> => {
      await follow((await ask<Arrival>('POST', `${path}/preview`, { body: { source } })).body.job!)
      return `"${(await get<Arrival>(path)).version}"`
    }
    const seen = await preview('one')
    expect(await preview('two')).not.toBe(seen)
    for (const decision of ['accept', 'reject'] as const) {
      expect((await ask<Problem>('POST', `${path}/${decision}`)).body.code).toBe('version-needed')
      expect((await decide<Problem>(path, decision, seen)).body.code).toBe('version-differs')
    }
    const again = await preview('one')
    expect(again).toBe(seen)
    expect((await decide<Arrival>(path, 'reject', again)).body.state).toBe('rejected')
  })

  it('previews what an import would change, and takes it in when told to', async () => {
    const { body: rows } = await ask<string>('GET', `${at}/tables/sites/export.csv`)
    const head = rows.split('\r\n')[0]!
    const row = head.split(',').map((column) => (column === 'site' ? 'NEW-1' : column === 'name' ? 'A new site' : ''))
    const text = `${head}\r\n${row.join(',')}\r\n`
    const { status, body: arrived } = await upload({ 'sites.csv': text }, 'an-upload')
    expect(status).toBe(201)
    const again = await upload({ 'sites.csv': text }, 'an-upload')
    expect(again.body.id).toBe(arrived.id)
    expect([arrived.recognised, (await get<List<Arrival>>(`${at}/arrivals`)).items[0]!.recognised]).toEqual([
      'tables',
      'tables',
    ])
    const path = `${at}/arrivals/${arrived.id}`
    expect((await decide<Problem>(path, 'accept')).body.code).toBe('wrong-state')
    const previewing = await ask<Arrival>('POST', `${path}/preview`, { body: { source: 'a-new-source' } })
    expect(previewing.status).toBe(202)
    expect((await follow(previewing.body.job!)).state).toBe('done')
    const previewed = await get<Arrival>(path)
    expect(previewed.state).toBe('previewed')
    const { items } = await get<ArrivalDifference>(`${path}/changes?table=sites&change=added`)
    expect(items.map(({ key }) => key)).toEqual(['NEW-1'])
    const changes = await ask<string>('GET', `${path}/changes.csv`)
    expect(parse(changes.body)).toContainEqual(['added', 'sites', 'NEW-1', 'name', '', 'A new site'])
    const accepting = await decide<Arrival>(path, 'accept')
    expect((await follow(accepting.body.job!)).state).toBe('done')
    expect((await get<Workspace>(at)).head?.number).toBe(2)
    expect((await get<Rows>(`${at}/tables/sites/rows?where=site~is~NEW-1`)).matched).toBe(1)
  })

  it('tells what rows said before and say now, harmless in a spreadsheet', async () => {
    const first = await bring({ 'sites.csv': 'site,name,latitude\nC-1,Hill,51.5\nC-2,Dale,\n' }, 'masts')
    await follow((await decide<Arrival>(first, 'accept')).body.job!)
    const path = await bring({ 'sites.csv': 'site,name,latitude\nC-1,=HYPERLINK(1),\nC-3,Moor,\n' }, 'masts')
    const { items } = await get<ArrivalDifference>(`${path}/changes?table=sites&change=changed`)
    const row = { table: 'sites', isJoined: false }
    const cells = [
      { column: 'name', before: 'Hill', after: '=HYPERLINK(1)' },
      { column: 'latitude', before: '51.5', after: '' },
    ]
    expect(items).toEqual([{ ...row, change: 'changed', key: 'C-1', cells }])
    expect(parse((await ask<string>('GET', `${path}/changes.csv?table=sites`)).body)).toEqual([
      ['change', 'table', 'key', 'column', 'before', 'after'],
      ['added', 'sites', 'C-3', 'site', '', 'C-3'],
      ['added', 'sites', 'C-3', 'name', '', 'Moor'],
      ['changed', 'sites', 'C-1', 'name', 'Hill', "'=HYPERLINK(1)"],
      ['changed', 'sites', 'C-1', 'latitude', '51.5', ''],
      ['gone', 'sites', 'C-2', 'site', 'C-2', ''],
      ['gone', 'sites', 'C-2', 'name', 'Dale', ''],
    ])
    const said = [
      { column: 'site', before: 'C-2', after: '' },
      { column: 'name', before: 'Dale', after: '' },
    ]
    expect(await get(`${path}/changes.json?change=gone`)).toEqual([{ ...row, change: 'gone', key: 'C-2', cells: said }])
    expect((await decide<Arrival>(path, 'reject')).body.state).toBe('rejected')
  })

  it('has what an import brings to sites kept secret in no file for who does not ask, and on no screen of who may only look', async () => {
    const path = await bring(
      {
        'sites.csv': 'site,name,latitude,longitude,tags\nK-1,Keep,51.5,-0.1,Nat-Sec\nK-2,Moor,51.6,-0.2,rural\n',
        'elements.csv': 'element,site,hostedOn\nE-1,K-1,\nE-2,,E-1\nE-3,K-2,\n',
      },
      'kept',
    )
    const { application } = server
    const as = (role: 'viewer' | 'analyst') => ({ ...application.local!, role })
    const id = path.split('/').at(-1)!
    const keysOf = ({ items }: ArrivalDifference): string[] => items.map(({ key }) => key).toSorted()
    const shown = ['E-3', 'K-2']
    const seen = await listArrivalDifference(application, as('viewer'), id, {}, {})
    expect([keysOf(seen), seen.withheld]).toEqual([shown, 3])
    const worked = await listArrivalDifference(application, as('analyst'), id, {}, {})
    expect([keysOf(worked), worked.withheld]).toEqual([['E-1', 'E-2', 'E-3', 'K-1', 'K-2'], undefined])
    const csv = await ask<string>('GET', `${path}/changes.csv`)
    const told = parse(csv.body) as string[][]
    expect([...new Set(told.slice(1).map(([, , key]) => key))].toSorted()).toEqual(shown)
    expect(csv.headers.get('mainstay-withheld')).toBe('3')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="changes-without-3-withheld.csv"')
    const whole = await ask<unknown[]>('GET', `${path}/changes.json?withheld=include`)
    expect([whole.body.length, whole.headers.get('mainstay-withheld')]).toEqual([5, '0'])
    await expect(
      exportArrivalDifference(application, as('analyst'), id, { withheld: 'include' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await follow((await decide<Arrival>(path, 'accept')).body.job!)

    // Rows that are already there are kept secret by what stands in the database, and by the same rule.
    const elements = await ask<{ element: string }[]>(
      'GET',
      `${at}/tables/elements/export.json?where=element~startsWith~E-`,
    )
    expect(elements.body.map(({ element }) => element)).toEqual(['E-3'])

    const faulty = await bring({ 'elements.csv': 'element,site\nE-5,K-1x\nE-6,K-2x\n' }, 'other')
    const faultsOf = (role: 'viewer' | 'analyst', search?: string) =>
      listArrivalFaults(application, as(role), faulty.split('/').at(-1)!, search === undefined ? {} : { search }, {})
    const near = ({ items }: ArrivalFaults): unknown[] => items.map(({ text, didYouMean }) => [text, didYouMean])
    const [secret, open] = [
      ['K-1x', 'K-1'],
      ['K-2x', 'K-2'],
    ]
    const covered = ['withheld', undefined]
    expect(near(await faultsOf('analyst'))).toEqual([secret, open])
    expect(near(await faultsOf('viewer'))).toEqual([covered, open])
    expect(near(await faultsOf('viewer', 'mean `K-1`'))).toEqual([])
    expect(near(await faultsOf('analyst', 'mean `K-1`'))).toEqual([secret])
    const file = await get<ArrivalFaults['items']>(`${faulty}/faults.json`)
    expect(near({ items: file })).toEqual([covered, open])
    const named = await get<ArrivalFaults['items']>(`${faulty}/faults.json?withheld=include`)
    expect(near({ items: named })).toEqual([secret, open])
    await decide<Arrival>(faulty, 'reject')
  })

  it('takes sites kept secret away for nobody who does not ask, and shows them to nobody who may only look', async () => {
    const sites = `${at}/tables/sites`
    const where = '?where=name~startsWith~Keep|Moor&columns=site'
    const csv = await ask<string>('GET', `${sites}/export.csv${where}`)
    expect(parse(csv.body)).toEqual([['site'], ['K-2']])
    expect(csv.headers.get('mainstay-withheld')).toBe('1')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="sites-without-1-withheld.csv"')
    expect(parse((await ask<string>('GET', `${sites}/export.csv?where=tags~contains~Nat-Sec`)).body)).toHaveLength(1)
    expect(await get(`${sites}/export.json${where}`)).toEqual([{ site: 'K-2' }])
    const xlsx = await fetch(`${server.address}/api/v1${sites}/export.xlsx${where}`)
    expect(await readExcelFile(Buffer.from(await xlsx.arrayBuffer()))).toEqual([
      { sheet: 'sites', data: [['site'], ['K-2']] },
      {
        sheet: 'left out',
        data: [
          ['table', 'rows left out', 'why'],
          ['sites', 1, 'they name sites kept secret, or what stands on one; counted in the whole table'],
        ],
      },
    ])
    const all = await fetch(`${server.address}/api/v1${sites}/export.xlsx${where}&withheld=include`)
    expect(await readExcelFile(Buffer.from(await all.arrayBuffer()))).toHaveLength(1)
    const whole = await ask<unknown>('GET', `${sites}/export.json${where}&withheld=include`)
    expect(whole.body).toEqual([{ site: 'K-1' }, { site: 'K-2' }])
    expect(whole.headers.get('mainstay-withheld')).toBe('0')
    expect((await get<Rows>(`${sites}/rows${where}`)).matched).toBe(2)

    const { application } = server
    const as = (role: 'viewer' | 'analyst') => ({ ...application.local!, role })
    const asked = { workspace: at.split('/').at(-1)!, table: 'sites' }
    const query = { where: ['name~startsWith~Keep|Moor'] }
    expect(await listRows(application, as('analyst'), asked, query)).toMatchObject({ matched: 2 })
    const seen = await listRows(application, as('viewer'), asked, query)
    expect(seen).toMatchObject({
      matched: 1,
      withheld: 1,
      rows: [{ cells: expect.arrayContaining(['K-2']) as string[] }],
    })
    const { rows } = await listRows(application, as('analyst'), asked, { where: ['site~is~K-1'] })
    const number = rows[0]!.row
    await expect(getRow(application, as('viewer'), asked, { number })).rejects.toThrow('no such row of sites')
    expect((await searchEverywhere(application, as('viewer'), asked.workspace, { text: 'Keep' })).hits).toEqual([])
    expect((await searchEverywhere(application, as('analyst'), asked.workspace, { text: 'Keep' })).hits).toHaveLength(1)
    await expect(
      exportRows(application, as('analyst'), asked, { ...query, withheld: 'include' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('finds in a later snapshot by its name what mattered in an earlier one, and a planned change in its own alone', async () => {
    const { head } = await get<Workspace>(at)
    const { items } = await get<List<Analysis>>(`${at}/analyses?kind=rules`)
    const { id, snapshot, snapshotNumber } = items.findLast(({ question, state }) => {
      return state === 'done' && JSON.stringify(question) === '{"kind":"rules"}'
    })!
    expect(snapshot).not.toBe(head!.digest)
    const rows = (table: string, rule: string, of: string) =>
      ask<Rows & Problem>('GET', `${at}/tables/${table}/rows?snapshot=${of}&matter=${id}~by-hand~${rule}`)
    const [then, now] = [
      await rows('sites', 'HAND-CAP-SITES', snapshot),
      await rows('sites', 'HAND-CAP-SITES', head!.digest),
    ]
    expect(now.body.rows.map(({ cells }) => cells[0])).toEqual(then.body.rows.map(({ cells }) => cells[0]))
    expect([now.body.snapshot, now.body.total > then.body.total]).toEqual([head!.digest, true])
    expect((await rows('plan', 'HAND-NOTIFY', snapshot)).body.matched).toBeGreaterThan(0)
    expect(await rows('plan', 'HAND-NOTIFY', head!.digest)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(`snapshot ${snapshotNumber}`) as string },
    })
  })

  it('suggests a mapping of columns it does not know, with what stands in them', async () => {
    const text = 'Site ID;Label;Lat\nM-1;Hill;51,5\nM-2;Hill;\n'
    const { body: arrived } = await upload({ 'masts.csv': text })
    const path = `${at}/arrivals/${arrived.id}`
    const suggested = await get<MappingSuggestion>(`${path}/mapping`)
    expect(suggested.sources).toEqual([
      {
        file: 'masts.csv',
        kind: 'csv',
        columns: [
          { name: 'Site ID', samples: ['M-1', 'M-2'] },
          { name: 'Label', samples: ['Hill'] },
          { name: 'Lat', samples: ['51,5'] },
        ],
        rows: [
          ['M-1', 'Hill', '51,5'],
          ['M-2', 'Hill', ''],
        ],
      },
    ])
    const body = { source: 'mapped', mapping: suggested.text }
    await follow((await ask<Arrival>('POST', `${path}/preview`, { body })).body.job!)
    expect(await get<Arrival>(path)).toMatchObject({ state: 'previewed', preview: { errors: 0 } })
    await decide(path, 'reject')
    const unknown = await upload({ 'mystery.bin': '%PDF-1.7' })
    const refused = await ask<Problem>('GET', `${at}/arrivals/${unknown.body.id}/mapping`)
    expect(refused).toMatchObject({ status: 422, body: { code: 'faulty-input' } })
    expect(refused.body.faults).toMatchObject([
      {
        file: 'mystery.bin',
        problem: 'format not recognised: this is a PDF file',
        expected: expect.stringMatching(/an archive unpacked first$/) as string,
      },
    ])
    await decide(`${at}/arrivals/${unknown.body.id}`, 'reject')
  })

  it('tells every fault of bad files, and takes nothing in', async () => {
    const { body: arrived } = await upload({ 'sites.csv': 'site,name,latitude\nA,x,north\nA,y,95\n' })
    const path = `${at}/arrivals/${arrived.id}`
    const { body } = await ask<Arrival>('POST', `${path}/preview`, { body: { source: 'bad' } })
    await follow(body.job!)
    expect((await get<Arrival>(path)).state).toBe('refused')
    const { items } = await get<ArrivalFaults>(`${path}/faults?severity=error`)
    expect(items.length).toBeGreaterThan(1)
    expect(parse((await ask<string>('GET', `${path}/faults.csv`)).body).length).toBeGreaterThan(items.length)
    const asJson = await get<ArrivalFaults['items']>(`${path}/faults.json?severity=error&search=NORTH`)
    expect(asJson.map(({ text }) => text)).toEqual(['north'])
    expect((await decide(path, 'accept')).status).toBe(409)
    expect((await decide<Arrival>(path, 'reject')).body.state).toBe('rejected')
  })

  it('leaves nothing of an upload that is refused', async () => {
    const { organisation } = server.application.local!
    const before = readdirSync(server.application.folders.arrivals(organisation))
    expect((await upload({ 'sites.csv': 'site\n', '.hidden': 'x' })).status).toBe(400)
    expect(readdirSync(server.application.folders.arrivals(organisation))).toEqual(before)
  })

  it('keeps drafts by version: nobody writes over what they have not seen', async () => {
    const made = await ask<Draft>('POST', `${at}/drafts`, { body: { kind: 'scenario', name: 'what-if' } })
    expect((await lookedThrough(`${at}/drafts/${made.body.id}`)).body.faults).toEqual([])
    expect(made).toMatchObject({ status: 201, body: { version: 1 } })
    expect(made.headers.get('etag')).toMatch(/^"v1\.[0-9a-f]{32}"$/)
    const path = `${at}/drafts/${made.body.id}`
    const save = (text: string, seen?: string) =>
      ask<Draft & Problem>('PUT', path, { body: { text }, headers: seen === undefined ? {} : { 'if-match': seen } })
    expect((await save('a: 1')).body.code).toBe('version-needed')
    const saved = await save('scenario: 1\nnonsense: 2\n', '"v1"')
    expect(saved.body).toMatchObject({ version: 2 })
    const told = await lookedThrough(path)
    expect(told.body.faults?.length).toBeGreaterThan(0)
    expect(await save('lost', '"v1"')).toMatchObject({ status: 412, body: { code: 'version-differs' } })
    expect((await ask('GET', path, { headers: { 'if-none-match': told.headers.get('etag')! } })).status).toBe(304)
    expect((await ask('GET', path, { headers: { 'if-none-match': '"v2"' } })).status).toBe(200)
    const question = { kind: 'spares', draft: { id: made.body.id, version: 2 } }
    const { body: asked } = await ask<Analysis>('POST', `${at}/analyses`, { body: { question } })
    expect(asked).toMatchObject({ question, draftName: 'what-if' })
    await ask('POST', `/jobs/${asked.job}/cancel`)
    expect((await save('scenario: 1\n', `"v1", ${saved.headers.get('etag')}`)).body).toMatchObject({ version: 3 })
    // Whatever stands, however many come at once (RFC 9110, 13.1.1).
    const atOnce = await Promise.all(['a: 1', 'a: 2', 'a: 3'].map((text) => save(text, '*')))
    expect(atOnce.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(atOnce.map(({ body }) => body.version))).toEqual(new Set([4, 5, 6]))
    expect((await ask('DELETE', path, { headers: { 'if-match': '*' } })).status).toBe(204)
    expect((await get<Analysis>(`${at}/analyses/${asked.id}`)).draftName).toBe('what-if')
    expect((await ask('GET', path)).status).toBe(404)
  })

  it('lists drafts without reading a text, and reads a long one while it answers others', {
    timeout: 60_000,
  }, async () => {
    const rule = (number: number) => `  - {id: R-${number}, kind: cap, title: x, from: 2020-13-0${number % 10}}\n`
    const lines = Array.from({ length: 500 }, (_, number) => rule(number)).join('')
    const text = `pack: slow\nrules:\n${lines}`
    const began = performance.now()
    const making = ask<Draft>('POST', `${at}/drafts`, { body: { kind: 'rule-pack', name: 'slow', text } })
    const answered: number[] = []
    const isMade = making.then(() => true)
    while (!(await Promise.race([isMade, new Promise<false>((resolve) => setTimeout(() => resolve(false), 10))]))) {
      expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
      answered.push(performance.now())
    }
    const { body: begun } = await making
    const path = `${at}/drafts/${begun.id}`
    const { body: made } = await lookedThrough(path)
    const found = made.faults
    expect(found?.length).toBe(1000)
    // Before half of the time was over, and again and again: a server that reads it itself answers once, at the end.
    expect(answered.filter((at) => at - began < (performance.now() - began) / 2).length).toBeGreaterThan(2)
    const find = vi.spyOn(StandingThread.prototype, 'ask')
    const { items } = await get<List<ListedDraft>>(`${at}/drafts?kind=rule-pack`)
    expect(items.find(({ id }) => id === made.id)).toMatchObject({
      name: 'slow',
      version: 1,
      sizeBytes: text.length,
      faultCount: 1000,
    })
    expect(items.filter((one) => 'text' in one)).toEqual([])
    const { body: again, headers } = await ask<Draft>('GET', path)
    expect(again.faults).toEqual(found)
    expect((await ask<FaultsOfDraft>('POST', `${path}/faults`, { body: { text } })).body.faults).toEqual(found)
    expect((await ask('GET', path, { headers: { 'if-none-match': headers.get('etag')! } })).status).toBe(304)
    expect(find).not.toHaveBeenCalled()
    find.mockRestore()
    const longest = 'x'.repeat(LARGEST_DRAFT_CHARACTERS)
    expect((await ask('POST', `${path}/faults`, { body: { text: longest } })).status).toBe(200)
    expect((await ask('POST', `${path}/faults`, { body: { text: `${longest}x` } })).status).toBe(400)
    expect((await ask('DELETE', path, { headers: { 'if-match': '"v1"' } })).status).toBe(204)
  })

  it('saves a draft whose faults cannot be found yet, says so, and finds them for nobody who has gone', async () => {
    const gate = makeGate()
    const looked: string[] = []
    const find = vi.spyOn(StandingThread.prototype, 'ask').mockImplementation(async (asked) => {
      looked.push((asked as DraftAsk).draft.text)
      await gate.opened
      return []
    })
    const begin = (name: string) =>
      ask<Draft>('POST', `${at}/drafts`, { body: { kind: 'scenario', name, text: `scenario: 1 # ${name}` } })
    const [mine, another] = await Promise.all([begin('mine'), begin('another')])
    expect([mine, another].map(({ status, body }) => [status, body.faults])).toEqual(Array(2).fill([201, null]))
    const path = `${at}/drafts/${mine.body.id}`
    const seen = { 'if-none-match': mine.headers.get('etag')! }
    const save = ask<Draft>('PUT', path, { body: { text: 'saved' }, headers: { 'if-match': '*' } })
    const unchanged = ask('GET', `${at}/drafts/${another.body.id}`, {
      headers: { 'if-none-match': another.headers.get('etag')! },
    })
    const check = (id: string, text: string, signal?: AbortSignal) =>
      fetch(`${server.address}/api/v1${at}/drafts/${id}/faults`, {
        method: 'POST',
        body: JSON.stringify({ text }),
        headers: { 'content-type': 'application/json' },
        ...(signal && { signal }),
      })
    const going = new AbortController()
    const gone = check(another.body.id, 'gone', going.signal).catch(() => 'gone')
    const older = check(mine.body.id, 'older')
    await wait(100)
    const newer = check(mine.body.id, 'newer')
    going.abort()
    expect(await gone).toBe('gone')
    const replaced = await Promise.race([older, newer])
    expect([replaced.status, ((await replaced.json()) as Problem).code]).toEqual([409, 'changed-meanwhile'])
    expect(await save).toMatchObject({ status: 200, body: { version: 2, faults: null } })
    expect((await unchanged).status).toBe(304)
    gate.open()
    expect(new Set([(await older).status, (await newer).status])).toEqual(new Set([200, 409]))
    find.mockRestore()
    expect(looked).not.toContain('gone')
    expect(looked.filter((text) => text === 'older' || text === 'newer')).toHaveLength(1)
    // Found meanwhile: the reply that told of none is no longer what there is to tell.
    await lookedThrough(path)
    const told = await ask<Draft>('GET', path, { headers: seen })
    expect([told.status, told.body.faults]).toEqual([200, []])
    for (const { body } of [mine, another])
      await ask('DELETE', `${at}/drafts/${body.id}`, { headers: { 'if-match': '*' } })
  })

  it('begins a draft of rules that can be judged, and says what is wrong with a text of it before it is saved', async () => {
    const { packs } = await get<{ packs: { pack: string; isChosen: boolean }[] }>(`${at}/facts`)
    const from = packs.find(({ isChosen }) => isChosen)!.pack
    const made = await ask<Draft>('POST', `${at}/drafts`, { body: { kind: 'rule-pack', name: 'stricter', from } })
    expect((await lookedThrough(`${at}/drafts/${made.body.id}`)).body.faults).toEqual([])
    const path = `${at}/drafts/${made.body.id}/faults`
    const faultsOf = async (text: string) =>
      (await ask<FaultsOfDraft>('POST', path, { body: { text } })).body.faults.map(({ column, problem }) => [
        column,
        problem,
      ])
    const { text } = made.body
    expect(await faultsOf(text)).toEqual([])
    expect(await faultsOf(text.replace('pack: stricter', `pack: ${from}`))).toEqual([
      ['pack', 'another pack has this name'],
    ])
    expect(await faultsOf(text.replace('status: proposed', 'status: advice'))).toEqual([
      ['status', 'not the status of a draft, which binds nobody'],
    ])
    const unknown = await faultsOf(text.replace('vendor: huawei', 'vendor: nobody-knows'))
    expect(unknown.map(([, problem]) => problem)).toEqual([expect.stringContaining('vendor')])
    const otherwise = text.replace('expect: {verdict: met, value: 25 %}', 'expect: {verdict: not met, value: 25 %}')
    const { faults } = (await ask<FaultsOfDraft>('POST', path, { body: { text: otherwise } })).body
    const line = text.split('\n').findIndex((one) => one.includes('name: One of four')) + 1
    expect(faults).toMatchObject([{ severity: 'warning', line, column: 'rule HAND-CAP-SITES', text: 'One of four' }])
    expect((faults[0] as Fault).problem).toMatch(/^verdict: expected `not met`, found `met`; so/)
    expect((await ask('DELETE', `${at}/drafts/${made.body.id}`, { headers: { 'if-match': '"v1"' } })).status).toBe(204)
  })

  it('needs the database no more once it has ended, whoever asked and went away', async () => {
    const { database } = server.application
    const [underWay, gate] = [makeGate(), makeGate()]
    let isClosed = false
    const met: boolean[] = []
    const slow: typeof database = {
      asMember: async (member, work) => {
        underWay.open()
        await gate.opened
        met.push(isClosed)
        return database.asMember(member, work)
      },
      asSystem: (work) => database.asSystem(work),
      ping: () => database.ping(),
      dump: () => database.dump(),
      verify: () => database.verify(),
      close: async () => undefined,
    }
    const second = await createServer({ ...server.application, database: slow }, { log: { level: 'silent' } })
    const address = await listen(second, { mode: 'local', port: 0 })
    const going = new AbortController()
    const asked = fetch(`${address}/api/v1${at}/overview`, { signal: going.signal }).catch(() => 'gone')
    await underWay.opened
    going.abort()
    expect(await asked).toBe('gone')
    const ended = closeGracefully(second).then(() => {
      isClosed = true
    })
    await wait(50)
    gate.open()
    await ended
    expect([...new Set(met)]).toEqual([false])
  })

  it('keeps views', async () => {
    const view = { name: 'Mine', page: 'network', query: 'where=a~is~b', isShared: false }
    const { status, body } = await ask<SavedView>('POST', '/views', { body: view })
    expect(status).toBe(201)
    expect(await ask('POST', '/views', { body: view })).toMatchObject({ status: 409, body: { code: 'name-taken' } })
    expect((await ask<SavedView>('PUT', `/views/${body.id}`, { body: { ...view, name: 'Ours' } })).body.name).toBe(
      'Ours',
    )
    expect((await get<List<SavedView>>('/views?page=network')).items).toHaveLength(1)
    expect((await get<List<SavedView>>('/views?page=map')).items).toHaveLength(0)
    expect((await ask('DELETE', `/views/${body.id}`)).status).toBe(204)
  })

  it('changes a view that was seen, and no other, where one says which that was', async () => {
    const view = { name: 'Seen', page: 'map', query: '', isShared: false }
    const path = `/views/${(await ask<SavedView>('POST', '/views', { body: view })).body.id}`
    const seen = (await ask<SavedView>('GET', path)).headers.get('etag')!
    expect(seen).toBe(`"${(await get<SavedView>(path)).version}"`)
    expect((await ask('GET', path, { headers: { 'if-none-match': seen } })).status).toBe(304)
    const change = (query: string, version: string) =>
      ask<SavedView & Problem>('PUT', path, { body: { ...view, query }, headers: { 'if-match': version } })
    const changed = await change('nix=1', seen)
    expect(changed).toMatchObject({ status: 200, body: { query: 'nix=1' } })
    expect(await change('nix=2', seen)).toMatchObject({ status: 412, body: { code: 'version-differs' } })
    expect((await ask('DELETE', path, { headers: { 'if-match': seen } })).status).toBe(412)
    expect(await get<SavedView>(path)).toEqual(changed.body)
    const stands = changed.headers.get('etag')!
    expect((await ask('DELETE', path, { headers: { 'if-match': stands } })).status).toBe(204)
    expect((await ask('DELETE', path, { headers: { 'if-match': stands } })).status).toBe(404)
  })

  it('renames and removes the workspace that was seen, and no other, where one says which that was', async () => {
    const from = { kind: 'empty', operator: 'One', jurisdictions: [] }
    const { body } = await ask<Workspace>('POST', '/workspaces', { body: { name: 'Seen', from } })
    const path = `/workspaces/${body.id}`
    const rename = (name: string, version: string) =>
      ask<Workspace & Problem>('PATCH', path, { body: { name }, headers: { 'if-match': version } })
    const empty = (await ask('GET', path)).headers.get('etag')!
    await follow(body.job!)
    // What is in it by now is more than what was seen.
    expect(await rename('Other', empty)).toMatchObject({ status: 412, body: { code: 'version-differs' } })
    expect((await ask('DELETE', path, { headers: { 'if-match': empty } })).status).toBe(412)
    const { headers, body: told } = await ask<Workspace>('GET', path)
    expect(told).toMatchObject({ name: 'Seen', head: { number: 1 } })
    const renamed = await rename('Renamed', headers.get('etag')!)
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Renamed' } })
    for (const nonsense of ['W/"x"', '"a", "b"', ''])
      expect([nonsense, (await rename('Other', nonsense)).status]).toEqual([nonsense, 412])
    expect((await ask('DELETE', path, { headers: { 'if-match': renamed.headers.get('etag')! } })).status).toBe(204)
  })

  it('finds nothing of one workspace in another', async () => {
    const { items } = await get<List<Arrival>>(`${at}/arrivals`)
    const other = '/workspaces/00000000-0000-4000-8000-000000000000'
    expect((await ask('GET', `${other}/arrivals/${items[0]!.id}`)).status).toBe(404)
  })

  it('removes a workspace with all that is of it, and no other', async () => {
    const { body: made } = await ask<Workspace>('POST', '/workspaces', {
      body: { name: 'Short-lived', from: { kind: 'empty', operator: 'Nobody', jurisdictions: [] } },
    })
    expect((await follow(made.job!)).state).toBe('done')
    const path = `/workspaces/${made.id}`
    expect((await ask('DELETE', path)).status).toBe(204)
    for (const gone of [path, `${path}/facts`, `${path}/tables`]) expect((await ask('GET', gone)).status).toBe(404)
    expect(await ask('DELETE', path)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect((await ask('GET', `${at}/facts`)).status).toBe(200)
  })

  it('cancels a job, and says so of one that has ended', async () => {
    const { items } = await get<List<Job>>('/jobs')
    expect(items.length).toBeGreaterThan(3)
    const ended = await ask<Problem>('POST', `/jobs/${items[0]!.id}/cancel`)
    expect(ended).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  })

  it('tells of the jobs that are named, those that are known, all in one', async () => {
    const [, second, third] = (await get<List<Job>>('/jobs')).items
    const named = `id=${third!.id}&id=${second!.id}&id=${randomUUID()}`
    expect((await get<List<Job>>(`/jobs?${named}`)).items).toEqual([second, third])
    expect((await get<List<Job>>(`/jobs?id=${randomUUID()}`)).items).toEqual([])
    expect((await ask<Problem>('GET', '/jobs?id=x')).status).toBe(400)
  })

  it('tells events of a job that has ended once, and nothing to who has seen that', async () => {
    const { items } = await get<List<Job>>('/jobs')
    const address = `${server.address}/api/v1/jobs/${items[0]!.id}/events`
    const text = await (await fetch(address)).text()
    const id = /^id: (\S+)$/m.exec(text)![1]!
    const later = await (await fetch(address, { headers: { 'last-event-id': id } })).text()
    expect(later).not.toContain('event: job')
  })

  it('is ready, measures, and had no trouble', async () => {
    expect(await (await fetch(`${server.address}/readyz`)).json()).toMatchObject({
      status: 'ready',
      database: 'answers',
    })
    const metrics = await (await fetch(`${server.address}/metrics`)).text()
    expect(metrics).toMatch(/mainstay_table_query_seconds_count\{kind="page"\} [1-9]/)
    expect(metrics).toContain('mainstay_jobs{state="queued"} 0')
    expect(server.troubles).toEqual([])
    await wait(0)
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([])
  })
})
