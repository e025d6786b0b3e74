// Cover by manufacturer, and what every figure of the report rests on: gaps, assumptions, faults, inputs and words.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { SparesReport, VendorLasting } from '#model/spares-report.ts'
import { percent } from '../chart/drawing.ts'
import { dayOfText, type TimeScale } from '../chart/time-scale.ts'
import { html, type Markup, type MarkupValue } from '../markup.ts'
import { drawFaults } from '../page/faults.ts'
import type { GlossaryEntry } from '../page/glossary.ts'
import { drawInputTable } from '../page/inputs.ts'
import { drawFolded, foldNarrow } from './html-fold.ts'
import { scaleOf } from './html-lasting.ts'
import { recoveryOf } from './part-sums.ts'
import { sayAskedSurvival, type SparesSummary } from './summary.ts'
import { sayCrossCheck, sayMonths, saySurvival, sayUnits } from './words.ts'

/** Every manufacturer of any operator that there is. */
const VENDORS_LISTED = 400
const PARTS_NAMED = 12

/** As long as the spares last, on the days reckoned; a line where the last unit is swapped out. */
function drawCoverBar({ lasting }: VendorLasting, recoveredOn: string | undefined, scale: TimeScale): Markup {
  const last = lasting.lastsUntil === null ? undefined : dayOfText(lasting.lastsUntil)
  const length = last === undefined ? 0 : scale.endOf(last)
  const recovered = recoveredOn === undefined ? undefined : dayOfText(recoveredOn)
  const mark =
    recovered === undefined || recovered > scale.to
      ? ''
      : html`<line class="marker recovered" x1="${percent(scale.endOf(recovered))}" x2="${percent(scale.endOf(recovered))}" y1="0" y2="14"/>`
  return html`<svg class="bar cover" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="ground" width="100%" y="2" height="10"/><rect width="${percent(length)}" y="2" height="10"/>${mark}</svg>`
}

function describeCover(vendor: VendorLasting, report: SparesReport, scale: TimeScale): Markup {
  const { name, parts, partsNotReckoned, lasting } = vendor
  const recoveredOn = recoveryOf(report.parts, vendor)
  const isReckoned = parts > partsNotReckoned
  const cells: readonly (readonly [name: string, className: string, value: MarkupValue])[] = [
    [
      'Parts',
      'number',
      partsNotReckoned === 0
        ? formatNumber(parts)
        : `${formatNumber(parts)}, ${formatNumber(partsNotReckoned)} not reckoned`,
    ],
    ['', 'cover-cell', isReckoned ? drawCoverBar(vendor, recoveredOn, scale) : ''],
    ['Lasts', '', isReckoned ? (lasting.lastsToEnd ? 'to the end' : sayMonths(lasting.coverMonths)) : 'not reckoned'],
    ['Until', 'date', isReckoned && !lasting.lastsToEnd ? (lasting.lastsUntil ?? 'not at all') : ''],
    ['Swapped out', 'date', recoveredOn ?? 'no'],
    ['At the end', 'number', isReckoned ? saySurvival(lasting) : ''],
  ]
  return html`<tr role="row"><th scope="row" role="rowheader">${name}</th>${cells.map(([label, className, value]) => html`<td role="cell" data-label="${label}"${className === '' ? '' : html` class="${className}"`}>${value}</td>`)}</tr>
`
}

export function drawCover(report: SparesReport): Markup {
  const scale = scaleOf(report)
  const head = html`<section aria-labelledby="cover"><h2 id="cover">Stock cover by manufacturer</h2>
`
  if (scale === undefined || report.vendors.length === 0)
    return html`${head}<p>No manufacturer has a part.</p></section>
`
  const vendors = report.vendors.toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths)
  const hidden = vendors.length - VENDORS_LISTED
  return html`${head}<p class="intro">How long all parts of a manufacturer last with ${sayAskedSurvival(report)}, as they lie today, the shortest first. The line marks the day by which the last of them is swapped out.</p>
${foldNarrow(
  'Manufacturers',
  vendors.length,
  html`<table role="table" class="stacked" aria-label="Stock cover by manufacturer"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Manufacturer</th><th scope="col" role="columnheader" class="number">Parts</th><th scope="col" role="columnheader">Cover</th><th scope="col" role="columnheader">Lasts</th><th scope="col" role="columnheader">Until</th><th scope="col" role="columnheader">Swapped out</th><th scope="col" role="columnheader" class="number">At the end</th></tr></thead><tbody role="rowgroup">
${vendors.slice(0, VENDORS_LISTED).map((vendor) => describeCover(vendor, report, scale))}</tbody></table>`,
)}
${hidden > 0 ? html`<p class="more">And ${formatCount(hidden, 'manufacturer')} more; the JSON report and the workbook hold all.</p>` : ''}</section>
`
}

