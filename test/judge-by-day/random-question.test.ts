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

test('random questions of every kind reach every state that kind can have', () => {
  for (const kind of JUDGED_KINDS) {
    const states = new Set<string>()
    for (const { small, vendors } of fc.sample(randomQuestions([kind]), { numRuns: 120, seed: 1 }))
      for (const days of judgeByDay(makeQuestion(small), buildVendorBook([vendors])).values())
        for (const { state, isWaived } of days) states.add(isWaived ? `${state}, waived` : state)
    const isForgetful = kind === 'cap' || kind === 'diversity'
    expect([kind, ...[...states].sort()]).toEqual([
      kind,
      ...[
        'cannot be shown',
        'met',
        'not applicable',
        ...(isForgetful ? ['not evaluated'] : []),
        'not met',
        'not met, waived',
        'not yet due',
      ].sort(),
    ])
  }
})
