// One rule as a card: the verdict, the sentence, the drawing, and everything the verdict rests on.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { AFTER_ALL } from '#base/calendar.ts'
import { wordingOf } from '#model/footing.ts'
import type { MatterEntry, MetricResult, RuleResult, RulesReport, StateInterval } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { html, markCode, markDays, type Markup, type MarkupValue } from '../markup.ts'
import { fact } from '../page/fact.ts'
import { formatAmount, readingScale } from '../quantity.ts'
import { isNothingInQuestion, listReasons, sayKnownAmounts, sayKnownPart } from './coverage.ts'
import { drawTimeline } from './html-timeline.ts'
import { drawIcon } from '../page/icon.ts'
import { drawVerdict, toneOfState, toneOfVerdict } from './html-tone.ts'
import { metricsThatBreak, sayByWhich } from './metric-side.ts'
import { sayOrigin, sayVendor, someOnSite } from './matter.ts'
import {
  formatValue,
  keyDate,
  metricsInOrder,
  needsAttention,
  rankOfState,
  sayBeginning,
  sayBite,
  sayHeadroom,
  unitOfMatter,
  sayLimit,
  sayLookedAt,
} from './rule-state.ts'
import { wordForce, wordProvenance, wordState } from './wording.ts'

/** Tables of a page stay short; the JSON and CSV reports hold every row. */
const STRETCHES_LISTED = 12
const ELEMENTS_LISTED = 12
const SITE_SUBJECTS_LISTED = 4
/** So many columns beside the identifier need a page at its widest: on others the table is stacked. */
const WIDE_FROM = 6

function drawProvenance(provenance: RuleResult['provenance']): Markup {
  const [word = provenance, meaning = ''] = wordProvenance(provenance).split(': ')
  return html`<span class="provenance ${provenance}"><b>${word}</b> ${meaning}</span>`
}

/** `5,714 – 7,078 of 18,432 sites`, of shares. */
function describeParts(metric: MetricResult): string {
  const { numerator, denominator } = metric
  if (metric.kind !== 'share' || metric.low === null || !numerator || !denominator) return ''
  const scale = readingScale(metric.unit, denominator.high)
  const say = ({ low, high }: { readonly low: number; readonly high: number }): string => {
    const [from, to] = [formatAmount(low, scale), formatAmount(high, scale)]
    return from === to ? from : `${from} – ${to}`
  }
  return `${say(numerator)} of ${say(denominator)} ${scale.unit}`
}

const ATTRIBUTIONS: Record<string, string> = {
  any: 'one match in any supplier role counts the subject whole',
  role: 'only the roles named count',
  weighted: 'a site counts by the part of its elements that match',
}
const SHARED_SITES: Record<string, string> = {
  once: 'shared subjects count whole',
  operatorWeight: 'shared subjects count by the operator’s weight',
}

/** Which of several metrics stands worst on the day judged, and which makes the next breach: that may be another. */
function badgesOf(rule: RuleResult, metric: MetricResult, report: RulesReport, isBinding: boolean): readonly string[] {
  const { nextBreach } = rule
  if (rule.metrics.length < 2) return []
  return [
    ...(isBinding ? [`furthest on ${report.asOf}`] : []),
    ...(nextBreach !== undefined && metricsThatBreak(rule, nextBreach, true).includes(metric)
      ? [`makes the ${wordingOf(rule).breach} of ${nextBreach}`]
      : []),
  ]
}

function drawFigure(
  rule: RuleResult,
  metric: MetricResult,
  report: RulesReport,
  id: string,
  isBinding: boolean,
): Markup {
  const basis = [
    describeParts(metric),
    sayLookedAt(metric),
    metric.attribution === undefined ? '' : (ATTRIBUTIONS[metric.attribution] ?? metric.attribution),
    metric.sharedSites === undefined ? '' : (SHARED_SITES[metric.sharedSites] ?? metric.sharedSites),
    metric.unknownWeights > 0 ? `${formatCount(metric.unknownWeights, 'subject')} without a known weight` : '',
  ].filter((part) => part !== '')
  const badges = badgesOf(rule, metric, report, isBinding).map((badge) => html` <span class="binding">${badge}</span>`)
  return html`<div class="measure">
<p class="measure-head"><span class="measure-name">${metric.name}${badges}</span> <span class="measure-value">${formatValue(metric)}</span> <span class="measure-limit">on ${report.asOf}; ${sayLimit(metric)}</span></p>
${basis.length === 0 ? '' : html`<p class="measure-basis">${basis.join('; ')}</p>`}
${drawTimeline(rule, metric, report, id)}</div>
`
}

