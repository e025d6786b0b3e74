// The rules report as terminal text: the answer first, then a line per rule, then what lies behind what is not met.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { describeFault } from '#model/fault.ts'
import type { MatterEntry, PackResult, RuleResult, RulesReport, SiteSubject } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { joinNames } from '../figures.ts'
import { groupBy } from '../group-by.ts'
import { ANSI_PALETTE, type Palette, PLAIN_PALETTE } from '../palette.ts'
import { layOut, wrap, wrapCell } from '../text-layout.ts'
import { showText } from '../visible-text.ts'
import {
  coverageOfVerdict,
  coverageOn,
  isNothingInQuestion,
  listReasons,
  sayKnownAmounts,
  sayKnownPart,
} from './coverage.ts'
import { joinExamples } from './examples-found.ts'
import { sayOrigin, sayVendor, someOnSite } from './matter.ts'
import { listPackSections } from './pack-section.ts'
import {
  bindingMetric,
  compareByUrgency,
  formatValueAgainstLimit,
  isWaived,
  keyDate,
  metricsInOrder,
  needsAttention,
  orderOfVerdict,
  rankOfState,
  sayBite,
  sayHeadroom,
  sayLookedAt,
} from './rule-state.ts'
import { sayHorizon, summariseRules } from './summary.ts'
import { listUnevaluated, NOT_JUDGED_BECAUSE } from './unevaluated.ts'
import {
  isOnAssumedFacts,
  reservationsOf,
  wasJudged,
  wordProvenance,
  wordStandingOfRules,
  wordState,
  wordVerdict,
  wordAbsence,
} from './wording.ts'

export interface RulesTextOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Every rule, stretch, element and fault; otherwise a screen or two. */
  readonly verbose?: boolean
}

const NARROWEST = 60
const WIDEST = 180
/** Columns of rules are as wide as their longest entry, up to these; what is longer goes on below. */
const WIDEST_VERDICT = 22
const WIDEST_IDENTIFIER = 26
/** Figures stand beside titles where both keep this much room, else below. */
const USUAL_TITLE = 32
const USUAL_FIGURES = 36
/** From this width on more is told. */
const WIDTH_OF_MORE = 100
/** From this width on a bar shows its states over the horizon. */
const WIDTH_OF_BAR = 150
const BAR_CELLS = 24
/** More rules than this, and those that are fine share a line per pack and verdict. */
const RULES_LISTED_SINGLY = 12
/** More rules than this, and those that are fine are counted, not named. */
const RULES_NAMED_WHEN_FINE = 60

interface Bounds {
  readonly isWhole: boolean
  readonly rulesListed: number
  readonly rulesExplained: number
  readonly stretches: number
  readonly elements: number
  /** Of what puts one site among those that matter. */
  readonly onSite: number
  readonly entries: number
  readonly reasons: number
}

const BRIEF: Bounds = {
  isWhole: false,
  rulesListed: 16,
  rulesExplained: 4,
  stretches: 3,
  elements: 2,
  onSite: 2,
  entries: 1,
  reasons: 3,
}
const WHOLE: Bounds = {
  isWhole: true,
  rulesListed: Number.POSITIVE_INFINITY,
  rulesExplained: Number.POSITIVE_INFINITY,
  stretches: Number.POSITIVE_INFINITY,
  elements: Number.POSITIVE_INFINITY,
  onSite: Number.POSITIVE_INFINITY,
  entries: Number.POSITIVE_INFINITY,
  reasons: Number.POSITIVE_INFINITY,
}

/** Everything a section needs to write itself. */
interface Page {
  readonly report: RulesReport
  readonly palette: Palette
  readonly width: number
  readonly bounds: Bounds
  readonly lines: string[]
}

function say(page: Page, text: string, indent = '', firstIndent = indent): void {
  page.lines.push(...wrap(text, page.width, indent, firstIndent))
}

function sayMore(page: Page, hidden: number, what: string, indent = '  '): void {
  if (hidden > 0) {
    page.lines.push(
      page.palette.dim(
        `${indent}and ${formatNumber(hidden)} more${what === '' ? '' : ` ${what}`} (--verbose shows all)`,
      ),
    )
  }
}

