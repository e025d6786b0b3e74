// The rules report as CSV tables: one row a rule, and one row an element that matters.

import type { Coverage, MatterEntry, MetricResult, RuleResult, RulesReport, SiteSubject } from '#model/verdict.ts'
import { type ReportColumn, writeCsvTable } from '../csv-table.ts'
import { columnScale } from '../quantity.ts'
import { coverageOn, listReasons } from './coverage.ts'
import { bindingMetric, unitOfMatter } from './rule-state.ts'
import { wordVerdict } from './wording.ts'

interface RuleRow {
  readonly report: RulesReport
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  /** On the day of `matter`. */
  readonly coverage: Coverage | undefined
  readonly packVersion: string | undefined
  readonly edition: string | undefined
}

/** Lists within one cell. */
const LIST_SEPARATOR = '; '

function listWaivers(rule: RuleResult): string {
  return rule.waivers
    .map(
      (waiver) =>
        `${waiver.from} to ${waiver.until} by ${waiver.approver}${waiver.reference === undefined ? '' : ` (${waiver.reference})`}: ${waiver.scope}${waiver.idle ? ' (waives nothing)' : ''}`,
    )
    .join(LIST_SEPARATOR)
}

function listStretches(rule: RuleResult): string {
  return rule.timeline
    .filter((one) => one.state === 'not met' || one.state === 'cannot be shown')
    .map(
      (one) =>
        `${one.state}${one.waived === true ? ', waived' : ''}${one.beyondWaiver === undefined ? '' : ', beyond the waiver it cannot be shown'} ${one.from} to ${one.to}`,
    )
    .join(LIST_SEPARATOR)
}

/** In the unit of the workspace's own columns: a column of a table cannot change its scale from row to row. */
function inUnit(amount: number | null, unit: string): number | null {
  return amount === null ? null : amount / columnScale(unit).divisor
}

