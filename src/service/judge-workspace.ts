// Is the network of a workspace within some packs, on every date, and on what was it judged?

import { addMonths, type CivilDay, FIRST_DAY, formatDay, LAST_DAY, parseDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { checkPackNames, checkRuleNames, judgeRules, type RulesAnswer } from '#engine/rules/index.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import { type Estate, resolutionOn, type SubjectClass } from '#model/estate.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { RulesReport, UnresolvedVendor } from '#model/verdict.ts'
import type { LoadedPack } from './load-packs.ts'
import { withholdSites } from './withhold-sites.ts'
import { type Progress, type Workspace, workspaceTitle } from './load-workspace.ts'
import { PRODUCT } from './product.ts'

/** What is asked of a workspace; what is left open, the manifest says. */
export interface JudgeRequest {
  /** Today, for what the manifest leaves open too. */
  readonly today: CivilDay
  readonly asOf?: CivilDay
  readonly knownAt?: CivilDay
  readonly from?: CivilDay
  readonly to?: CivilDay
  /** Name the sites the manifest withholds as well. */
  readonly showsWithheld?: boolean
}

/** Years looked back and ahead where neither command nor manifest says. */
const YEARS_BACK = 5
const YEARS_AHEAD = 10

/** The report under these packs; undefined where the workspace has errors, which the log holds. */
export function judgeWorkspace(
  workspace: Workspace,
  packs: readonly LoadedPack[],
  request: JudgeRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): RulesReport | undefined {
  checkHorizon(request, log)
  if (log.errorCount > 0) {
    tellOfEstate(workspace, request, log)
    return undefined
  }
  warnOfNothing(workspace, log)
  warnOfNoInventoryDate(workspace, request.today, log)
  progress('judging')
  const question = askQuestion(
    workspace,
    request,
    packs.map(({ pack }) => pack),
  )
  const answer = judgeRules(question, workspace.vendors.book, log.report)
  checkPackNames(
    packs.map(({ pack, input }) => ({ pack, file: input.name })),
    workspace.facts,
    log.report,
  )
  checkRuleNames(
    workspace.facts,
    workspace.packs.map(({ pack }) => pack),
    log.report,
  )
  if (log.errorCount > 0) return undefined
  const report = reportOf(workspace, packs, question, answer, log)
  if (request.showsWithheld) return report
  return withholdSites(report, question.facts, workspace.manifest.withhold ?? ['natsec'])
}

/** Of a workspace with errors, what is wrong besides: all of it is mended in one go. */
function tellOfEstate(workspace: Workspace, request: JudgeRequest, log: FaultLog): void {
  const packs = workspace.packs.map(({ pack }) => pack)
  if (workspace.brokenPacks.length === 0) checkRuleNames(workspace.facts, packs, log.report)
  buildEstate({ ...askQuestion(workspace, request, []), isPartial: true }, workspace.vendors.book, log.report)
}

function checkHorizon({ from, to }: JudgeRequest, log: FaultLog): void {
  if (from === undefined || to === undefined || from <= to) return
  log.report({
    code: 'contradiction',
    severity: 'error',
    file: '--from',
    text: formatDay(from),
    problem: 'horizon begins after it ends',
    expected: `a day up to ${formatDay(to)}`,
  })
}

/** A network of nothing is within most rules: whoever forgot the inventory must not take that for an answer. */
function warnOfNothing({ facts }: Workspace, log: FaultLog): void {
  const isJudged = ({ schema, rowCount }: FactTable) =>
    rowCount > 0 && ['elements', 'contracts', 'plan'].includes(schema.name)
  if (facts.some(isJudged)) return
  log.report({
    code: 'missing-file',
    severity: 'warning',
    file: 'elements.csv',
    problem: 'no element, contract or planned change: the rules are judged on a network of nothing',
    expected: 'the inventory; `mainstay import` brings one in',
  })
}

/** The day the tables describe; never the day asked about, for then the facts would change with the question. */
function inventoryDateOf({ manifest }: Workspace, today: CivilDay): CivilDay {
  return day(manifest.inventoryDate) ?? day(manifest.asOf) ?? today
}

/** Where a guess at the inventory date decides what the tables mean, it is said which was made. */
function warnOfNoInventoryDate(workspace: Workspace, today: CivilDay, log: FaultLog): void {
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

/** The same day of the year, within the days there are. */
function addYears(day: CivilDay, years: number): CivilDay {
  return Math.min(LAST_DAY, Math.max(FIRST_DAY, addMonths(day, 12 * years)))
}

function day(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}

function askQuestion(workspace: Workspace, request: JudgeRequest, packs: readonly RulePack[]): RulesQuestion {
  const { manifest, facts } = workspace
  const asOf = request.asOf ?? day(manifest.asOf) ?? request.today
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
    horizon: { from: Math.min(from, asOf), to: Math.max(to, asOf) },
  }
}

function reportOf(
  workspace: Workspace,
  packs: readonly LoadedPack[],
  question: RulesQuestion,
  answer: RulesAnswer,
  log: FaultLog,
): RulesReport {
  const { estate } = answer
  const { book } = workspace.vendors
  return {
    schema: 'mainstay.rules-report/1',
    product: { ...PRODUCT },
    title: workspaceTitle(workspace),
    operator: question.operator.name,
    asOf: formatDay(question.asOf),
    knownAt: formatDay(question.knownAt),
    inventoryDate: formatDay(question.inventoryDate),
    ...(question.historyKnownFrom === undefined ? {} : { historyKnownFrom: formatDay(question.historyKnownFrom) }),
    horizon: { from: formatDay(answer.horizon.from), to: formatDay(answer.horizon.to) },
    inputs: [...workspace.inputs, ...workspace.vendors.inputs, ...packs.map(({ input }) => input)],
    estate: { sites: estate.siteCount, ...estate.counts, vendors: countVendors(estate, book, question.asOf) },
    packs: [...answer.packs],
    rules: [...answer.rules],
    unresolvedVendors: listUnresolved(estate, question.asOf),
    reconciliations: [...answer.reconciliations],
    faults: { errors: log.errorCount, warnings: log.warningCount, shown: [...log.kept] },
  }
}

/** Elements, those the plan makes included, by the vendor of their hardware, or where that is not known or does not exist, of their software; largest first. */
function countVendors(estate: Estate, book: VendorBook, asOf: CivilDay): RulesReport['estate']['vendors'] {
  const vendorOf = estate.classes.map((subject) => vendorOfElement(subject, asOf))
  // An element in several configurations is several subjects, and is counted by the first of them.
  const isCounted = new Uint8Array(estate.entities.count)
  const counts = new Map<string, number>()
  for (let subject = 0; subject < estate.subjectCount; subject++) {
    const vendor = vendorOf[estate.classOf[subject]!]
    const entity = estate.entityOf[subject]!
    if (vendor === undefined || isCounted[entity] === 1) continue
    isCounted[entity] = 1
    counts.set(vendor, (counts.get(vendor) ?? 0) + 1)
  }
  return [...counts]
    .map(([vendor, elements]) => ({
      vendor,
      name: vendor === 'unknown' ? 'unknown' : (book.vendors.get(vendor)?.name ?? vendor),
      elements,
    }))
    .sort((left, right) => right.elements - left.elements || compareIdentifiers(left.vendor, right.vendor))
}

/** Undefined for what is no element. */
function vendorOfElement({ subject, suppliers }: SubjectClass, asOf: CivilDay): string | undefined {
  if (subject !== 'element') return undefined
  for (const supplier of suppliers) {
    if (supplier.role !== 'hardware' && supplier.role !== 'software') continue
    const resolution = resolutionOn(supplier, asOf)
    if (resolution?.kind === 'resolved') return resolution.vendor
  }
  return 'unknown'
}

function countByClass(estate: Estate): { classId: number; count: number }[] {
  const counts = new Uint32Array(estate.classes.length)
  for (let subject = 0; subject < estate.subjectCount; subject++) counts[estate.classOf[subject]!]! += 1
  return Array.from(counts, (count, classId) => ({ classId, count })).filter(({ count }) => count > 0)
}

/** Vendor names that stand for nobody in particular, by how many subjects carry them. */
function listUnresolved(estate: Estate, asOf: CivilDay): UnresolvedVendor[] {
  const found = new Map<string, UnresolvedVendor>()
  for (const { classId, count } of countByClass(estate)) {
    const names = new Set<string>()
    for (const supplier of estate.classes[classId]!.suppliers) {
      const { name } = supplier
      const resolution = resolutionOn(supplier, asOf)
      if (!resolution || resolution.kind === 'resolved' || names.has(name)) continue
      names.add(name)
      const known = found.get(name)
      const suggestions =
        resolution.kind === 'ambiguous'
          ? resolution.candidates
          : resolution.kind === 'unresolved'
            ? resolution.suggestions
            : []
      found.set(name, {
        name,
        kind: resolution.kind,
        subjects: (known?.subjects ?? 0) + count,
        suggestions: [...suggestions],
      })
    }
  }
  return [...found.values()].sort(
    (left, right) => right.subjects - left.subjects || compareIdentifiers(left.name, right.name),
  )
}