function startSection(page: Page, title: string): void {
  page.lines.push('', page.palette.bold(title))
}

function toneOf(rule: RuleResult, palette: Palette): (text: string) => string {
  const order = orderOfVerdict(rule)
  if (order === 0) return rule.onAssumedFacts ? palette.doubtful : palette.bad
  if (order <= 4) return palette.doubtful
  if (!wasJudged(rule)) return palette.dim
  return rule.onAssumedFacts ? palette.doubtful : palette.good
}

/** The verdict within a column: the full words stand in the explanation below. */
function shortVerdict(rule: RuleResult): string {
  const word = wordVerdict(rule).replace(/^not yet due: (the )?/, '')
  const mark = isOnAssumedFacts(rule) ? ' *' : ''
  return `${isWaived(rule) ? (rule.beyondWaiver === undefined ? 'waived' : 'waived ?') : word}${mark}`
}

/** One character of each state, readable without colour and in any encoding. */
const STATE_MARKS = {
  'not applicable': ' ',
  'not evaluated': '_',
  'not yet due': '.',
  met: '=',
  'cannot be shown': '?',
  'not met': '#',
} as const

/** The horizon in some cells, each showing the worst state of its days; `|` stands before the as-of date. */
export function drawBar(rule: RuleResult, report: RulesReport, cells: number): string {
  const [from, to, asOf] = [report.horizon.from, report.horizon.to, report.asOf].map(dayOfText)
  if (from === undefined || to === undefined || asOf === undefined || to < from) return ''
  const days = to - from + 1
  const cellOf = (day: number): number => Math.min(cells - 1, Math.max(0, Math.floor(((day - from) / days) * cells)))
  const marks: string[] = Array.from({ length: cells }, () => ' ')
  const ranks: number[] = Array.from({ length: cells }, () => -1)
  for (const interval of rule.timeline) {
    const [first, last] = [dayOfText(interval.from), dayOfText(interval.to)]
    if (first === undefined || last === undefined || last < from || first > to) continue
    const waived = interval.waived === true
    const rank = rankOfState(interval.state, waived)
    for (let cell = cellOf(first); cell <= cellOf(last); cell++) {
      if (rank <= ranks[cell]!) continue
      ranks[cell] = rank
      marks[cell] = waived ? 'w' : STATE_MARKS[interval.state]
    }
  }
  const now = asOf < from || asOf > to ? undefined : cellOf(asOf)
  return now === undefined ? marks.join('') : `${marks.slice(0, now).join('')}|${marks.slice(now).join('')}`
}

const BAR_LEGEND = '# not met  w waived  ? cannot be shown  = met  . not yet due  _ not evaluated  | as of'

function writeHead(page: Page): void {
  const { report, palette } = page
  const summary = summariseRules(report)
  const tone = summary.answer === 'no' ? palette.bad : summary.answer === 'yes' ? palette.good : palette.doubtful
  const head = wrap(`${summary.headline} ${summary.statement}`, page.width, '')
  const headline = showText(summary.headline)
  const [first = '', ...others] = head
  page.lines.push(
    first.startsWith(headline) ? tone(palette.bold(headline)) + first.slice(headline.length) : first,
    ...others,
  )
  if (summary.next !== '') say(page, summary.next)
  const known = report.knownAt === report.asOf ? '' : `, known at ${report.knownAt}`
  say(
    page,
    `${report.title}: as of ${report.asOf}${known}, inventory of ${report.inventoryDate}, horizon ${sayHorizon(report, (date) => date)}; ${formatCount(report.estate.sites, 'site')}, ${formatCount(report.estate.elements, 'element')}, ${formatCount(report.estate.plannedChanges, 'planned change')}.`,
  )
  if (summary.reservations.length > 0) say(page, `Mind: ${summary.reservations.join('; ')}.`)
}

