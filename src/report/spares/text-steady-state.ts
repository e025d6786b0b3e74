// The years before a cut-off on a terminal: how well the stock lies while supply runs, and what more of it would give.

import { formatNumber } from '#base/format-number.ts'
import { leastWaitingTold, type SteadyState } from '#model/steady-state-report.ts'
import type { TextColumn } from '../text-table.ts'
import {
  positionTaken,
  sayNotKnown,
  sayPlaces,
  saySteadyColumns,
  saySteadyStock,
  saySteadyTitle,
  sayWaiting,
  waitingMost,
} from './steady-words.ts'
import { type Page, plain, say, startSection, writeRows } from './text-page.ts'
import { sayFew, sayMoney } from './words.ts'

export function writeSteadyState(page: Page): void {
  const { steadyState } = page.report
  if (steadyState.parts.length + steadyState.notKnown.length === 0) return
  startSection(page, saySteadyTitle(steadyState))
  if (steadyState.parts.length > 0) {
    for (const sentence of saySteadyStock(page.report)) say(page, sentence, plain, '  ', '  ')
    writeWaiting(page, steadyState)
    writeNext(page, steadyState)
  }
  for (const sentence of sayNotKnown(steadyState)) say(page, sentence, page.palette.doubtful, '  ', '    ')
}

const PART_COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'failures a year', isNumber: true, from: 100 },
  { name: 'in resupply', isNumber: true },
  { name: 'position', isNumber: true },
  { name: 'waiting', isNumber: true },
  { name: 'placed best', isNumber: true },
  { name: 'fill takes', isNumber: true, from: 80 },
  { name: 'ready takes', isNumber: true, from: 110 },
]

function writeWaiting(page: Page, steadyState: SteadyState): void {
  const parts = waitingMost(steadyState)
  if (parts.length === 0)
    return say(
      page,
      `No part leaves as much as ${sayFew(leastWaitingTold(steadyState.today))} of a unit waiting.`,
      plain,
      '  ',
      '  ',
    )
  writeRows(page, PART_COLUMNS, parts, (part) => [
    part.part,
    sayFew(part.failuresAYear),
    sayFew(part.unitsInResupply),
    formatNumber(part.position),
    sayWaiting(part.unitsWaiting),
    sayWaiting(part.unitsWaitingBest),
    formatNumber(positionTaken(part, 'neededToFill')),
    formatNumber(positionTaken(part, 'neededToBeReady')),
  ])
  say(page, saySteadyColumns(steadyState), page.palette.dim, '  ', '  ')
}

function nextColumns(currency: string | undefined): readonly TextColumn[] {
  return [
    { name: 'units', isNumber: true },
    { name: 'part', wraps: true },
    { name: 'for', wraps: true },
    { name: currency === undefined ? 'cost' : `cost, ${currency}`, isNumber: true },
    { name: 'waiting', isNumber: true, from: 70 },
    { name: 'then', isNumber: true, from: 70 },
  ]
}

function writeNext(page: Page, { next }: SteadyState): void {
  if (next.length === 0) return
  const { currency } = page.report
  say(page, 'What would take most waiting away for the next money, of each part its next purchase:', plain, '  ', '  ')
  writeRows(page, nextColumns(currency), next, (one) => [
    formatNumber(one.quantity),
    one.part,
    sayPlaces(one),
    sayMoney(one.cost, undefined),
    sayWaiting(one.unitsWaitingBefore),
    sayWaiting(one.unitsWaitingAfter),
  ])
}
