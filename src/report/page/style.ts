// How an HTML report looks: on light and dark screens, on narrow ones, and on paper. Each report puts its own between.
//
// Every pair of text and ground has a contrast of at least 4.5 to 1. What colour says is also said by a shape or a word.

import { MARGIN_PX } from '../chart/drawing.ts'

/** A row becomes a small card, each cell after the name of its column. */
export const stack = (table: string): string => `
  ${table} thead { position: absolute; left: -100rem; }
  ${table}, ${table} tbody, ${table} tr, ${table} th, ${table} td { display: block; width: auto; }
  ${table} tr { border-bottom: 1px solid var(--line); padding: .6rem 0; }
  ${table} tbody tr:last-child { border-bottom: 0; }
  ${table} th, ${table} td { border: 0; padding: .1rem 0; text-align: left; }
  ${table} th[scope=row] { width: auto; font-weight: 600; }
  ${table} td:not([data-label=""])::before { content: attr(data-label) ": "; color: var(--muted); font-size: .8125rem; }
  ${table} td.number { text-align: left; }
  ${table} td:empty { display: none; }
  ${table} td .why { display: inline; }`

/** Colours, letters, the answer at the top, key figures. */
export const GROUND_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f5f4f0; --card: #ffffff; --ink: #1c1e22; --muted: #585c64; --line: #dcd9d1; --faint: #eceae4;
  --link: #1d4f80;
  --bad: #a32025; --bad-soft: #f7e1df; --on-bad: #ffffff;
  --doubt: #774f00; --doubt-soft: #faecc9; --doubt-mark: #b57f14;
  --good: #17603b; --good-soft: #dff0e5; --good-strip: #b9dcc6;
  --none: #585c64; --none-soft: #eceae4;
  --edge: #1c1e2240;
  --figure: #24567f; --figure-soft: #24567f38; --area-soft: #24567f1f;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #131417; --card: #1b1d21; --ink: #e8e6e1; --muted: #a7a9ae; --line: #363a40; --faint: #25282d;
    --link: #8fc0ee;
    --bad: #ff9a91; --bad-soft: #45201f; --on-bad: #2a0a09;
    --doubt: #f0c26b; --doubt-soft: #3a2d10; --doubt-mark: #c8953a;
    --good: #86d4a4; --good-soft: #17331f; --good-strip: #2b5a3c;
    --none: #a7a9ae; --none-soft: #25282d;
    --edge: #e8e6e14d;
    --figure: #83b9e8; --figure-soft: #83b9e840; --area-soft: #83b9e826;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 var(--sans); overflow-wrap: anywhere; }
