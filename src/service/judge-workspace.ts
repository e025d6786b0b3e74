// Is the network of a workspace within some packs, on every date, and on what was it judged?

import { formatDay } from '#base/calendar.ts'
import { checkLicences, checkPackNames, checkRuleNames, judgeRules, type MatterOf } from '#engine/rules/index.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { RulesReport } from '#model/verdict.ts'
import { type AskRequest, askQuestion, checkHorizon, warnOfNoInventoryDate } from './ask-question.ts'
import { checkEstate } from './check-estate.ts'
import { composeReport } from './compose-report.ts'
import { countServing } from './count-estate.ts'
import { type LoadedPack, originOfFile } from './load-packs.ts'
import type { Progress, Workspace } from './load-workspace.ts'
import { NOTHING_WITHHELD, withholdSites } from './withhold-sites.ts'

export interface JudgeRequest extends AskRequest {
  /** Name the sites the manifest withholds as well. */
  readonly showsWithheld?: boolean
}

/** The report, and all that matters to each of its rules. */
export interface Judgement {
  readonly report: RulesReport
  /** By the rule's place in the report, without what is withheld. */
  readonly matterOf: MatterOf
}

/** Judges under these packs; undefined where the workspace has errors, which the log holds. */
export function judgeWorkspace(
  workspace: Workspace,
  packs: readonly LoadedPack[],
  request: JudgeRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Judgement | undefined {
  checkHorizon(request, log)
  if (log.errorCount > 0) {
    // All that is wrong is mended in one go.
    checkEstate(workspace, request, true, log.report)
    return undefined
  }
  warnOfNoInventoryDate(workspace, request.today, log)
  progress('judging')
  const question = askQuestion(
    workspace,
    request,
    packs.map(({ pack }) => pack),
  )
  const answer = judgeRules(question, workspace.vendors.book, log.report)
  if (countServing(answer.estate) === 0) warnOfNothing({ workspace, request, question, ...answer.estate.counts }, log)
  checkPackNames(
    packs.map(({ pack, input, origin }) => ({ pack, place: { file: input.name, ...originOfFile(origin) } })),
    workspace.facts,
    log.report,
  )
  checkLicences(question.operator, question.packs, (fault) =>
    log.report({ ...fault, ...workspace.inManifest(fault.column!) }),
  )
  checkRuleNames(
    workspace.facts,
    workspace.packs.map(({ pack }) => pack),
    log.report,
  )
  if (log.errorCount > 0) return undefined
  const report = composeReport(workspace, packs, question, answer, log)
  const withholding = request.showsWithheld
    ? NOTHING_WITHHELD
    : withholdSites(question.facts, workspace.manifest.withhold ?? ['natsec'])
  return {
    report: withholding.inReport(report),
    *matterOf(rule, most) {
      for (const entry of answer.matterOf(rule, most)) yield withholding.inEntry(entry)
    },
  }
}

interface NothingServing {
  readonly workspace: Workspace
  readonly request: JudgeRequest
  readonly question: RulesQuestion
  /** What is known of the network, whomever it serves. */
  readonly elements: number
  readonly contracts: number
  readonly plannedChanges: number
}

/** A network of nothing is within most rules: whoever forgot the inventory must not take that for an answer. */
function warnOfNothing({ workspace, request, question, ...known }: NothingServing, log: FaultLog): void {
  const { facts, manifest } = workspace
  const { operator, knownAt, inventoryDate } = question
  const isJudged = ({ schema, rowCount }: FactTable) =>
    rowCount > 0 && ['elements', 'contracts', 'plan'].includes(schema.name)
  if (facts.some(isJudged) && known.elements + known.contracts + known.plannedChanges === 0) {
    log.report({
      code: 'missing-value',
      severity: 'warning',
      ...placeOfKnownAt(request, manifest),
      text: formatDay(knownAt),
      problem: 'nothing is known to have been there by then: the rules are judged on a network of nothing',
      expected: `a day on which something of the network is known; the inventory is of ${formatDay(inventoryDate)}`,
    })
    return
  }
  if (facts.some(isJudged)) {
    log.report({
      code: 'missing-value',
      severity: 'warning',
      file: 'mainstay.yaml',
      column: 'operator',
      text: operator.name,
      problem: `as known on ${formatDay(knownAt)}, nothing serves the operator: the rules are judged on a network of nothing`,
      expected: 'the operator whom the column `operators` names, or a day on which something of its own is known',
    })
    return
  }
  log.report({
    code: 'missing-file',
    severity: 'warning',
    file: 'elements.csv',
    problem: 'no element, contract or planned change: the rules are judged on a network of nothing',
    expected: 'the inventory, imported or filled in',
  })
}

/** Where the day was said as of which things are known. */
function placeOfKnownAt(
  { knownAt, asOf }: JudgeRequest,
  manifest: Workspace['manifest'],
): Pick<Fault, 'file' | 'column'> {
  if (knownAt !== undefined) return { file: 'known-at date' }
  if (asOf !== undefined) return { file: 'as-of date' }
  return { file: 'mainstay.yaml', column: manifest.knownAt === undefined ? 'asOf' : 'knownAt' }
}
