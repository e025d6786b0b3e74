// The spares report as terminal text: the answer first, then what runs out, what to move and buy, and what it rests on.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { ANSI_PALETTE, type Palette, PLAIN_PALETTE } from '../palette.ts'
import { showText } from '../visible-text.ts'
import { partsThatFallShort, sayMoney, sayMonths, sayProbability, sayTarget, sayUntil } from './words.ts'

export interface SparesTextOptions {
  readonly colour: boolean
  readonly width: number
  readonly verbose?: boolean
}

const ROWS_SHOWN = 12

interface Page {
  readonly report: SparesReport
  readonly palette: Palette
  readonly most: number
  readonly lines: string[]
}

/** One line in one tone; what steers a terminal is shown by its code. */
function put({ lines }: Page, text: string, tone: (text: string) => string = (plain) => plain): void {
  lines.push(text === '' ? '' : tone(showText(text)))
}

export function renderSparesText(report: SparesReport, options: SparesTextOptions): string {
  const page: Page = {
    report,
    palette: options.colour ? ANSI_PALETTE : PLAIN_PALETTE,
    most: options.verbose ? Number.POSITIVE_INFINITY : ROWS_SHOWN,
    lines: [],
  }
  for (const write of [
    writeHead,
    writeDisruptions,
    writeVendors,
    writeShort,
    writeMoves,
    writePurchase,
    writeBars,
    writeNext,
    writeSwings,
    writeCoverage,
  ])
    write(page)
  return `${page.lines.join('\n')}\n`
}

function writeHead(page: Page): void {
  const { report, palette } = page
  const { scenario, title, network } = report
  const short = partsThatFallShort(report)
  const reckoned = report.parts.filter(({ lasting }) => lasting).length
  const target = sayProbability(scenario.target.survival)
  put(page, `${title}: ${scenario.title}`, palette.bold)
  put(page, `${scenario.from} to ${scenario.until}, known at ${scenario.knownAt}`)
  put(page, '')
  if (short.length === 0)
    put(page, `All ${formatCount(reckoned, 'part')} last to the end with ${target}.`, palette.good)
  else
    put(
      page,
      `${short.length} of ${formatCount(reckoned, 'part')} ${short.length === 1 ? 'does' : 'do'} not last to the end with ${target}.`,
      palette.bad,
    )
  const unreckoned = report.coverage.partsWithoutRate
  if (unreckoned > 0) put(page, `Of ${formatCount(unreckoned, 'part')} nobody knows how long.`, palette.doubtful)
  put(
    page,
    `All together survive with ${sayProbability(network.survivalAtEnd)}; expected then: ${(network.unitsDown.at(-1) ?? 0).toFixed(1)} units down.`,
  )
}

function writeTitle(page: Page, title: string): void {
  put(page, '')
  put(page, title, page.palette.bold)
}

function writeDisruptions(page: Page): void {
  const { disruptions } = page.report
  if (disruptions.length === 0) return
  writeTitle(page, 'Cut off')
  for (const { disruption, title, newUnits, repairs, vendorPools, ...counts } of disruptions) {
    const what = [
      newUnits && `new units of ${formatCount(counts.partsWithoutNewUnits, 'part')} from ${newUnits}`,
      repairs && `repairs of ${formatCount(counts.partsWithoutRepairs, 'part')} from ${repairs}`,
      vendorPools && `the vendor’s stock from ${vendorPools}`,
    ].filter(Boolean)
    put(page, `  ${title === '' ? disruption : title}: ${what.join(', ')}`)
  }
}

function writeVendors(page: Page): void {
  writeTitle(page, 'How long the spares last, by manufacturer')
  for (const { name, parts, partsNotReckoned, lasting } of page.report.vendors) {
    const unknown = partsNotReckoned === 0 ? '' : `, ${partsNotReckoned} not reckoned`
    put(
      page,
      `  ${name.padEnd(24)} ${formatCount(parts, 'part')}${unknown}: ${sayUntil(lasting)}, ${sayProbability(lasting.survivalAtEnd)} at the end`,
    )
  }
}

function writeShort(page: Page): void {
  const short = partsThatFallShort(page.report)
  if (short.length === 0) return
  writeTitle(page, 'What runs out')
  for (const { part, manufacturer, lasting, recoveredOn, pools } of short.slice(0, page.most)) {
    const failures = pools.reduce((sum, pool) => sum + pool.expectedFailures, 0)
    const onHand = pools.reduce((sum, pool) => sum + pool.onHand, 0)
    const swapped = recoveredOn === undefined ? 'never swapped out' : `swapped out ${recoveredOn}`
    put(
      page,
      `  ${part.padEnd(18)} ${manufacturer.padEnd(12)} ${sayUntil(lasting!)} (${sayMonths(lasting!.coverMonths)}); ${swapped}; ${sayProbability(lasting!.survivalAtEnd)}; ${failures.toFixed(1)} failures, ${onHand} on hand`,
    )
  }
  tellRest(page, short.length)
}

