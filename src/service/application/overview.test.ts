import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Role } from '#model/role.ts'
import { writeStableJson } from '#report/stable-json.ts'
import { removeAnalysis as removeInDatabase } from '#store/database/analyses.ts'
import { addMember } from '#store/database/memberships.ts'
import { meetPerson } from '#store/database/people.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { askAnalysis, getAnalysis, listAnalyses, removeAnalysis } from './analyses.ts'
import type { Asker } from './application.ts'
import { acceptArrival, previewArrival } from './arrivals.ts'
import { arrive, jobEnds, openedWithExample, PATIENCE_MS } from './fixtures/with-example.ts'
import { getOverview } from './overview.ts'
import { welcomeWithExample } from './welcome.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'
import { getWorkspace } from './workspaces.ts'

describe('the overview of a workspace', { timeout: PATIENCE_MS }, () => {
  const opened = openedWithExample('by-hand')

  const overview = (snapshot?: string) => getOverview(opened.application, opened.asker, opened.workspace, snapshot)
  const headOf = async () => (await getWorkspace(opened.application, opened.asker, opened.workspace)).head!.digest
  const listed = async () =>
    (await listAnalyses(opened.application, opened.asker, { workspace: opened.workspace }, {})).items
  async function ask(): Promise<string> {
    const { analysis } = await askAnalysis(opened.application, opened.asker, opened.workspace, {
      question: { kind: 'rules' },
    })
    expect((await jobEnds(opened.application, analysis.job!)).state).toBe('done')
    return analysis.id
  }

  it('of an example is answered, although the first start was killed before all was asked', async () => {
    const { scenarios } = await getWorkspaceFacts(opened.application, opened.asker, opened.workspace)
    const first = await ask()
    const welcome = () =>
      welcomeWithExample(
        opened.application,
        opened.asker,
        { example: 'by-hand', name: 'Example' },
        new AbortController().signal,
      )
    await welcome()
    const asked = await listed()
    expect(asked).toHaveLength(1 + scenarios.length)
    await welcome()
    expect(await listed()).toHaveLength(1 + scenarios.length)
    for (const { job } of asked) await jobEnds(opened.application, job!)
    expect(await overview()).toMatchObject({ rules: { analysis: first, isOfHead: true }, notAsked: [], pending: [] })
    // Asked of without its name, the only scenario is no other question.
    const unnamed = await askAnalysis(opened.application, opened.asker, opened.workspace, {
      question: { kind: 'spares' },
    })
    expect(unnamed).toMatchObject({ isNew: false, analysis: { question: { kind: 'spares', scenario: scenarios[0] } } })
    // Another example is not begun beside it.
    await welcomeWithExample(
      opened.application,
      opened.asker,
      { example: 'other', name: 'x' },
      new AbortController().signal,
    )
    expect(await listed()).toHaveLength(1 + scenarios.length)
  })

  it('counts what its answers are of apart from what is beside it', async () => {
    const { rules, spares } = await overview()
    const judged = rules!.verdicts.filter(
      ({ verdict, binds }) => binds && verdict !== 'not evaluated' && verdict !== 'not applicable',
    )
    const count = judged.reduce((sum, { rules: some }) => sum + some, 0)
    expect(rules!.headline).toContain(`of ${count} rules in force that were judged`)
    for (const { parts, partsReckoned, partsNotReckoned } of spares) {
      expect(partsReckoned).toBeGreaterThan(0)
      expect(partsReckoned + partsNotReckoned).toBeLessThanOrEqual(parts)
    }
  })

  it('tells of the snapshot asked about what was known of it, whatever came later', async () => {
    const first = { digest: await headOf(), analysis: (await overview()).rules!.analysis }
    const id = await arrive(opened.application, opened.workspace, 'sites.csv', 'site,name\nNEW-1,A new site\n')
    for (const begin of [
      () => previewArrival(opened.application, opened.asker, id, { source: 'one' }),
      () => acceptArrival(opened.application, opened.asker, id),
    ])
      expect((await jobEnds(opened.application, (await begin()).job!)).state).toBe('done')
    const second = await headOf()
    expect(second).not.toBe(first.digest)
    expect((await overview()).rules).toMatchObject({ analysis: first.analysis, isOfHead: false })
    const later = await ask()
    expect((await overview()).rules).toMatchObject({ analysis: later, isOfHead: true })
    expect((await overview(second)).rules?.analysis).toBe(later)
    const then = await overview(first.digest)
    expect(then).toMatchObject({ snapshot: first.digest, rules: { analysis: first.analysis, isOfHead: true } })
    await expect(overview('f'.repeat(64))).rejects.toThrow('no such snapshot')
  })

  it('finds the answer however many other questions were asked since', async () => {
    const before = await overview()
    await opened.application.database.asSystem(async ({ sql }) => {
      const row = await sql
        .selectFrom('analyses')
        .selectAll()
        .where('id', '=', before.rules!.analysis)
        .executeTakeFirstOrThrow()
      const whatIfs = Array.from({ length: 250 }, (_, index) => ({
        ...row,
        id: randomUUID(),
        parameters: JSON.stringify({ kind: 'rules', asOf: '2021-01-01' }),
        inputs: JSON.stringify(row.inputs),
        summary: JSON.stringify(row.summary),
        inputsDigest: String(index).padStart(64, '0'),
        createdAt: new Date(row.createdAt.getTime() + 60_000),
      }))
      await sql
        .insertInto('analyses')
        .values(whatIfs as never)
        .execute()
    })
    expect(await overview()).toEqual(before)
  })

  it('tells a scenario once, which was asked of without its name before it was asked of by it', async () => {
    const before = await overview()
    await opened.application.database.asSystem(async ({ sql }) => {
      const { analysis } = before.spares[0]!
      const row = await sql.selectFrom('analyses').selectAll().where('id', '=', analysis).executeTakeFirstOrThrow()
      await sql
        .insertInto('analyses')
        .values({
          ...row,
          id: randomUUID(),
          parameters: '{"kind":"spares"}',
          error: null,
          inputs: JSON.stringify(row.inputs),
          summary: JSON.stringify(row.summary),
          inputsDigest: 'e'.repeat(64),
          createdAt: new Date(row.createdAt.getTime() - 60_000),
        })
        .execute()
    })
    expect(await overview()).toEqual(before)
  })

  it('tells of a question that failed that it did, and why, until it is answered', async () => {
    const { analysis, scenario, snapshot } = (await overview()).spares[0]!
    const error = { type: 'about:blank', code: 'failed', status: 500, title: 'It failed', detail: 'no room' }
    const failed = randomUUID()
    const setAsked = (minutesLater: number) =>
      opened.application.database.asSystem(async ({ sql }) => {
        const row = await sql.selectFrom('analyses').selectAll().where('id', '=', analysis).executeTakeFirstOrThrow()
        await sql.deleteFrom('analyses').where('id', '=', failed).execute()
        await sql
          .insertInto('analyses')
          .values({
            ...row,
            id: failed,
            parameters: JSON.stringify(row.parameters),
            inputs: '[]',
            state: 'failed',
            resultDigest: null,
            headline: null,
            summary: null,
            error: JSON.stringify(error),
            createdAt: new Date(row.createdAt.getTime() + minutesLater * 60_000),
          })
          .execute()
      })
    await setAsked(1)
    const told = await overview(snapshot)
    expect(told.failed).toMatchObject([{ analysis: failed, kind: 'spares', scenario, problem: { detail: 'no room' } }])
    expect(told.notAsked.filter((one) => one.scenario === scenario)).toEqual([])
    await setAsked(-1)
    expect((await overview(snapshot)).failed).toEqual([])
  })

  it('says of an answer that another version kept in a form of its own that it is to be asked anew', async () => {
    await opened.application.database.asSystem(({ sql }) =>
      sql
        .updateTable('analyses')
        .set({ summary: '{"kind":"rules","answer":"42"}' })
        .where('kind', '=', 'rules')
        .execute(),
    )
    const told = await overview()
    expect(told.rules).toBeUndefined()
    expect(told.notAsked).toEqual([{ what: 'rules', isOutdated: true }])
  })

  it('reckons anew on the same day what was kept in another form', async () => {
    const question = { kind: 'rules' } as const
    const asked = () => askAnalysis(opened.application, opened.asker, opened.workspace, { question })
    expect((await asked()).isNew).toBe(false)
    // As it was noted before the form was.
    const { version, today } = opened.application
    const inputs = [{ name: 'snapshot', sha256: await headOf() }]
    const noted = fingerprintText([...writeStableJson({ question, inputs, today: today(), version }, {})].join(''))
    const { analysis: old } = await asked()
    await opened.application.database.asSystem(({ sql }) =>
      sql.updateTable('analyses').set({ inputsDigest: noted }).where('id', '=', old.id).execute(),
    )
    const { analysis, isNew } = await asked()
    expect(isNew).toBe(true)
    expect((await jobEnds(opened.application, analysis.job!)).state).toBe('done')
    expect((await overview()).rules).toMatchObject({ analysis: analysis.id })
  })

  it('lets whoever asked, or an approver, take an answer away with its file, and keeps that it was asked', async () => {
    const question = { kind: 'rules', asOf: '2024-02-01' } as const
    const asked = () => askAnalysis(opened.application, opened.asker, opened.workspace, { question })
    const { analysis } = await asked()
    const { id } = analysis
    expect((await jobEnds(opened.application, analysis.job!)).state).toBe('done')
    const { result } = await getAnalysis(opened.application, opened.asker, id)
    const files = join(opened.data, 'results', opened.asker.organisation)
    const isThere = async () => (await readdir(files)).some((name) => name.startsWith(result!))
    expect(await isThere()).toBe(true)
    const other = await colleague('analyst')
    await expect(removeAnalysis(opened.application, other, id)).rejects.toMatchObject({ code: 'not-allowed' })
    // The database holds it too, whatever the code does.
    await expect(opened.application.database.asMember(other, (acts) => removeInDatabase(acts, id))).rejects.toThrow(
      'row-level security',
    )
    await removeAnalysis(opened.application, await colleague('approver'), id)
    await vi.waitUntil(async () => !(await isThere()), { timeout: 20_000, interval: 100 })
    await expect(getAnalysis(opened.application, opened.asker, id)).rejects.toThrow('no such analysis')
    await expect(removeAnalysis(opened.application, opened.asker, id)).rejects.toThrow('no such analysis')
    const gone = await listAnalyses(
      opened.application,
      opened.asker,
      { workspace: opened.workspace, isRemoved: true },
      {},
    )
    expect(gone.items.find((one) => one.id === id)).toMatchObject({
      state: 'removed',
      removedBy: 'Kim',
      createdBy: expect.any(String),
    })
    // It may be asked again.
    const again = await asked()
    expect(again.isNew).toBe(true)
    expect((await jobEnds(opened.application, again.analysis.job!)).state).toBe('done')
  })

  const colleague = (role: Role): Promise<Asker> =>
    opened.application.database.asSystem(async (acts) => {
      const { organisation } = opened.asker
      const somebody = { issuer: 'x', subject: randomUUID(), name: 'Kim', email: `${randomUUID()}@example.org` }
      const { id: person } = await meetPerson(acts, somebody)
      await addMember(acts, { organisation, person, role })
      return { organisation, person, role }
    })
})