/** Each part on one line, and how many more there are. */
function nameParts(parts: readonly string[]): Markup {
  const hidden = parts.length - PARTS_NAMED
  return html`${parts.slice(0, PARTS_NAMED).map((part) => html`<span class="part-name">${part}</span> `)}${hidden > 0 ? html`<span class="muted">and ${formatNumber(hidden)} more</span>` : ''}`
}

export function drawBasis(report: SparesReport, { reservations }: SparesSummary): Markup {
  const { coverage, scenario, assumptions } = report
  const gaps =
    reservations.length === 0
      ? coverage.units > 0 && html`<p>Nothing that was asked of them is missing.</p>`
      : html`<ul class="plain">${reservations.map((one) => html`<li>${one}</li>`)}</ul>`
  const assumed =
    assumptions.length === 0
      ? html`<p>Nothing.</p>`
      : drawFolded(
          'What is assumed',
          [{ name: 'What nobody stated, and what is taken' }, { name: 'Parts', isNumber: true }, { name: 'Which' }],
          assumptions.map(({ what, parts }) => [what, formatNumber(parts.length), nameParts(parts)]),
        )
  return html`<section aria-labelledby="basis"><h2 id="basis">What the figures rest on</h2>
<h3>Coverage</h3>
<p>${sayUnits(coverage)}. Reckoned in steps of ${formatCount(scenario.stepDays, 'day')}; what is simulated, with ${formatCount(scenario.replications, 'replication')} and seed ${scenario.seed}. ${sayCrossCheck(report)}</p>
${gaps}
<h3>Assumed where nobody said</h3>
${assumed}
${drawFaults(report.faults)}</section>
`
}

export function drawInputs({ product, schema, inputs, scenario }: SparesReport): Markup {
  return html`<section aria-labelledby="inputs"><h2 id="inputs">Inputs and versions</h2>
<p>The same inputs, as known on <span class="date">${scenario.knownAt}</span>, give the same report, byte for byte: where mainstay.yaml states no <code>asOf</code>, that is the day the report is made. Made by ${product.name} ${product.version}; form ${schema}.</p>
${foldNarrow('Inputs', inputs.length, drawInputTable(inputs))}</section>
`
}

export const SPARES_GLOSSARY: readonly GlossaryEntry[] = [
  { word: 'Survival', meaning: 'The probability that, up to a day, no failure found an empty shelf in its pool.' },
  {
    word: 'Band',
    meaning:
      'Between which survivals a curve may lie while nobody knows how often things fail and how late the plan is: in one case of twenty below it, in one above. It is what more knowledge may show; the curve is the mean of all cases.',
  },
  { word: 'Lasts until', meaning: 'The last day up to which something survives as surely as was asked.' },
  {
    word: 'Swapped out',
    meaning: 'The day after which no unit of a part is in service any more: from then on nothing of it can fail.',
  },
  { word: 'Not covered', meaning: 'The time between the two: less sure than asked, and still in service.' },
  {
    word: 'Pool',
    meaning: 'The stores that serve a set of sites together: a unit on the shelf of a pool helps every site of it.',
  },
  {
    word: 'Lateral supply',
    meaning:
      'What pools give each other: a pool that owes a unit gets one at once from the one that has most to spare.',
  },
  {
    word: 'Worst 1 in 20',
    meaning: 'What is lost at least in the worst twentieth of the simulated futures; in the others it is less.',
  },
  {
    word: 'Failures',
    meaning: 'How many units are expected to fail over all days, at the rate stated, while they are in service.',
  },
  {
    word: 'Units down',
    meaning: 'Units expected to be out of service on a day because nothing was on the shelf to replace them.',
  },
  {
    word: 'Service lost',
    meaning:
      'The weight of the sites (each one, or its traffic, premises, subscribers) whose element is short of units, as expected on a day.',
  },
  {
    word: 'Site-hours',
    meaning:
      'Service lost times the hours it is, added up over all days and parts; of traffic, premises or subscribers alike.',
  },
  {
    word: 'Arriving',
    meaning: 'Units expected to come good: from orders, from repair, from what is taken out of the network.',
  },
  {
    word: 'Waiting',
    meaning:
      'Units without a spare, on average at any moment, while what fails is repaired or ordered anew: expected backorders.',
  },
  {
    word: 'Position',
    meaning: 'Units of a part on hand, on order, on the way and in repair.',
  },
  { word: 'Cover', meaning: 'Months of 30.4375 days for which the spares last as surely as was asked.' },
  {
    word: 'Together',
    meaning: 'All parts at once: all must last. Their rates may be wrong together, which is reckoned with.',
  },
  {
    word: 'Cannot be had',
    meaning: 'Units that would be needed and that nobody sells, repairs or gives back in time.',
  },
]