function countDays(interval: StateInterval): string {
  const [from, to] = [dayOfText(interval.from), dayOfText(interval.to)]
  return from === undefined || to === undefined || to >= AFTER_ALL || from <= -AFTER_ALL
    ? ''
    : formatNumber(to - from + 1)
}

/** The stretches worth listing: all of few, of many the worst, in the order of time. */
export function chooseStretches(timeline: readonly StateInterval[], most: number): readonly StateInterval[] {
  if (timeline.length <= most) return timeline
  const ranked = timeline
    .map((interval, index) => ({ index, rank: rankOfState(interval.state, interval.waived === true) }))
    .toSorted((left, right) => right.rank - left.rank || left.index - right.index)
  const chosen = new Set(ranked.slice(0, most).map((one) => one.index))
  return timeline.filter((_, index) => chosen.has(index))
}

function drawStretchTable(rule: RuleResult, isOpen: boolean): Markup {
  const { timeline } = rule
  if (timeline.length === 0) return html``
  const listed = chooseStretches(timeline, STRETCHES_LISTED)
  const hasWhy = listed.some((interval) => interval.why !== undefined)
  const rows = listed.map((interval) => {
    const waived = interval.waived === true
    const tone = toneOfState(interval.state, waived)
    return html`<tr role="row"><th scope="row" role="rowheader"><span class="state-word ${tone}">${drawIcon(tone)}${wordState(rule, interval)}</span></th><td role="cell" data-label="First day" class="date">${interval.from}</td><td role="cell" data-label="Last day" class="date">${interval.to}</td><td role="cell" data-label="Days" class="number">${countDays(interval)}</td>${hasWhy ? html`<td role="cell" data-label="Why">${interval.why ?? ''}</td>` : ''}</tr>
`
  })
  const hidden = timeline.length - listed.length
  return html`<details${isOpen ? html` open` : ''}><summary>Stretches of time <span class="count">${formatNumber(timeline.length)}</span></summary>
<table role="table" class="stacked" aria-label="Stretches of time of ${rule.rule}"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">State</th><th scope="col" role="columnheader">First day</th><th scope="col" role="columnheader">Last day</th><th scope="col" role="columnheader" class="number">Days</th>${hasWhy ? html`<th scope="col" role="columnheader">Why</th>` : ''}</tr></thead><tbody role="rowgroup">
${rows}</tbody></table>
${hidden > 0 ? html`<p class="more">The worst ${formatNumber(listed.length)} of ${formatNumber(timeline.length)} stretches; the JSON report holds all.</p>` : ''}</details>
`
}

function drawEntry(entry: MatterEntry, columns: readonly MatterColumn[]): Markup {
  const cells = columns.map(
    ({ name, className, say }) =>
      html`<td role="cell" data-label="${name}"${className === undefined ? '' : html` class="${className}"`}>${say(entry)}</td>`,
  )
  return html`<tr role="row"><th scope="row" role="rowheader"><span class="identifier">${entry.identifier}</span></th>${cells}</tr>
`
}

function sayInFigure({ answer, why }: MatterEntry): Markup {
  const word =
    answer === 'yes'
      ? html`<span class="state-word">certain</span>`
      : html`<span class="state-word doubt">${drawIcon('doubt')}possible</span>`
  return html`${word}${why === undefined ? '' : html` <span class="why">${why}</span>`}`
}

function drawOnSite(entry: MatterEntry): MarkupValue {
  const { told, leftOut } = someOnSite(entry, SITE_SUBJECTS_LISTED)
  const items = told.map((one) => {
    const about = [sayVendor(one), one.product, one.function].filter((part) => part !== undefined).join(', ')
    const doubt = one.answer === 'yes' ? '' : html` <span class="why">possibly: ${one.why ?? 'not known'}</span>`
    return html`<li><span class="identifier">${one.identifier}</span> ${markCode(about)} <span class="where">${sayOrigin(one) ?? ''}</span>${doubt}</li>`
  })
  const more = leftOut > 0 ? html`<li class="muted">and ${formatNumber(leftOut)} more</li>` : ''
  return entry.onSite !== undefined && html`<ul class="plain">${items}${more}</ul>`
}

