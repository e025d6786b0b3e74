// Whichever day an element is changed on, what was told without knowing the day holds; and what holds whichever day it
// is was told.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { RuleState } from '#model/verdict.ts'
import type { TextRow } from './fact-row.ts'
import { day, makeQuestion, type SmallRule, VENDORS } from './small-question.ts'

const BOOK = buildVendorBook([VENDORS])
const RUNS = Number(process.env.MAINSTAY_RUNS ?? 200)
const SEED = Number(process.env.MAINSTAY_SEED ?? 1)
const TIMEOUT_MS = 60_000 + RUNS * 200

const [FIRST, LAST] = ['2024-06-01', '2024-06-12']
const DAYS = Array.from({ length: 12 }, (_, index) => formatDay(day(FIRST) + index))

/** The state of each day, of a ban on some technologies or bands of Alpha's. */
function statesOf(plan: readonly TextRow[], rule: SmallRule): RuleState[] {
  const elements = [
    { element: 'A', vendor: 'Alpha', inService: '2020-01-01', technologies: '4G', bands: '1800MHz' },
    { element: 'B', vendor: 'Delta', inService: '2020-01-01', technologies: '4G|5G' },
  ]
  const small = { tables: { elements, plan: [...plan] }, packs: [{ rules: [rule] }] }
  const { rules } = judgeRules(makeQuestion({ ...small, asOf: FIRST, from: FIRST, to: LAST }), BOOK)
  return DAYS.map((on) => rules[0]!.timeline.find(({ from, to }) => from <= on && on <= to)!.state)
}

const changes = fc.array(
  fc.record({
    from: fc.integer({ min: 1, max: 8 }),
    days: fc.integer({ min: 0, max: 3 }),
    carried: fc.constantFrom(
      { technologies: '5G' },
      { technologies: '4G|5G' },
      { technologies: '4G', bands: '700MHz' },
      { bands: '3.5GHz' },
    ),
  }),
  { minLength: 1, maxLength: 2 },
)
const bans: fc.Arbitrary<SmallRule> = fc
  .constantFrom(
    { technology: ['4G'] },
    { technology: ['5G'] },
    { any: [{ technology: ['4G'] }, { technology: ['5G'] }] },
    { technology: ['4G'], band: ['1800MHz', '3.5GHz'] },
    { not: { technology: ['4G'] }, band: ['1800MHz'] },
  )
  .map((where) => ({ kind: 'exclusion' as const, scope: { where: { ...where, vendor: { is: ['alpha'] } } } }))

type Change = { readonly from: number; readonly days: number; readonly carried: TextRow }

/** The rows of the changes, each on one of its days. */
function* plansOf([first, ...others]: readonly Change[]): Generator<TextRow[]> {
  if (!first) {
    yield []
    return
  }
  for (let on = first.from; on <= first.from + first.days; on++)
    for (const rest of plansOf(others)) yield [rowOf(first, DAYS[on]!), ...rest]
}

function rowOf({ carried }: Change, date: string): TextRow {
  return { date, action: 'change', element: 'A', ...carried }
}

describe('a change on a day that is not known', () => {
  test(
    'leaves known what is so whichever day it is, and nothing else',
    () => {
      fc.assert(
        fc.property(changes, bans, (unordered, ban) => {
          // Of one day the row that stands later goes before the other: rows are in order of their first day.
          const inOrder = unordered.toSorted((left, right) => left.from - right.from)
          const rows = inOrder.map((one) => rowOf(one, `${DAYS[one.from]}..${DAYS[one.from + one.days]}`))
          const certain = [...plansOf(inOrder)].map((plan) => statesOf(plan, ban))
          const told = statesOf(rows, ban)
          for (const [index, state] of told.entries()) {
            const found = new Set(certain.map((states) => states[index]!))
            const expected = found.size === 1 ? [...found][0] : 'cannot be shown'
            expect({ on: DAYS[index], state }).toEqual({ on: DAYS[index], state: expected })
          }
        }),
        { numRuns: RUNS, seed: SEED },
      )
    },
    TIMEOUT_MS,
  )
})
