// The first page of the report: the answer, the figures that matter, what breaks next, and the packs side by side.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { Coverage, PackResult, RuleResult, RulesReport } from '#model/verdict.ts'
import { labelDay } from '../chart/time-scale.ts'
import { formatKnownPart, joinNames } from '../figures.ts'
import { groupBy } from '../group-by.ts'
import { html, markCode, type Markup, type MarkupValue } from '../markup.ts'
import { spellDate } from '../spell-date.ts'
import { coverageOfVerdict, coverageOn, isNothingInQuestion, partKnown, sayKnownPart } from './coverage.ts'
import { drawIcon, type Tone } from '../page/icon.ts'
import { drawKeyFigure } from '../page/key-figure.ts'
import { toneOfVerdict } from './html-tone.ts'
import { sayByWhich } from './metric-side.ts'
import { listPackSections } from './pack-section.ts'
import { compareByUrgency, isWaived } from './rule-state.ts'
import { type NextBreak, type RulesSummary, sayHorizon, wordBreak } from './summary.ts'
import { listUnevaluated, NOT_JUDGED_BECAUSE } from './unevaluated.ts'
import { isDuty, isOnAssumedFacts, reservationsOf, wordAbsence, wordStandingOfRules, wordVerdict } from './wording.ts'

const BREAKS_LISTED = 15
const RULES_NAMED_PER_VERDICT = 12
/** A longer name may be broken: it would not fit a narrow screen. */
const LONGEST_WHOLE_NAME = 28

/** Where each rule's card stands on the page. */
export type Anchors = ReadonlyMap<RuleResult, string>

const ANSWER_TONES: Record<RulesSummary['answer'], Tone> = {
  no: 'bad',
  'no, on assumed facts': 'bad',
  waived: 'waived',
  'cannot be shown': 'doubt',
  yes: 'good',
  'nothing judged': 'blank',
  'nothing to judge': 'blank',
}

/** The text with each rule's name kept on one line: names are full of hyphens. */
function keepNamesWhole(text: string, names: readonly string[]): MarkupValue {
  let parts: readonly MarkupValue[] = markCode(text)
  for (const name of names) {
    parts = parts.flatMap((part): readonly MarkupValue[] => {
      if (typeof part !== 'string') return [part]
      const [first = '', ...others] = part.split(name)
      return [first, ...others.flatMap((other) => [html`<span class="whole">${name}</span>`, other])]
    })
  }
  return parts
}

export function drawHeader(report: RulesReport, summary: RulesSummary): Markup {
  const tone = summary.answer === 'yes' && !summary.headline.startsWith('Yes.') ? 'later' : ANSWER_TONES[summary.answer]
  const known =
    report.knownAt === report.asOf ? '' : html`<div><dt>Known at</dt><dd>${spellDate(report.knownAt)}</dd></div>`
  const history =
    report.historyKnownFrom === undefined
      ? ''
      : html`<div><dt>History known from</dt><dd>${spellDate(report.historyKnownFrom)}</dd></div>`
  // Only the first rules are named, so a report of hundreds is not searched for all of them.
  const names = [...new Set(report.rules.map((rule) => rule.rule))].filter(
    (name) =>
      name !== '' &&
      name.length <= LONGEST_WHOLE_NAME &&
      (summary.statement.includes(name) || summary.next.includes(name)),
  )
  const longestFirst = names.toSorted((left, right) => right.length - left.length).slice(0, 20)
  return html`<header class="top">
<h1><span class="product">Mainstay rules report</span> ${report.title}</h1>
<div class="answer ${tone}"><svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-${tone}"/></svg>
<div><p class="question">Are we within the rules in force?</p>
<p class="headline">${summary.headline}</p>
<p class="statement">${keepNamesWhole(summary.statement, longestFirst)}</p>
${summary.next === '' ? '' : html`<p class="next">${keepNamesWhole(summary.next, longestFirst)}</p>`}</div></div>
${
  summary.reservations.length === 0
    ? ''
    : html`<div class="mind"><p>What the answer does not know</p><ul>${summary.reservations.map((one) => html`<li>${one}</li>`)}</ul></div>`
}
<dl class="frame"><div><dt>Operator</dt><dd>${report.operator}</dd></div><div><dt>As of</dt><dd>${spellDate(report.asOf)}</dd></div>${known}<div><dt>Inventory of</dt><dd>${spellDate(report.inventoryDate)}</dd></div><div><dt>Horizon</dt><dd>${sayHorizon(report, spellDate)}</dd></div>${history}</dl>
</header>
`
}

