// Whether a well-shaped scenario makes sense by itself: days in order, a horizon that can be reckoned, chances that make
// a whole.

import { addMonths, type CivilDay, formatDay, LAST_DAY, parseDay } from '#base/calendar.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { type Disruption, LARGEST_SURVIVAL_ASKED, type Scenario, SUPPLIES, type Supply } from '#model/scenario.ts'
import { PLAN, tableNamedBy } from '#model/tables.ts'
import { formatYamlPath, type YamlPath } from '../yaml/parse.ts'
import { entriesIn, type Sound } from '../yaml/sound-part.ts'

/** Tells a fault at a path of the file; line, column and text are filled in unless stated. */
export type ReportAt = (code: FaultCode, path: YamlPath, problem: string, more?: Partial<Fault>) => void

const LONGEST_YEARS = 50
const MOST_STEPS = 5000
/** More than a person writes, and few beside the parts that each is held against. */
const MOST_DISRUPTIONS = 1000
const DEFAULT_STEP_DAYS = 7
/** By how much written decimals may miss 1: three times 0.3333333333 is meant as a whole. */
const WHOLE_WITHIN = 1e-9

/** What is known of the shape of the file. */
export interface ShapeFound {
  /** Whether nothing is wrong with what stands at a path, nor with anything in it. */
  readonly isWhole: (path: YamlPath) => boolean
  /** Whether a mapping has a key that it should not: it may be meant for one that is missing. */
  readonly hasUnknownKey: (path: YamlPath) => boolean
}

/** `asOf`: the first day reckoned where the scenario says none. */
export function checkMeaning(
  scenario: Sound<Scenario>,
  shape: ShapeFound,
  asOf: CivilDay | undefined,
  report: ReportAt,
): void {
  const { isWhole } = shape
  const horizonEnds = checkHorizon(scenario, isWhole(['from']) ? asOf : undefined, report)
  checkPlanFile(scenario.plan, report)
  checkTarget(scenario.target, shape, report)
  checkDisruptions(scenario.disruptions, shape, horizonEnds, report)
  checkHelpers(scenario.lateralSupply?.pools, report)
  if (isWhole(['assumptions', 'planSlips'])) checkPlanSlips(scenario.assumptions?.planSlips, report)
}

/** A pool that helped in two lists would make one of both. */
function checkHelpers(lists: NonNullable<Sound<Scenario>['lateralSupply']>['pools'], report: ReportAt): void {
  const placeOf = new Map<string, YamlPath>()
  for (const [index, list] of entriesIn(lists))
    for (const [number, pool] of entriesIn(list)) {
      const path = ['lateralSupply', 'pools', index, number]
      const before = placeOf.get(pool)
      if (!before) placeOf.set(pool, path)
      else
        report('duplicate-key', path, `pool stands in ${formatYamlPath(before)} already`, {
          expected: 'each pool once: those that help each other stand in one list',
        })
    }
}

/** The last day of a horizon that can be relied upon. */
function checkHorizon(
  { from: stated, until: untilText, stepDays }: Sound<Scenario>,
  asOf: CivilDay | undefined,
  report: ReportAt,
): CivilDay | undefined {
  const from = stated === undefined ? asOf : parseDay(stated)
  const until = parseDay(untilText ?? '')
  if (from === undefined || until === undefined) return until
  const first = `${stated === undefined ? 'the as-of date' : '`from`'} ${formatDay(from)}`
  const lastPossible = addMonths(from, 12 * LONGEST_YEARS) - 1
  if (until < from) {
    report('contradiction', ['until'], `horizon ends before it begins on ${first}`, {
      expected: `${formatDay(from)} or later`,
    })
    return undefined
  }
  if (until > lastPossible)
    report('too-large', ['until'], `horizon of more than ${LONGEST_YEARS} years`, {
      expected: `a day up to ${formatDay(lastPossible)}, for it begins on ${first}`,
    })
  else checkSteps(until - from + 1, stepDays ?? DEFAULT_STEP_DAYS, report)
  return until
}

function checkSteps(dayCount: number, stepDays: number, report: ReportAt): void {
  const stepCount = Math.ceil(dayCount / stepDays)
  if (stepCount <= MOST_STEPS) return
  report('too-large', ['stepDays'], `horizon of ${stepCount} steps`, {
    expected: `at most ${MOST_STEPS} steps: ${Math.ceil(dayCount / MOST_STEPS)} or more days each, or an earlier \`until\``,
  })
}

