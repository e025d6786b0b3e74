// Which classes do all measures answer alike? To the sweep the subjects of such classes are one cohort.

import type { Estate } from '#model/estate.ts'
import type { ClassAnswers, GroupAnswers } from './class-answers.ts'
import { pairUp } from './class-facets.ts'
import type { Measure } from './measure.ts'

/** A measure with its answers: what a sweep is asked. */
export interface SweepMeasure {
  readonly measure: Measure
  readonly answers: ClassAnswers
}

export interface Cohorts {
  /** Cohort of each class, from 0. */
  readonly cohortOf: Uint32Array
  /** One class of each cohort. */
  readonly examples: readonly number[]
}

export function formCohorts(classes: Estate['classes'], measures: readonly SweepMeasure[]): Cohorts {
  let cohortOf: Uint32Array = new Uint32Array(classes.length)
  for (const one of measures) cohortOf = pairUp(cohortOf, numberAnswers(one, classes))
  const examples: number[] = []
  for (let classId = 0; classId < classes.length; classId++)
    if (cohortOf[classId] === examples.length) examples.push(classId)
  return { cohortOf, examples }
}

/** A number for each class; classes with the same number are answered, and weighted, alike. */
function numberAnswers({ measure, answers }: SweepMeasure, classes: Estate['classes']): Uint32Array {
  const { groupOf } = answers
  const numbers = new Map<string, number>()
  const numberOfGroup = new Int32Array(answers.groups.length).fill(-1)
  return groupOf.map((group, classId) => {
    let number = numberOfGroup[group]!
    if (number < 0) {
      // The operator's part of the weights is a facet of such a measure's groups, so it is the same in the whole group.
      const part = measure.isOperatorWeighted ? classes[classId]!.operatorThousandths : 0
      const text = textOfAnswers(answers.groups[group]!, part)
      number = numbers.get(text) ?? numbers.size
      numbers.set(text, number)
      numberOfGroup[group] = number
    }
    return number
  })
}

/** Groups that are never in the denominator are alike, whatever else is said of them. */
function textOfAnswers({ spells, datedExceptions }: GroupAnswers, operatorThousandths: number): string {
  return spells.length === 0 ? '' : JSON.stringify([spells, datedExceptions, operatorThousandths])
}

/** The answers of a measure for the classes of a cohort. */
export function answersOf({ answers }: SweepMeasure, cohorts: Cohorts, cohort: number): GroupAnswers {
  return answers.groups[answers.groupOf[cohorts.examples[cohort]!]!]!
}
