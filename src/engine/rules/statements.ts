// The rules of a pack as they stand: each in all its known editions, and whether it speaks to the operator.

import type { Rule, RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { VendorBook } from '../vendors/index.ts'
import { type Addressing, isAddressed } from './addressees.ts'
import { PredicateAsker } from './answer-predicate.ts'
import { type RuleWindow, ruleWindows } from './editions.ts'

/** A rule of a pack, in all its known editions. */
export interface Statement {
  readonly pack: RulePack
  readonly asker: PredicateAsker
  readonly addressing: Addressing
  /** The window of the as-of date, or else the next, or else the last one; undefined where no edition is known. */
  readonly current: RuleWindow | undefined
  /** As the current window states it. */
  readonly rule: Rule
  readonly windows: readonly RuleWindow[]
}

export function statementsOf(pack: RulePack, question: RulesQuestion, book: VendorBook): Statement[] {
  const asker = new PredicateAsker(pack, book, question.knownAt)
  const windowsOf = ruleWindows(pack, question.knownAt)
  const ids = [...new Set(pack.rules.map((rule) => rule.id))]
  return ids.map((id) => {
    const windows = windowsOf.get(id) ?? []
    const current =
      windows.find((window) => window.from <= question.asOf && question.asOf < window.until) ??
      windows.find((window) => window.from > question.asOf) ??
      windows.at(-1)
    const rule = current?.rule ?? pack.rules.find((one) => one.id === id)!
    return { pack, asker, addressing: isAddressed(pack, rule, question.operator), current, rule, windows }
  })
}

/** Kinds whose verdict comes from the sweep. */
export function isMeasured(rule: Rule): boolean {
  return rule.kind !== 'notification' && !isPending(rule)
}

export function isPending(
  rule: Rule,
): rule is Rule & { kind: 'stockCover' | 'patchDeadline' | 'record'; needs: string } {
  return rule.kind === 'stockCover' || rule.kind === 'patchDeadline' || rule.kind === 'record'
}
