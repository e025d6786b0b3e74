// What a report says of a rule beside its days (verdict, first breaches, headroom, where it bites), told a second time from
// the slow judge's days: by looking at each of them, and by trying one swap and one build more.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { CapRule, Rule } from '#model/rule.ts'
import type { RuleResult } from '#model/verdict.ts'
import { add, fraction, isAbove, isZero, multiply } from './fraction.ts'
import { type DayResult, judgeByDay, type MetricOfDay } from './judge-by-day.ts'
import { JUDGED_KINDS, type RandomQuestion, randomQuestions } from './random-question.ts'
import { makeQuestion } from './small-question.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 40)
const TIMEOUT_MS = 60_000 + RUNS * 1000
const SEED = Number(process.env.MAINSTAY_SEED ?? 1)

describe('what is told beside the days agrees with the slow judge', () => {
  // Of notifications nothing is told but by the days.
  for (const kind of JUDGED_KINDS.filter((one) => one !== 'notification'))
    test(
      `of rules of kind ${kind}`,
      () => {
        fc.assert(
          fc.property(randomQuestions([kind]), (random) => {
            for (const { told, found } of tellBoth(random)) expect(told).toEqual(found)
          }),
          { numRuns: RUNS, seed: SEED },
        )
      },
      TIMEOUT_MS,
    )
})

function tellBoth({ small, vendors }: RandomQuestion): { told: Answers; found: Answers }[] {
  const book = buildVendorBook([vendors])
  const asked = makeQuestion(small)
  const { rules, horizon } = judgeRules(asked, book)
  const question = { ...asked, horizon }
  const days = judgeByDay(question, book)
  return rules.map((result) => {
    const found = findAnswers(days.get(`${result.pack}/${result.rule}`)!, asked.asOf)
    return { told: answersOf(result, new Set(found.headroom.map(([name]) => name))), found }
  })
}

interface Answers {
  readonly verdict: string
  readonly firstBreach: string | undefined
  readonly firstPossibleBreach: string | undefined
  readonly nextBreach: string | undefined
  /** Swaps and new builds by metric; undefined where the day has no share. */
  readonly headroom: readonly (readonly [string, number | null | undefined, number | null | undefined])[]
  readonly bite: RuleResult['bite']
}

/** Headroom by the metrics of which the slow judge has figures on the day. */
function answersOf(result: RuleResult, named: ReadonlySet<string>): Answers {
  const { verdict, firstBreach, firstPossibleBreach, nextBreach, metrics, bite } = result
  const shares = metrics.filter(({ kind, name }) => kind === 'share' && named.has(name))
  return {
    verdict,
    firstBreach,
    firstPossibleBreach,
    nextBreach,
    headroom: shares.map(({ name, headroom }) => [name, headroom?.swaps, headroom?.newBuilds] as const),
    bite,
  }
}

function findAnswers(days: readonly DayResult[], asOf: number): Answers {
  const firstOf = (states: readonly string[], from = -Infinity): string | undefined =>
    spellDayOf(days.find((one) => one.day >= from && states.includes(one.state)))
  const isMissed = ({ state, waived }: DayResult): boolean => state === 'not met' && waived === 'no'
  const today = days.find(({ day }) => day === asOf)!
  const { rule } = today
  return {
    verdict: verdictFrom(days, asOf),
    firstBreach: firstOf(['not met']),
    firstPossibleBreach: firstOf(['not met', 'cannot be shown']),
    nextBreach: spellDayOf(days.find((one, index) => one.day > asOf && isMissed(one) && !isMissed(days[index - 1]!))),
    headroom:
      rule.kind === 'cap' && hasFigures(today.state) ? today.told.map((metric) => headroomFrom(rule, metric)) : [],
    bite: biteFrom(rule, days),
  }
}

/** Figures are held against each other on a day on which the rule is judged, or is not yet due. */
function hasFigures(state: string): boolean {
  return state !== 'not applicable' && state !== 'not evaluated'
}

function spellDayOf(found: DayResult | undefined): string | undefined {
  return found && formatDay(found.day)
}

function verdictFrom(days: readonly DayResult[], asOf: number): string {
  const [today, ...later] = days.filter(({ day }) => day >= asOf)
  if (today!.state !== 'not yet due') return today!.state
  if (later.some(({ state }) => state === 'not met')) return 'not yet due: the plan misses it'
  if (later.some(({ state }) => state === 'cannot be shown')) return 'not yet due: cannot be shown'
  if (!later.some(({ state }) => state === 'met' || state === 'not evaluated')) return 'not applicable'
  return 'not yet due: the plan meets it'
}

/** One more, and one more again, until the limit is passed; or one less until it is kept. */
function headroomFrom(rule: CapRule, { name, most }: MetricOfDay): Answers['headroom'][number] {
  if (!most) return [name, undefined, undefined]
  const stated = parseRational(rule.limit)!
  const limit = fraction(stated.numerator, stated.denominator)
  const isWithin = (swapped: number, built: number, diluted: number): boolean => {
    const inside = add(most.inside, fraction(swapped + built))
    const whole = add(most.whole, fraction(built + diluted))
    return !isAbove(inside, multiply(limit, whole))
  }
  if (isWithin(0, 0, 0)) {
    const isEverythingAllowed = !isAbove(fraction(1), limit)
    return [
      name,
      lastWhile((count) => isWithin(count, 0, 0)),
      isEverythingAllowed ? null : lastWhile((count) => isWithin(0, count, 0)),
    ]
  }
  const isNothingAllowed = isZero(limit)
  return [
    name,
    -lastWhile((count) => !isWithin(-count, 0, 0)) - 1,
    isNothingAllowed ? null : -lastWhile((count) => !isWithin(0, 0, count)) - 1,
  ]
}

/** The last number for which it still holds: by doubling, then by halves; it holds for none after the first it fails. */
function lastWhile(holds: (count: number) => boolean): number {
  let next = 1
  while (holds(next)) next *= 2
  let last = Math.floor(next / 2)
  while (next - last > 1) {
    const middle = Math.floor((last + next) / 2)
    if (holds(middle)) last = middle
    else next = middle
  }
  return last
}

/** On the days on which the rule is so stated. */
function biteFrom(rule: Rule, all: readonly DayResult[]): RuleResult['bite'] {
  const days = all.filter((one) => one.rule === rule)
  if (rule.kind === 'diversity' || rule.kind === 'freeze') return undefined
  if (rule.kind !== 'cap') {
    const last = days.findLastIndex(
      ({ state, metrics }) => state !== 'not applicable' && metrics.some(({ high }) => high !== 0),
    )
    if (last < 0) return undefined
    return { earliestDeadline: days[last] === all.at(-1) ? null : formatDay(days[last]!.day) }
  }
  const judged = days.filter(({ state }) => ['met', 'not met', 'cannot be shown'].includes(state))
  const unknown = judged.find(({ metrics }) => metrics.some(({ sums }) => sums === 'unknown'))
  const ends = judged.flatMap(({ day, metrics, surelyApplies }) =>
    metrics.map(({ low, high }) => ({ day, low, high, surelyApplies })),
  )
  const known = ends.filter(({ high }) => high !== null)
  const low = Math.max(0, ...known.filter((end) => end.surelyApplies).map((end) => end.low!))
  if (unknown) return { limit: { low, high: null, on: formatDay(unknown.day) } }
  if (known.length === 0) return undefined
  const high = Math.max(...known.map((end) => end.high!))
  return { limit: { low, high, on: formatDay(known.find((end) => end.high === high)!.day) } }
}
