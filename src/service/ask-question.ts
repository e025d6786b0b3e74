// What exactly is asked of a workspace: the command's days, else the manifest's, else those that follow from today.

import { addMonths, type CivilDay, FIRST_DAY, formatDay, LAST_DAY, parseDay } from '#base/calendar.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { Manifest } from '#model/workspace.ts'
import type { Workspace } from './load-workspace.ts'

/** What is asked of a workspace; what is left open, the manifest says. */
export interface AskRequest {
  /** Today, for what the manifest leaves open too. */
  readonly today: CivilDay
  readonly asOf?: CivilDay
  readonly knownAt?: CivilDay
  readonly from?: CivilDay
  readonly to?: CivilDay
  /** How many of what makes its figure what it is each rule names. */
  readonly matterPerRule?: number
  /** The day it is named of; else of each rule the as-of date, or that of the next breach. */
  readonly matterOn?: CivilDay
}

/** Years looked back and ahead where neither command nor manifest says. */
const YEARS_BACK = 5
const YEARS_AHEAD = 10

/** The same day of the year, within the days there are. */
function addYears(day: CivilDay, years: number): CivilDay {
  return Math.min(LAST_DAY, Math.max(FIRST_DAY, addMonths(day, 12 * years)))
}

function day(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}

/** The day asked about. */
export function dayAsked(manifest: Pick<Manifest, 'asOf'>, request: Pick<AskRequest, 'asOf' | 'today'>): CivilDay {
  return request.asOf ?? day(manifest.asOf) ?? request.today
}

export function askQuestion(
  workspace: Pick<Workspace, 'manifest' | 'facts'> & Partial<Pick<Workspace, 'scenarios'>>,
  request: AskRequest,
  packs: readonly RulePack[],
): RulesQuestion {
  const { manifest, facts, scenarios } = workspace
  const asOf = dayAsked(manifest, request)
  const historyKnownFrom = day(manifest.historyKnownFrom)
  const from =
    request.from ?? day(manifest.horizon?.from) ?? Math.max(addYears(asOf, -YEARS_BACK), historyKnownFrom ?? FIRST_DAY)
  const to = request.to ?? day(manifest.horizon?.to) ?? addYears(asOf, YEARS_AHEAD)
  return {
    facts,
    packs,
    operator: manifest.operator,
    inventoryDate: inventoryDateOf(workspace, request.today),
    asOf,
    // An as-of date of its own asks what was known then, unless the command says otherwise.
    knownAt: request.knownAt ?? (request.asOf === undefined ? day(manifest.knownAt) : undefined) ?? asOf,
    ...(historyKnownFrom === undefined ? {} : { historyKnownFrom }),
    horizon: { from, to },
    ...(scenarios === undefined ? {} : { scenarios }),
    ...(request.matterPerRule === undefined ? {} : { matterPerRule: request.matterPerRule }),
    ...(request.matterOn === undefined ? {} : { matterOn: request.matterOn }),
  }
}

export function checkHorizon({ from, to }: AskRequest, log: FaultLog): void {
  if (from === undefined || to === undefined || from <= to) return
  log.report({
    code: 'contradiction',
    severity: 'error',
    file: 'days asked for',
    text: formatDay(from),
    problem: 'horizon begins after it ends',
    expected: `a day up to ${formatDay(to)}`,
  })
}

/** The day the tables describe; never the day asked about, for then the facts would change with the question. */
function inventoryDateOf({ manifest }: Pick<Workspace, 'manifest'>, today: CivilDay): CivilDay {
  return day(manifest.inventoryDate) ?? day(manifest.asOf) ?? today
}

/** Where a guess at the inventory date decides what the tables mean, it is said which was made. */
export function warnOfNoInventoryDate(workspace: Workspace, today: CivilDay, log: FaultLog): void {
  if (workspace.manifest.inventoryDate !== undefined) return
  const { facts } = workspace
  const states = (name: string) => facts.some(({ schema, rowCount }) => schema.name === name && rowCount > 0)
  const hanging = [
    ...(facts.some(statesStatus) ? ['`status`'] : []),
    ...['plan', 'totals'].filter(states).map((name) => `${name}.csv`),
  ]
  if (hanging.length === 0) return
  const assumed = formatDay(inventoryDateOf(workspace, today))
  log.report({
    code: 'missing-value',
    severity: 'warning',
    file: 'mainstay.yaml',
    column: 'inventoryDate',
    problem: `missing key: the tables are read as those of ${assumed}, on which hangs what is meant by ${hanging.join(', ')}`,
    expected: `the day they were drawn up, such as \`inventoryDate: ${assumed}\``,
  })
}

function statesStatus(table: FactTable): boolean {
  const status = table.columns.get('status')
  return (
    table.schema.name === 'elements' &&
    status?.kind === 'text' &&
    Array.from(status.dictionary).some((text) => text !== '')
  )
}
