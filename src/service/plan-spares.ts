// How long will the spares of a workspace last under a scenario, and what must be bought?

import { type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { askReplacements } from '#engine/rules/index.ts'
import {
  type Chances,
  manyTogether,
  type PreparedSpares,
  prepareSpares,
  type SparesAnswer,
  targetOf,
  tellKnown,
  probabilityOf,
} from '#engine/spares/index.ts'
import { nearestName } from '#base/near-name.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { quoteForFault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { Scenario } from '#model/scenario.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { askQuestion } from './ask-question.ts'
import { checkEstate } from './check-estate.ts'
import { judgeCover } from './judge-cover.ts'
import { listBars } from './list-bars.ts'
import { type LoadedScenario, loadScenario } from './load-scenario.ts'
import { type Progress, type Workspace, workspaceTitle } from './load-workspace.ts'
import { PRODUCT } from './product.ts'
import { answerInThreads } from './answer-in-threads.ts'

export interface SparesRequest {
  readonly workspace: string
  readonly today: CivilDay
  /** By name or by path; undefined: the only one there is. */
  readonly scenario?: string
  /** Instead of what the scenario asks for: a survival, or at most so many weighted hours lost. */
  readonly target?: number
  readonly hoursLost?: number
  readonly per?: 'part' | 'vendor' | 'network'
  readonly budget?: number
  /** Threads that simulate, by default as many as there are processors: the same answer with any number of them. */
  readonly threads?: number
  /** The one part that is to be explained, one of parts.csv: others are left out where nothing of its answer hangs on them. */
  readonly explained?: string
}

/** Undefined where the workspace or the scenario has errors, which the log holds. Rejects with the reason of the signal. */
export async function planSpares(
  request: SparesRequest,
  log: FaultLog,
  tell: Progress = () => undefined,
  signal?: AbortSignal,
): Promise<SparesReport | undefined> {
  const progress: Progress = (...told) => {
    signal?.throwIfAborted()
    tell(...told)
  }
  const loaded = await loadScenario(request, log, progress)
  if (!loaded) return undefined
  if (!loaded.scenario || log.errorCount > 0) {
    // All that is wrong is mended in one go.
    checkEstate(loaded.workspace, { today: request.today }, true, log.report)
    return undefined
  }
  const { workspace, scenario } = loaded
  if (request.explained !== undefined && !checkPart(workspace.facts, request.explained, log)) return undefined
  const question = leaveOutOthers(ask(workspace, scenario.scenario, request), request.explained)
  const { book } = workspace.vendors
  progress('building the estate')
  const { estate } = buildEstate(question, book, log.report)
  if (log.errorCount > 0) return undefined
  progress('laying out what fails, and what replaces it')
  const rules = rulesQuestionOf(workspace, question)
  const prepared = prepareSpares(question, estate, book, (putInto) => askReplacements(estate, rules, book, putInto))
  if (!checkWeight(scenario, prepared, log)) return undefined
  const chances = chancesOf(question)
  const answer = await answerInThreads(prepared, chances, progress, { threads: request.threads, signal })
  // Told to give up in its last step, nothing more would be told.
  signal?.throwIfAborted()
  const bars = listBars(prepared.network.bars.told, rules.horizon)
  const cover = judgeCover(estate, rules, book, {
    from: prepared.network.calendar.from,
    parts: answer.parts,
    target: targetTold(question),
    probability: probabilityOf(targetOf(question)),
  })
  return composeSparesReport(workspace, scenario, question, { ...answer, bars, cover }, log)
}

/** Of the simulation. */
function chancesOf({ scenario }: SparesQuestion): Chances {
  return { seed: scenario.seed ?? 1, replications: scenario.replications ?? 10_240 }
}

/** What the rules are asked of the same network: from the first day reckoned to the last. */
function rulesQuestionOf(workspace: Workspace, question: SparesQuestion): RulesQuestion {
  const { facts, operator, inventoryDate, knownAt, from, until } = question
  const packs = workspace.chosenPacks.map(({ pack }) => pack)
  return { facts, packs, operator, inventoryDate, asOf: from, knownAt, horizon: { from, to: until } }
}

function ask(workspace: Workspace, scenario: Scenario, request: SparesRequest): SparesQuestion {
  const asked = askQuestion(workspace, { today: request.today }, [])
  const target = targetAsked(scenario.target, request)
  return {
    facts: asked.facts,
    operator: asked.operator,
    inventoryDate: asked.inventoryDate,
    knownAt: dayOf(scenario.knownAt) ?? asked.knownAt,
    currency: workspace.manifest.currency,
    from: dayOf(scenario.from) ?? asked.asOf,
    until: parseDay(scenario.until)!,
    scenario: {
      ...scenario,
      ...(target === undefined ? {} : { target }),
      ...(request.budget === undefined ? {} : { budget: request.budget }),
    },
  }
}

/** Where each part is to reach the target by itself, and no money is shared, one alone is answered as it is among all. */
function leaveOutOthers(question: SparesQuestion, explained: string | undefined): SparesQuestion {
  const isApart = targetOf(question).per === 'part' && question.scenario.budget === undefined
  return explained !== undefined && isApart ? { ...question, only: explained } : question
}

/** What the command asks for goes before what the scenario does; of whom, where both ask for the same. */
function targetAsked(
  stated: Scenario['target'],
  { target: survival, hoursLost, per }: SparesRequest,
): Scenario['target'] {
  const asked = survival === undefined && hoursLost === undefined ? stated : { survival, weightHoursLost: hoursLost }
  const isSame = (asked?.weightHoursLost === undefined) === (stated?.weightHoursLost === undefined)
  const chosen = {
    survival: asked?.survival,
    weightHoursLost: asked?.weightHoursLost,
    per: per ?? (isSame ? stated?.per : undefined),
  }
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
}

/** Whether anything is known of what sites with units weigh; a fault where not, for all service lost would be told as none. */
function checkWeight({ scenario, input }: LoadedScenario, { network }: PreparedSpares, log: FaultLog): boolean {
  const { units, weights, calendar } = network
  const { weight = 'sites' } = scenario
  if (units.coverage.sites === 0) return true
  if (units.site.some((site) => site >= 0 && weights.isEverKnown(site, calendar.from, calendar.until))) return true
  log.report({
    code: 'contradiction',
    severity: 'error',
    file: input.name,
    column: 'weight',
    text: quoteForFault(weight),
    problem: 'of no site with units is it known what it weighs in',
    expected: `${weight} of sites in sites.csv or weights.csv, or \`weight: sites\``,
  })
  return false
}

/** Whether parts.csv has it; a fault where not. */
function checkPart(facts: readonly FactTable[], only: string, log: FaultLog): boolean {
  const known = facts
    .filter(({ schema }) => schema.name === 'parts')
    .flatMap((table) => Array.from({ length: table.rowCount }, (_, row) => textAt(table, 'part', row)))
  if (known.includes(only)) return true
  const didYouMean = nearestName(only, known)
  log.report({
    code: 'unknown-reference',
    severity: 'error',
    file: 'explain',
    text: quoteForFault(only),
    problem: 'unknown part',
    expected: 'one of parts.csv',
    ...(didYouMean === undefined ? {} : { didYouMean }),
  })
  return false
}

function dayOf(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}

function targetTold(question: SparesQuestion): SparesReport['scenario']['target'] {
  const { kind: _, ...told } = targetOf(question)
  return told
}

function composeSparesReport(
  workspace: Workspace,
  { name, input }: LoadedScenario,
  question: SparesQuestion,
  answer: SparesAnswer & Pick<SparesReport, 'bars' | 'cover'>,
  log: FaultLog,
): SparesReport {
  const { scenario } = question
  const target = targetTold(question)
  const together = manyTogether(answer, target)
  return {
    schema: 'mainstay.spares-report/1',
    product: { ...PRODUCT },
    title: workspaceTitle(workspace),
    operator: question.operator.name,
    scenario: {
      name,
      title: scenario.title ?? name,
      from: formatDay(question.from),
      until: formatDay(question.until),
      knownAt: formatDay(question.knownAt),
      stepDays: scenario.stepDays ?? 7,
      ...chancesOf(question),
      weight: scenario.weight ?? 'sites',
      futures: scenario.assumptions?.planSlips?.filter(({ probability }) => probability > 0).length ?? 1,
      target,
      ...(together === undefined ? {} : { together }),
      probability: probabilityOf(targetOf(question)),
      ...(scenario.budget === undefined ? {} : { budget: Math.round(scenario.budget * 100) }),
    },
    ...(question.currency === undefined ? {} : { currency: question.currency }),
    inputs: [...workspace.inputs, input, ...workspace.vendors.inputs],
    ...tellKnown(answer),
    bars: answer.bars,
    cover: answer.cover,
    faults: { errors: log.errorCount, warnings: log.warningCount, shown: [...log.kept] },
  }
}