/** The least known of some rules: a count of verdicts is as good as its worst known one. */
function sayLeastKnown(rules: readonly RuleResult[], asOf: string): string {
  let worst: { readonly rule: RuleResult; readonly coverage: Coverage } | undefined
  let worstPart = Number.POSITIVE_INFINITY
  for (const rule of rules) {
    const coverage = coverageOfVerdict(rule, asOf)
    if (coverage === undefined || partKnown(coverage) >= worstPart) continue
    worst = { rule, coverage }
    worstPart = partKnown(coverage)
  }
  if (worst === undefined) return 'not stated'
  const figure = sayKnownPart(worst.coverage)
  const isOnly = rules.length === 1 || isNothingInQuestion(worst.coverage)
  return isOnly ? figure : `${worstPart === 0 ? '' : 'at least '}${figure} (${worst.rule.rule})`
}

/** On the day of the break itself. */
function sayKnownOn({ rule, date }: NextBreak): string {
  const coverage = coverageOn(rule, date)
  return coverage === undefined ? 'not stated' : sayKnownPart(coverage)
}

/** What binds, for certain and perhaps sooner, and beside it what does not: the table below tells of all. */
function sayNextBreaks(report: RulesReport, { nextBinding, nextBindingSooner, nextBeside }: RulesSummary): string {
  const says = [
    nextBinding === undefined
      ? `that binds, up to ${report.horizon.to}, for all that could be judged`
      : `${nextBinding.isCertain ? 'certainly' : 'possibly'}: ${nextBinding.rule.rule}, in ${formatCount(nextBinding.daysAhead, 'day')}`,
  ]
  if (nextBindingSooner !== undefined)
    says.push(`possibly sooner: ${nextBindingSooner.rule.rule} on ${nextBindingSooner.date}`)
  if (nextBeside !== undefined)
    says.push(`not binding: ${nextBeside.rule.rule} ${wordBreak(nextBeside)} on ${nextBeside.date}`)
  return says.join('; ')
}

export function drawKeyFigures(report: RulesReport, summary: RulesSummary): Markup {
  const { counts } = summary
  const duties = report.rules.filter(isDuty)
  const having = (test: (rule: RuleResult) => boolean): RuleResult[] => duties.filter(test)
  const judged = `of ${formatCount(counts.judged, 'rule')} in force judged`
  const openLater = counts.planCannotBeShown > 0 ? `; ${formatNumber(counts.planCannotBeShown)} more not yet due` : ''
  const beside = [
    counts.notMetOnAssumedFacts > 0 ? `${formatNumber(counts.notMetOnAssumedFacts)} of them on assumed facts` : '',
    counts.waived > 0 ? `${formatNumber(counts.waived)} more, waived` : '',
  ].filter((part) => part !== '')
  const notMet = having((rule) => rule.verdict === 'not met' && !isWaived(rule))
  const unknown = having((rule) => rule.verdict === 'cannot be shown')
  const missed = having((rule) => rule.verdict === 'not yet due: the plan misses it')
  const least = (rules: readonly RuleResult[]): string =>
    sayLeastKnown(rules.length === 0 ? duties.filter(({ coverage }) => coverage.length > 0) : rules, report.asOf)
  const next = summary.nextBinding
  const missing = report.packs.reduce((sum, pack) => sum + pack.missing.length, 0)
  const { estate } = report
  const shortfall = report.reconciliations.reduce((sum, one) => sum + one.shortfall, 0)
  const estateCoverage = [
    `${formatCount(estate.vendorNotStated, 'subject')} without a stated vendor, ${formatNumber(estate.vendorNotResolved)} with one not resolved`,
    report.reconciliations.length === 0
      ? 'not reconciled with other lists'
      : `${formatNumber(shortfall)} missing against other lists`,
  ]
  const others = report.rules.filter((rule) => !isDuty(rule))
  const otherWords = [...groupBy(others.toSorted(compareByUrgency), (rule) => wordVerdict(rule))].map(
    ([word, alike]) => `${formatNumber(alike.length)} ${word.replace(': ', ', ')}`,
  )
  return html`<section aria-labelledby="figures"><h2 id="figures">Key figures</h2>
<dl class="keys">
${drawKeyFigure('bad', 'Not met', formatNumber(notMet.length), [judged, ...beside].join('; '), least(notMet))}${drawKeyFigure('doubt', 'Cannot be shown', formatNumber(counts.cannotBeShown), `${judged}${openLater}`, least(unknown))}${drawKeyFigure('ahead', 'Missed by the plan', formatNumber(counts.planMisses), `${judged}, not yet due`, least(missed))}${drawKeyFigure(
  undefined,
  'Next to break',
  next === undefined ? 'none' : labelDay(next.day),
  sayNextBreaks(report, summary),
  next === undefined ? least([]) : sayKnownOn(next),
)}${drawKeyFigure(
  'blank',
  'Not evaluated',
  formatNumber(counts.notEvaluated),
  `of ${formatCount(counts.all, 'rule')} in force; ${counts.leftToSpares === 0 ? '' : `${formatNumber(counts.leftToSpares)} left to the analysis of spares, `}${formatNumber(counts.notApplicable)} not applicable`,
  missing === 0
    ? 'no requirement known to be missing'
    : `${formatCount(missing, 'known requirement')} not in the packs`,
)}${drawKeyFigure(undefined, 'Elements', formatNumber(estate.elements), `on ${formatCount(estate.sites, 'site')}, ${formatCount(estate.plannedChanges, 'planned change')}`, estateCoverage.join(', '))}</dl>
${others.length === 0 ? '' : html`<p class="beside">Beside the rules in force, of ${formatCount(others.length, 'rule')} of advice, policies and proposals: ${otherWords.join('; ')}.</p>`}
</section>
`
}