interface MatterColumn {
  readonly name: string
  /** How its cells look. */
  readonly className?: string
  readonly say: (entry: MatterEntry) => MarkupValue
}

/** The columns that have anything to say, beside the identifier; the weights of all in one unit. */
function columnsOf(entries: readonly MatterEntry[], unit: string): readonly MatterColumn[] {
  const weights = entries.map(({ weight }) => weight)
  const scale = readingScale(unit, Math.max(...weights))
  const having = (isSaid: (entry: MatterEntry) => boolean, column: MatterColumn): readonly MatterColumn[] =>
    entries.some(isSaid) ? [column] : []
  return [
    ...having(({ site }) => site !== undefined, { name: 'Site', say: ({ site }) => site ?? '' }),
    ...having((entry) => entry.function !== undefined, { name: 'Function', say: (entry) => entry.function ?? '' }),
    ...having(({ vendor, product }) => vendor !== undefined || product !== undefined, {
      name: 'Vendor, product',
      say: (entry) => markCode([sayVendor(entry), entry.product].filter((part) => part !== undefined).join(', ')),
    }),
    ...having(({ onSite }) => onSite !== undefined && onSite.total > 0, {
      name: 'What puts it there',
      className: 'on-site',
      say: drawOnSite,
    }),
    ...having(({ weight }) => weight !== 1, {
      name: `Weight that counts, ${scale.unit}`,
      className: 'number',
      say: ({ weight }) => formatAmount(weight, scale),
    }),
    { name: 'In the figure', className: 'in-figure', say: sayInFigure },
    ...having(({ from }) => from !== undefined, { name: 'From', className: 'date', say: ({ from }) => from ?? '' }),
    ...having(({ to }) => to !== undefined, { name: 'To', className: 'date', say: ({ to }) => to ?? '' }),
    ...having(({ file }) => file !== undefined, {
      name: 'Read from',
      className: 'where',
      say: (entry) => sayOrigin(entry) ?? '',
    }),
  ]
}

const SUBJECT_NAMES: Record<MatterEntry['subject'], string> = {
  element: 'Elements',
  unit: 'Units',
  contract: 'Contracts',
  site: 'Sites',
  change: 'Planned changes',
}

function drawMatterTable(rule: RuleResult, isOpen: boolean): Markup {
  const { on, total, entries } = rule.matter
  if (total === 0) return html``
  const listed = entries.slice(0, ELEMENTS_LISTED)
  const subjects = new Set(listed.map((entry) => entry.subject))
  const [only] = subjects
  const name = subjects.size === 1 && only !== undefined ? SUBJECT_NAMES[only] : 'Subjects'
  const title = html`${name} that matter on ${on} <span class="count">${formatNumber(total)}</span>`
  if (listed.length === 0) return html`<p class="more">${title}</p>`
  const columns = columnsOf(listed, unitOfMatter(rule))
  const heads = columns.map(
    (column) =>
      html`<th scope="col" role="columnheader"${column.className === 'number' ? html` class="number"` : ''}>${column.name}</th>`,
  )
  return html`<details${isOpen ? html` open` : ''}><summary>${title}</summary>
<div class="scroll" role="region" aria-label="${name} that matter to ${rule.rule}" tabindex="0"><table role="table" class="stacked matter${columns.length >= WIDE_FROM ? ' wide' : ''}"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Identifier</th>${heads}</tr></thead><tbody role="rowgroup">
${listed.map((entry) => drawEntry(entry, columns))}</tbody></table></div>
${total > listed.length ? html`<p class="more">The first ${formatNumber(listed.length)} of ${formatNumber(total)}; <code>check --format csv-matter</code> lists all.</p>` : ''}</details>
`
}

function drawCoverage(rule: RuleResult): MarkupValue {
  if (rule.coverage.length === 0) return html`<span class="muted">not stated</span>`
  return rule.coverage.map((coverage) => {
    const amounts = isNothingInQuestion(coverage) ? '' : `: ${sayKnownAmounts(coverage)}`
    const reasons = listReasons(coverage).map((reason) => html`<li>${reason}</li>`)
    return html`<p><b>${sayKnownPart(coverage)}</b> on ${coverage.on}${amounts}</p>${reasons.length === 0 ? '' : html`<ul class="reasons">${reasons}</ul>`}`
  })
}

