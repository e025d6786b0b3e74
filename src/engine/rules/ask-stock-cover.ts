// Of which parts a rule asks that stock be held: every rule of stock cover that speaks to the operator on a day, and the
// parts whose units fall under it.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import { and, MAYBE, NO, not, or, type Trilean, YES } from '#base/trilean.ts'
import { valueOn } from '#base/trilean-spells.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'
import type { Rule, Scope } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { VendorBook } from '../vendors/index.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { statementsOf } from './statements.ts'
import { asElement, unitClassesByPart } from './unit-classes.ts'

export interface StockCoverDuty {
  readonly pack: string
  readonly rule: string
  readonly title: string
  readonly clause: string | undefined
  readonly status: string
  readonly provenance: Rule['provenance']
  readonly isAddressed: 'yes' | 'unknown'
  /** Months of stock to hold; undefined: the instrument gives no number. */
  readonly months: number | undefined
  /** Parts under it, for certain or perhaps. */
  readonly parts: ReadonlyMap<string, Trilean>
}

/** In scope and in no exception; where dates of its history count, that is not known. */
function isUnder(
  { scope, exceptions = [] }: Rule,
  equipment: SubjectClass,
  asker: PredicateAsker,
  day: CivilDay,
): Trilean {
  const ask = ({ where = {}, dates }: Scope): Trilean =>
    and(valueOn(asker.ask(where, equipment), day), dates ? MAYBE : YES)
  const standing = exceptions.filter(({ until }) => until === undefined || day <= parseDay(until)!)
  return standing.reduce((answer, exception) => and(answer, not(ask(exception.scope))), ask(scope))
}

/** As the rules stand on the as-of date. */
export function askStockCover(estate: Estate, question: RulesQuestion, book: VendorBook): StockCoverDuty[] {
  const classesOf = unitClassesByPart(estate)
  return question.packs
    .flatMap((pack) => statementsOf(pack, question, book))
    .flatMap(({ pack, rule, asker, addressing, current }): StockCoverDuty[] => {
      const isInForce = current && current.dueFrom <= question.asOf && question.asOf < current.until
      if (rule.kind !== 'stockCover' || addressing.answer === 'no' || !isInForce) return []
      const parts = new Map<string, Trilean>()
      for (const [part, classes] of classesOf) {
        const answers = classes.map((one) => isUnder(rule, asElement(one), asker, question.asOf))
        const answer = answers.reduce<Trilean>(or, NO)
        if (answer !== NO) parts.set(part, addressing.answer === 'yes' ? answer : MAYBE)
      }
      return [
        {
          pack: pack.pack,
          rule: rule.id,
          title: rule.title,
          clause: rule.clause,
          status: pack.status,
          provenance: rule.provenance,
          isAddressed: addressing.answer === 'yes' ? 'yes' : 'unknown',
          months: rule.months,
          parts,
        },
      ]
    })
}