function knownOf(rule: RuleResult, { asOf }: RulesReport): string {
  const coverage = coverageOfVerdict(rule, asOf)
  if (coverage === undefined) return ''
  // Said of the day: a breach may stand beside it.
  if (isNothingInQuestion(coverage)) {
    const metric = bindingMetric(rule)
    const lookedAt = metric && coverage.on === asOf ? sayLookedAt(metric) : ''
    return lookedAt === '' ? `nothing in question on ${coverage.on}` : `${lookedAt} on ${asOf}`
  }
  return `${sayKnownPart(coverage)}${coverage.on === asOf ? '' : ' then'}`
}

function figureOf(rule: RuleResult): string {
  const metric = bindingMetric(rule)
  return metric === undefined ? '' : formatValueAgainstLimit(metric)
}

/** A column as wide as its longest entry, within bounds. */
function widthOf(texts: readonly string[], least: number, most: number): number {
  return Math.min(most, Math.max(least, ...texts.map((text) => text.length)))
}

/** Figure, date and what is known, as they stand at the end of a rule's line. */
function tailOf(rule: RuleResult, report: RulesReport): string {
  const parts = [figureOf(rule), keyDate(rule, report) ?? '', knownOf(rule, report)]
  return showText(parts.filter((part) => part !== '').join('; '))
}

interface RuleColumns {
  readonly verdictWidth: number
  readonly idWidth: number
  readonly tailWidth: number
}

function measureColumns(rules: readonly RuleResult[], report: RulesReport): RuleColumns {
  return {
    verdictWidth: widthOf(rules.map(shortVerdict), 8, WIDEST_VERDICT),
    idWidth: widthOf(
      rules.map((rule) => showText(rule.rule)),
      8,
      WIDEST_IDENTIFIER,
    ),
    tailWidth: widthOf(
      rules.map((rule) => tailOf(rule, report)),
      0,
      WIDEST,
    ),
  }
}

/** Verdict, identifier and title side by side; the figures beside them where there is room, else below. */
function writeRuleLines(page: Page, rules: readonly RuleResult[], columns: RuleColumns): void {
  const { palette, width, report } = page
  const { verdictWidth, idWidth } = columns
  const rest = width - verdictWidth - idWidth - 4
  const barWidth = width >= WIDTH_OF_BAR ? BAR_CELLS + 2 : 0
  const space = rest - barWidth
  const tailWidth = Math.min(columns.tailWidth, Math.max(Math.floor(space / 2), space - USUAL_TITLE - 1))
  const isBeside = space > USUAL_TITLE + Math.min(columns.tailWidth, USUAL_FIGURES)
  for (const rule of rules) {
    const tail = tailOf(rule, report)
    const start = [
      { lines: [' '] },
      { lines: wrapCell(shortVerdict(rule), verdictWidth), tone: toneOf(rule, palette) },
      { lines: wrapCell(rule.rule, idWidth) },
    ]
    if (isBeside) {
      const title = { lines: wrapCell(rule.title, space - tailWidth - 1) }
      const bar = barWidth === 0 ? [] : [{ lines: [drawBar(rule, report, BAR_CELLS)] }]
      page.lines.push(...layOut([...start, title, { lines: wrapCell(tail, tailWidth) }, ...bar]))
    } else {
      page.lines.push(...layOut([...start, { lines: wrapCell(rule.title, Math.max(8, rest)) }]))
      if (tail !== '') page.lines.push(...wrap(tail, width, '      '))
    }
  }
}

/** A line with its colours, and as long as it is without them. */
interface ColouredLine {
  readonly shown: string
  readonly length: number
}

/** `A, B and 7 more`: whole names, the first of them always. */
function nameAsManyAsFit(names: readonly string[], width: number): string {
  const whole = joinNames(names, names.length)
  if (whole.length <= width) return whole
  const fitting = names.findLastIndex((_, index) => index > 0 && joinNames(names, index).length <= width)
  return joinNames(names, Math.max(1, fitting))
}