export const RULES_CSV_COLUMNS: readonly ReportColumn<RuleRow>[] = [
  { name: 'operator', about: 'whose network', cell: ({ report }) => report.operator },
  { name: 'asOf', about: 'the day judged', cell: ({ report }) => report.asOf },
  { name: 'knownAt', about: 'the day whose knowledge was used', cell: ({ report }) => report.knownAt },
  { name: 'pack', about: 'rule pack', cell: ({ rule }) => rule.pack },
  { name: 'packVersion', about: 'version of the pack', cell: ({ packVersion }) => packVersion },
  { name: 'edition', about: 'edition of the instrument that judges the day', cell: ({ edition }) => edition },
  { name: 'jurisdiction', about: 'whose instrument', cell: ({ rule }) => rule.jurisdiction },
  { name: 'instrument', about: 'the instrument', cell: ({ rule }) => rule.instrument },
  { name: 'status', about: 'in-force, proposed, advice or revoked', cell: ({ rule }) => rule.status },
  { name: 'force', about: 'what kind of duty it makes', cell: ({ rule }) => rule.force },
  { name: 'rule', about: 'identifier of the rule', cell: ({ rule }) => rule.rule },
  { name: 'title', about: 'the rule in short', cell: ({ rule }) => rule.title },
  { name: 'kind', about: 'cap, exclusion, removal, freeze, diversity ...', cell: ({ rule }) => rule.kind },
  { name: 'clause', about: 'where it stands in the instrument', cell: ({ rule }) => rule.clause },
  { name: 'provenance', about: 'verified, reported or assumed', cell: ({ rule }) => rule.provenance },
  { name: 'verdict', about: 'one of the verdict words, the same for every force', cell: ({ rule }) => rule.verdict },
  {
    name: 'verdictWords',
    about: 'the verdict in the words of its force, such as `departed from` of advice',
    cell: ({ rule }) => wordVerdict(rule),
  },
  {
    name: 'onAssumedFacts',
    about: 'true: the verdict rests on something nobody has stated',
    cell: ({ rule }) => rule.onAssumedFacts,
  },
  {
    name: 'beyondWaiver',
    about: 'cannot be shown, where something that no waiver covers may be in breach as well',
    cell: ({ rule }) => rule.beyondWaiver,
  },
  { name: 'waivedUntil', about: 'last day on which the breach is still waived', cell: ({ rule }) => rule.waivedUntil },
  { name: 'why', about: 'why it was not evaluated, or does not apply', cell: ({ rule }) => rule.why },
  { name: 'sentence', about: 'the verdict in one sentence', cell: ({ rule }) => rule.sentence },
  { name: 'metric', about: 'name of the metric that decides', cell: ({ metric }) => metric?.name },
  { name: 'metricKind', about: 'share (0 to 1) or count', cell: ({ metric }) => metric?.kind },
  {
    name: 'unit',
    about: 'what is counted: sites, elements, Mbit/s, premises, subscribers, vendors ...',
    cell: ({ metric }) => metric && columnScale(metric.unit).unit,
  },
  { name: 'comparison', about: 'atMost or atLeast the limit', cell: ({ metric }) => metric?.comparison },
  { name: 'limit', about: 'share from 0 to 1, or a count', cell: ({ metric }) => metric?.limit },
  {
    name: 'low',
    about: 'lowest possible value on the day; blank: not known or not applicable',
    cell: ({ metric }) => metric?.low,
  },
  {
    name: 'high',
    about: 'highest possible value on the day; blank: not known, not applicable or without bound',
    cell: ({ metric }) => metric?.high,
  },
  {
    name: 'numeratorLow',
    about: 'lowest weight in the numerator, in the unit',
    cell: ({ metric }) => metric?.numerator && inUnit(metric.numerator.low, metric.unit),
  },
  {
    name: 'numeratorHigh',
    about: 'highest weight in the numerator, in the unit',
    cell: ({ metric }) => metric?.numerator && inUnit(metric.numerator.high, metric.unit),
  },
  {
    name: 'denominatorLow',
    about: 'lowest weight in the denominator, in the unit',
    cell: ({ metric }) => metric?.denominator && inUnit(metric.denominator.low, metric.unit),
  },
  {
    name: 'denominatorHigh',
    about: 'highest weight in the denominator, in the unit',
    cell: ({ metric }) => metric?.denominator && inUnit(metric.denominator.high, metric.unit),
  },
  {
    name: 'unknownWeights',
    about: 'subjects whose weight is not known',
    cell: ({ metric }) => metric?.unknownWeights,
  },
  {
    name: 'lookedAtLow',
    about: 'of a count in breach: fewest that the rule looks at on the day, whoever supplies them',
    cell: ({ metric }) => metric?.lookedAt?.low,
  },
  {
    name: 'lookedAtHigh',
    about: 'most that it looks at; blank: without bound, or not such a count',
    cell: ({ metric }) => metric?.lookedAt?.high,
  },
  { name: 'target', about: 'asked for before the deadline; never judged', cell: ({ rule }) => rule.target },
  { name: 'deadline', about: 'by this day, included', cell: ({ rule }) => rule.deadline },
  { name: 'dueFrom', about: 'first day judged', cell: ({ rule }) => rule.dueFrom },
  { name: 'firstBreach', about: 'first day of the horizon not met for certain', cell: ({ rule }) => rule.firstBreach },
  {
    name: 'firstBreachOrEarlier',
    about: 'true: that is only the first day looked at, and the breach may be older',
    cell: ({ rule }) => rule.firstBreachOrEarlier,
  },
  {
    name: 'firstPossibleBreach',
    about: 'first day of the horizon not met, or that cannot be shown',
    cell: ({ rule }) => rule.firstPossibleBreach,
  },
  {
    name: 'firstPossibleBreachOrEarlier',
    about: 'true: that is only the first day looked at',
    cell: ({ rule }) => rule.firstPossibleBreachOrEarlier,
  },
  { name: 'nextBreach', about: 'first such day later than the day judged', cell: ({ rule }) => rule.nextBreach },
  {
    name: 'nextPossibleBreach',
    about: 'first possible such day later than the day judged',
    cell: ({ rule }) => rule.nextPossibleBreach,
  },
  {
    name: 'stretches',
    about: 'every stretch not met or that cannot be shown',
    cell: ({ rule }) => listStretches(rule),
  },
  {
    name: 'headroomUnit',
    about: 'unit of the headroom, by the binding metric',
    cell: ({ metric }) => metric?.headroom && columnScale(metric.headroom.unit).unit,
  },
  {
    name: 'headroomSwaps',
    about: 'swaps to the vendor still possible; negative: swaps away needed',
    cell: ({ metric }) => metric?.headroom && inUnit(metric.headroom.swaps, metric.headroom.unit),
  },
  {
    name: 'headroomNewBuilds',
    about: 'new builds with the vendor still possible; negative: builds with others needed',
    cell: ({ metric }) => metric?.headroom && inUnit(metric.headroom.newBuilds, metric.headroom.unit),
  },
  {
    name: 'headroomReckonedWith',
    about: 'end of the interval it is reckoned with',
    cell: ({ metric }) => metric?.headroom?.reckonedWith,
  },
  {
    name: 'bitesBelowLow',
    about: 'below this limit the rule is surely missed, from the due date on',
    cell: ({ rule }) => rule.bite?.limit?.low,
  },
  {
    name: 'bitesBelowHigh',
    about:
      'below this limit the rule is possibly missed, from the due date on; `open`: at any, for a share is not known',
    cell: ({ rule }) => (rule.bite?.limit?.high === null ? 'open' : rule.bite?.limit?.high),
  },
  {
    name: 'earliestDeadline',
    about: 'earliest deadline the plan meets; `none`: none within the horizon',
    cell: ({ rule }) => (rule.bite?.earliestDeadline === null ? 'none' : rule.bite?.earliestDeadline),
  },
  { name: 'coverageOn', about: 'day the coverage is of', cell: ({ coverage }) => coverage?.on },
  {
    name: 'coverageUnit',
    about: 'unit of what is known and uncertain',
    cell: ({ coverage }) => coverage && columnScale(coverage.unit).unit,
  },
  {
    name: 'known',
    about: 'weight that is certain on that day',
    cell: ({ coverage }) => coverage && inUnit(coverage.known, coverage.unit),
  },
  {
    name: 'uncertain',
    about: 'weight that is not, for all that is known; blank: without bound',
    cell: ({ coverage }) => coverage && inUnit(coverage.uncertain, coverage.unit),
  },
  {
    name: 'uncertainBecause',
    about: 'reasons, each with how many subjects',
    cell: ({ coverage }) => coverage && listReasons(coverage).join(LIST_SEPARATOR),
  },
  { name: 'matterTotal', about: 'subjects that make the figure what it is', cell: ({ rule }) => rule.matter.total },
  { name: 'waivers', about: 'all waivers', cell: ({ rule }) => listWaivers(rule) },
  { name: 'sources', about: 'sources of the rule', cell: ({ rule }) => rule.sources.join(LIST_SEPARATOR) },
  { name: 'assumes', about: 'what is taken to be so', cell: ({ rule }) => rule.assumes.join(LIST_SEPARATOR) },
]

