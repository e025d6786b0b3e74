// What a rule makes of a network beside its sentence, in a few plain ones: for whoever weighs one rule against another.

import { formatCount } from '#base/format-number.ts'
import { wordingOf } from '#model/footing.ts'
import type { RuleResult } from '#model/verdict.ts'
import { joinNames } from '../figures.ts'
import { sayBeginning, sayBite } from './rule-state.ts'

const NAMED = 5

export function sayOutcome(rule: RuleResult): readonly string[] {
  const { firstBreach, matter } = rule
  const names = matter.entries.slice(0, NAMED).map(({ identifier }) => identifier)
  const rest = matter.total - names.length
  const listed = [...names, ...(rest > 0 ? [`${formatCount(rest, 'other')}`] : [])]
  return [
    ...(firstBreach === undefined ? [] : [`first ${wordingOf(rule).breach} on ${sayBeginning(firstBreach, rule)}`]),
    ...sayBite(rule),
    ...(names.length === 0 ? [] : [`counted on ${matter.on}: ${joinNames(listed, listed.length)}`]),
  ]
}
