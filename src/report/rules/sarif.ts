// The rules report as a SARIF 2.1.0 log, for tools that show findings beside the files they were read from.
//
// OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; numbers in comments are its sections.

import { describeFault, type Fault } from '#model/fault.ts'
import { wordingOf } from '#model/footing.ts'
import { type Place, sayPlace, unitOf } from '#model/place.ts'
import type { MatterEntry, RuleResult, RulesReport, SiteSubject } from '#model/verdict.ts'
import { writeStableJson } from '../stable-json.ts'
import { findMisses } from './misses.ts'
import { formatValueAgainstLimit, metricsInOrder } from './rule-state.ts'
import { isDuty, reservationsOf, wordAbsence, wordProvenance, wordVerdict } from './wording.ts'

const SARIF_SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/** The same finding has the same fingerprint on any day: whose network it is, and which rule. */
const FINGERPRINT = 'mainstayRule/v1'

type Level = 'error' | 'warning' | 'note'

function ruleId(rule: RuleResult): string {
  return `${rule.pack}/${rule.rule}`
}

/** What one result tells of a rule: how it stands on the day judged, or that it is missed anew later. */
interface Finding {
  readonly when: 'now' | 'later'
  readonly level: Level
  readonly isWaived: boolean
}

/**
 * What cannot be shown is a warning rather than an `open` result (3.27.9): those have no level, and viewers hide them.
 * Nothing but a duty not met on stated facts is an error. What comes later is told beside what is so now, unless the
 * rule is missed for certain as it is.
 */
export function findingsOf(rule: RuleResult, asOf: string): readonly Finding[] {
  const of = (level: Level): Level => (isDuty(rule) ? level : 'note')
  const { now, later } = findMisses(rule, asOf)
  const isPlain = rule.verdict === 'not met' && !rule.onAssumedFacts
  const findings: Finding[] = []
  const isWaived = rule.waivedUntil !== undefined && now === undefined
  if (isWaived || now !== undefined) findings.push({ when: 'now', level: of(isPlain ? 'error' : 'warning'), isWaived })
  if (later !== undefined && now !== 'certain')
    findings.push({ when: 'later', level: later === 'certain' ? of('warning') : 'note', isWaived: false })
  return findings
}

/** A file name as a relative URI reference (3.4.3): forward slashes, everything unusual percent-encoded. */
export function fileUri(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/\p{Cs}/gu, '\ufffd')
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return encoded === '' ? '.' : encoded
}

/** What file names are relative to (3.14.14). Where it lies differs from machine to machine, and is not said. */
const WORKSPACE = 'WORKSPACE'
const PRODUCT = 'PRODUCT'
const BASES = {
  [WORKSPACE]: { description: { text: 'The folder of the workspace: that of mainstay.yaml.' } },
  [PRODUCT]: { description: { text: 'The folder Mainstay is installed in, with the packs and registries it ships.' } },
}

/**
 * A text of a message object. Braces would begin a placeholder (3.11.5) and brackets a link (3.11.6): names from an
 * inventory may hold either. A message has to say something (3.11.8).
 */
export function messageOf(text: string, otherwise = 'unnamed'): { readonly text: string } {
  const said = [text, otherwise].find((candidate) => candidate.trim() !== '') ?? 'unnamed'
  return { text: said.replace(/[{}]/g, '$&$&').replace(/[\\[\]]/g, '\\$&') }
}

/** Others are an option, a source of imports. */
const OF_WORKSPACE = /^(mainstay\.yaml|(rules|vendors|imports)\/.+|[^/:]+\.(csv|parquet))$/

/** What was given with the command is named as it was given: it need not lie in a folder that both ends know. */
const BASE_OF = { shipped: PRODUCT, given: undefined, workspace: WORKSPACE } as const

type Located = Place & Pick<Fault, 'origin'>

function artifactLocationOf({ file, origin }: Located): object {
  return { uri: fileUri(file), uriBaseId: BASE_OF[origin ?? 'workspace'] }
}

/** A region is of lines (3.30): to no other place can a viewer go. */
function physicalLocationOf(place: Located): object {
  const { line } = place
  return {
    artifactLocation: artifactLocationOf(place),
    region: line === undefined || line === 0 ? undefined : { startLine: line },
  }
}

