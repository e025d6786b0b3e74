// The rules report as one HTML file: it needs no network and no script to be read, on a screen or on paper.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { groupBy } from '../group-by.ts'
import { html, markCode, Markup } from '../markup.ts'
import { drawGlossary } from '../page/glossary.ts'
import { drawHead, drawNavigation } from '../page/head.ts'
import { drawBasis, drawInputs } from './html-basis.ts'
import { type Anchors, drawBreaks, drawHeader, drawKeyFigures, drawPacks, drawUnevaluated } from './html-overview.ts'
import { drawRule } from './html-rule.ts'
import { READING_SCRIPT, READING_SCRIPT_SHA256 } from './html-script.ts'
import { REPORT_STYLE } from './html-style.ts'
import { drawIcon, SHAPES, type Tone } from '../page/icon.ts'
import { toneOfVerdict } from './html-tone.ts'
import { listPackSections } from './pack-section.ts'
import { summariseRules } from './summary.ts'
import { VERDICT_GLOSSARY, wordAbsence, wordStanding } from './wording.ts'

/** From this many rules on, cards out of sight are laid out only when they are scrolled to. */
const RULES_LAID_OUT_AT_ONCE = 60

/**
 * `rule-gb-direction-gb-dvd-core`. Where two rules would have the same name a number follows `--`, which no name holds; so
 * do the names of a card's own parts.
 */
function nameAnchors(rules: readonly RuleResult[]): Anchors {
  const taken = new Map<string, number>()
  return new Map(
    rules.map((rule) => {
      const words = `${rule.pack}-${rule.rule}`.toLowerCase().slice(0, 120)
      const name = `rule-${words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`
      const times = (taken.get(name) ?? 0) + 1
      taken.set(name, times)
      return [rule, times === 1 ? name : `${name}--${times}`] as const
    }),
  )
}

const TONE_WORDS: readonly (readonly [tone: Tone, word: string])[] = [
  ['bad', 'not met'],
  ['waived', 'waived'],
  ['doubt', 'cannot be shown'],
  ['ahead', 'plan misses it'],
  ['blank', 'not evaluated'],
  ['later', 'plan meets it'],
  ['good', 'met'],
  ['none', 'not applicable'],
]

/** Counts every rule, unlike the key figures; shown only by the script that makes it work. */
function drawFilter(rules: readonly RuleResult[]): Markup {
  const counts = groupBy(rules, toneOfVerdict)
  const choices = TONE_WORDS.filter(([tone]) => counts.has(tone)).map(
    ([tone, word]) =>
      html`<label class="choice"><input type="checkbox" value="${tone}" checked>${drawIcon(tone)}${word} <span class="count">${formatNumber(counts.get(tone)?.length ?? 0)}</span></label>`,
  )
  return html`<form id="filter" class="filter" hidden><label class="search">Find <input type="search" autocomplete="off" placeholder="rule, title, element, vendor"></label><fieldset><legend>All rules below, binding or not, due or not:</legend>${choices}</fieldset><p role="status"></p></form>
`
}

const PARTS = [
  ['figures', 'Key figures'],
  ['next', 'What breaks next'],
  ['packs', 'Packs'],
  ['rules', 'Rules'],
  ['basis', 'What it rests on'],
  ['inputs', 'Inputs'],
  ['words', 'Words'],
] as const

function* drawRules(report: RulesReport, anchors: Anchors): Generator<Markup> {
  yield html`<section aria-labelledby="rules"><h2 id="rules">Rule by rule</h2>
`
  if (report.rules.length === 0) yield html`<p>No rule was judged.</p>`
  else if (report.rules.length > 1) yield drawFilter(report.rules)
  for (const { name, pack, rules } of listPackSections(report)) {
    const edition = pack?.edition === undefined ? '' : `, edition ${pack.edition}`
    const about =
      pack === undefined
        ? 'pack not described'
        : `${pack.jurisdiction}, ${wordStanding(pack)}; ${pack.pack} ${pack.version}${edition}`
    const absence = pack && wordAbsence(pack)
    const absent = pack?.missing ?? []
    const missing =
      absent.length === 0
        ? ''
        : html`<div class="missing"><p>${formatCount(absent.length, 'requirement')} known to exist, whose content is not in this pack, and so not judged:</p><ul>${absent.map((one) => html`<li><b>${one.what}</b>: ${markCode(one.why)}</li>`)}</ul></div>`
    yield html`<section class="pack"><div class="pack-head"><h3>${pack?.title ?? name}</h3><p>${about}</p></div>
${absence === undefined ? '' : html`<p class="why-line">${markCode(`${absence.charAt(0).toUpperCase()}${absence.slice(1)}`)}</p>`}${missing}
`
    for (const rule of rules) yield drawRule(rule, report, anchors.get(rule)!)
    yield html`</section>
`
  }
  yield html`</section>
`
}

function* drawPage(report: RulesReport): Generator<Markup> {
  const summary = summariseRules(report)
  const anchors = nameAnchors(report.rules)
  const many = report.rules.length > RULES_LAID_OUT_AT_ONCE ? html` class="many"` : ''
  yield drawHead({
    title: `${report.title}: rules as of ${report.asOf}`,
    style: REPORT_STYLE,
    scriptSha256: READING_SCRIPT_SHA256,
  })
  yield html`<body${many}>
${SHAPES}
<a class="skip" href="#rules">Skip to the rules</a>
`
  yield drawHeader(report, summary)
  yield drawNavigation(PARTS)
  yield html`<main>
`
  yield drawKeyFigures(report, summary)
  yield drawBreaks(report, summary, anchors)
  yield drawUnevaluated(report, anchors)
  yield drawPacks(report, summary, anchors)
  yield* drawRules(report, anchors)
  yield drawBasis(report)
  yield drawInputs(report)
  yield drawGlossary(VERDICT_GLOSSARY)
  yield html`</main>
<footer><p>${report.title}, as of ${report.asOf}. ${report.product.name} ${report.product.version}. This report states what the named inputs show under the named rule packs; it is no legal advice.</p></footer>
<script>${new Markup(READING_SCRIPT)}</script>
</body>
</html>
`
}

/** The report in pieces, to be written one after the other. */
export function* renderRulesHtml(report: RulesReport): Generator<string> {
  for (const piece of drawPage(report)) yield piece.text
}
