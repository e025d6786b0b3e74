// What to do now, on a terminal: move, buy, and mind what cannot be had or may not be put in; and what the next money buys.

import { formatNumber } from '#base/format-number.ts'
import type { NextPurchase, SparesReport } from '#model/spares-report.ts'
import { joinNames } from '../figures.ts'
import type { TextColumn } from '../text-table.ts'
import { sayWithoutDepot, unitsWithoutDepot } from './depot-words.ts'
import { WHAT_IS_MISSING, sayMissing } from './missing-words.ts'
import { movedParts, savedByMoves, sayDepots, sayMovedPart, sayWithMoves } from './move-words.ts'
import { serviceHours } from './service-hours.ts'
import { nameShared } from './text-lasting.ts'
import { type Page, plain, say, startSection, tellRest, writeRows } from './text-page.ts'
import {
  NOTHING_HELPS,
  isOfHours,
  sayBar,
  sayBehind,
  sayBought,
  sayGain,
  sayMoney,
  sayUnitsBought,
  sayPools,
  sayReached,
  sayServiceHours,
  saySurvival,
} from './words.ts'

const MOVE_COLUMNS: readonly TextColumn[] = [
  { name: 'units', isNumber: true },
  { name: 'part', wraps: true },
  { name: 'from pool', wraps: true },
  { name: 'to pool', wraps: true },
  { name: 'from depot', wraps: true, from: 100 },
  { name: 'to depot', wraps: true, from: 100 },
]

export function writeMoves(page: Page): void {
  const { moves, currency } = page.report
  if (moves.length === 0) return
  const saved = savedByMoves(page.report)
  startSection(page, `Move first${saved > 0 ? `: it saves ${sayMoney(saved, currency)}` : ''}`)
  writeRows(page, MOVE_COLUMNS, moves, (move) => [
    formatNumber(move.quantity),
    sayMovedPart(move),
    move.fromPool,
    move.toPool,
    sayDepots(move.fromDepots),
    sayDepots(move.toDepots),
  ])
  writeWithMoves(page)
}

/** What is asked first of all: survival, or hours lost. */
function withMovesColumns(unit: string, isHours: boolean): readonly TextColumn[] {
  const [survivalFrom, hoursFrom] = isHours ? [FROM_BESIDE, 0] : [0, FROM_BESIDE]
  return [
    { name: 'part', wraps: true },
    { name: 'units moved', isNumber: true, from: 70 },
    { name: 'at the end', isNumber: true, from: survivalFrom },
    { name: 'with the moves', isNumber: true, from: survivalFrom },
    { name: `${unit} lost`, isNumber: true, from: hoursFrom },
    { name: 'with the moves', isNumber: true, from: hoursFrom },
  ]
}

/** Of the terminal from which on what is not asked is told too. */
const FROM_BESIDE = 95

/** What the moves alone do for all parts together, and for each of those moved. */
function writeWithMoves(page: Page): void {
  const { report } = page
  const moved = movedParts(report)
  if (moved.length === 0) return
  const hours = serviceHours(report, Math.max(...moved.map(({ asTheyLie }) => asTheyLie.weightHoursLost)))
  say(page, sayWithMoves(report), plain, '  ')
  writeRows(page, withMovesColumns(hours.unit, isOfHours(report)), moved, ({ part, units, asTheyLie, withMoves }) => [
    nameShared(part),
    formatNumber(units),
    saySurvival(asTheyLie),
    saySurvival(withMoves),
    hours.say(asTheyLie.weightHoursLost),
    hours.say(withMoves.weightHoursLost),
  ])
}

function buyColumns(currency: string | undefined): readonly TextColumn[] {
  return [
    { name: 'units', isNumber: true },
    { name: 'part', wraps: true },
    { name: 'for pool', wraps: true },
    { name: 'to depot', wraps: true, from: 90 },
    { name: 'price of one', isNumber: true, from: 100 },
    { name: currency === undefined ? 'cost' : `cost, ${currency}`, isNumber: true },
    { name: 'arrives' },
  ]
}

