// What is judged somewhere else, by what was sent there, is judged as it is here.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packValue, unpackValue } from '#base/packed-value.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { type JudgingKit, judgeRules, KitJudge, packKit } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { RuleResult } from '#model/verdict.ts'
import { JUDGED_KINDS, randomQuestions } from '../judge-by-day/random-question.ts'
import { makeQuestion } from '../judge-by-day/small-question.ts'

const QUESTIONS = 60

/** All but what takes the names of a network. */
function withoutNames({
  matter,
  coverage: _coverage,
  waivers,
  assumes: _assumes,
  onAssumedFacts: _on,
  why,
  ...said
}: RuleResult) {
  // Whether there is nothing there, or only nothing that weighs, takes an explanation.
  const isWeightless = said.verdict === 'not applicable'
  return {
    ...said,
    sentence: isWeightless ? '' : said.sentence,
    why: isWeightless ? undefined : why,
    matter: { ...matter, total: 0, entries: [] },
    waivers: waivers.map(({ from, until }) => ({ from, until })),
  }
}

test('a kit that was sent says of every rule what the engine says', () => {
  let judged = 0
  fc.assert(
    fc.property(randomQuestions(JUDGED_KINDS), ({ small, vendors }) => {
      const question = makeQuestion(small)
      const book = buildVendorBook([vendors])
      const here = judgeRules(question, book)
      const kit = packKit(question, buildEstate(question, book).estate, book)
      const sent = unpackValue(packValue(kit).buffer) as JudgingKit
      const judge = new KitJudge(sent)
      // What was judged before is not judged anew, and must be the same.
      for (const most of [1, 2])
        judge.judge(question.packs.map((pack) => ({ ...pack, rules: pack.rules.slice(0, most) })))
      const there = judge.judge(question.packs)
      expect(there.horizon).toEqual(here.horizon)
      // As text, for thousands of days are compared sooner so.
      expect(JSON.stringify(there.rules.map(withoutNames))).toBe(JSON.stringify(here.rules.map(withoutNames)))
      if (here.rules.some(({ verdict }) => verdict === 'not met')) judged += 1
    }),
    { numRuns: QUESTIONS, seed: 11 },
  )
  expect(judged).toBeGreaterThan(QUESTIONS / 10)
})
