// The figures of the spares report that matter first, each with what it is of and how much of that is known.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { SparesReport, WithMoves } from '#model/spares-report.ts'
import { html, type Markup } from '../markup.ts'
import { drawKeyFigure } from '../page/key-figure.ts'
import { savedByMoves } from './move-words.ts'
import { sayAskedSurvival, type SparesSummary } from './summary.ts'
import { isOfHours, sayBought, sayExpected, sayMoney, sayMonths, sayServiceHours, saySurvival } from './words.ts'

export function drawKeyFigures(report: SparesReport, summary: SparesSummary): Markup {
  return html`<section aria-labelledby="figures"><h2 id="figures">Key figures</h2>
<dl class="keys">
${DRAW_FIGURES.map((draw) => draw(report, summary))}</dl>
</section>
`
}

const DRAW_FIGURES: readonly ((report: SparesReport, summary: SparesSummary) => Markup)[] = [
  drawShort,
  drawTogether,
  drawShortestCover,
  drawBought,
  drawBeyond,
  drawMoved,
]

function drawShort(report: SparesReport, { short, reckonedCount }: SparesSummary): Markup {
  const { partsWithoutRate, partsWithClassRate } = report.coverage
  return drawKeyFigure(
    'bad',
    'Do not last to the end',
    formatNumber(short.length),
    `of ${formatCount(reckonedCount, 'part')} reckoned, with ${sayAskedSurvival(report)}`,
    `${formatNumber(partsWithoutRate)} without a failure rate, ${formatNumber(partsWithClassRate)} with that of their class`,
  )
}

function drawTogether(report: SparesReport, { reckonedCount }: SparesSummary): Markup {
  const { coverage, network } = report
  const isHours = isOfHours(report)
  if (network === null || reckonedCount === 0)
    return drawKeyFigure(
      undefined,
      isHours ? 'Service lost' : 'Survival of all together',
      network === null ? 'not known' : 'not reckoned',
      network === null ? 'nobody says how often the units in service fail' : 'no unit is in service',
      `${formatCount(coverage.units, 'unit')} in service, ${formatNumber(coverage.uncertainUnits)} not exactly known`,
    )
  const figure = isHours ? sayServiceHours(network.weightHoursLost, report) : saySurvival(network)
  const beside = isHours ? `; survival of all together: ${saySurvival(network)}` : ''
  return drawKeyFigure(
    undefined,
    isHours ? 'Service lost' : 'Survival of all together',
    figure,
    `without buying or moving${beside}; ${sayExpected(network.unitsDown.at(-1) ?? 0)} units expected to be down on the last day`,
    `${formatCount(coverage.units, 'unit')} in service, ${formatNumber(coverage.uncertainUnits)} not exactly known`,
  )
}

function drawShortestCover(report: SparesReport): Markup {
  const shortest = shortestVendor(report)
  const known = `${formatNumber(report.coverage.elementsWithoutUnits)} physical elements without a stated unit`
  if (shortest === undefined)
    return drawKeyFigure(
      undefined,
      'Shortest cover',
      'not reckoned',
      'no manufacturer has a part that is reckoned',
      known,
    )
  const { name, parts, lasting } = shortest
  return drawKeyFigure(
    undefined,
    'Shortest cover',
    lasting.lastsToEnd ? 'to the end' : sayMonths(lasting.coverMonths),
    `${name}, ${formatCount(parts, 'part')}, with ${sayAskedSurvival(report)}`,
    known,
  )
}

/** The manufacturer whose parts last shortest, among those of which something is reckoned. */
function shortestVendor({ vendors }: SparesReport): SparesReport['vendors'][number] | undefined {
  const reckoned = vendors.filter(({ parts, partsNotReckoned }) => parts > partsNotReckoned)
  return reckoned.toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths)[0]
}

function drawBought(report: SparesReport): Markup {
  const { coverage, purchase, currency } = report
  const known = `${formatCount(coverage.partsWithoutPrice, 'part')} without a price`
  const units = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
  if (units === 0) return drawKeyFigure(undefined, 'To buy now', 'nothing', 'no purchase is proposed', known)
  const reached = isOfHours(report)
    ? `lost are then ${sayServiceHours(purchase.weightHoursLost.after, report)}`
    : `the survival of all together is then ${sayBought(purchase)}`
  return drawKeyFigure(
    undefined,
    'To buy now',
    purchase.buys.every(({ cost }) => cost === null) ? formatCount(units, 'unit') : sayMoney(purchase.cost, currency),
    `${formatCount(units, 'unit')} in ${formatCount(purchase.buys.length, 'line')}; ${reached}`,
    known,
  )
}

/** Whether what is bought reaches what was asked is told at the head. */
function drawBeyond({ purchase, coverage }: SparesReport, { reckonedCount }: SparesSummary): Markup {
  const missing = purchase.unobtainable.reduce((sum, one) => sum + one.missing, 0)
  const needed = missing === 0 ? '' : `; ${formatCount(missing, 'unit')} would have to be there on the first day`
  return drawKeyFigure(
    'bad',
    'Cannot be had',
    formatNumber(purchase.unobtainable.length),
    `of ${formatCount(reckonedCount, 'part')} reckoned${needed}`,
    coverage.partsWithoutRate === 0
      ? 'of every part it is known whether more is needed'
      : `of ${formatCount(coverage.partsWithoutRate, 'part')} it is not known whether more is needed`,
  )
}

function drawMoved(report: SparesReport): Markup {
  const { moves, withMoves, coverage, currency } = report
  const known = `${formatCount(coverage.unitsNotCounted, 'unit')} in stock not reckoned with`
  const units = moves.reduce((sum, { quantity }) => sum + quantity, 0)
  if (units === 0) return drawKeyFigure(undefined, 'To move first', 'nothing', 'no move is proposed', known)
  const saved = savedByMoves(report)
  const reached = withMoves ? `; ${sayReachedByMoves(withMoves, report)} then, nothing bought` : ''
  const dearer = saved > 0 ? `; as much would cost ${sayMoney(saved, currency)} more without` : ''
  return drawKeyFigure(
    undefined,
    'To move first',
    formatCount(units, 'unit'),
    `in ${formatCount(moves.length, 'move')}${reached}${dearer}`,
    known,
  )
}

/** What is asked of all together, with what is moved. */
function sayReachedByMoves(withMoves: WithMoves, report: SparesReport): string {
  return isOfHours(report)
    ? `${sayServiceHours(withMoves.weightHoursLost, report)} are lost`
    : `all together survive with ${saySurvival(withMoves)}`
}
