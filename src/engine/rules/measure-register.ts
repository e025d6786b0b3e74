// Which measures the rules read: each is asked once, however many rules read it.

import type { Estate } from '#model/estate.ts'
import type { RulePack } from '#model/rule.ts'
import type { VendorBook } from '../vendors/index.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { answerMeasure, facetsReadBy } from './class-answers.ts'
import { ClassFacets } from './class-facets.ts'
import { type Cohorts, formCohorts, type SweepMeasure } from './cohorts.ts'
import type { RuleWindow } from './editions.ts'
import { type Measure, measureOfBreach, measureOfCondition, measureOfMetric, measureOfVendors } from './measure.ts'
import { type Profiles, profileClasses } from './profiles.ts'
import type { SubjectRecords } from './subject-records.ts'
import { type Statement, isMeasured } from './statements.ts'

/** The measures as the sweep takes them, and what they see of the subjects. */
export interface AnsweredMeasures {
  readonly profiles: Profiles
  readonly cohorts: Cohorts
  readonly measures: readonly SweepMeasure[]
}

/** The measures of all rules, each asked once however many rules read it. */
export class MeasureRegister {
  readonly #asked: { readonly measure: Measure; readonly asker: PredicateAsker }[] = []
  readonly #indexOf = new Map<string, number>()

  /** The number of a measure; what the pack's own lists and sets mean is part of what is asked. */
  add(measure: Measure, pack: RulePack, asker: PredicateAsker): number {
    const key = JSON.stringify([measure, pack.designations, pack.functionSets])
    let index = this.#indexOf.get(key)
    if (index === undefined) {
      index = this.#asked.push({ measure, asker }) - 1
      this.#indexOf.set(key, index)
    }
    return index
  }

  /** What the measures see of the subjects, and what they answer. */
  answer(estate: Estate, book: VendorBook, records: SubjectRecords): AnsweredMeasures {
    const profiles = profileClasses(
      estate,
      this.#asked.flatMap(({ measure }) => facetsReadBy(measure)),
    )
    const facets = new ClassFacets(profiles.examples)
    const measures = this.#asked.map(
      ({ measure, asker }): SweepMeasure => ({
        measure,
        answers: answerMeasure(measure, facets, asker, book, records),
      }),
    )
    return { profiles, cohorts: formCohorts(estate, profiles, measures), measures }
  }
}

/** The measures each window of a rule reads, by number. */
export interface WindowReading {
  readonly window: RuleWindow
  readonly main: readonly number[]
  readonly unwaived: number | undefined
  readonly condition: number | undefined
}

export interface Reading {
  readonly statement: Statement
  readonly windows: readonly WindowReading[]
}

export function planReading(statement: Statement, register: MeasureRegister, records: SubjectRecords): Reading {
  const { pack, asker, addressing } = statement
  if (addressing.answer !== 'yes') return { statement, windows: [] }
  const windows = statement.windows
    .filter(({ rule }) => isMeasured(rule))
    .map((window): WindowReading => {
      const { rule } = window
      const add = (measure: Measure) => register.add(measure, pack, asker)
      const main =
        rule.kind === 'cap'
          ? rule.metrics.map((metric) => add(measureOfMetric(rule, metric)))
          : [
              add(
                rule.kind === 'diversity'
                  ? measureOfVendors(rule, rule.role ?? 'hardware')
                  : measureOfBreach(rule, false),
              ),
            ]
      const condition = measureOfCondition(rule)
      const countsBreaches = rule.kind !== 'cap' && rule.kind !== 'diversity'
      return {
        window,
        main,
        unwaived: countsBreaches && records.hasWaivers(rule.id) ? add(measureOfBreach(rule, true)) : undefined,
        condition: condition && add(condition),
      }
    })
  return { statement, windows }
}

/** All that is asked for a rule; of a notification, which is counted change by change, what is in its scope. */
export function measuresOf({ statement, windows }: Reading, measures: readonly SweepMeasure[]): Measure[] {
  if (statement.addressing.answer === 'yes' && statement.rule.kind === 'notification')
    return statement.windows.flatMap(({ rule }) => (rule.kind === 'notification' ? [measureOfBreach(rule, false)] : []))
  const numbers = windows.flatMap(({ main, condition }) => (condition === undefined ? main : [...main, condition]))
  return numbers.map((number) => measures[number]!.measure)
}
