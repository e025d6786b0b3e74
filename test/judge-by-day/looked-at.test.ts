// What a ban looks at is what would be in breach of the same ban of every vendor: the one counts classes, the other sweeps.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { Predicate } from '#model/rule.ts'
import type { MetricResult } from '#model/verdict.ts'
import { randomQuestions } from './random-question.ts'
import { makeQuestion, type SmallRule } from './small-question.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 500)
const SEED = Number(process.env.MAINSTAY_SEED ?? 1)

/** The same ban of every vendor, on any dates, anywhere and without exception. */
function banOfAll(rule: SmallRule): SmallRule {
  const { when: _when, exceptions: _exceptions, scope, ...others } = rule as SmallRule & Record<string, unknown>
  const { vendor: _vendor, ...where } = (scope as { where?: Predicate }).where ?? {}
  return { ...others, scope: Object.keys(where).length === 0 ? {} : { where } } as SmallRule
}

/** Conditions on vendors in parts of a predicate are tried by hand. */
function asksVendorsInParts(rule: SmallRule): boolean {
  const { all, any, not } = (rule.scope as { where?: Predicate }).where ?? {}
  return JSON.stringify([all, any, not]).includes('"vendor"')
}

test(
  'a ban looks at as many as a ban of every vendor finds in breach',
  () => {
    let [some, none] = [0, 0]
    fc.assert(
      fc.property(randomQuestions(['exclusion', 'removal']), ({ small, vendors }) => {
        const book = buildVendorBook([vendors])
        const ofAll = { ...small, packs: small.packs.map((pack) => ({ ...pack, rules: pack.rules.map(banOfAll) })) }
        const found = judgeRules(makeQuestion(ofAll), book).rules
        const rules = small.packs.flatMap((pack) => pack.rules)
        for (const [place, result] of judgeRules(makeQuestion(small), book).rules.entries()) {
          const [metric] = result.metrics as [MetricResult?]
          const [wide] = found[place]!.metrics as [MetricResult?]
          if (
            !metric ||
            wide?.high === null ||
            rules.some((rule) => rule.id === result.rule && asksVendorsInParts(rule))
          )
            continue
          expect(metric.lookedAt).toEqual({ low: wide!.low, high: wide!.high })
          if (metric.lookedAt!.high === 0) none += 1
          else some += 1
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(some).toBeGreaterThan(RUNS / 10)
    expect(none).toBeGreaterThan(RUNS / 100)
  },
  60_000 + RUNS * 200,
)