/** Rules that need no look, a line per verdict: `met: A, B, C`; of hundreds the numbers alone, on one line. */
function sayQuietRules(page: Page, rules: readonly RuleResult[], width: number): readonly ColouredLine[] {
  const byVerdict = groupBy(
    rules.toSorted(compareByUrgency),
    (rule) =>
      `${wordVerdict(rule).replace(': ', ', ')}${isWaived(rule) ? ', waived' : ''}${isOnAssumedFacts(rule) ? ' *' : ''}`,
  )
  const lines = [...byVerdict].map(([verdict, alike]) => {
    const word = alike.length === 1 ? showText(verdict) : `${alike.length} ${showText(verdict)}`
    const names = nameAsManyAsFit(
      alike.map((rule) => showText(rule.rule)),
      width - word.length - 2,
    )
    return { word, names, tone: toneOf(alike[0]!, page.palette) }
  })
  if (page.report.rules.length > RULES_NAMED_WHEN_FINE) {
    const text = lines.map((line) => line.word).join('; ')
    return text === '' ? [] : wrap(text, width, '').map((shown) => ({ shown, length: shown.length }))
  }
  return lines.map(({ word, names, tone }) => ({
    shown: `${tone(word)}: ${names}`,
    length: word.length + 2 + names.length,
  }))
}

function describePack(pack: PackResult, rules: readonly RuleResult[], isWhole: boolean): string {
  const kind = [pack.jurisdiction, wordStandingOfRules(pack, rules)]
  if (isWhole)
    kind.push(`version ${pack.version}`, pack.edition === undefined ? 'no edition' : `edition ${pack.edition}`)
  const about = `${pack.pack}: ${pack.title} (${kind.join(', ')})`
  const absence = wordAbsence(pack)
  return absence === undefined ? about : `${about}: ${absence}`
}

function writePacks(page: Page): void {
  const { report, bounds, width, palette } = page
  startSection(page, 'Rules by pack')
  if (report.rules.length === 0) page.lines.push('  no rule was judged')
  const isFolded = !bounds.isWhole && report.rules.length > RULES_LISTED_SINGLY
  // The worst rules of the whole report are the ones listed, in whichever packs they stand.
  const worst = report.rules.filter((rule) => needsAttention(rule) || rule.nextBreach !== undefined)
  const most = width >= WIDTH_OF_MORE ? bounds.rulesListed : Math.ceil(bounds.rulesListed * 0.45)
  const listed = new Set(isFolded ? worst.toSorted(compareByUrgency).slice(0, most) : report.rules)
  const columns = measureColumns([...listed], report)
  for (const { name, pack, rules } of listPackSections(report)) {
    const about = pack === undefined ? name : describePack(pack, rules, bounds.isWhole)
    const loud = rules.filter((rule) => listed.has(rule))
    const quiet = sayQuietRules(
      page,
      rules.filter((rule) => !listed.has(rule)),
      width - 2,
    )
    const [first = '', ...others] = wrap(about, width, '  ', '')
    const [only] = quiet.length === 1 && loud.length === 0 && others.length === 0 ? quiet : []
    if (only !== undefined && first.length + only.length + 2 <= width) {
      page.lines.push(`${palette.bold(first)}: ${only.shown}`)
    } else {
      page.lines.push(palette.bold(first), ...others)
      writeRuleLines(page, loud, columns)
      page.lines.push(...quiet.map((line) => `  ${line.shown}`))
    }
  }
  if (report.rules.some(isOnAssumedFacts)) page.lines.push(palette.dim('  * on assumed facts'))
  if (width >= WIDTH_OF_BAR && report.rules.length > 0) page.lines.push(palette.dim(`  ${BAR_LEGEND}`))
}

function describeMatter(entry: MatterEntry, { onSite }: Bounds): string {
  const place = entry.site === undefined || entry.identifier.includes(entry.site) ? '' : ` at ${entry.site}`
  const { told, leftOut } = someOnSite(entry, onSite)
  const names = told.map((one) => `${one.identifier}${sayAbout(one)}`)
  const more = leftOut > 0 ? [`${formatNumber(leftOut)} more there`] : []
  const there = [...names, ...more]
  return `${entry.identifier}${place}${sayAbout(entry)}${there.length === 0 ? '' : ` with ${there.join(', ')}`}`
}