header.top, main, nav, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
h1, h2, h3, h4, p, dl, dd, ul, figure { margin: 0; padding: 0; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 650; text-wrap: balance; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
.muted, .sub, .since, .count { color: var(--muted); }
.sub { display: block; font-weight: 400; font-size: .8125rem; }
.identifier { font-family: var(--mono); font-size: .875em; }
.count { font-weight: 400; font-variant-numeric: tabular-nums; margin-left: .15em; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.whole { white-space: nowrap; }
.date { font-variant-numeric: tabular-nums; white-space: nowrap; }
.shapes { position: absolute; width: 0; height: 0; overflow: hidden; }

.icon { width: 1em; height: 1em; flex: none; vertical-align: -.125em; overflow: visible; }
.f { fill: currentColor; } .o, .l { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.k { fill: none; stroke: var(--icon-cut, var(--card)); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.o.d { stroke-dasharray: 2.5 2.45; stroke-linecap: butt; }
.bad, .ahead { color: var(--bad); } .waived { color: var(--bad); } .doubt { color: var(--doubt); }
.good, .later { color: var(--good); } .none, .blank, .wait { color: var(--none); }

/* the answer */
header.top { padding-top: 2.5rem; }
h1 { font-size: 1rem; font-weight: 600; }
h1 .product { color: var(--muted); font-weight: 400; }
h1 .product::after { content: "·"; margin: 0 .35em; }
.answer { display: grid; grid-template-columns: auto 1fr; gap: 0 1.25rem; margin-top: 1.75rem; }
.answer > .icon { width: 3.25rem; height: 3.25rem; margin-top: 1.7rem; --icon-cut: var(--ground); }
.answer > div { color: var(--ink); min-width: 0; }
.question { color: var(--muted); }
.headline { font-size: clamp(1.9rem, 1.4rem + 2.2vw, 2.75rem); line-height: 1.15; font-weight: 680; letter-spacing: -.02em; }
.statement code { font-size: .85em; }
.statement { font-size: 1.1875rem; line-height: 1.45; margin-top: .6rem; max-width: 48rem; }
.next { font-size: 1.0625rem; margin-top: .5rem; max-width: 48rem; font-weight: 600; }
.mind { margin: 1.4rem 0 0 4.5rem; font-size: .9375rem; color: var(--muted); }
.mind p { font-weight: 600; color: var(--ink); }
.mind ul { padding-left: 1.1rem; columns: 2 20rem; column-gap: 2.5rem; }
.mind li { break-inside: avoid; }
.frame { display: flex; flex-wrap: wrap; gap: .5rem 2.25rem; margin-top: 2rem; padding: .9rem 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); font-size: .9375rem; }
.frame dt { color: var(--muted); font-size: .8125rem; }
nav { margin-top: .75rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; font-size: .9375rem; }
nav a { display: inline-block; padding: .25rem 0; }

/* sections */
main > section { margin-top: 3rem; }
h2 { font-size: 1.5rem; letter-spacing: -.01em; margin-bottom: .9rem; }
h3 { font-size: 1.0625rem; margin: 1.75rem 0 .4rem; }
h2 + h3 { margin-top: 0; }
.intro, .beside { color: var(--muted); margin-bottom: .75rem; }
.beside { margin: .9rem 0 0; font-size: .9375rem; }

.keys { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); border: 1px solid var(--line); border-width: 1px 0 0 1px; border-radius: 10px; overflow: hidden; }
.key { background: var(--card); border: 1px solid var(--line); border-width: 0 1px 1px 0; padding: 1rem 1.15rem 1.05rem; display: flex; flex-direction: column; }
.key dt { font-size: .9375rem; display: flex; align-items: center; gap: .45rem; }
.key-icon { display: inline-flex; }
.key dd { display: flex; flex-direction: column; flex: 1; }
.key-value { font-size: 2rem; line-height: 1.25; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.key-about { font-size: .9375rem; }
.key-coverage { font-size: .8125rem; color: var(--muted); margin-top: auto; padding-top: .5rem; }

`

/** Tables, and what they scroll in. */
export const TABLE_STYLE = `/* tables */
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
th.number, td.number { text-align: right; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .8125rem; color: var(--muted); border-bottom-color: var(--muted); vertical-align: bottom; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
/* Where a table is wider than the page, a shadow stands at the edge it goes on behind; covers that scroll along hide it at its ends. */
.scroll { --behind: var(--ground); overflow-x: auto; background: linear-gradient(90deg, var(--behind) 50%, transparent) 0 0 / 2rem 100% no-repeat local, linear-gradient(270deg, var(--behind) 50%, transparent) 100% 0 / 2rem 100% no-repeat local, linear-gradient(90deg, var(--edge), transparent) 0 0 / .9rem 100% no-repeat, linear-gradient(270deg, var(--edge), transparent) 100% 0 / .9rem 100% no-repeat; }
`

/** What stands in cells. */
export const CELL_STYLE = `.scroll td, .scroll th { overflow-wrap: normal; min-width: min-content; }
.scroll .state-word { white-space: nowrap; }
.scroll .identifier, .scroll code { overflow-wrap: anywhere; }
.scroll td .identifier, .scroll th .identifier { display: inline-block; min-width: 7rem; max-width: 22rem; }
.more { color: var(--muted); font-size: .875rem; margin-top: .4rem; }
.state-word { display: inline-flex; align-items: baseline; gap: .4em; }
.state-word .icon { align-self: center; }
td .why { display: block; color: var(--muted); font-size: .875rem; }
.where { color: var(--muted); font-variant-numeric: tabular-nums; }
`

/** A bar in a cell, and code. */
export const BAR_STYLE = `.bar { display: block; min-width: 6rem; margin-top: .45em; } .bar rect { fill: var(--figure); opacity: .7; }
code { font: .8125rem/1.4 var(--mono); }

`

/** Terms with their descriptions, in columns. */
export const FACTS_STYLE = `.facts { columns: 3; column-gap: 1.75rem; margin-top: 1.1rem; padding-top: .9rem; border-top: 1px solid var(--faint); font-size: .9375rem; }
.facts > div { break-inside: avoid; padding-bottom: .75rem; }
.facts dt { color: var(--muted); font-size: .8125rem; }
.facts ul { padding-left: 1.05rem; } .facts .reasons { color: var(--muted); font-size: .875rem; }
`

/** What is folded. */
export const DETAILS_STYLE = `details { margin-top: .9rem; }
summary { cursor: pointer; font-weight: 600; font-size: .9375rem; padding: .2rem 0; }
details > .scroll { margin-top: .3rem; }
`

/** A drawing over time, its letters and grid. */
export const CHART_STYLE = `/* timelines */
.timeline { position: relative; margin-top: .6rem; }
.timeline > svg { display: block; width: calc(100% - ${MARGIN_PX}px); margin-left: ${MARGIN_PX}px; overflow: visible; touch-action: pan-y; }
.timeline text { font: 11px var(--sans); fill: var(--muted); paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--faint); stroke-width: 1; shape-rendering: crispEdges; }
`

/** The figure drawn: a line, an area below it, a band. */
export const FIGURE_STYLE = `.band { fill: var(--figure-soft); } .area { fill: var(--area-soft); }
.edge { fill: none; stroke: var(--figure); stroke-width: 1.6; vector-effect: non-scaling-stroke; }
.edge.high { stroke-dasharray: 4 2; }
`

/** The line that a figure is held against. */
export const LIMIT_STYLE = `.cap { stroke: var(--ink); stroke-width: 1.5; } .cap.early { stroke-width: 1; stroke-dasharray: 2 4; opacity: .6; }
.timeline text.cap-label { fill: var(--ink); font-weight: 650; }`

/** Stretches of days in one state, shaded or as a strip. */
export const STATE_STYLE = `
.shade { opacity: .16; } .shade.bad { fill: var(--bad); } .shade.waived { fill: var(--bad-soft); } .shade.doubt { fill: var(--doubt-mark); opacity: .1; }
.shade-texture { stroke-width: 140; opacity: .3; } .shade-texture.doubt { stroke: var(--doubt-mark); stroke-dasharray: 1.5 5.5; } .shade-texture.waived { stroke: var(--bad); stroke-dasharray: 1 3; }
.unknown { fill: var(--card); stroke: var(--line); } .unknown-texture { stroke: var(--none); stroke-width: 140; stroke-dasharray: 1 11; opacity: .55; }
.swatch .unknown-texture { stroke-width: 11; stroke-dasharray: 1 4; }
.strip { stroke: none; } .strip-texture { stroke-width: 18; } .swatch .strip-texture { stroke-width: 11; }
.strip.bad { fill: var(--bad); } .strip.good { fill: var(--good-strip); } .strip.wait { fill: var(--card); stroke: var(--line); }
.strip.doubt { fill: var(--doubt-soft); } .strip-texture.doubt { stroke: var(--doubt-mark); stroke-dasharray: 3 4; }
.strip.waived { fill: var(--bad-soft); stroke: var(--bad); } .strip-texture.waived { stroke: var(--bad); stroke-dasharray: 1.2 2.8; }
.strip.none { fill: var(--none-soft); } .timeline .strip-texture.none { stroke: var(--none); stroke-width: 2.5; stroke-linecap: round; stroke-dasharray: 0 6; }
.strip.blank { fill: var(--card); stroke: var(--line); } .timeline .strip-texture.blank { stroke: var(--none); stroke-width: 1.5; stroke-dasharray: 5 4; }
.thin.bad, .thin.waived { stroke: var(--bad); stroke-width: 1.5; } .thin.doubt { stroke: var(--doubt-mark); stroke-width: 1.5; } .shade.thin { stroke-opacity: .8; }
.word { overflow: visible; } .word rect { fill: var(--card); } .timeline .word text { fill: var(--ink); font-weight: 600; stroke: none; }
.word rect.bad { fill: var(--bad); } .timeline .word text.bad { fill: var(--on-bad); } .word rect.good { fill: var(--good-strip); }
.word rect.doubt { fill: var(--doubt-soft); } .word rect.waived { fill: var(--bad-soft); } .word rect.none { fill: var(--none-soft); }
.timeline .word text.absent { fill: var(--muted); }
`

/** A date that counts. */
export const MARKER_STYLE = `.marker { stroke: var(--muted); stroke-width: 1; }
`

/** What the pointer reads out, and the legend. */
export const READING_STYLE = `.cross { stroke: var(--link); stroke-width: 1; pointer-events: none; }
.readout { position: absolute; right: 0; bottom: 0; background: var(--card); color: var(--ink); font-size: .8125rem; font-variant-numeric: tabular-nums; padding: 0 0 0 .6rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .8125rem; color: var(--muted); margin-top: .2rem; min-height: 1.5em; }
.legend li { display: inline-flex; align-items: center; gap: .4rem; }

`

/** The words, and the foot of the page. */
export const GLOSSARY_STYLE = `.glossary { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .9rem 2.25rem; font-size: .9375rem; }
.glossary dt { font-weight: 600; } .glossary dd { color: var(--muted); }
footer { margin-top: 3.5rem; padding-bottom: 3rem; color: var(--muted); font-size: .875rem; }
footer p { border-top: 1px solid var(--line); padding-top: .9rem; }

`

/** Narrow screens: rows of tables become cards. */
export const STACKED_STYLE = `@media screen and (max-width: 48rem) {${stack('.stacked')}
}
@media (min-width: 52rem) { .stacked .state-word { white-space: nowrap; } }
@media screen and (max-width: 52rem) {
  .keys { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .facts { columns: 2; }
  .mind { margin-left: 0; }
}
`

/** The narrowest screens, with what a report has of its own for them. */
export const narrowStyle = (own: string): string => `@media screen and (max-width: 40rem) {
  body { font-size: 15px; }
  header.top, main, nav, footer { padding-left: 1rem; padding-right: 1rem; }
  header.top { padding-top: 1.5rem; }
  .answer { grid-template-columns: 1fr; margin-top: 1.25rem; }
  .answer > .icon { width: 2.25rem; height: 2.25rem; margin: 0 0 .5rem; }
  .keys, .glossary { grid-template-columns: minmax(0, 1fr); }
  .facts { columns: 1; }
  .mind ul { columns: auto; }
${own}}
`

/** What a report has of its own on paper. */
export interface PaperStyle {
  /** What is not parted from what follows it. */
  readonly heads: string
  readonly cards: string
  readonly rest: string
}

export const paperStyle = (own: PaperStyle): string => `@media print {
  @page { margin: 14mm 13mm; }
  :root { --line: #b5b2aa; --faint: #dedbd4; }
  html, body { background: #fff; }
  body { font-size: 10pt; }
  header.top, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header.top { padding-top: 0; }
  nav, .skip, .filter, .readout { display: none !important; }
  a { color: inherit; text-decoration: none; }
  main > section { margin-top: 1.6rem; }
${own.heads}  .timeline, .key, .waiver, tr, .glossary div, .facts > div { break-inside: avoid; }
${own.cards}  .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; }
  .verdict, .timeline, .swatch, .bar { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .keys { border-radius: 0; }
  .key-value { font-size: 1.5rem; }
${own.rest}}
`
