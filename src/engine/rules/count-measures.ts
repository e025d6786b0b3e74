// How much, or how many, does every measure count on every day? One pass over the subjects, however many rules there are.

import type { Estate } from '#model/estate.ts'
import { CohortSums } from './cohort-sums.ts'
import type { Cohorts, SweepMeasure } from './cohorts.ts'
import type { SubjectRecords } from './subject-records.ts'
import { Sweep } from './sweep.ts'
import type { TallyDays } from './tally.ts'
import { createTallies, type MeasureTally, TallySink } from './tally-sink.ts'

/**
 * The tallies of the measures, still as differences from day to day. Subjects of cohorts of `leastSubjects` or more are
 * added up by cohort, all others one by one; the tallies are the same, bit for bit, wherever that line is drawn.
 */
export function countMeasures(
  estate: Estate,
  cohorts: Cohorts,
  measures: readonly SweepMeasure[],
  records: SubjectRecords,
  days: TallyDays,
  leastSubjects?: number,
): MeasureTally[] {
  const tallies = createTallies(measures, estate, days)
  const sums = new CohortSums(estate, cohorts, measures, days, leastSubjects)
  sums.add(0, estate.subjectCount)
  sums.foldInto(tallies)
  const looks = measures.map((asked) => ({ asked, days }))
  const sink = new TallySink(measures, estate, cohorts, tallies)
  const isSummed = (look: number, cohort: number) => sums.covers(look, cohort)
  new Sweep(estate, cohorts, looks, records, sink, isSummed).visit(0, estate.siteCount + 1)
  return tallies
}
