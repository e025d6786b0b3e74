// Two methods, one answer: the engine's one sweep and the slow judge agree on every day of more than a thousand random questions.
//
// Where they do not, the smallest question that shows it is printed with the rows, the rule, the day and both answers.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { checkSelectorNames } from '#engine/rules/check-selector-names.ts'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { checkReferences } from '#model/check-references.ts'
import type { Fault } from '#model/fault.ts'
import type { VendorFile } from '#model/vendor.ts'
import type { RuleResult } from '#model/verdict.ts'
import { askVendors } from './answer-by-day.ts'
import { buildEstateByDay } from './estate-by-day.ts'
import { spellTextTables } from './fact-row.ts'
import { type DayResult, explainDay, judgeByDay } from './judge-by-day.ts'
import { JUDGED_KINDS, type JudgedKind, type RandomQuestion, randomQuestions } from './random-question.ts'
import { day, makeQuestion, type SmallQuestion } from './small-question.ts'

/** More, and others, are tried by hand: `MAINSTAY_RUNS=20000 MAINSTAY_SEED=7 npx vitest run test/judge-by-day`. */
const RUNS = Number(process.env.MAINSTAY_RUNS ?? 120)
const TIMEOUT_MS = 60_000 + RUNS * 200
const SEED = Number(process.env.MAINSTAY_SEED ?? 1)

describe('the sweep and the slow judge', () => {
  for (const kind of JUDGED_KINDS)
    test(
      `agree on every day about rules of kind ${kind}`,
      () => {
        expect(spellFirstDifference([kind])).toBe('none')
      },
      TIMEOUT_MS,
    )

  test(
    'agree on every day about rules of all kinds in one question',
    () => {
      expect(spellFirstDifference(JUDGED_KINDS)).toBe('none')
    },
    TIMEOUT_MS,
  )

  test(
    'find the same rows at fault, and none in a question that has no fault',
    () => {
      const reached = new Set<string>()
      fc.assert(
        fc.property(randomQuestions(['exclusion']), ({ small, faulty, vendors }) => {
          expect(rowsAtFault(small, vendors).swept).toEqual([])
          if (!faulty) return
          const { slow, swept } = rowsAtFault(faulty, vendors)
          expect(swept).toEqual(slow)
          for (const row of slow) reached.add(row.split(' ')[0]!)
        }),
        { numRuns: RUNS, seed: SEED },
      )
      expect([...reached]).toEqual(expect.arrayContaining(['elements.csv', 'plan.csv']))
    },
    TIMEOUT_MS,
  )

  function spellFirstDifference(kinds: readonly JudgedKind[]): string {
    const run = fc.check(
      fc.property(randomQuestions(kinds), (random) => findDifference(random) === undefined),
      { numRuns: RUNS, seed: SEED },
    )
    if (!run.failed) return 'none'
    if (!run.counterexample) throw new Error(`no counterexample after ${run.numRuns} runs`)
    const difference = findDifference(run.counterexample[0])
    if (!difference) throw run.errorInstance
    return spellDifference(run.counterexample[0], difference, run)
  }

  interface Difference {
    readonly pack: string
    readonly rule: string
    readonly day: number
    readonly slow: string
    readonly swept: string
  }

  function findDifference({ small, vendors }: RandomQuestion): Difference | undefined {
    const question = makeQuestion(small)
    const book = buildVendorBook([vendors])
    const { rules: swept } = judgeRules(question, book)
    for (const [name, days] of judgeByDay(question, book)) {
      const [pack, rule] = name.split('/') as [string, string]
      const result = swept.find((candidate) => candidate.pack === pack && candidate.rule === rule)
      for (const slow of days) {
        const answers = { slow: spellDay(slow), swept: result ? spellSweptDay(result, slow) : 'no result at all' }
        if (answers.slow !== answers.swept) return { pack, rule, day: slow.day, ...answers }
      }
    }
    return undefined
  }

  function spellDifference(
    { small, vendors }: RandomQuestion,
    found: Difference,
    run: fc.RunDetails<[RandomQuestion]>,
  ): string {
    const question = makeQuestion(small)
    const { tables, packs, ...times } = small
    const stated = packs[0]!.rules.filter(({ id }) => id === found.rule)
    return [
      `They differ about ${found.pack}/${found.rule} on ${formatDay(found.day)}`,
      `  slow:  ${found.slow}`,
      `  sweep: ${found.swept}`,
      `(seed ${run.seed}, path ${run.counterexamplePath}, after ${run.numRuns} runs and ${run.numShrinks} shrinks)`,
      spellTextTables(tables),
      `times: ${JSON.stringify(times)}`,
      `rule: ${JSON.stringify(stated)}`,
      `editions: ${JSON.stringify(packs[0]!.editions)}`,
      `designations: ${JSON.stringify(packs[0]!.designations)}`,
      `owners: ${JSON.stringify(vendors.vendors.filter(({ ownership }) => ownership && ownership.length > 0))}`,
      'how the slow judge came to it:',
      explainDay(question, buildVendorBook([vendors]), found.pack, found.rule, found.day),
    ].join('\n')
  }
})