export function writeBuys(page: Page): void {
  const { report, palette } = page
  const { purchase, currency } = report
  if (purchase.buys.length === 0) return
  const order = purchase.cost > 0 ? ', the dearest first' : ''
  startSection(page, `Buy ${sayUnitsBought(purchase, currency)}${order}`)
  const dearest = purchase.buys.toSorted((left, right) => (right.cost ?? 0) - (left.cost ?? 0))
  writeRows(page, buyColumns(currency), dearest, ({ quantity, part, pool, depot, cost, arrivesOn }) => [
    formatNumber(quantity),
    part,
    pool,
    depot ?? 'none',
    cost === null ? 'not known' : sayMoney(cost / quantity, undefined),
    cost === null ? 'not known' : sayMoney(cost, undefined),
    arrivesOn ?? 'not known',
  ])
  for (const caution of cautionsOf(purchase.buys)) say(page, caution, palette.doubtful, '  ', '    ')
  for (const one of unitsWithoutDepot(purchase.buys)) say(page, sayWithoutDepot(one), palette.bad, '  ', '    ')
  say(
    page,
    `The survival of all parts together is then ${sayBought(purchase)}, and ${sayServiceHours(purchase.weightHoursLost.after, report)} are expected to be lost; what was asked is ${sayReached(purchase)}.`,
    purchase.isReached ? plain : purchase.isReached === null ? palette.doubtful : palette.bad,
    '  ',
  )
}

/** `with FAN and RRU: their keys of activation`: what else is to be had, with the parts it goes with. */
function cautionsOf(buys: SparesReport['purchase']['buys']): string[] {
  const partsOf = new Map<string, Set<string>>()
  for (const { caution, part } of buys) {
    if (caution === undefined) continue
    const parts = partsOf.get(caution)
    if (parts) parts.add(part)
    else partsOf.set(caution, new Set([part]))
  }
  return Array.from(partsOf, ([caution, parts]) => `with ${joinNames([...parts])}: ${caution}`)
}

export function writeUnobtainable(page: Page): void {
  const { unobtainable } = page.report.purchase
  if (unobtainable.length === 0) return
  startSection(page, 'Cannot be had')
  say(page, `Units that ${WHAT_IS_MISSING}:`, plain, '  ', '  ')
  for (const row of unobtainable.slice(0, page.most)) {
    const { part, why, alternatives } = row
    say(page, `${part}: ${sayMissing(row)}; ${why}`, page.palette.bad, '  ', '    ')
    if (alternatives.length > 0) say(page, `instead: ${alternatives.join('; or ')}`, plain, '    ', '      ')
  }
  tellRest(page, unobtainable.length)
}

const BAR_COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'may not be put in', wraps: true },
  { name: 'rule', wraps: true },
]

export function writeBars(page: Page): void {
  const { report, palette } = page
  if (report.bars.length === 0) return
  startSection(page, 'What rules forbid')
  writeRows(page, BAR_COLUMNS, report.bars, (bar) => [
    bar.part,
    { text: sayBar(bar), tone: bar.answer === 'yes' ? palette.bad : palette.doubtful },
    `${bar.title} (${bar.rule})`,
  ])
}

const COVER_COLUMNS: readonly TextColumn[] = [
  { name: 'rule', wraps: true },
  { name: 'verdict' },
  { name: 'parts', isNumber: true },
  { name: 'fall short', isNumber: true },
  { name: 'measured by', wraps: true, from: 110 },
]

export function writeCover(page: Page): void {
  const { report, palette } = page
  if (report.cover.length === 0) return
  startSection(page, 'What rules ask of the stock')
  writeRows(page, COVER_COLUMNS, report.cover, ({ rule, title, verdict, parts, partsShort, measuredBy }) => {
    const tone = { met: palette.good, 'not met': palette.bad, 'cannot be shown': palette.doubtful }[verdict]
    return [
      `${title} (${rule})`,
      { text: verdict, tone },
      formatNumber(parts),
      formatNumber(partsShort.length),
      measuredBy,
    ]
  })
}

export function writeNext(page: Page): void {
  const { next, runnerUp, currency, frontier, purchase } = page.report
  if (!next && frontier.length < 2) return
  const describe = (step: NextPurchase): string =>
    `${formatNumber(step.quantity)} ${step.part} for ${sayPools(step)}, ${sayMoney(step.cost, currency)}: ${sayGain(step, page.report)}`
  startSection(page, `Most for the next money${purchase.buys.length === 0 ? '' : ', beside what is bought'}`)
  say(page, next ? describe(next) : NOTHING_HELPS, plain, '  ', '    ')
  if (runnerUp) say(page, `next best, ${sayBehind(runnerUp)}: ${describe(runnerUp)}`, plain, '  ', '    ')
}
