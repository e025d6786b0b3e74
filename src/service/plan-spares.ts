// How long will the spares of a workspace last under a scenario, and what must be bought?

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { answerSpares, SLOW_TIERS, targetOf } from '#engine/spares/index.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { Scenario } from '#model/scenario.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { askQuestion } from './ask-question.ts'
import type { NamedInput } from './load-packs.ts'
import { loadWorkspace, type Progress, type Workspace, workspaceTitle } from './load-workspace.ts'
import { PRODUCT } from './product.ts'

export interface SparesRequest {
  readonly workspace: string
  readonly today: CivilDay
  /** By name or by path; undefined: the only one there is. */
  readonly scenario?: string
  /** Instead of what the scenario asks for. */
  readonly target?: number
  readonly per?: 'part' | 'vendor' | 'network'
  readonly budget?: number
}

interface LoadedScenario {
  readonly name: string
  readonly scenario: Scenario
  readonly input: NamedInput
}

/** Undefined where the workspace or the scenario has errors, which the log holds. */
export async function planSpares(
  request: SparesRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<SparesReport | undefined> {
  const workspace = await loadWorkspace(request.workspace, log, progress)
  if (!workspace) return undefined
  const loaded = await loadScenario(request, log)
  if (!loaded || log.errorCount > 0) return undefined
  const question = ask(workspace, loaded.scenario, request)
  const { book } = workspace.vendors
  progress('building the estate')
  const { estate } = buildEstate(question, book, log.report)
  if (log.errorCount > 0) return undefined
  const answer = answerSpares(question, estate, book, SLOW_TIERS, progress)
  return composeSparesReport(workspace, loaded, question, answer, log)
}

async function loadScenario(request: SparesRequest, log: FaultLog): Promise<LoadedScenario | undefined> {
  const folder = join(request.workspace, 'scenarios')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []
  const name = request.scenario ?? names[0]?.slice(0, -'.yaml'.length)
  if (name === undefined) return undefined
  const file = `scenarios/${name}.yaml`
  const text = await readTextFile(join(request.workspace, file), file, log.report)
  if (text === undefined) return undefined
  const { scenario, faults } = readScenario(file, text)
  for (const fault of faults) log.report(fault)
  return scenario && { name, scenario, input: { name: file, sha256: fingerprintText(text) } }
}

function ask(workspace: Workspace, scenario: Scenario, request: SparesRequest): SparesQuestion {
  const asked = askQuestion(workspace, { today: request.today }, [])
  const { survival, per } = { ...scenario.target, ...request }
  const target = request.target ?? survival
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
      ...(target === undefined ? {} : { target: { survival: target, ...(per === undefined ? {} : { per }) } }),
      ...(request.budget === undefined ? {} : { budget: request.budget }),
    },
  }
}

function dayOf(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}

/** No rules are asked yet. */
const NO_BARS: Pick<SparesReport, 'bars'> = { bars: [] }

function composeSparesReport(
  workspace: Workspace,
  { name, input }: LoadedScenario,
  question: SparesQuestion,
  answer: ReturnType<typeof answerSpares>,
  log: FaultLog,
): SparesReport {
  const { scenario } = question
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
      seed: scenario.seed ?? 1,
      replications: scenario.replications ?? 10_240,
      weight: scenario.weight ?? 'sites',
      target: targetOf(question),
      ...(scenario.budget === undefined ? {} : { budget: Math.round(scenario.budget * 100) }),
    },
    ...(question.currency === undefined ? {} : { currency: question.currency }),
    inputs: [...workspace.inputs, input, ...workspace.vendors.inputs],
    ...NO_BARS,
    ...answer,
    faults: { errors: log.errorCount, warnings: log.warningCount, shown: [...log.kept] },
  }
}
