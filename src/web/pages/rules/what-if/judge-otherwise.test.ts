import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { checkRules } from '#service/check-rules.ts'
import { makeExample } from '#service/make-example.ts'
import { canChangeDueDay, canChangeLimit, judgeOtherwise, readRule, type RuleChange } from './judge-otherwise.ts'

const BREACHES = [
  'firstBreach',
  'firstBreachOrEarlier',
  'firstPossibleBreach',
  'firstPossibleBreachOrEarlier',
  'nextBreach',
  'nextPossibleBreach',
] as const

let root: string
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'otherwise-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function judge(workspace: string, today: string): Promise<RulesReport> {
  const judgement = await checkRules({ workspace, today: parseDay(today)! }, new FaultLog())
  return judgement!.report
}

/** What both say: the days and the verdict, and when it is first missed. */
function answerOf(rule: Pick<RuleResult, 'timeline' | 'verdict' | (typeof BREACHES)[number]>) {
  const days = rule.timeline.map(({ from, to, state, waived = false }) => ({ from, to, state, waived }))
  return { verdict: rule.verdict, days, ...Object.fromEntries(BREACHES.map((name) => [name, rule[name]])) }
}

function answerOtherwise(rule: RuleResult, report: RulesReport, change: RuleChange) {
  return answerOf(judgeOtherwise(readRule(rule, report)!, change))
}

describe('a rule judged from the steps of its report', () => {
  test('says of every example world what the engine said, for the limit and the day that are stated', async () => {
    let caps = 0
    for (const name of ['by-hand', 'notification-2018', 'stockpile-2020']) {
      const folder = path.join(root, name)
      await makeExample(name, folder)
      const report = await judge(folder, '2026-11-01')
      for (const rule of report.rules.filter((one) => canChangeLimit(one) || canChangeDueDay(one))) {
        if (rule.kind === 'cap') caps += 1
        const [metric] = rule.metrics
        const stated = rule.kind === 'cap' && metric!.limits === undefined ? { limit: metric!.limit } : {}
        expect(answerOtherwise(rule, report, stated), `${name}, ${rule.rule}`).toEqual(answerOf(rule))
      }
    }
    expect(caps).toBeGreaterThan(5)
  })

  describe('with another limit or deadline', () => {
    let folder: string
    let stated: RulesReport
    let pack: string
    beforeAll(async () => {
      folder = path.join(root, 'edited')
      cpSync(path.join(import.meta.dirname, '../../../../../examples/by-hand'), folder, { recursive: true })
      pack = readFileSync(path.join(folder, 'rules/by-hand.yaml'), 'utf8')
      stated = await judge(folder, '2024-07-01')
    })

    /** The report of the engine, of a pack in which it is written so. */
    async function engineWith(change: (text: string) => string): Promise<RulesReport> {
      const edited = change(pack)
      expect(edited).not.toBe(pack)
      // The examples in the pack are of the stated limit.
      writeFileSync(path.join(folder, 'rules/by-hand.yaml'), edited)
      return judge(folder, '2024-07-01')
    }
    const ruleOf = (report: RulesReport, id: string): RuleResult => report.rules.find(({ rule }) => rule === id)!

    test('a cap says what the engine says of a pack that states that limit', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 99 }), async (percent) => {
          fc.pre(percent !== 35)
          const report = await engineWith((text) => text.replace('limit: 35 %', `limit: ${percent} %`))
          const rule = ruleOf(stated, 'HAND-CAP-SITES')
          const said = answerOtherwise(rule, stated, { limit: percent / 100 })
          expect(said).toEqual(answerOf(ruleOf(report, 'HAND-CAP-SITES')))
        }),
        { numRuns: 6 },
      )
    })

    test('a rule not waived says what the engine says of a pack that states that deadline', async () => {
      const [first, last] = [parseDay('2022-01-01')!, parseDay('2025-12-31')!]
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: first, max: last }), async (day) => {
          fc.pre(day !== parseDay('2023-12-31'))
          const report = await engineWith((text) => text.replace('deadline: 2023-12-31', `deadline: ${formatDay(day)}`))
          const rule = ruleOf(stated, 'HAND-CAP-SITES')
          const engine = ruleOf(report, 'HAND-CAP-SITES')
          // The horizon reaches a year beyond the last day on which a rule falls due.
          fc.pre(report.horizon.to === stated.horizon.to && report.horizon.from === stated.horizon.from)
          expect(answerOtherwise(rule, stated, { dueFrom: day + 1 })).toEqual(answerOf(engine))
        }),
        { numRuns: 6 },
      )
    })
  })

  test('a higher limit is never missed on more days, and a later day never either', async () => {
    const folder = path.join(root, 'monotone')
    await makeExample('by-hand', folder)
    const report = await judge(folder, '2024-07-01')
    const rules = report.rules.filter(({ kind }) => kind === 'cap').map((rule) => readRule(rule, report)!)
    const limits = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...rules), limits, limits, (reading, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const [strict, loose] = [low, high].map((limit) => judgeOtherwise(reading, { limit }))
        expect(loose!.daysMissed).toBeLessThanOrEqual(strict!.daysMissed)
      }),
    )
  })
})
