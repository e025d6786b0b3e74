// What matters adds up to the figure: what is told to count of each subject, or site, is together the numerator.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import { type JudgedKind, randomQuestions } from './random-question.ts'
import { makeQuestion } from './small-question.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 500)
const SEED = Number(process.env.MAINSTAY_SEED ?? 1)

/** Those whose figure is a sum over subjects or sites. */
const SUMMING_KINDS: readonly JudgedKind[] = ['cap', 'exclusion', 'removal', 'freeze', 'authorisation']

/** The metric whose figure of the as-of date the entries make; undefined where it has none, or none with an end. */
function metricToldOf({ metrics, matter, coverage }: RuleResult, asOf: string): MetricResult | undefined {
  if (matter.on !== asOf) return undefined
  const metric = metrics.find(({ name }) => name === matter.metric)
  // What stands nobody knows where may raise the operator's part of other sites.
  const isSomewhere = coverage.some(({ reasons }) => reasons?.some(({ what }) => what === 'site not known'))
  const hasShare = metric?.kind === 'share' ? metric.low !== null : metric?.high !== null
  return hasShare && metric?.numerator && metric.unknownWeights === 0 && !isSomewhere ? metric : undefined
}

/** What is wrong with the weights told: that they are out of order, or do not add up to the numerator. */
function wrongsOf({ rule, matter }: RuleResult, { unit, numerator }: MetricResult): string[] {
  const weights = matter.entries.map(({ weight }) => weight)
  const isInOrder = weights.every((weight, index) => index === 0 || weights[index - 1]! >= weight)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const told = numerator!.high
  // A sum that is no whole number of thousandths is told rounded up.
  const addsUp = isInParts(unit) ? Math.abs(told - sum * 1000) < 1 : told === sum
  return [
    ...(isInOrder ? [] : [`${rule}: ${weights.join(', ')} out of order`]),
    ...(addsUp ? [] : [`${rule}: ${sum} in all, and ${told} ${unit} told`]),
  ]
}

function isInParts(unit: string): boolean {
  return unit.startsWith('thousandths of ')
}

test(
  'what counts of all that matters is together the numerator, at its high end',
  () => {
    let [whole, inParts] = [0, 0]
    fc.assert(
      fc.property(randomQuestions(SUMMING_KINDS), ({ small, vendors }) => {
        const question = { ...makeQuestion(small), matterPerRule: 1_000_000 }
        for (const rule of judgeRules(question, buildVendorBook([vendors])).rules) {
          const metric = metricToldOf(rule, formatDay(question.asOf))
          expect(metric ? wrongsOf(rule, metric) : []).toEqual([])
          if (!metric || rule.matter.total === 0) continue
          if (!isInParts(metric.unit)) whole += 1
          else if (rule.matter.entries.some(({ weight }) => !Number.isInteger(weight))) inParts += 1
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(whole).toBeGreaterThan(RUNS / 10)
    expect(inParts).toBeGreaterThan(RUNS / 500)
  },
  60_000 + RUNS * 200,
)
