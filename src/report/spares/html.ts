// The spares report as one HTML file: it needs no network and no script to be read, on a screen or on paper.

import type { SparesReport } from '#model/spares-report.ts'
import { html, Markup } from '../markup.ts'
import { drawGlossary } from '../page/glossary.ts'
import { drawHead, drawNavigation } from '../page/head.ts'
import { SHAPES } from '../page/icon.ts'
import { drawBasis, drawCover, drawInputs, SPARES_GLOSSARY } from './html-basis.ts'
import { drawJoint, drawLateral } from './html-joint.ts'
import { drawLasting, drawLosses } from './html-lasting.ts'
import { drawKeyFigures } from './html-key-figures.ts'
import { drawDisruptions, drawHeader } from './html-overview.ts'
import { drawParts } from './html-parts.ts'
import { drawFrontier, drawPurchase } from './html-purchase.ts'
import { SPARES_SCRIPT, SPARES_SCRIPT_SHA256 } from './html-script.ts'
import { SPARES_STYLE } from './html-style.ts'
import { drawSteadyState } from './html-steady-state.ts'
import { drawSwings } from './html-swings.ts'
import { type SparesSummary, summariseSpares } from './summary.ts'

const PARTS = [
  ['figures', 'Key figures'],
  ['cut-off', 'Cut off'],
  ['lasting', 'How long'],
  ['parts', 'What runs out'],
  ['purchase', 'What to do'],
  ['money', 'What money buys'],
  ['steady', 'While supply runs'],
  ['what-if', 'What if'],
  ['joint', 'How bad'],
  ['lateral', 'Helping'],
  ['cover', 'Cover'],
  ['basis', 'What it rests on'],
  ['inputs', 'Inputs'],
  ['words', 'Words'],
] as const

/** What is told where nothing is reckoned: what was asked, and what the workspace holds. */
const PARTS_OF_NOTHING = PARTS.filter(([id]) => ['cut-off', 'basis', 'inputs', 'words'].includes(id))

/** What only all parts together, and money, can be told of. */
const PARTS_OF_NOTHING_KNOWN = PARTS.filter(([id]) => !['money', 'steady', 'what-if', 'joint', 'lateral'].includes(id))

function* drawPage(report: SparesReport): Generator<Markup> {
  const summary = summariseSpares(report)
  const isReckoned = summary.answer !== 'nothing to reckon'
  const { title, scenario, product } = report
  yield drawHead({
    title: `${title}: spares, ${scenario.title}`,
    style: SPARES_STYLE,
    scriptSha256: SPARES_SCRIPT_SHA256,
  })
  yield html`<body>
${SHAPES}
${isReckoned ? html`<a class="skip" href="#purchase">Skip to what to do</a>` : html`<a class="skip" href="#basis">Skip to what the figures rest on</a>`}
`
  yield drawHeader(report, summary)
  yield drawNavigation(isReckoned ? (report.network === null ? PARTS_OF_NOTHING_KNOWN : PARTS) : PARTS_OF_NOTHING)
  yield html`<main>
`
  yield* isReckoned ? drawReckoned(report, summary) : [drawDisruptions(report)]
  yield drawBasis(report, summary)
  yield drawInputs(report)
  yield drawGlossary(SPARES_GLOSSARY)
  yield html`</main>
<footer><p>${title}, ${scenario.title}, ${scenario.from} to ${scenario.until}. ${product.name} ${product.version}. This report states what follows from the named inputs and the assumptions it names; failures are by chance, and no figure is a promise.</p></footer>
<script>${new Markup(SPARES_SCRIPT)}</script>
</body>
</html>
`
}

/** What follows where something is known of all parts together. */
function* drawReckonedTogether(report: SparesReport): Generator<Markup> {
  yield drawFrontier(report)
  yield drawSteadyState(report)
  yield drawSwings(report)
  yield drawJoint(report)
  yield drawLateral(report)
}

function* drawReckoned(report: SparesReport, summary: SparesSummary): Generator<Markup> {
  yield drawKeyFigures(report, summary)
  yield drawDisruptions(report)
  yield drawLasting(report)
  yield drawParts(report, summary)
  const isKnown = report.network !== null
  if (isKnown) yield drawLosses(report)
  yield drawPurchase(report)
  if (isKnown) yield* drawReckonedTogether(report)
  yield drawCover(report)
}

/** The report in pieces, to be written one after the other. */
export function* renderSparesHtml(report: SparesReport): Generator<string> {
  for (const piece of drawPage(report)) yield piece.text
}
