import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { packValue, unpackValue } from '#base/packed-value.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { packKit, type SentKit } from '#engine/rules/index.ts'
import { draftFromPack } from '#intake/rule-pack/draft-pack.ts'
import { FaultLog } from '#model/fault-log.ts'
import { askQuestion } from '#service/ask-question.ts'
import { checkRules } from '#service/check-rules.ts'
import { loadWorkspace } from '#service/load-workspace.ts'
import { makeExample } from '#service/make-example.ts'
import { compareReports } from './compare-rules.ts'
import { DraftJudge } from './judge-draft.ts'
import { writePackTemplate } from './pack-template.ts'

const TODAY = parseDay('2024-07-01')!

describe('a draft of rules, judged by what was sent of the network', () => {
  let root: string
  let workspace: string
  let judge: DraftJudge
  let begun: string
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'judge-draft-'))
    workspace = join(root, 'by-hand')
    await makeExample('by-hand', workspace)
    const loaded = (await loadWorkspace(workspace, new FaultLog()))!
    const question = askQuestion(loaded, { today: TODAY }, [])
    const { book } = loaded.vendors
    const kit: SentKit = {
      kind: 'kit',
      kit: packKit(question, buildEstate(question, book).estate, book),
      packs: loaded.packs.map((one) => ({ pack: one.pack, isJudged: loaded.chosenPacks.includes(one) })),
    }
    judge = new DraftJudge(unpackValue(packValue(kit).buffer) as typeof kit)
    const text = readFileSync(join(workspace, 'rules/by-hand.yaml'), 'utf8')
    begun = draftFromPack(text, 'stricter', new Set(['by-hand']))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const changesOf = (text: string): Record<string, string> =>
    Object.fromEntries(
      judge
        .judge(text)
        .comparisons.filter(({ change }) => change !== 'the same' && change !== 'not evaluated')
        .map(({ rule, change }) => [rule, change]),
    )

  test('changes nothing as long as it says what its pack says', () => {
    const { original, comparisons } = judge.judge(begun)
    expect(original).toEqual({ pack: 'by-hand', title: 'Rules to check by hand', isJudged: true })
    expect(comparisons.length).toBeGreaterThan(10)
    expect(changesOf(begun)).toEqual({})
  })

  test('breaks a cap that it lowers, and the other way round lets it go', () => {
    expect(changesOf(begun.replace('limit: 35 %', 'limit: 10 %'))).toEqual({ 'HAND-CAP-SITES': 'newly broken' })
    expect(changesOf(begun.replace('limit: 35 %', 'limit: 99 %'))).toEqual({ 'HAND-CAP-SITES': 'otherwise' })
  })

  test('is compared as the whole report of a job is', async () => {
    for (const text of [begun.replace('limit: 35 %', 'limit: 10 %'), begun.replaceAll('2023-12-31', '2022-06-30')]) {
      const draft = join(root, 'stricter.yaml')
      writeFileSync(draft, text)
      const request = { workspace, today: TODAY }
      const without = (await checkRules(request, new FaultLog()))!.report
      const withDraft = (await checkRules({ ...request, withProposed: [draft] }, new FaultLog()))!.report
      const inFull = compareReports(without, withDraft).map(({ rule, change }) => [rule, change])
      expect(judge.judge(text).comparisons.map(({ rule, change }) => [rule, change])).toEqual(inFull)
    }
  })

  test('never keeps a rule by its not being evaluated any more', () => {
    const text = `${begun}addressees: {operators: [Somebody Else], incomplete: true}\n`
    const { comparisons } = judge.judge(text)
    expect(comparisons.map(({ drafted }) => drafted?.verdict)).toEqual(comparisons.map(() => 'not evaluated'))
    expect(comparisons[0]!.drafted!.why).toContain('list by-hand under')
    expect(new Set(comparisons.map(({ change }) => change))).toEqual(new Set(['in doubt longer', 'not evaluated']))
  })

  test('that takes a rule out, or adds one, is told so', () => {
    const text = begun.replaceAll('HAND-CAP-SITES', 'OUR-CAP')
    expect(changesOf(text)).toEqual({ 'OUR-CAP': 'added', 'HAND-CAP-SITES': 'gone' })
  })

  test('from the template is held against nothing', () => {
    const { original, comparisons } = judge.judge(writePackTemplate('mine'))
    expect(original).toBeUndefined()
    expect(comparisons.map(({ rule, stands }) => [rule, stands])).toEqual([['DRAFT-CAP', undefined]])
  })

  test('of a pack that is not judged here is held against it all the same', () => {
    const path = join(import.meta.dirname, '../../../../../rules/nz-ticsa-2013.yaml')
    const text = draftFromPack(readFileSync(path, 'utf8'), 'ours', new Set())
    expect(judge.judge(text).original).toMatchObject({ pack: 'nz-ticsa-2013', isJudged: false })
    expect(changesOf(text)).toEqual({})
  })
})