interface MatterRow {
  readonly report: RulesReport
  readonly rule: RuleResult
  readonly entry: MatterEntry | (SiteSubject & Pick<MatterEntry, 'site'>)
}

export const MATTER_CSV_COLUMNS: readonly ReportColumn<MatterRow>[] = [
  { name: 'operator', about: 'whose network', cell: ({ report }) => report.operator },
  { name: 'asOf', about: 'the day judged', cell: ({ report }) => report.asOf },
  { name: 'pack', about: 'rule pack', cell: ({ rule }) => rule.pack },
  { name: 'rule', about: 'identifier of the rule', cell: ({ rule }) => rule.rule },
  { name: 'verdict', about: 'verdict of the rule', cell: ({ rule }) => rule.verdict },
  { name: 'on', about: 'the day on which the subject matters', cell: ({ rule }) => rule.matter.on },
  {
    name: 'matterTotal',
    about: 'how many matter in all; more than there are rows where cut',
    cell: ({ rule }) => rule.matter.total,
  },
  { name: 'subject', about: 'element, unit, contract, site or change', cell: ({ entry }) => entry.subject },
  { name: 'identifier', about: 'its identifier', cell: ({ entry }) => entry.identifier },
  { name: 'site', about: 'site it stands on', cell: ({ entry }) => entry.site },
  {
    name: 'onSite',
    about: 'of a site: how many subjects put it there; they follow, without a weight',
    cell: ({ entry }) => ('onSite' in entry ? entry.onSite?.total : undefined),
  },
  { name: 'vendor', about: 'its vendors, as the source names them', cell: ({ entry }) => entry.vendor },
  {
    name: 'resolved',
    about: 'identifiers of the vendors these names stand for on that day; blank: nobody known',
    cell: ({ entry }) => entry.resolved,
  },
  { name: 'function', about: 'network function', cell: ({ entry }) => entry.function },
  { name: 'product', about: 'product', cell: ({ entry }) => entry.product },
  {
    name: 'weight',
    about:
      'what of its weight counts in the figure, or may: of what is split or shared the part, of a range the high end',
    cell: ({ rule, entry }) => ('weight' in entry ? inUnit(entry.weight, unitOfMatter(rule)) : undefined),
  },
  {
    name: 'weightUnit',
    about: 'unit of the weight',
    cell: ({ rule }) => columnScale(unitOfMatter(rule)).unit,
  },
  { name: 'answer', about: 'yes: for certain; maybe: for all that is known', cell: ({ entry }) => entry.answer },
  { name: 'why', about: 'what is not known: of a maybe, or of a weight', cell: ({ entry }) => entry.why },
  {
    name: 'from',
    about: 'first day on which it counts',
    cell: ({ entry }) => ('from' in entry ? entry.from : undefined),
  },
  { name: 'to', about: 'last day on which it counts', cell: ({ entry }) => ('to' in entry ? entry.to : undefined) },
  { name: 'file', about: 'file it was read from', cell: ({ entry }) => entry.file },
  { name: 'line', about: 'line in that file', cell: ({ entry }) => entry.line },
  {
    name: 'record',
    about: 'number of the record in that file, where it is a list of them',
    cell: ({ entry }) => entry.record,
  },
  { name: 'sheet', about: 'sheet in that file, where one was chosen', cell: ({ entry }) => entry.sheet },
  { name: 'row', about: 'row in that file, where it is a workbook or Parquet', cell: ({ entry }) => entry.row },
]