/** One thing is asked, and not certainty: failures come by chance, and any number of them is possible. */
function checkTarget(
  target: Sound<Scenario>['target'],
  { isWhole, hasUnknownKey }: ShapeFound,
  report: ReportAt,
): void {
  if (target === undefined) return
  const { survival, weightHoursLost } = target
  if (survival === 1)
    report('contradiction', ['target', 'survival'], 'certainty, which no stock of finite size gives', {
      expected: 'a probability below 1, such as 0.999: failures come by chance, and any number of them is possible',
    })
  else if (survival !== undefined && survival > LARGEST_SURVIVAL_ASKED)
    report('too-large', ['target', 'survival'], 'survival too near to certainty to be told from it', {
      expected: `at most ${LARGEST_SURVIVAL_ASKED}: what is needed for more is not looked for`,
    })
  if (weightHoursLost === 0)
    report('contradiction', ['target', 'weightHoursLost'], 'no hour lost at all, which no stock of finite size gives', {
      expected: 'a number above 0, such as 100: failures come by chance, and any number of them is possible',
    })
  if (survival !== undefined && weightHoursLost !== undefined)
    report('contradiction', ['target'], 'two targets', { expected: '`survival` or `weightHoursLost`, not both' })
  const isMissing = survival === undefined && weightHoursLost === undefined
  if (isMissing && isWhole(['target']) && !hasUnknownKey(['target']))
    report('missing-value', ['target'], 'target that asks for nothing', {
      expected: '`survival` with a probability, or `weightHoursLost` with a number',
    })
}

/** A plan lies in the workspace: whoever is mailed one must not read with it what lies beside it. */
function checkPlanFile(plan: string | undefined, report: ReportAt): void {
  if (plan === undefined) return
  const expected =
    'a .csv or .parquet file below the folder of the workspace whose name begins with `plan`, such as `variants/plan-slip.csv`'
  const steps = plan.split('/')
  const isWithin = !/[\\:]/.test(plan) && steps.every((step) => step !== '' && step !== '.' && step !== '..')
  if (!isWithin) report('invalid-value', ['plan'], 'not a file of the workspace', { expected })
  else if (!/\.(csv|parquet)$/.test(plan) || tableNamedBy(steps.at(-1)!) !== PLAN)
    report('invalid-value', ['plan'], 'not a plan by its name', { expected })
}

function checkDisruptions(
  disruptions: Sound<Scenario>['disruptions'],
  shape: ShapeFound,
  horizonEnds: CivilDay | undefined,
  report: ReportAt,
): void {
  if (disruptions !== undefined && disruptions.length > MOST_DISRUPTIONS)
    report('too-large', ['disruptions'], `${disruptions.length} disruptions`, {
      expected: `at most ${MOST_DISRUPTIONS}`,
    })
  const seen = new Set<string>()
  for (const [index, disruption] of entriesIn(disruptions)) {
    const path = ['disruptions', index]
    const { disruption: name } = disruption
    if (name !== undefined && seen.has(name))
      report('duplicate-key', [...path, 'disruption'], 'disruption stands twice', { expected: 'a name of its own' })
    if (name !== undefined) seen.add(name)
    if (isOfNobody(disruption, path, shape))
      report('missing-value', path, 'disruption of nobody', {
        ...(name === undefined ? {} : { text: quoteForFault(name) }),
        expected: '`vendors` with vendor ids, or `parts`',
      })
    checkStops(disruption, path, horizonEnds ?? LAST_DAY, report)
    if (shape.isWhole([...path, 'stops'])) checkNeeds(disruption, path, report)
  }
}

function isOfNobody(
  { vendors, parts }: Sound<Disruption>,
  path: YamlPath,
  { isWhole, hasUnknownKey }: ShapeFound,
): boolean {
  const isMissing = vendors === undefined && parts === undefined
  return isMissing && isWhole([...path, 'vendors']) && isWhole([...path, 'parts']) && !hasUnknownKey(path)
}

/** What stops nothing within the horizon is told: it was written to change something. */
function checkStops({ stops }: Sound<Disruption>, path: YamlPath, horizonEnds: CivilDay, report: ReportAt): void {
  for (const supply of SUPPLIES) {
    const day = parseDay(stops?.[supply] ?? '')
    if (day === undefined || day <= horizonEnds) continue
    report('ignored', [...path, 'stops', supply], 'after the horizon, where it changes nothing', {
      severity: 'warning',
      expected: `a day up to ${formatDay(horizonEnds)}`,
    })
  }
}

/** So is what would matter only if something else stopped too. */
function checkNeeds({ stops = {}, inRepair, ration }: Sound<Disruption>, path: YamlPath, report: ReportAt): void {
  const warn = (key: string, problem: string, needed: Supply): void =>
    report('ignored', [...path, key], problem, { severity: 'warning', expected: `\`stops.${needed}\` with a day` })
  if (inRepair !== undefined && stops.repairs === undefined)
    warn('inRepair', 'changes nothing where repairs do not stop', 'repairs')
  if (ration !== undefined && stops.vendorPools === undefined)
    warn('ration', 'changes nothing where no vendor’s stock goes', 'vendorPools')
}

type PlanSlips = NonNullable<Scenario['assumptions']>['planSlips']

function checkPlanSlips(slips: Sound<PlanSlips>, report: ReportAt): void {
  const path = ['assumptions', 'planSlips']
  const seen = new Set<number>()
  let sum = 0
  for (const [index, { months, probability = 0 }] of entriesIn(slips)) {
    sum += probability
    if (months !== undefined && seen.has(months))
      report('duplicate-key', [...path, index, 'months'], 'slip stands twice', {
        expected: 'each number of months once',
      })
    if (months !== undefined) seen.add(months)
  }
  if (slips !== undefined && Math.abs(sum - 1) > WHOLE_WITHIN)
    report('contradiction', path, `the probabilities make ${Number(sum.toPrecision(12))}`, { expected: 'together 1' })
}