/** The tables of whose rows the slow judge tells what is wrong. */
const FAULTED = ['elements', 'units', 'plan'] as const

/** As `elements.csv 2`, each row once: the one by the slow judge, the other as a workspace is checked and judged. */
function rowsAtFault(small: SmallQuestion, vendors: VendorFile): { slow: string[]; swept: string[] } {
  const question = makeQuestion(small)
  const book = buildVendorBook([vendors])
  const { resolve } = askVendors(book)
  const swept: Fault[] = []
  checkReferences(question.facts, (fault) => {
    // The order of making and delivery is no matter of rules: the reader alone tells of it.
    if (fault.column !== 'delivered') swept.push(fault)
  })
  const { estate, faults } = buildEstate(question, book)
  swept.push(...faults)
  const rowsOf = (faults: readonly { file: string; line?: number }[]): string[] => {
    const rows = faults.filter(({ file }) => FAULTED.some((table) => file === `${table}.csv`))
    return [...new Set(rows.map(({ file, line }) => `${file} ${line}`))].sort()
  }
  const slow = rowsOf(buildEstateByDay(question, resolve).faults)
  // Of a selector that means nothing for it names what there is not, that is told, and only for that reason: a name of
  // nothing beside others is another matter.
  const named: Fault[] = []
  checkSelectorNames(question.facts, estate, book, (fault) => named.push(fault))
  swept.push(...named.filter((fault) => slow.includes(rowsOf([fault])[0]!)))
  return { slow, swept: rowsOf(swept.filter(({ severity }) => severity === 'error')) }
}

/** Figures are compared on days on which the rule is judged, or is not yet due. */
function hasFigures(state: string): boolean {
  return state !== 'not applicable' && state !== 'not evaluated'
}

function spellDay({ state, waived, told }: DayResult): string {
  const figures = hasFigures(state) ? told.map(({ name, low, high }) => `; ${name} ${low} to ${high}`) : []
  return `${state}${spellWaived(waived !== 'no', waived === 'in part')}${figures.join('')}`
}

/** What the intervals and steps of a result say of one day, in the words of {@link spellDay}. */
function spellSweptDay(result: RuleResult, slow: DayResult): string {
  const intervals = result.timeline.filter(({ from, to }) => startOf(from) <= slow.day && slow.day <= startOf(to))
  if (intervals.length !== 1) return `${intervals.length} intervals`
  const { state, waived, beyondWaiver } = intervals[0]!
  const figures = hasFigures(state)
    ? slow.metrics.map(({ name }) => {
        const metric = result.metrics.find((one) => (name === 'count' ? one.kind === 'count' : one.name === name))
        const step = metric?.steps.findLast(({ from }) => startOf(from) <= slow.day)
        return `; ${name} ${metric ? `${step?.low ?? null} to ${step?.high ?? null}` : 'is missing'}`
      })
    : []
  return `${state}${spellWaived(waived === true, beyondWaiver !== undefined)}${figures.join('')}`
}

function spellWaived(isWaived: boolean, isOpenBeyond: boolean): string {
  return `${isWaived ? ', waived' : ''}${isOpenBeyond ? ' in part' : ''}`
}

function startOf(text: string): number {
  return text === 'always' ? Number.NEGATIVE_INFINITY : text === 'never' ? Number.POSITIVE_INFINITY : day(text)
}