function* ruleRows(report: RulesReport): Generator<RuleRow> {
  const packs = new Map(report.packs.map((pack) => [pack.pack, pack]))
  for (const rule of report.rules) {
    const pack = packs.get(rule.pack)
    yield {
      report,
      rule,
      metric: bindingMetric(rule),
      coverage: coverageOn(rule, rule.matter.on),
      packVersion: pack?.version,
      edition: pack?.edition,
    }
  }
}

function* matterRows(report: RulesReport, matterOf: MatterByRule): Generator<MatterRow> {
  for (const [place, rule] of report.rules.entries()) {
    for (const entry of matterOf(place)) {
      yield { report, rule, entry }
      for (const one of entry.onSite?.entries ?? []) yield { report, rule, entry: { ...one, site: entry.identifier } }
    }
  }
}

/** One row a rule, in the order of the report; in pieces of one row. */
export function renderRulesCsv(report: RulesReport): Generator<string> {
  return writeCsvTable(RULES_CSV_COLUMNS, ruleRows(report))
}

/** What matters to the rule at this place of the report, one by one. */
export type MatterByRule = (place: number) => Iterable<MatterEntry>

/** One row for every element (unit, contract, site, change) that makes a rule's figure what it is; after a site, what on it does. */
export function renderMatterCsv(
  report: RulesReport,
  matterOf: MatterByRule = (place) => report.rules[place]!.matter.entries,
): Generator<string> {
  return writeCsvTable(MATTER_CSV_COLUMNS, matterRows(report, matterOf))
}