/** ` (Huawei, RTN 950, transport.microwave, elements.csv line 14)`. */
function sayAbout(entry: MatterEntry | SiteSubject): string {
  const about = [
    sayVendor(entry),
    entry.product,
    entry.function,
    entry.answer === 'maybe' ? `possibly${entry.why === undefined ? '' : `: ${entry.why}`}` : entry.why,
    sayOrigin(entry),
  ].filter((part) => part !== undefined)
  return about.length === 0 ? '' : ` (${about.join(', ')})`
}

function explainRule(page: Page, rule: RuleResult): void {
  const { report, palette, bounds } = page
  const state = [wordVerdict(rule), ...reservationsOf(rule)].join(', ')
  page.lines.push(`${toneOf(rule, palette)(showText(rule.rule))} ${palette.bold(showText(state))}`)
  const inner = '    '
  const first = '  '
  say(page, rule.sentence, first)
  for (const metric of metricsInOrder(rule).slice(1)) {
    say(page, `also ${metric.name}: ${formatValueAgainstLimit(metric)}`, inner, first)
  }
  const stretches = rule.timeline.filter((one) => one.state === 'not met' || one.state === 'cannot be shown')
  if (stretches.length > 0) {
    const told = stretches.slice(0, bounds.stretches).map((one) => `${wordState(rule, one)} ${one.from} to ${one.to}`)
    const hidden = stretches.length - told.length
    say(page, `${told.join('; ')}${hidden > 0 ? `; and ${formatNumber(hidden)} more stretches` : ''}`, inner, first)
  }
  for (const waiver of rule.waivers) {
    const reference = waiver.reference === undefined ? '' : `, ${waiver.reference}`
    say(
      page,
      `waiver ${waiver.from} to ${waiver.until} by ${waiver.approver}${reference}: ${waiver.scope}${waiver.idle ? ' (waives nothing)' : ''}`,
      inner,
      first,
    )
  }
  const distance = [...sayHeadroom(rule), ...sayBite(rule)]
  if (distance.length > 0) say(page, distance.join('; '), inner, first)
  const { entries, total, on } = rule.matter
  if (total > 0) {
    const names = entries
      .slice(0, page.width >= WIDTH_OF_MORE ? bounds.elements : Math.ceil(bounds.elements * 0.5))
      .map((entry) => describeMatter(entry, bounds))
    const when = on === report.asOf ? '' : ` on ${on}`
    const more = total > names.length && names.length > 0 ? '; …' : ''
    const list = names.length === 0 ? '' : `: ${names.join('; ')}${more}`
    say(page, `${formatCount(total, 'subject')}${when} that matter${total === 1 ? 's' : ''}${list}`, inner, first)
  }
  say(page, sayBasis(rule, bounds.isWhole), inner, first)
}

/** What the verdict rests on: how much was known, and how surely the rule itself. */
function sayBasis(rule: RuleResult, isWhole: boolean): string {
  const coverage = coverageOn(rule, rule.matter.on)
  const reasons = coverage === undefined ? '' : listReasons(coverage).join(', ')
  const known =
    coverage === undefined
      ? []
      : [`${sayKnownAmounts(coverage)} on ${coverage.on}${reasons === '' ? '' : `: ${reasons}`}`]
  const whole = isWhole ? [rule.clause, rule.instrument, ...rule.sources].filter((part) => part !== undefined) : []
  const assumed = isWhole || rule.assumes.length === 0 ? [] : [formatCount(rule.assumes.length, 'assumption')]
  return `rests on: ${[...known, `rule ${wordProvenance(rule.provenance)}`, ...assumed, ...whole].join('; ')}`
}

/** Why rules stay unjudged, most rules first; what the operator can state stands before what nothing can state yet. */
function writeUnevaluated(page: Page): void {
  const { report, bounds } = page
  const reasons = listUnevaluated(report)
  if (reasons.length === 0) return
  startSection(page, NOT_JUDGED_BECAUSE)
  const told = reasons.slice(0, page.width >= WIDTH_OF_MORE ? bounds.reasons : Math.ceil(bounds.reasons * 0.5))
  for (const { why, rules } of told) {
    const names = bounds.isWhole ? `; ${rules.map((rule) => rule.rule).join(', ')}` : ''
    say(page, `${formatCount(rules.length, 'rule')}: ${why}${names}`, '    ', '  ')
  }
  const rest = reasons.slice(told.length)
  const restCount = rest.reduce((sum, { rules }) => sum + rules.length, 0)
  sayMore(page, restCount, `${restCount === 1 ? 'rule' : 'rules'} for ${formatCount(rest.length, 'other reason')}`)
}

