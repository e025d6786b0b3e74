// How much of the weight that a rule speaks of on a day is certain on that very day?
//
// All of it is, exactly where the figure has one value, and then the state of the day is never "cannot be shown".

import { type CivilDay, formatDay } from '#base/calendar.ts'
import type { Rule } from '#model/rule.ts'
import type { Coverage } from '#model/verdict.ts'
import { countOn } from './figures.ts'
import type { RuleFigures } from './judge-days.ts'
import { metricThatBinds, thousandthsOf, unitOfCap, unitOfSubjects } from './metric-results.ts'
import { A, B, C, D, E, F, type Tally } from './tally.ts'
import type { MeasureTally } from './tally-sink.ts'

interface Parts {
  readonly known: number
  /** Infinity: without bound. */
  readonly uncertain: number
}

export function coverageOn(rule: Rule, figures: RuleFigures, day: CivilDay): Coverage {
  const { main, condition } = figures
  const bound = metricThatBinds(rule, main, day)
  const told = main[bound]!
  const index = day - told.tally.from
  const parts = rule.kind === 'diversity' ? partsOfVendors(told, index) : partsOfWeight(told.tally, index)
  const { known, uncertain } = condition && isConditionOpen(condition, index) ? inDoubt(parts) : parts
  const metric = rule.kind === 'cap' ? rule.metrics[bound]! : undefined
  const unit = metric ? unitOfCap(metric) : unitOfSubjects(rule)
  const amount = (sum: number): number => (unit.startsWith('thousandths') ? thousandthsOf(sum, told.parts) : sum)
  return {
    on: formatDay(day),
    ...(metric ? { metric: metric.name } : {}),
    unit,
    known: Math.floor(amount(known)),
    uncertain: uncertain === Number.POSITIVE_INFINITY ? null : Math.ceil(amount(uncertain)),
  }
}

/** What must be in the network for the rule to hold is perhaps there: then all that the rule speaks of is in question. */
export function isConditionOpen(condition: MeasureTally, index: number): boolean {
  const { low, high } = countOn(condition, index)
  return low === 0 && high > 0
}

function inDoubt({ known, uncertain }: Parts): Parts {
  return { known: 0, uncertain: known + uncertain }
}

function partsOfWeight({ low, high, stride, unknown }: Tally, day: number): Parts {
  const sum = (values: Float64Array, categories: readonly number[]) =>
    categories.reduce((total, category) => total + Math.max(values[category * stride + day]!, 0), 0)
  const known = sum(low, [A, B])
  const all = sum(high, [A, B, C, D, E, F])
  return { known, uncertain: unknown[day]! > 0 ? Number.POSITIVE_INFINITY : all - known }
}

/** A subject whose vendor is not known may be of any: it is as open as one that may not be there. */
function partsOfVendors({ tally, groups }: MeasureTally, day: number): Parts {
  const sum = (tallies: readonly Tally[], category: number) =>
    tallies.reduce((total, { low, stride }) => total + low[category * stride + day]!, 0)
  return { known: sum(groups, A), uncertain: sum(groups, D) + sum([tally], A) + sum([tally], D) }
}
