import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CivilDay, parseDay } from '#base/calendar.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { packKit } from '#engine/rules/index.ts'
import { checkDraftPack, draftFromPack } from '#intake/rule-pack/draft-pack.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { wasJudged } from '#report/rules/wording.ts'
import { askQuestion } from '#service/ask-question.ts'
import { checkRules } from '#service/check-rules.ts'
import { loadWorkspace } from '#service/load-workspace.ts'
import { makeExample } from '#service/make-example.ts'
import { DraftJudge } from '../src/web/pages/rules/draft/judge-draft.ts'

const RULES = join(import.meta.dirname, '../rules')
const PACKS = readdirSync(RULES).map((file) => file.replace(/\.yaml$/, ''))
const TAKEN: ReadonlySet<string> = new Set(PACKS)
const nameOfDraft = (pack: string): string => `my-${pack}`

/** What is said of a rule, whatever its pack is called and whatever force it has. */
function said({ verdict, timeline, firstBreach, nextBreach, metrics, matter, coverage, waivers, kind }: RuleResult) {
  return { kind, verdict, timeline, firstBreach, nextBreach, metrics, matter, coverage, waivers }
}

describe('a draft begun from a shipped pack', () => {
  it.each(PACKS)('has no fault, and changes four lines of it, and says in one what it was begun from: %s', (pack) => {
    const text = readFileSync(join(RULES, `${pack}.yaml`), 'utf8')
    const draft = draftFromPack(text, nameOfDraft(pack), TAKEN)
    expect(checkDraftPack('draft.yaml', draft, TAKEN).map(describeFault)).toEqual([])
    const written = draft.split('\n')
    const begun = written.indexOf(`basedOn: [${pack}]`)
    expect(begun).toBeGreaterThanOrEqual(0)
    const lines = text.split('\n')
    const changed = written
      .toSpliced(begun, 1)
      .flatMap((line, index) => (line === lines[index] ? [] : [line.split(':')[0]]))
    const isProposal = text.includes('\nstatus: proposed\n')
    expect(changed).toEqual(isProposal ? ['pack', 'title'] : ['pack', 'title', 'status', 'force'])
  })
})

// By name `stockpile-2020` is addressed by two packs that address none but those they name.
describe.each(['by-hand', 'stockpile-2020'])(
  'on %s, a draft begun from a shipped pack',
  { timeout: 120_000 },
  (example) => {
    const folder = mkdtempSync(join(tmpdir(), 'mainstay-drafts-'))
    const request = { today: parseDay('2026-11-01')!, packs: PACKS }
    let report: RulesReport
    let errors: readonly string[]
    let judge: DraftJudge
    beforeAll(async () => {
      const workspace = join(folder, 'workspace')
      await makeExample(example, workspace)
      const drafts = PACKS.map((pack) => {
        const path = join(folder, `${nameOfDraft(pack)}.yaml`)
        writeFileSync(path, textOfDraft(pack))
        return path
      })
      const log = new FaultLog()
      const judged = await checkRules({ ...request, workspace, withProposed: drafts }, log)
      errors = log.kept.filter(({ severity }) => severity === 'error').map(describeFault)
      if (judged) report = judged.report
      judge = await judgeOfPage(workspace, request.today)
    }, 120_000)
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    const rulesOf = (name: string) => report.rules.filter((rule) => rule.pack === name)

    it.each(PACKS)('is judged as its pack is, as a proposal beside it: %s', (pack) => {
      const drafted = rulesOf(nameOfDraft(pack))
      expect(drafted.map(({ rule }) => rule)).toEqual(rulesOf(pack).map(({ rule }) => rule))
      expect(drafted.map(said)).toEqual(rulesOf(pack).map(said))
      expect(drafted.filter(({ status }) => status !== 'proposed')).toEqual([])
    })

    it.each(PACKS)('changes nothing while it is typed, and says which rules are not evaluated: %s', (pack) => {
      const { original, comparisons } = judge.judge(textOfDraft(pack))
      // A pack may state disruptions alone, and no rule.
      expect(original?.pack).toBe(comparisons.length === 0 ? undefined : pack)
      for (const { change, drafted } of comparisons)
        expect(change).toBe(drafted?.verdict === 'not evaluated' ? 'not evaluated' : 'the same')
    })

    it('says something of a network that breaks rules', () => {
      expect(errors).toEqual([])
      const drafted = report.rules.filter(({ pack }) => !TAKEN.has(pack))
      expect(drafted.filter(wasJudged).length).toBeGreaterThan(15)
      expect(drafted.some(({ verdict }) => verdict === 'not met')).toBe(true)
    })
  },
)

function textOfDraft(pack: string): string {
  return draftFromPack(readFileSync(join(RULES, `${pack}.yaml`), 'utf8'), nameOfDraft(pack), TAKEN)
}

/** As the page of a draft has it. */
async function judgeOfPage(workspace: string, today: CivilDay): Promise<DraftJudge> {
  const loaded = (await loadWorkspace(workspace, new FaultLog()))!
  const { book } = loaded.vendors
  const question = askQuestion(loaded, { today }, [])
  return new DraftJudge({
    kind: 'kit',
    kit: packKit(question, buildEstate(question, book).estate, book),
    packs: loaded.packs.map((one) => ({ pack: one.pack, isJudged: loaded.chosenPacks.includes(one) })),
  })
}
