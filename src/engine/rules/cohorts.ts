// Which subjects do all measures answer alike, but for their dates and weights? They are one cohort.
//
// A national estate has some hundreds of cohorts, so that what is known of each stays in the nearest memory while
// millions of subjects pass.

import type { Estate, SubjectClass } from '#model/estate.ts'
import type { ClassAnswers, GroupAnswers } from './class-answers.ts'
import { pairUp } from './class-facets.ts'
import type { Measure } from './measure.ts'
import type { Profiles } from './profiles.ts'

/** A measure with its answers: what a sweep is asked. */
export interface SweepMeasure {
  readonly measure: Measure
  readonly answers: ClassAnswers
}

export interface Cohorts {
  /** Cohort of each subject, from 0. */
  readonly cohortOf: Uint16Array | Uint32Array
  /** One profile of each cohort, by number and in words. */
  readonly profiles: readonly number[]
  readonly examples: readonly SubjectClass[]
}

export function formCohorts(
  estate: Estate,
  { profileOf, examples }: Profiles,
  measures: readonly SweepMeasure[],
): Cohorts {
  let cohortOfProfile: Uint32Array = new Uint32Array(examples.length)
  for (const [groupOf, numberOfGroup] of numberGroups(measures))
    cohortOfProfile = pairUp(
      cohortOfProfile,
      groupOf.map((group) => numberOfGroup[group]!),
    )
  const profiles: number[] = []
  for (let profile = 0; profile < examples.length; profile++)
    if (cohortOfProfile[profile] === profiles.length) profiles.push(profile)

  const cohortOfClass = profileOf.map((profile) => cohortOfProfile[profile]!)
  const { classOf, subjectCount } = estate
  const cohortOf = profiles.length <= 2 ** 16 ? new Uint16Array(subjectCount) : new Uint32Array(subjectCount)
  for (let subject = 0; subject < subjectCount; subject++) cohortOf[subject] = cohortOfClass[classOf[subject]!]!
  return { cohortOf, profiles, examples: profiles.map((profile) => examples[profile]!) }
}

/** A number for each group of profiles, equal for groups that all measures with these groups answer, and weight, alike. */
function numberGroups(measures: readonly SweepMeasure[]): Map<Uint32Array, Uint32Array> {
  const numbered = new Map<Uint32Array, Uint32Array>()
  for (const { answers } of measures) {
    const { groupOf, groups } = answers
    const numberOfGroup = Uint32Array.from(groups, ({ number }) => number)
    const others = numbered.get(groupOf)
    numbered.set(groupOf, others ? pairUp(others, numberOfGroup) : numberOfGroup)
  }
  return numbered
}

/** The answers of a measure for the subjects of a cohort. */
export function answersOf({ answers }: SweepMeasure, cohorts: Cohorts, cohort: number): GroupAnswers {
  return answers.groups[answers.groupOf[cohorts.profiles[cohort]!]!]!
}

/** Puts the cohorts together that some of the measures answer alike: for each of those sets its cohorts. */
export function joinCohorts(cohorts: Cohorts, measures: readonly SweepMeasure[]): number[][] {
  const sets = new Map<string, number[]>()
  for (let cohort = 0; cohort < cohorts.profiles.length; cohort++) {
    const text = measures.map((one) => answersOf(one, cohorts, cohort).number).join()
    const set = sets.get(text)
    if (set) set.push(cohort)
    else sets.set(text, [cohort])
  }
  return [...sets.values()]
}
