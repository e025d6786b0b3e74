import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { checkDraftPack, draftFromPack } from '#intake/rule-pack/draft-pack.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { wasJudged } from '#report/rules/wording.ts'
import { checkRules } from '#service/check-rules.ts'
import { makeExample } from '#service/make-example.ts'

const RULES = join(import.meta.dirname, '../rules')
const PACKS = readdirSync(RULES).map((file) => file.replace(/\.yaml$/, ''))
const TAKEN: ReadonlySet<string> = new Set(PACKS)
const nameOfDraft = (pack: string): string => `my-${pack}`

/** What is said of a rule, whatever its pack is called and whatever force it has. */
function said({ verdict, timeline, firstBreach, nextBreach, metrics, matter, coverage, waivers, kind }: RuleResult) {
  return { kind, verdict, timeline, firstBreach, nextBreach, metrics, matter, coverage, waivers }
}

describe('a draft begun from a shipped pack', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-drafts-'))
  let report: RulesReport
  let errors: readonly string[]
  beforeAll(async () => {
    const workspace = join(folder, 'workspace')
    await makeExample('by-hand', workspace)
    const drafts = PACKS.map((pack) => {
      const path = join(folder, `${nameOfDraft(pack)}.yaml`)
      const text = readFileSync(join(RULES, `${pack}.yaml`), 'utf8')
      writeFileSync(path, draftFromPack(text, nameOfDraft(pack), TAKEN))
      return path
    })
    const log = new FaultLog()
    const judged = await checkRules(
      { workspace, today: parseDay('2026-11-01')!, packs: PACKS, withProposed: drafts },
      log,
    )
    errors = log.kept.filter(({ severity }) => severity === 'error').map(describeFault)
    if (judged) report = judged.report
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(PACKS)('has no fault, and changes four lines of it: %s', (pack) => {
    const text = readFileSync(join(RULES, `${pack}.yaml`), 'utf8')
    const draft = draftFromPack(text, nameOfDraft(pack), TAKEN)
    expect(checkDraftPack('draft.yaml', draft, TAKEN).map(describeFault)).toEqual([])
    const lines = text.split('\n')
    const changed = draft.split('\n').flatMap((line, index) => (line === lines[index] ? [] : [line.split(':')[0]]))
    const isProposal = text.includes('\nstatus: proposed\n')
    expect(changed).toEqual(isProposal ? ['pack', 'title'] : ['pack', 'title', 'status', 'force'])
  })

  it.each(PACKS)('is judged as its pack is, as a proposal beside it: %s', (pack) => {
    const rulesOf = (name: string) => report.rules.filter((rule) => rule.pack === name)
    const drafted = rulesOf(nameOfDraft(pack))
    expect(drafted.map(({ rule }) => rule)).toEqual(rulesOf(pack).map(({ rule }) => rule))
    expect(drafted.map(said)).toEqual(rulesOf(pack).map(said))
    expect(drafted.filter(({ status }) => status !== 'proposed')).toEqual([])
  })

  it('says something of a network that breaks rules', () => {
    expect(errors).toEqual([])
    const drafted = report.rules.filter(({ pack }) => !TAKEN.has(pack))
    expect(drafted.filter(wasJudged).length).toBeGreaterThan(15)
    expect(drafted.some(({ verdict }) => verdict === 'not met')).toBe(true)
  })
})
