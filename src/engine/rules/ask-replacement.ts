// May a failed unit still be replaced by one of its part? Asked of every rule in force that forbids putting equipment in,
// and says that it speaks of replacements, for every part and day.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import { MAYBE, NO, YES } from '#base/trilean.ts'
import { always, andSpells, during, notSpells, orSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'
import type { ConditionEvent, Rule, Scope } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { VendorBook } from '../vendors/index.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { testsOf } from './date-tests.ts'
import { type Statement, statementsOf } from './statements.ts'
import { asElement, classesPutInto, type PutInto, unitClassesByPart } from './unit-classes.ts'

/** What one rule says of putting in units of one part. */
export interface ReplacementBar {
  readonly part: string
  readonly pack: string
  readonly rule: string
  readonly title: string
  readonly clause: string | undefined
  /** Whether it addresses the operator is not known: `maybe` at the most. */
  readonly isAddressed: 'yes' | 'unknown'
  readonly provenance: Rule['provenance']
  readonly status: string
  /** Of units bought on the as-of date, and of those held or taken out before. */
  readonly ofBought: TrileanSpells
  readonly ofHeld: TrileanSpells
  /** Of units bought later, each asked on the day on which it is bought and put in. */
  readonly ofOrdered: TrileanSpells
}

/**
 * Bars on parts where they are put into elements of the estate, by pack, rule and part; those that never say anything but no are
 * left out. `putInto`: left out, each part that has units is put into its own elements.
 */
export function askReplacements(
  estate: Estate,
  question: RulesQuestion,
  book: VendorBook,
  putInto?: PutInto,
): ReplacementBar[] {
  const ownClassesOf = unitClassesByPart(estate)
  const classesOf = putInto ? classesPutInto(ownClassesOf, putInto, question.facts, book) : ownClassesOf
  return question.packs
    .flatMap((pack) => statementsOf(pack, question, book))
    .filter(({ rule, addressing }) => addressing.answer !== 'no' && forbidsReplacing(rule))
    .flatMap((statement) =>
      [...classesOf].flatMap(([part, classes]) => askStatement(statement, part, classes, question.asOf)),
    )
}

function forbidsReplacing({ kind, appliesTo }: Rule): boolean {
  return (kind === 'freeze' || kind === 'exclusion') && (appliesTo?.includes('replacement') ?? true)
}

function askStatement(
  { pack, rule, asker, addressing, windows }: Statement,
  part: string,
  classes: readonly SubjectClass[],
  asOf: CivilDay,
): ReplacementBar[] {
  const ask = (stock: Stock): TrileanSpells =>
    windows
      .map((window) => {
        const answers = classes.map((one) => askRule(window.rule, one, asker, stock))
        const agreed = answers.reduce((left, right) => combineClasses(left, right))
        return andSpells(agreed, during(window.dueFrom, window.until, addressing.answer === 'yes' ? YES : MAYBE))
      })
      .reduce(orSpells, always(NO))
  const ofBought = ask({ kind: 'bought', on: asOf })
  const ofHeld = ask({ kind: 'held', on: asOf })
  const ofOrdered = ask({ kind: 'ordered' })
  const saysNothing = [ofBought, ofHeld, ofOrdered].every((spells) => spells.every(({ value }) => value === NO))
  if (saysNothing) return []
  return [
    {
      part,
      pack: pack.pack,
      rule: rule.id,
      title: rule.title,
      clause: rule.clause,
      isAddressed: addressing.answer === 'yes' ? 'yes' : 'unknown',
      provenance: rule.provenance,
      status: pack.status,
      ofBought,
      ofHeld,
      ofOrdered,
    },
  ]
}

/** What all elements that carry it answer; maybe where some may be given it and others not. */
function combineClasses(left: TrileanSpells, right: TrileanSpells): TrileanSpells {
  const both = andSpells(left, right)
  const either = orSpells(left, right)
  // Yes of both, or no of both; between them it depends on the element.
  return orSpells(both, andSpells(either, always(MAYBE)))
}

/** Units bought on a day, or held by then; or ordered for the day on which they are put in. */
type Stock = { readonly kind: 'bought' | 'held'; readonly on: CivilDay } | { readonly kind: 'ordered' }

/** A unit is forbidden where equipment like the element it is put into would be. */
function askRule(rule: Rule, unitClass: SubjectClass, asker: PredicateAsker, stock: Stock): TrileanSpells {
  const equipment = asElement(unitClass)
  const askScope = ({ where = {}, dates }: Scope): TrileanSpells =>
    andSpells(asker.ask(where, equipment), dates ? askDates({ dates }, stock) : always(YES))
  const exceptions = (rule.exceptions ?? []).map(({ scope }) => notSpells(askScope(scope)))
  return exceptions.reduce(andSpells, askScope(rule.scope))
}

/** On each day as if the unit were put in on it; when it was made nobody knows, but not after that. */
function askDates(scope: Scope, stock: Stock): TrileanSpells {
  return testsOf(scope)
    .map(({ event, after, notAfter }) => {
      const isBeyond = during(after + 1, AFTER_ALL, YES)
      const isOnItsDay = PUT_IN.has(event) || (stock.kind === 'ordered' && event === 'procured')
      if (isOnItsDay) return andSpells(isBeyond, during(BEFORE_ALL, notAfter + 1, YES))
      if (stock.kind === 'bought' && event === 'procured')
        return always(stock.on > after && stock.on <= notAfter ? YES : NO)
      // Made, bought or delivered some day before it is put in; what is held, before the day it is held on.
      return stock.kind === 'held' && stock.on <= after ? always(NO) : andSpells(isBeyond, always(MAYBE))
    })
    .reduce(andSpells, always(YES))
}

const PUT_IN: ReadonlySet<ConditionEvent> = new Set(['installed', 'inService'])
