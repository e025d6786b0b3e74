// How the HTML report of the rules looks, beside what every report has.

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
  stack,
  STACKED_STYLE,
  STATE_STYLE,
  TABLE_STYLE,
} from '../page/style.ts'

const NARROW_CARDS = `  article.rule { padding: 1rem; margin-left: -.35rem; margin-right: -.35rem; }
  .rule-head h4 { flex-basis: 100%; }
`

const CARDS_ON_PAPER = {
  heads: `  h2, h3, h4, .pack-head, .rule-head, .sentence, .measure-head, summary { break-after: avoid; }
`,
  cards: `  article.rule { break-inside: auto; padding: .8rem 0 1rem; border: 0; border-top: 1px solid var(--line); border-radius: 0; margin: 0; }
  .many article.rule { content-visibility: visible; }
  .rule-head, .sentence { break-inside: avoid; }
`,
  rest: `  .measure { break-inside: avoid; }
`,
}

export const REPORT_STYLE = `${GROUND_STYLE}${TABLE_STYLE}article.rule .scroll { --behind: var(--card); }
${CELL_STYLE}.packs th[scope=row] { width: 17rem; font-weight: 600; }
.jurisdiction { font: 600 .75rem/1 var(--mono); border: 1px solid var(--line); border-radius: 4px; padding: .15em .35em; margin-right: .25em; color: var(--muted); background: var(--card); }
.groups { list-style: none; display: grid; gap: .3rem; }
.groups a { margin-right: .35em; white-space: nowrap; }
.missing-note { font-size: .8125rem; color: var(--muted); margin-top: .35rem; }
${BAR_STYLE}/* verdicts */
.verdict { display: inline-flex; align-items: center; gap: .4em; padding: .16em .65em .18em .5em; border-radius: 999px; border: 1px solid currentColor; font-weight: 600; font-size: .875rem; line-height: 1.35; }
.verdict.small { font-size: .8125rem; padding: .06em .55em .08em .4em; margin-right: .25em; }
.verdict.bad { background: var(--bad); border-color: var(--bad); color: var(--on-bad); --icon-cut: var(--bad); }
.verdict.waived, .verdict.ahead { background: var(--card); }
.verdict.doubt { background: var(--doubt-soft); border-color: var(--doubt-mark); }
.verdict.good { background: var(--good-soft); border-color: var(--good-soft); --icon-cut: var(--good-soft); }
.verdict.later { background: var(--card); }
.verdict.none, .verdict.blank { background: var(--none-soft); border-color: var(--none-soft); }
.verdict.blank { background: none; border: 1px dashed var(--none); }
.verdict.assumed { background: var(--card); color: var(--doubt); border: 1px dashed var(--doubt); --icon-cut: var(--card); }

/* rules */
.pack-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; margin: 2.25rem 0 .75rem; }
.pack-head h3 { margin: 0; font-size: 1.1875rem; }
.pack-head p { color: var(--muted); font-size: .875rem; }
.missing { font-size: .9375rem; margin-bottom: .75rem; color: var(--muted); }
.missing ul, ul.plain { padding-left: 1.1rem; }
.missing b { color: var(--ink); font-weight: 600; }
.why-line { margin-top: .4rem; }
article.rule { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.4rem; margin-bottom: 1rem; }
article.rule:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
.many article.rule { content-visibility: auto; contain-intrinsic-size: auto 40rem; }
.rule-head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: flex-start; gap: .4rem 1.5rem; }
.rule-head h4 { font-size: 1.0625rem; flex: 1 1 24rem; }
.rule-head h4 .identifier { display: block; font-weight: 400; color: var(--muted); font-size: .8125rem; }
.since { font-size: .875rem; margin-left: .4em; white-space: nowrap; }
.sentence { margin-top: .55rem; font-size: 1.0625rem; max-width: 50rem; text-wrap: pretty; }
.waiver { display: flex; gap: .6rem; margin-top: .75rem; padding: .6rem .8rem; border: 1px solid var(--bad); border-radius: 8px; font-size: .9375rem; color: var(--ink); }
.waiver .icon { color: var(--bad); margin-top: .25em; }
.measure { margin-top: 1.1rem; }
.measure-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; }
.measure-name { font-weight: 600; }
.binding { font-weight: 400; font-size: .75rem; color: var(--muted); border: 1px solid var(--line); border-radius: 999px; padding: 0 .55em; margin-left: .3em; }
.measure-value { font-size: 1.3125rem; font-weight: 650; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.measure-limit { color: var(--muted); font-size: .9375rem; }
.measure-basis { color: var(--muted); font-size: .8125rem; }
${FACTS_STYLE}.provenance.assumed b { color: var(--doubt); }
${DETAILS_STYLE}.matter { font-size: .875rem; }
.matter td.in-figure { min-width: 9.5rem; } .on-site .where { white-space: nowrap; }
.on-site ul { list-style: none; padding-left: 0; }
.on-site li + li { margin-top: .3rem; }
.matter td.on-site .identifier { min-width: 0; margin-right: .5em; }

${CHART_STYLE}${FIGURE_STYLE}${LIMIT_STYLE}${STATE_STYLE}${MARKER_STYLE}.marker.as-of { stroke: var(--ink); stroke-width: 1.5; } .marker.deadline, .marker.due { stroke-dasharray: 5 3; stroke: var(--ink); }
.marker.target { stroke-dasharray: 1 3; stroke-width: 1.5; } .marker.breach { stroke: var(--bad); stroke-dasharray: 2 2; stroke-width: 1.5; }
.timeline text.marker-label { fill: var(--ink); } .timeline text.marker-label.as-of { font-weight: 650; }
.timeline text.marker-label.target { fill: var(--muted); } .timeline text.marker-label.breach { fill: var(--bad); }
${READING_STYLE}.filter { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; font-size: .875rem; margin-bottom: .5rem; }
.filter[hidden] { display: none; }
.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem .9rem; }
/* Floating, a legend is an item of its fieldset like any other. */
.filter legend { float: left; padding: 0; color: var(--muted); }
.filter input[type=search] { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--muted); border-radius: 6px; padding: .3rem .55rem; width: 17rem; max-width: 100%; margin-left: .35rem; }
.choice { display: inline-flex; align-items: center; gap: .35em; }
.filter p { color: var(--muted); flex-basis: 100%; }

${GLOSSARY_STYLE}@media screen and (max-width: 64rem) {${stack('.stacked.wide')}
}
@media screen and (min-width: 40.01rem) and (max-width: 64rem) { .stacked.wide td:not(:empty) { display: inline-block; min-width: 0; margin-right: 1.25rem; } }
${STACKED_STYLE}${narrowStyle(NARROW_CARDS)}${paperStyle(CARDS_ON_PAPER)}`