export function drawUnevaluated(report: RulesReport, anchors: Anchors): Markup {
  const reasons = listUnevaluated(report)
  if (reasons.length === 0) return html``
  const rows = reasons.map(({ why, rules }) => {
    const named = rules.slice(0, RULES_NAMED_PER_VERDICT)
    const hidden = rules.length - named.length
    return html`<tr role="row"><th scope="row" role="rowheader">${markCode(why)}</th><td role="cell" data-label="Rules" class="number">${formatNumber(rules.length)}</td><td role="cell" data-label="Which">${named.map(
      (rule) =>
        html`<a class="identifier${rule.rule.length > LONGEST_WHOLE_NAME ? '' : ' whole'}" href="#${anchors.get(rule) ?? ''}" title="${rule.title}">${rule.rule}</a> `,
    )}${hidden > 0 ? html`<span class="muted">and ${formatNumber(hidden)} more</span>` : ''}</td></tr>
`
  })
  return html`<section aria-labelledby="unevaluated"><h2 id="unevaluated">${NOT_JUDGED_BECAUSE}</h2>
<table role="table" class="stacked"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Reason</th><th scope="col" role="columnheader" class="number">Rules</th><th scope="col" role="columnheader">Which</th></tr></thead><tbody role="rowgroup">
${rows}</tbody></table></section>
`
}

function drawBreakRow(one: NextBreak, anchors: Anchors): Markup {
  const { rule } = one
  const tone: Tone = one.isCertain ? 'ahead' : 'doubt'
  const coverage = coverageOn(rule, one.date)
  const known = coverage === undefined ? 'not stated' : formatKnownPart(coverage.known, coverage.uncertain)
  return html`<tr role="row"><th scope="row" role="rowheader" class="date">${one.date}</th><td role="cell" data-label="Ahead" class="number">${formatCount(one.daysAhead, 'day')}</td><td role="cell" data-label="Rule"><a href="#${anchors.get(rule) ?? ''}"><span class="identifier">${rule.rule}</span></a> ${rule.title}</td><td role="cell" data-label="What happens"><span class="state-word ${tone}">${drawIcon(tone)}${wordBreak(one)}${sayByWhich(rule, one.date, one.isCertain)}</span></td><td role="cell" data-label="Known" class="number">${known}</td></tr>
`
}

