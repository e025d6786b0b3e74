// Whether a well-shaped rule pack makes sense: names that exist, dates in order, parts that fit their kind of rule.

import { parseRational } from '#base/rational.ts'
import { FUNCTION_IDS, TECHNOLOGIES } from '#model/network-function.ts'
import type { Provenance } from '#model/provenance.ts'
import {
  type CapRule,
  CONDITION_EVENTS,
  type Designation,
  type Disruption,
  type Metric,
  type Predicate,
  type Rule,
  type RulePack,
  type Scope,
  type VendorCondition,
} from '#model/rule.ts'
import type { YamlPath } from '../yaml/parse.ts'
import { checkExamples } from './check-examples.ts'
import { type PackNames, type ReportAt, suggestName } from './pack-names.ts'
import { entriesIn, type Sound } from '../yaml/sound-part.ts'

const KNOWN_FUNCTIONS = new Set(FUNCTION_IDS)
const KNOWN_TECHNOLOGIES = new Set<string>(TECHNOLOGIES)

/** What stands at the top of a pack besides its rules and lists. */
export function checkHead(pack: Sound<RulePack>, report: ReportAt): void {
  if (pack.timeZone !== undefined && !isTimeZone(pack.timeZone))
    report('invalid-value', ['timeZone'], 'no such time zone', { expected: 'an IANA name such as `Europe/London`' })
  if (pack.jurisdiction !== undefined && !/^[A-Z]{2}$/.test(pack.jurisdiction))
    report('invalid-value', ['jurisdiction'], 'no jurisdiction', {
      expected: 'ISO 3166-1 alpha-2 such as `NZ`, or `EU`',
    })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export function checkEditions(editions: Sound<RulePack>['editions'], names: PackNames, report: ReportAt): void {
  const seen = new Set<string>()
  for (const [index, edition] of entriesIn(editions)) {
    const path = ['editions', index]
    const { edition: name, announced, effective, until } = edition
    if (name !== undefined && seen.has(name))
      report('duplicate-key', [...path, 'edition'], 'edition stands twice', { expected: 'a name of its own' })
    if (name !== undefined) seen.add(name)
    checkGrounds(edition, path, names, report)
    if (effective === undefined) continue
    const previous = editions?.[index - 1]
    if (previous?.effective !== undefined && previous.effective >= effective)
      report('contradiction', [...path, 'effective'], 'editions are not in order', {
        expected: `a day after ${previous.effective}, from which edition \`${previous.edition}\` is effective`,
      })
    else if (announced !== undefined && announced > effective)
      report('contradiction', [...path, 'announced'], 'edition announced after it is effective', {
        severity: 'warning',
        expected: `a day up to ${effective}, unless it reaches back: it was not known before`,
      })
    if (until !== undefined && until < effective)
      report('contradiction', [...path, 'until'], 'edition ends before it is effective', {
        expected: `${effective} or later`,
      })
  }
}

/** `verified` and `reported` are claims about sources, and the sources must bear them. */
export function checkGrounds(
  fact: Sound<{ readonly provenance: Provenance; readonly sources: readonly string[] }>,
  path: YamlPath,
  names: PackNames,
  report: ReportAt,
): void {
  const sources = entriesIn(fact.sources)
  for (const [index, source] of sources)
    refuseUnknown(source, names.sources, 'source', [...path, 'sources', index], report)
  const kinds = sources.map(([, source]) => names.sources.get(source) ?? '')
  // A source that cannot be read may be the one that bears it.
  if (!names.isWhole([...path, 'sources']) || kinds.includes('')) return
  if (fact.provenance === 'verified' && !kinds.includes('legal-text'))
    report('contradiction', [...path, 'provenance'], 'verified without a legal text among its sources', {
      expected: 'a source of kind `legal-text`, or provenance `reported`',
    })
  if (fact.provenance === 'reported' && kinds.every((kind) => kind === 'memory' || kind === 'derived'))
    report('contradiction', [...path, 'provenance'], 'reported without a source that reports it', {
      expected: 'a source of kind `legal-text`, `official` or `secondary`, or provenance `assumed`',
    })
}

function refuseUnknown(
  name: string,
  known: ReadonlySet<string> | ReadonlyMap<string, string>,
  what: string,
  path: YamlPath,
  report: ReportAt,
  expected?: string,
): void {
  if (known.has(name)) return
  const all = [...known.keys()]
  const nearest = suggestName(name, all)
  report('unknown-reference', path, `unknown ${what}`, {
    expected: expected ?? (all.length === 0 ? `no ${what} is stated in this pack` : listSome(all)),
    ...(nearest === undefined ? {} : { didYouMean: nearest }),
  })
}

function listSome(names: readonly string[]): string {
  return names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')} …`
}

export function checkFunctionSet(
  set: Sound<NonNullable<RulePack['functionSets']>[string]>,
  path: YamlPath,
  names: PackNames,
  report: ReportAt,
): void {
  for (const [index, id] of entriesIn(set.functions)) checkFunction(id, [...path, 'functions', index], report)
  checkGrounds(set, path, names, report)
}

function checkFunction(id: string, path: YamlPath, report: ReportAt): void {
  refuseUnknown(id, KNOWN_FUNCTIONS, 'network function', path, report, 'a node of the function tree')
}

export function checkDesignation(list: Sound<Designation>, path: YamlPath, names: PackNames, report: ReportAt): void {
  for (const [index, entry] of entriesIn(list.entries)) {
    const at = [...path, 'entries', index]
    if (entry.vendor !== undefined) checkVendor(entry.vendor, [...at, 'vendor'], names, report)
    if (entry.from !== undefined && entry.until !== undefined && entry.until < entry.from)
      report('contradiction', [...at, 'until'], 'designation ends before it begins', {
        expected: `${entry.from} or later`,
      })
    checkGrounds(entry, at, names, report)
  }
}

function checkVendor(vendor: string, path: YamlPath, names: PackNames, report: ReportAt): void {
  if (names.vendors) refuseUnknown(vendor, names.vendors, 'vendor', path, report, 'an id of the vendor registry')
}

export function checkDisruption(
  disruption: Sound<Disruption>,
  path: YamlPath,
  names: PackNames,
  report: ReportAt,
): void {
  const { announced, vendors, windDownUntil } = disruption
  if (vendors) checkVendorCondition(vendors, [...path, 'vendors'], names, report)
  if (windDownUntil !== undefined && announced !== undefined && windDownUntil < announced)
    report('contradiction', [...path, 'windDownUntil'], 'wind-down ends before the disruption was announced', {
      expected: `${announced} or later`,
    })
  checkGrounds(disruption, path, names, report)
}

function checkVendorCondition(
  vendor: Sound<VendorCondition>,
  path: YamlPath,
  names: PackNames,
  report: ReportAt,
): void {
  if (vendor.designated === undefined && vendor.is === undefined)
    report('missing-value', path, 'condition names no vendor', {
      expected: '`designated` with a list, or `is` with vendor ids',
    })
  if (vendor.designated !== undefined && vendor.is !== undefined)
    report('contradiction', path, 'condition names vendors twice', { expected: 'either `designated` or `is`' })
  if (vendor.designated !== undefined && vendor.reach !== undefined)
    report('contradiction', [...path, 'reach'], 'reach belongs to the entries of the list', {
      expected: '`reach` on the entries of the designation, or `is` instead of `designated`',
    })
  if (vendor.designated !== undefined)
    refuseUnknown(vendor.designated, names.designations, 'designation', [...path, 'designated'], report)
  for (const [index, id] of entriesIn(vendor.is)) checkVendor(id, [...path, 'is', index], names, report)
}

function checkPredicate(predicate: Sound<Predicate>, path: YamlPath, names: PackNames, report: ReportAt): void {
  if (Object.keys(predicate).length === 0)
    report('missing-value', path, 'empty condition', {
      expected: 'a condition such as `function: [core]`, or no `where`',
    })
  for (const [index, id] of entriesIn(predicate.function)) {
    const at = [...path, 'function', index]
    if (id.startsWith('@')) refuseUnknown(id, names.functionSets, 'function set', at, report)
    else checkFunction(id, at, report)
  }
  for (const [index, technology] of entriesIn(predicate.technology))
    refuseUnknown(technology, KNOWN_TECHNOLOGIES, 'technology', [...path, 'technology', index], report)
  if (predicate.vendor) checkVendorCondition(predicate.vendor, [...path, 'vendor'], names, report)
  for (const [index, part] of entriesIn(predicate.all)) checkPredicate(part, [...path, 'all', index], names, report)
  for (const [index, part] of entriesIn(predicate.any)) checkPredicate(part, [...path, 'any', index], names, report)
  if (predicate.not) checkPredicate(predicate.not, [...path, 'not'], names, report)
}

function checkScope(scope: Sound<Scope> | undefined, path: YamlPath, names: PackNames, report: ReportAt): void {
  if (scope?.where) checkPredicate(scope.where, [...path, 'where'], names, report)
  for (const event of CONDITION_EVENTS) {
    const condition = scope?.dates?.[event]
    if (!condition) continue
    const at = [...path, 'dates', event]
    if (condition.after === undefined && condition.notAfter === undefined)
      report('missing-value', at, 'empty condition', { expected: '`after` or `notAfter` with a date' })
    if (condition.after !== undefined && condition.notAfter !== undefined && condition.notAfter <= condition.after)
      report('contradiction', at, 'no day is after the one and not after the other', {
        expected: `\`notAfter\` later than ${condition.after}`,
      })
  }
}

export function checkRule(
  rule: Sound<Rule>,
  path: YamlPath,
  editions: Sound<RulePack>['editions'],
  names: PackNames,
  report: ReportAt,
): void {
  checkGrounds(rule, path, names, report)
  for (const [index, edition] of entriesIn(rule.editions))
    if (names.editions) refuseUnknown(edition, names.editions, 'edition', [...path, 'editions', index], report)
  for (const [index, assumption] of entriesIn(rule.assumes))
    checkGrounds(assumption, [...path, 'assumes', index], names, report)
  if (rule.addressees) checkAddressees(rule.addressees, [...path, 'addressees'], report)
  checkScope(rule.scope, [...path, 'scope'], names, report)
  for (const [index, exception] of entriesIn(rule.exceptions)) {
    checkScope(exception.scope, [...path, 'exceptions', index, 'scope'], names, report)
    checkGrounds(exception, [...path, 'exceptions', index], names, report)
  }
  if (rule.when) checkScope(rule.when.present, [...path, 'when', 'present'], names, report)
  checkDates(rule, path, editions, names, report)
  checkOwnParts(rule, path, names, report)
  checkExamples(rule, path, report)
}

export function checkAddressees(
  addressees: Sound<NonNullable<RulePack['addressees']>>,
  path: YamlPath,
  report: ReportAt,
): void {
  if (Object.keys(addressees).length === 0)
    report('missing-value', path, 'nobody is addressed', {
      expected: '`operators`, `tiers` or `licences`; without `addressees` every operator is addressed',
    })
}

function checkDates(
  rule: Sound<Rule>,
  path: YamlPath,
  editions: Sound<RulePack>['editions'],
  names: PackNames,
  report: ReportAt,
): void {
  const { from, target, deadline } = rule
  if (target !== undefined && deadline !== undefined && target > deadline)
    report('contradiction', [...path, 'target'], 'target after the deadline', {
      expected: `a day asked for before the deadline ${deadline}`,
    })
  if (deadline === undefined) return
  if (from !== undefined && deadline < from)
    report('contradiction', [...path, 'deadline'], 'deadline before the rule binds', {
      severity: 'warning',
      expected: `${from} or later`,
    })
  if (from !== undefined || ![['editions'], [...path, 'editions'], [...path, 'from']].every(names.isWhole)) return
  const stands = entriesIn(editions)
    .map(([, edition]) => edition)
    .filter(({ edition }) => rule.editions?.includes(edition) ?? true)
  const first = stands[0]
  if (first && stands.every(({ effective }) => effective !== undefined && deadline < effective))
    report('contradiction', [...path, 'deadline'], 'deadline before the first edition it stands in', {
      severity: 'warning',
      expected: `a day from ${first.effective}, or it is due from the first day`,
    })
}

/** A rule whose kind cannot be told is what its parts make it. */
function checkOwnParts(rule: Sound<Rule>, path: YamlPath, names: PackNames, report: ReportAt): void {
  if ((rule.kind ?? 'cap') === 'cap') checkCap(rule as Sound<CapRule>, path, names, report)
  if (rule.kind === 'notification') checkNotification(rule, path, report)
}

/** It looks at changes and not at histories, so that it would pass over what is asked of them. */
function checkNotification(rule: Sound<Rule>, path: YamlPath, report: ReportAt): void {
  for (const part of ['reads', 'deadline', 'when'] as const) if (rule[part] !== undefined) refuse(part, [part])
  if (rule.scope?.dates) refuse('dates', ['scope', 'dates'])
  for (const [index, { scope }] of entriesIn(rule.exceptions))
    if (scope?.dates) refuse('dates', ['exceptions', index, 'scope', 'dates'])

  function refuse(part: keyof typeof NO_HISTORY, at: YamlPath): void {
    report('contradiction', [...path, ...at], NO_HISTORY[part], {
      expected: `a notification rule without \`${part}\``,
    })
  }
}

const NO_HISTORY = {
  dates: 'notification looks at planned changes, which have no history',
  reads: 'notification looks at planned changes, not at service or presence',
  deadline: 'notification is due before each change, not by a day',
  when: 'notification looks at planned changes, not at what is there beside them',
}

function checkCap(rule: Sound<CapRule>, path: YamlPath, names: PackNames, report: ReportAt): void {
  if (rule.limit !== undefined) checkLimit(rule.limit, path, report)
  const seen = new Set<string>()
  for (const [index, metric] of entriesIn(rule.metrics)) {
    const at = [...path, 'metrics', index]
    const { name } = metric
    if (name !== undefined && seen.has(name))
      report('duplicate-key', [...at, 'name'], 'metric stands twice', { expected: 'a name of its own in the rule' })
    if (name !== undefined) seen.add(name)
    checkMetric(metric, at, names, report)
  }
}

function checkLimit(stated: string, path: YamlPath, report: ReportAt): void {
  const limit = parseRational(stated)
  if (!limit)
    report('invalid-value', [...path, 'limit'], 'not a share', {
      expected: 'such as `35 %`, `1/3` or `0.35` in quotes',
    })
  else if (limit.numerator > limit.denominator)
    report('invalid-value', [...path, 'limit'], 'share above the whole', { expected: 'at most 100 %' })
}

function checkMetric(metric: Sound<Metric>, path: YamlPath, names: PackNames, report: ReportAt): void {
  if (metric.denominator) checkScope(metric.denominator, [...path, 'denominator'], names, report)
  const { numerator } = metric
  checkScope(numerator, [...path, 'numerator'], names, report)
  if (numerator?.where === undefined && numerator?.dates === undefined)
    report('missing-value', [...path, 'numerator'], 'empty condition', { expected: 'what counts towards the cap' })
  const namesRoles = numerator?.where !== undefined && findsRoles(numerator.where)
  if (metric.attribution === 'role' && !namesRoles && names.isWhole([...path, 'numerator']))
    report('contradiction', [...path, 'attribution'], 'attribution by role, but the numerator names no roles', {
      expected: '`roles` in the vendor condition of the numerator, or attribution `any`',
    })
  if (metric.attribution === 'any' && namesRoles)
    report('contradiction', [...path, 'attribution'], 'attribution to any role, but the numerator names roles', {
      expected: 'attribution `role`, or no `roles`',
    })
  if (metric.attribution === 'weighted' && metric.count !== undefined && metric.count !== 'sites')
    report('contradiction', [...path, 'attribution'], 'only a site has parts to be weighted by', {
      expected: '`count: sites`, or attribution `any` or `role`',
    })
  for (const [index, assumption] of entriesIn(metric.assumes))
    checkGrounds(assumption, [...path, 'assumes', index], names, report)
}

function findsRoles(predicate: Sound<Predicate>): boolean {
  return (
    predicate.vendor?.roles !== undefined ||
    entriesIn(predicate.all).some(([, part]) => findsRoles(part)) ||
    entriesIn(predicate.any).some(([, part]) => findsRoles(part)) ||
    (predicate.not !== undefined && findsRoles(predicate.not))
  )
}

/** Lists nothing refers to: told, because a misspelt reference elsewhere may be why. */
export function warnOfUnused(pack: RulePack, report: ReportAt): void {
  const used = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null)
      for (const [key, entry] of Object.entries(value)) {
        if (key === 'examples') continue
        if (key === 'sources' && Array.isArray(entry)) for (const source of entry) used.add(`sources ${source}`)
        else if (key === 'designated') used.add(`designations ${entry}`)
        else if (key === 'function' && Array.isArray(entry))
          for (const name of entry) used.add(`functionSets ${String(name).replace(/^@/, '')}`)
        else walk(entry)
      }
  }
  walk({ ...pack, sources: undefined })
  for (const [list, what] of [
    ['sources', 'source'],
    ['designations', 'designation'],
    ['functionSets', 'function set'],
  ] as const)
    for (const name of Object.keys(pack[list] ?? {}))
      if (!used.has(`${list} ${name}`))
        report('ignored', [list, name], `${what} that nothing refers to`, { severity: 'warning', text: name })
}