function drawWaivers(rule: RuleResult): MarkupValue {
  return rule.waivers.map(
    (waiver) =>
      html`<p class="waiver">${drawIcon('waived')}<span><b>Waiver</b> from ${waiver.from} until ${waiver.until}, approved by ${waiver.approver}${waiver.reference === undefined ? '' : html` (${waiver.reference})`}, for <span class="identifier">${waiver.scope}</span>. ${waiver.idle ? 'It waives nothing.' : 'A waiver does not make the rule met.'}</span></p>
`,
  )
}

function drawList(items: readonly string[]): MarkupValue {
  if (items.length === 0) return ''
  return items.length === 1
    ? markDays(items[0]!)
    : html`<ul class="plain">${items.map((item) => html`<li>${markDays(item)}</li>`)}</ul>`
}

function drawFacts(rule: RuleResult): Markup {
  const wording = wordingOf(rule)
  const noun = wording.breach
  const due =
    rule.deadline !== undefined
      ? `by ${rule.deadline}, judged from ${rule.dueFrom ?? 'the day after'}`
      : rule.dueFrom === undefined
        ? ''
        : `from ${rule.dueFrom}`
  const beginning = (day: string | undefined) => (day === undefined ? '' : sayBeginning(day, rule))
  const first = beginning(rule.firstBreach)
  const firstPossible = rule.firstPossibleBreach === rule.firstBreach ? '' : beginning(rule.firstPossibleBreach)
  const next = rule.nextBreach === undefined ? '' : `${rule.nextBreach}${sayByWhich(rule, rule.nextBreach, true)}`
  const nextPossible = rule.nextPossibleBreach === rule.nextBreach ? '' : (rule.nextPossibleBreach ?? '')
  return html`<dl class="facts">
${fact('Coverage', drawCoverage(rule))}
${fact('Due', due)}${fact('Asked for earlier, never judged', rule.target === undefined ? '' : `target ${rule.target}`)}
${fact(`First ${noun}`, first)}${fact(`First possible ${noun}`, firstPossible)}
${fact(`Next ${noun}`, next)}${fact(`Next possible ${noun}`, nextPossible)}
${fact('Headroom', drawList(sayHeadroom(rule)))}${fact('Limits and deadlines', drawList(sayBite(rule)))}
${fact('Clause', rule.clause ?? '')}${fact('Instrument', `${rule.instrument} (${rule.jurisdiction}), ${wordForce(rule.force)}`)}
${fact('How surely the rule is known', drawProvenance(rule.provenance))}
${fact('Sources', drawList(rule.sources))}${fact('Assumed', drawList(rule.assumes))}
</dl>
`
}

/** A figure is not parted from its per cent sign at the end of a line. */
function keepFigures(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%')
}

/** `anchor` is unique on the page. */
export function drawRule(rule: RuleResult, report: RulesReport, anchor: string): Markup {
  const isOpen = needsAttention(rule)
  const date = keyDate(rule, report)
  const metrics = metricsInOrder(rule)
  // A verdict that is the same all along, without a figure, is said by its words.
  const isPlain = metrics.length === 0 && rule.timeline.length <= 1
  const figures = metrics.map((metric, index) =>
    drawFigure(rule, metric, report, `${anchor}--figure-${index}`, index === 0),
  )
  const drawing =
    metrics.length > 1
      ? [drawTimeline(rule, undefined, report, `${anchor}--states`), ...figures]
      : metrics.length === 1
        ? figures
        : isPlain
          ? ''
          : drawTimeline(rule, undefined, report, `${anchor}--figure-0`)
  return html`<article class="rule" id="${anchor}" aria-labelledby="${anchor}--h" data-tone="${toneOfVerdict(rule)}">
<div class="rule-head"><h4 id="${anchor}--h"><span class="identifier">${rule.rule}</span> ${keepFigures(rule.title)}</h4>
<p class="rule-verdict">${drawVerdict(rule)}${date === undefined ? '' : html` <span class="since">${date}</span>`}</p></div>
<p class="sentence">${markCode(keepFigures(rule.sentence))}</p>
${rule.why === undefined ? '' : html`<p class="why-line">Why: ${markCode(rule.why)}</p>`}
${drawWaivers(rule)}${drawing}
${drawFacts(rule)}${isPlain ? '' : drawStretchTable(rule, isOpen)}${drawMatterTable(rule, isOpen)}</article>
`
}