export function drawBreaks(report: RulesReport, summary: RulesSummary, anchors: Anchors): Markup {
  const { breaks } = summary
  const rows = (
    some: readonly NextBreak[],
  ): Markup => html`<table role="table" class="stacked"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Date</th><th scope="col" role="columnheader" class="number">Ahead</th><th scope="col" role="columnheader">Rule</th><th scope="col" role="columnheader">What happens</th><th scope="col" role="columnheader" class="number">Known</th></tr></thead><tbody role="rowgroup">
${some.map((one) => drawBreakRow(one, anchors))}</tbody></table>`
  const hidden = breaks.slice(BREAKS_LISTED)
  const body =
    breaks.length === 0
      ? html`<p>${summary.counts.judged === 0 ? 'No rule was judged, so no date can be given.' : `Nothing judged breaks later than ${report.asOf}, up to ${report.horizon.to}.`}</p>`
      : html`${rows(breaks.slice(0, BREAKS_LISTED))}${hidden.length === 0 ? '' : html`<details><summary>Later ones <span class="count">${formatNumber(hidden.length)}</span></summary>${rows(hidden)}</details>`}`
  return html`<section aria-labelledby="next"><h2 id="next">What breaks next</h2>
${body}</section>
`
}

function drawVerdictGroups(rules: readonly RuleResult[], anchors: Anchors): Markup {
  const groups = groupBy(rules.toSorted(compareByUrgency), (rule) =>
    [wordVerdict(rule), ...reservationsOf({ ...rule, waivedUntil: undefined }), isWaived(rule) ? 'waived' : '']
      .filter((part) => part !== '')
      .join(', '),
  )
  const items = [...groups].map(([words, alike]) => {
    const [first] = alike
    const tone = toneOfVerdict(first!)
    const assumed = isOnAssumedFacts(first!) ? ' assumed' : ''
    const named = alike.slice(0, RULES_NAMED_PER_VERDICT)
    const hidden = alike.length - named.length
    return html`<li><span class="verdict small ${tone}${assumed}">${drawIcon(tone)}${words}</span> ${named.map(
      (rule) => html`<a class="identifier" href="#${anchors.get(rule) ?? ''}" title="${rule.title}">${rule.rule}</a> `,
    )}${hidden > 0 ? html`<span class="muted">and ${formatNumber(hidden)} more</span>` : ''}</li>
`
  })
  return html`<ul class="groups">${items}</ul>`
}

function drawPackRow(
  pack: PackResult,
  rules: readonly RuleResult[],
  report: RulesReport,
  summary: RulesSummary,
  anchors: Anchors,
): Markup {
  const next = summary.breaks.find((one) => one.rule.pack === pack.pack)
  const known = rules.filter((rule) => rule.coverage.length > 0)
  const verdicts: MarkupValue =
    rules.length === 0
      ? html`<span class="verdict small blank">${drawIcon('blank')}not judged</span> ${pack.why ?? 'it has no rule'}`
      : drawVerdictGroups(rules, anchors)
  const missing =
    pack.missing.length === 0
      ? ''
      : html`<p class="missing-note">${formatCount(pack.missing.length, 'requirement')} known to exist, not in the pack</p>`
  return html`<tr role="row"><th scope="row" role="rowheader"><span class="jurisdiction">${pack.jurisdiction}</span> ${pack.title}<span class="sub">${[wordStandingOfRules(pack, rules), ...(rules.length === 0 ? [] : [wordAbsence(pack) ?? []].flat())].join('; ')}</span></th><td role="cell" data-label="Verdicts">${verdicts}${missing}</td><td role="cell" data-label="Next to break" class="date">${next === undefined ? 'none' : html`${next.date}${next.isCertain ? '' : html`<span class="sub">possibly</span>`}`}</td><td role="cell" data-label="Least known" class="number">${
    known.length === 0
      ? 'not stated'
      : sayLeastKnown(known, report.asOf)
          .replace(/^at least /, '')
          .replace(/ known.*$/, '')
  }</td></tr>
`
}

export function drawPacks(report: RulesReport, summary: RulesSummary, anchors: Anchors): Markup {
  const rows = listPackSections(report).flatMap(({ pack, rules }) =>
    pack === undefined ? [] : [drawPackRow(pack, rules, report, summary, anchors)],
  )
  const body =
    report.packs.length === 0
      ? html`<p>No rule pack applies to this workspace.</p>`
      : html`<p class="intro">The same network under ${formatCount(report.packs.length, 'rule pack')}: ${joinNames([...new Set(report.packs.map((pack) => pack.jurisdiction))], 12)}.</p>
<table role="table" class="stacked packs"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Pack</th><th scope="col" role="columnheader">Verdicts on ${report.asOf}</th><th scope="col" role="columnheader">Next to break</th><th scope="col" role="columnheader" class="number">Least known</th></tr></thead><tbody role="rowgroup">
${rows}</tbody></table>`
  return html`<section aria-labelledby="packs"><h2 id="packs">Packs side by side</h2>
${body}</section>
`
}