/** Where a row stands in the workspace: that file is there to be opened; what it was imported from is told besides. */
function locationOf(entry: MatterEntry | SiteSubject): object {
  const origin: Place = { ...entry, file: entry.file ?? '' }
  const { imported } = entry
  const place = imported ?? origin
  const said = [
    entry.identifier,
    entry.vendor,
    entry.function,
    entry.answer === 'maybe' ? (entry.why ?? 'possibly') : 'for certain',
    // What no region can say.
    place.line === undefined && unitOf(place) ? sayPlace(place) : undefined,
    imported && `imported from ${sayPlace(origin)}`,
  ]
  return {
    physicalLocation: physicalLocationOf(place),
    logicalLocations: [{ name: entry.identifier, kind: entry.subject }],
    message: messageOf(said.filter((part) => part !== undefined && part !== '').join(', ')),
  }
}

/** Stands in for the rows a result cannot point at, as those of what is withheld. */
const MANIFEST = 'mainstay.yaml'
/** Viewers open slowly what stands in thousands of places; JSON and the table of what matters hold all that is asked for. */
const MOST_LOCATIONS = 100

/** Viewers drop a result without a place. */
function locationsOf(rule: RuleResult): readonly object[] {
  const named = rule.matter.entries.flatMap((entry) => [entry, ...(entry.onSite?.entries ?? [])])
  const located = named.filter((entry) => entry.file !== undefined).slice(0, MOST_LOCATIONS)
  return located.length === 0
    ? [{ physicalLocation: physicalLocationOf({ file: MANIFEST, line: 1 }) }]
    : located.map(locationOf)
}

function describeRule(rule: RuleResult): object {
  const clause = rule.clause === undefined ? '' : `${rule.clause}, `
  return {
    id: ruleId(rule),
    name: rule.rule,
    shortDescription: { text: rule.title === '' ? ruleId(rule) : rule.title },
    fullDescription: { text: `${clause}${rule.instrument} (${rule.jurisdiction})` },
    help: {
      text: [
        `How surely the rule is known: ${wordProvenance(rule.provenance)}.`,
        ...rule.sources.map((source) => `Source: ${source}`),
        ...rule.assumes.map((assumption) => `Assumed: ${assumption}`),
      ].join('\n'),
    },
    defaultConfiguration: { level: isDuty(rule) ? 'error' : 'note' },
    properties: {
      pack: rule.pack,
      clause: rule.clause,
      provenance: rule.provenance,
      force: rule.force,
      status: rule.status,
      jurisdiction: rule.jurisdiction,
      kind: rule.kind,
    },
  }
}

/**
 * A waiver is told as a suppression (3.35), which viewers show beside the result; it does not take the result away. What
 * may be in breach beside what is waived is not to be suppressed with it.
 */
function suppressionsOf(rule: RuleResult, asOf: string): readonly object[] {
  const waiving = rule.waivers.filter(({ from, until, idle }) => from <= asOf && asOf <= until && !idle)
  return waiving.map((waiver) => ({
    kind: 'external',
    status: 'accepted',
    justification: `waived from ${waiver.from} until ${waiver.until} by ${waiver.approver}${waiver.reference === undefined ? '' : ` (${waiver.reference})`}: ${waiver.scope}`,
  }))
}

/** The sentence of what is met, or not yet due, tells what comes later; any other speaks of the day judged alone. */
function sayFinding(rule: RuleResult, { when }: Finding): string {
  if (when === 'now' || rule.verdict === 'met' || rule.verdict.startsWith('not yet due')) return rule.sentence
  const { breach } = wordingOf(rule)
  const { nextBreach, nextPossibleBreach } = rule
  const next = nextBreach === undefined ? `possible ${breach}: ${nextPossibleBreach}` : `${breach}: ${nextBreach}`
  return `${rule.sentence} Next ${next}.`
}

