// Adding subjects up by cohort is a shortcut: it must give what adding them one by one gives, to the last bit.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildEstate } from '#engine/estate/index.ts'
import { countMeasures } from '#engine/rules/count-measures.ts'
import { planSweep } from '#engine/rules/judge-rules.ts'
import type { MeasureTally } from '#engine/rules/tally-sink.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { JUDGED_KINDS, type RandomQuestion, randomQuestions } from '../judge-by-day/random-question.ts'
import { makeQuestion } from '../judge-by-day/small-question.ts'

const QUESTIONS = 150

/** The numbers of every tally, as bytes. */
function countBytes({ small, vendors }: RandomQuestion, leastSubjects: number): Buffer {
  const question = makeQuestion(small)
  const book = buildVendorBook([vendors])
  const { estate } = buildEstate(question, book)
  const { cohorts, measures, records, horizon } = planSweep(estate, question, book)
  return Buffer.concat(countMeasures(estate, cohorts, measures, records, horizon, leastSubjects).flatMap(bytesOf))
}

function bytesOf({ tally, groups }: MeasureTally): Uint8Array[] {
  return [tally, ...groups].flatMap(({ low, high, unknown }) =>
    [low, high, unknown].map((numbers) => new Uint8Array(numbers.buffer)),
  )
}

test('subjects added up by cohort and subjects added one by one make the same tallies', () => {
  let counted = 0
  fc.assert(
    fc.property(randomQuestions(JUDGED_KINDS), (random) => {
      const byCohort = countBytes(random, 0)
      expect(byCohort.equals(countBytes(random, Number.POSITIVE_INFINITY))).toBe(true)
      if (byCohort.some((byte) => byte !== 0)) counted += 1
    }),
    { numRuns: QUESTIONS, seed: 7 },
  )
  // Most questions have something to count.
  expect(counted).toBeGreaterThan(QUESTIONS / 2)
})
