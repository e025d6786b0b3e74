// How the HTML report of the spares looks, beside what every report has.

import {
  BAR_STYLE,
  CELL_STYLE,
  CHART_STYLE,
  DETAILS_STYLE,
  FACTS_STYLE,
  FIGURE_STYLE,
  GLOSSARY_STYLE,
  GROUND_STYLE,
  LIMIT_STYLE,
  MARKER_STYLE,
  narrowStyle,
  paperStyle,
  READING_STYLE,
  STACKED_STYLE,
  STATE_STYLE,
  TABLE_STYLE,
} from '../page/style.ts'
import { FOLD_STYLE } from './html-fold.ts'

const CARD_STYLE = `
.title { font-weight: 600; } .title .product { color: var(--muted); font-weight: 400; } .title .product::after { content: "·"; margin: 0 .35em; }
.lasts, .disruption { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem .8rem; }
.lasts h3, .disruption h3 { margin: 0; }
.lasts-words { color: var(--muted); font-size: .9375rem; }
.lasts-grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; margin-top: 1rem; }
.lasts-grid > :only-child { grid-column: 1 / -1; }
.disruption, .steady-words { margin-bottom: 1rem; }
.disruption .timeline { margin-top: .3rem; }
.timeline text.stop-label { fill: var(--ink); }
.plain { padding-left: 1.1rem; }
.part-name { font-family: var(--mono); font-size: .8125rem; display: inline-block; margin-right: .4rem; max-width: 22rem; overflow-wrap: anywhere; }
@media print, screen and (min-width: 48.01rem) { .number + td:not(.number), .number + th:not(.number) { padding-left: .9rem; } }
.strip.bad { opacity: .8; }
.steps { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem 2.25rem; margin-top: 1.1rem; }
.scroll .state-word.barred { display: flex; white-space: normal; font-size: .875rem; }
.steps dt { font-weight: 600; }
`

const PART_STYLE = `
.part-heads, .part > summary { display: grid; grid-template-columns: minmax(0, 2.3fr) minmax(0, 1.6fr) 7rem 6.4rem 6.6rem 4.2rem 4.2rem 3.4rem; gap: 0 .9rem; align-items: center; }
.part-heads { color: var(--muted); font-size: .8125rem; border-bottom: 1px solid var(--muted); padding: 0 1.1rem .45rem; align-items: end; }
.parts { list-style: none; margin: 0; padding: 0; }
.parts > li { border-bottom: 1px solid var(--line); }
.part { margin: 0; }
.part > summary { list-style: none; font-weight: 400; padding: .55rem 1.1rem; position: relative; }
.part > summary::-webkit-details-marker { display: none; }
.part > summary::before { content: ""; position: absolute; left: .1rem; top: 1.15rem; border: .28rem solid transparent; border-left-color: var(--muted); }
.part[open] > summary::before { transform: rotate(90deg); transform-origin: .18rem 50%; }
.part > summary:hover { background: var(--faint); }
.part > summary .name .identifier { font-weight: 600; }
.part > summary .number { white-space: normal; text-wrap: balance; }
.part > summary .label { position: absolute; left: -100rem; }
.part-more { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem .4rem; margin: .2rem 0 1rem; }
.part-more ul.plain { margin: 0 0 .8rem; font-size: .9375rem; }
.part-more .scroll { --behind: var(--card); margin-top: .6rem; }
`

const DRAWING_STYLE = `
.spark { display: block; overflow: visible; } .spark .edge { stroke-width: 1.4; }
.marker.lasts { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 3 2; } .timeline text.marker-label.lasts { fill: var(--bad); font-weight: 650; }
.marker.recovered { stroke: var(--ink); stroke-width: 1.5; } .timeline text.marker-label { fill: var(--ink); }
.marker.chosen { stroke: var(--ink); stroke-dasharray: 2 3; } circle.chosen { fill: var(--ink); stroke: var(--card); stroke-width: 2; }
.spread { stroke: var(--figure); stroke-width: 3; }
.bar.cover, .bar.swing { margin-top: .3em; overflow: visible; } .bar rect.ground { fill: var(--faint); opacity: 1; }
.cover-cell { width: 30%; } .legend svg { flex: none; }
.bar.swing rect.worse { fill: var(--bad); } .bar.swing rect.better { fill: var(--good); } .bar.swing .middle { stroke: var(--muted); stroke-width: 1; }
rect.loss { fill: var(--figure); opacity: .55; } rect.loss.worst { fill: var(--bad); opacity: .8; }
.bar rect.within { opacity: .45; } .bar .simulated { stroke: var(--ink); stroke-width: 2; }
.swings td { width: 27%; padding-right: 1.5rem; } .swing-words { font-size: .875rem; font-variant-numeric: tabular-nums; } .swing-words.side { display: block; } .swing-words .sub { display: inline; } .swings .base th { font-weight: 600; }
.swings .state-word { white-space: nowrap; margin-left: .4em; }
`

const NARROW_PARTS = `  .lasts-grid, .steps { grid-template-columns: minmax(0, 1fr); }
  .lasts, .disruption { padding: 1rem; margin-left: -.35rem; margin-right: -.35rem; }
`

/** Rows of parts become small cards, each cell after the name of its column. */
const STACKED_PARTS = `
@media screen and (max-width: 60rem) {
  .part-heads { display: none; }
  .part > summary { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .1rem 1rem; align-items: start; }
  .part > summary .name, .part > summary .curve { grid-column: 1 / -1; }
  .part > summary .curve .label { display: none; }
  .part > summary .label { position: static; display: block; color: var(--muted); font-size: .8125rem; }
  .part > summary .number { text-align: left; }
  .part > summary .sub { display: inline; }
  .part > summary .number .sub { display: block; }
  .cover-cell { width: auto; }
}
`

const PARTS_ON_PAPER = {
  heads: `  h2, h3, summary { break-after: avoid; }
`,
  cards: `  .lasts, .disruption, .part > summary, .steps > div { break-inside: avoid; }
  .lasts, .disruption { border-radius: 0; }
  .part-heads, .part > summary { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) 5.2rem 5.2rem 5.6rem 3.4rem 3.4rem 2.4rem; gap: 0 .6rem; padding-left: .9rem; padding-right: 0; }
  .part > summary, .part-more, .part-more table, .part-more .facts, .part-more ul.plain, .part-more .lasts-words { font-size: .8125rem; }
  .part-more { border-radius: 0; padding: .6rem .8rem 0; break-inside: avoid; }
`,
  rest: `  .spark, .bar { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
`,
}

export const SPARES_STYLE = `${GROUND_STYLE}${TABLE_STYLE}${CELL_STYLE}${BAR_STYLE}${FACTS_STYLE}${DETAILS_STYLE}${CHART_STYLE}${FIGURE_STYLE}${LIMIT_STYLE}${STATE_STYLE}${MARKER_STYLE}${READING_STYLE}${GLOSSARY_STYLE}${CARD_STYLE}${PART_STYLE}${DRAWING_STYLE}${FOLD_STYLE}${STACKED_STYLE}${STACKED_PARTS}${narrowStyle(NARROW_PARTS)}${paperStyle(PARTS_ON_PAPER)}`
