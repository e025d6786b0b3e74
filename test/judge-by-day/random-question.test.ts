// The random questions themselves: each is one a reader would accept, and together they reach every state.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { describeFault } from '#model/fault.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { judgeByDay } from './judge-by-day.ts'
import { JUDGED_KINDS, randomQuestions, vendorFiles } from './random-question.ts'
import { makePack, makeQuestion } from './small-question.ts'

test('random packs are ones the pack reader accepts', () => {
  fc.assert(
    fc.property(randomQuestions(JUDGED_KINDS), ({ small }) => {
      for (const pack of small.packs) {
        const { faults } = readRulePack('pack.yaml', stringify(makePack(pack)))
        expect(faults.filter(({ severity }) => severity === 'error').map(describeFault)).toEqual([])
      }
    }),
    { numRuns: 50, seed: 1 },
  )
})

test('random vendor files have nothing wrong with them', () => {
  fc.assert(
    fc.property(vendorFiles, (vendors) => {
      expect(buildVendorBook([vendors]).problems.map(describeFault)).toEqual([])
    }),
    { numRuns: 50, seed: 1 },
  )
})

/** Drawn in batches, until every state is seen. */
const BATCHES = 40
const BATCH = 40

/** Of freezes and authorisations too breaches are waived one by one, but so few are drawn that none is waived in part. */
const WAIVED_ONE_BY_ONE: ReadonlySet<string> = new Set(['exclusion', 'removal'])
const SPELT_WAIVED = { no: '', 'in part': ', waived in part', wholly: ', waived' }

test('random questions of every kind reach every state that kind can have', () => {
  for (const kind of JUDGED_KINDS) {
    const isForgetful = kind === 'cap' || kind === 'diversity'
    const missing = new Set(['cannot be shown', 'met', 'not applicable', 'not met', 'not met, waived', 'not yet due'])
    if (isForgetful) missing.add('not evaluated')
    if (WAIVED_ONE_BY_ONE.has(kind)) missing.add('not met, waived in part')
    for (let batch = 1; batch <= BATCHES && missing.size > 0; batch++)
      for (const { small, vendors } of fc.sample(randomQuestions([kind]), { numRuns: BATCH, seed: batch }))
        for (const days of judgeByDay(makeQuestion(small), buildVendorBook([vendors])).values())
          for (const { state, waived } of days) missing.delete(`${state}${SPELT_WAIVED[waived]}`)
    expect([kind, ...missing]).toEqual([kind])
  }
})