function describeResult(rule: RuleResult, finding: Finding, ruleIndex: number, report: RulesReport): object {
  const verdict = [wordVerdict(rule), ...reservationsOf(rule)].join(', ')
  const isBesideAnother = finding.when === 'later' && findingsOf(rule, report.asOf).length > 1
  return {
    ruleId: ruleId(rule),
    ruleIndex,
    kind: 'fail',
    level: finding.level,
    message: messageOf(sayFinding(rule, finding), `${rule.rule}: ${verdict}`),
    locations: locationsOf(rule),
    partialFingerprints: { [FINGERPRINT]: `${report.operator}|${ruleId(rule)}${isBesideAnother ? '|later' : ''}` },
    suppressions: finding.isWaived ? suppressionsOf(rule, report.asOf) : undefined,
    properties: {
      verdict: rule.verdict,
      verdictWords: verdict,
      onAssumedFacts: rule.onAssumedFacts,
      values: metricsInOrder(rule).map((metric) => `${metric.name}: ${formatValueAgainstLimit(metric)}`),
      firstBreach: rule.firstBreach,
      firstBreachOrEarlier: rule.firstBreachOrEarlier,
      firstPossibleBreach: rule.firstPossibleBreach,
      firstPossibleBreachOrEarlier: rule.firstPossibleBreachOrEarlier,
      nextBreach: rule.nextBreach,
      nextPossibleBreach: rule.nextPossibleBreach,
      coverage: rule.coverage,
      mattering: rule.matter.total,
    },
  }
}

function describeFaultNotification(fault: Fault): object {
  return {
    descriptor: { id: fault.code },
    level: fault.severity,
    message: messageOf(describeFault(fault)),
    locations:
      fault.origin !== undefined || OF_WORKSPACE.test(fault.file)
        ? [{ physicalLocation: physicalLocationOf(fault) }]
        : undefined,
  }
}

/** What was not judged is said too: a log without it would read as if all were well. */
function describeSilence(report: RulesReport): readonly object[] {
  const rules = report.rules
    .filter((rule) => rule.verdict === 'not evaluated')
    .map((rule) => ({
      associatedRule: { id: ruleId(rule) },
      level: 'warning',
      message: messageOf(
        `${rule.rule} was not ${rule.answeredBy ? 'judged here' : 'evaluated'}: ${rule.why ?? rule.sentence}`,
      ),
    }))
  const packs = report.packs.flatMap((pack) => [
    ...(pack.why === undefined
      ? []
      : [{ level: 'warning', message: messageOf(`${pack.pack} was not judged: ${pack.why}`) }]),
    ...(pack.effectiveFrom === undefined
      ? []
      : [{ level: 'note', message: messageOf(`${pack.pack}: ${wordAbsence(pack)}`) }]),
    ...pack.missing.map((missing) => ({
      level: 'note',
      message: messageOf(`${pack.pack} lacks a known requirement: ${missing.what} (${missing.why})`),
    })),
  ])
  return [...rules, ...packs]
}

/** The log in pieces; ended by a line end. */
export function renderRulesSarif(report: RulesReport): Generator<string> {
  const results = report.rules.flatMap((rule, index) =>
    findingsOf(rule, report.asOf).map((finding) => describeResult(rule, finding, index, report)),
  )
  const log = {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.product.name,
            version: report.product.version,
            rules: report.rules.map(describeRule),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolConfigurationNotifications: describeSilence(report),
            toolExecutionNotifications: report.faults.shown.map(describeFaultNotification),
          },
        ],
        artifacts: report.inputs.map((input) => ({
          location: artifactLocationOf({
            file: input.name,
            ...(input.shipped ? { origin: 'shipped' } : input.given ? { origin: 'given' } : {}),
          }),
          hashes: { 'sha-256': input.sha256 },
        })),
        originalUriBaseIds: BASES,
        columnKind: 'utf16CodeUnits',
        properties: {
          title: report.title,
          operator: report.operator,
          asOf: report.asOf,
          knownAt: report.knownAt,
          inventoryDate: report.inventoryDate,
          horizon: report.horizon,
          ...(report.leftOut === undefined ? {} : { leftOut: report.leftOut }),
          faults: { errors: report.faults.errors, warnings: report.faults.warnings },
        },
        results,
      },
    ],
  }
  return writeStableJson(log, SARIF_ORDER)
}

/** Keys in the order a reader looks for them; everything else follows by name. */
const RESULT_ORDER = { properties: { ruleId: {}, ruleIndex: {}, kind: {}, level: {}, message: {} } }
const SARIF_ORDER = {
  properties: {
    $schema: {},
    version: {},
    runs: {
      items: {
        properties: {
          tool: {
            properties: {
              driver: { properties: { name: {}, version: {}, rules: { items: { properties: { id: {}, name: {} } } } } },
            },
          },
          invocations: {},
          artifacts: {},
          columnKind: {},
          properties: {},
          results: { items: RESULT_ORDER },
        },
      },
    },
  },
}