function tellRest(page: Page, count: number): void {
  if (count > page.most)
    put(page, `  and ${formatNumber(count - page.most)} more (--verbose names all)`, page.palette.dim)
}

function writeMoves(page: Page): void {
  const { moves } = page.report
  if (moves.length === 0) return
  writeTitle(page, 'Move first')
  for (const { part, fromPool, toPool, quantity } of moves.slice(0, page.most))
    put(page, `  ${String(quantity).padStart(5)} ${part.padEnd(18)} ${fromPool} to ${toPool}`)
  tellRest(page, moves.length)
}

function writePurchase(page: Page): void {
  const { report, palette, most } = page
  const { purchase, currency, scenario } = report
  const asked =
    scenario.budget === undefined ? `for ${sayTarget(report)}` : `within ${sayMoney(scenario.budget, currency)}`
  writeTitle(page, `Buy ${asked}`)
  if (purchase.buys.length === 0) put(page, '  nothing')
  for (const { part, pool, quantity, cost, arrivesOn } of purchase.buys.slice(0, most)) {
    const price = cost === null ? 'price unknown' : sayMoney(cost, currency)
    put(page, `  ${String(quantity).padStart(5)} ${part.padEnd(18)} ${pool.padEnd(14)} ${price}, there on ${arrivesOn}`)
  }
  tellRest(page, purchase.buys.length)
  put(
    page,
    `  ${sayMoney(purchase.cost, currency)} in all; all together then survive with ${sayProbability(purchase.networkSurvival)}`,
  )
  if (!purchase.isReached) put(page, '  the target is not reached', palette.bad)
  for (const { part, missing, why, alternatives } of purchase.unobtainable.slice(0, most)) {
    put(page, `  ${part}: ${formatCount(missing, 'unit')} short, and not to be had: ${why}`, palette.bad)
    put(page, `    instead: ${alternatives.join('; or ')}`)
  }
  tellRest(page, purchase.unobtainable.length)
}

function writeBars(page: Page): void {
  const { bars } = page.report
  if (bars.length === 0) return
  writeTitle(page, 'What may not be used')
  for (const { part, rule, title, from, until, of, answer } of bars.slice(0, page.most)) {
    const what = { bought: 'units bought now', held: 'units held now', both: 'spares' }[of]
    const days = until === undefined ? `from ${from}` : `${from} to ${until}`
    const line = `  ${part.padEnd(18)} ${answer === 'yes' ? '' : 'perhaps '}${what} ${days}: ${title} (${rule})`
    put(page, line, answer === 'yes' ? page.palette.bad : page.palette.doubtful)
  }
  tellRest(page, bars.length)
}

function writeNext(page: Page): void {
  const { next, runnerUp, currency } = page.report
  if (!next) return
  const say = ({ part, pool, quantity, cost, survivalBefore, survivalAfter }: typeof next): string =>
    `${quantity} ${part} for ${pool} (${sayMoney(cost, currency)}: ${sayProbability(survivalBefore)} to ${sayProbability(survivalAfter)})`
  writeTitle(page, 'The next part for the next money')
  put(page, `  ${say(next)}`)
  if (runnerUp) put(page, `  before ${say(runnerUp)}`)
}

function writeSwings(page: Page): void {
  writeTitle(page, 'What if')
  for (const { what, survivalAtEnd, cost, isReached } of page.report.swings) {
    const price = cost === null ? '' : sayMoney(cost, page.report.currency)
    put(
      page,
      `  ${what.padEnd(56)} survival ${sayProbability(survivalAtEnd).padEnd(14)} ${isReached ? '' : 'target out of reach, '}${price}`,
    )
  }
}

function writeCoverage(page: Page): void {
  const { coverage, assumptions } = page.report
  writeTitle(page, 'What it rests on')
  put(page, `  ${formatCount(coverage.units, 'unit')} of ${formatCount(coverage.parts, 'part')}`)
  const gaps: readonly (readonly [number, string])[] = [
    [coverage.partsWithoutRate, 'parts without a failure rate'],
    [coverage.partsWithClassRate, 'parts with the rate of their class'],
    [coverage.partsWithoutPrice, 'parts without a price'],
    [coverage.uncertainUnits, 'units whose days or number are not exactly known: the cautious ones count'],
    [coverage.unitsWithoutPool, 'units that no pool is said to serve'],
    [coverage.unitsOfUnknownPart, 'units of a part that parts.csv lacks: not reckoned'],
    [coverage.elementsWithoutUnits, 'physical elements of which no unit is stated: their failures are not reckoned'],
    [coverage.unitsNotCounted, 'units in stock that are not reckoned with'],
  ]
  for (const [count, what] of gaps) if (count > 0) put(page, `  ${formatNumber(count)} ${what}`, page.palette.doubtful)
  for (const { what, parts } of assumptions.slice(0, page.most))
    put(page, `  assumed of ${formatCount(parts.length, 'part')}: ${what}`)
  tellRest(page, assumptions.length)
}