function writeExplanations(page: Page): void {
  const { report, bounds } = page
  const told = report.rules.filter(needsAttention).toSorted(compareByUrgency)
  if (told.length === 0) return
  startSection(page, 'What is not met, cannot be shown, or is missed by the plan')
  const most = page.width >= WIDTH_OF_MORE ? bounds.rulesExplained : Math.ceil(bounds.rulesExplained * 0.75)
  for (const rule of told.slice(0, most)) explainRule(page, rule)
  sayMore(page, told.length - most, 'such rules')
}

function writeList(page: Page, title: string, entries: readonly string[]): void {
  if (entries.length === 0) return
  startSection(page, title)
  for (const entry of entries.slice(0, page.bounds.entries)) say(page, entry, '    ', '  ')
  sayMore(page, entries.length - page.bounds.entries, '')
}

function writeBasis(page: Page): void {
  const { report, bounds } = page
  writeList(
    page,
    'Vendor names not resolved',
    report.unresolvedVendors
      .toSorted((left, right) => right.subjects - left.subjects)
      .map((vendor) => {
        const suggestions = vendor.suggestions.length === 0 ? '' : `; did you mean ${vendor.suggestions.join(', ')}?`
        const kind = vendor.kind === 'nobody' ? 'names nobody' : vendor.kind
        return `\`${vendor.name}\` (${kind}): ${formatCount(vendor.subjects, 'subject')}${suggestions}`
      }),
  )
  writeList(
    page,
    'Reconciled with other lists',
    report.reconciliations.map((one) => {
      const found =
        one.found.low === one.found.high
          ? formatNumber(one.found.low)
          : `${formatNumber(one.found.low)} – ${formatNumber(one.found.high)}`
      const examples = one.examples.length === 0 ? '' : ` (${joinExamples(one.examples)})`
      const { total, examples: sentences } = one.contradictions
      const more = total > sentences.length ? `; and ${formatNumber(total - sentences.length)} more` : ''
      const other =
        total === 0
          ? ''
          : `; ${formatCount(total, 'element of another vendor', 'elements of another vendor')}: ${sentences.join('; ')}${more}`
      return `${one.what}, ${one.against}: stated ${formatNumber(one.stated)}, found ${found}, shortfall ${formatNumber(one.shortfall)}, excess ${formatNumber(one.excess)}${examples}${other}`
    }),
  )
  writeList(
    page,
    'Requirements known to exist, not in the packs',
    report.packs.flatMap((pack) => pack.missing.map((missing) => `${pack.pack}: ${missing.what}; ${missing.why}`)),
  )
  const assumptions = report.rules.flatMap((rule) => rule.assumes.map((what) => `${rule.rule}: ${what}`))
  if (bounds.isWhole) writeList(page, 'Assumed', assumptions)
  const { errors, warnings, shown } = report.faults
  if (errors + warnings > 0) {
    startSection(page, `Faults in the input: ${formatCount(errors, 'error')}, ${formatCount(warnings, 'warning')}`)
    for (const fault of shown.slice(0, bounds.entries))
      say(page, `${fault.severity}: ${describeFault(fault)}`, '    ', '  ')
    sayMore(page, errors + warnings - Math.min(shown.length, bounds.entries), '')
  }
}

/** The report as text that reads well aloud: every line says its own words, colour only repeats them. */
export function renderRulesText(report: RulesReport, options: RulesTextOptions): string {
  const page: Page = {
    report,
    palette: options.colour ? ANSI_PALETTE : PLAIN_PALETTE,
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(options.width))),
    bounds: options.verbose === true ? WHOLE : BRIEF,
    lines: [],
  }
  writeHead(page)
  writePacks(page)
  writeUnevaluated(page)
  writeExplanations(page)
  writeBasis(page)
  return `${page.lines.join('\n')}\n`
}
