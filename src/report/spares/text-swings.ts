// The answer with one assumption otherwise, on a terminal.

import { formatNumber } from '#base/format-number.ts'
import type { SparesReport, SwingOutcome } from '#model/spares-report.ts'
import type { TextColumn } from '../text-table.ts'
import {
  REACHES_LESS,
  type SwingTold,
  isEachTold,
  isNoSaving,
  sayChange,
  sayNoCost,
  sayRougher,
  saySpread,
  saySwing,
  swingFigures,
  swingsThatChange,
} from './swing-words.ts'
import { type Page, plain, say, startSection, writeRows } from './text-page.ts'

/** Of the terminal from which on a column more is told. */
const FROM_WIDTHS: readonly number[] = [94, 132]
/** Hours and their changes take so much more room. */
const HOURS_WIDER = 26

function swingColumns(report: SparesReport): readonly TextColumn[] {
  const { currency } = report
  const figures = swingFigures(report)
  const wider = figures[0]!.key.startsWith('weightHours') ? HOURS_WIDER : 0
  const first = figures[0]!.key === 'cost' && currency !== undefined ? `cost, ${currency}` : figures[0]!.shortName
  return [
    { name: 'if', wraps: true },
    { name: first, isNumber: true },
    { name: 'change', isNumber: true },
    ...(isEachTold(report) ? [{ name: 'out of reach', isNumber: true }] : []),
    ...figures
      .slice(1)
      .map(({ shortName }, index) => ({ name: shortName, isNumber: true, from: FROM_WIDTHS[index]! + wider })),
  ]
}

/** As a tornado in words: the answer, and both sides of each assumption, what changes it most first. */
export function writeSwings(page: Page): void {
  const { report, palette } = page
  const { base, assumptions } = report.swings
  if (assumptions.length === 0 || page.summary.answer === 'nothing to reckon') return
  startSection(page, 'What if')
  const { changing, others } = swingsThatChange(report)
  const [first, ...further] = swingFigures(report)
  const rows: readonly SwingRowTold[] = [
    { what: 'as it is', ...base },
    ...changing.flatMap(({ assumption, sides }) =>
      sides.map(({ change, ...outcome }) => ({ what: `${assumption}: ${change}`, ...outcome })),
    ),
  ]
  const isMisleading = (outcome: SwingOutcome): boolean =>
    first!.key === 'cost' && isNoSaving(outcome, base, report.scenario)
  writeRows(page, swingColumns(report), rows, ({ what, ...outcome }) => [
    what,
    saySwing(first!, outcome, first!.key === 'cost' ? first!.saySize : first!.say),
    { text: sayChange(first!, outcome, report), tone: isMisleading(outcome) ? palette.bad : plain },
    ...(isEachTold(report)
      ? [{ text: formatNumber(outcome.groupsMissed), tone: outcome.groupsMissed === 0 ? palette.good : palette.bad }]
      : []),
    ...further.map(({ key, say }) => say(outcome[key])),
  ])
  const noCost = sayNoCost(report)
  if (noCost !== '') say(page, noCost, palette.dim, '  ')
  if (rows.some(isMisleading)) say(page, REACHES_LESS, palette.dim, '  ', '    ')
  for (const beside of [saySpread(report), sayRougher(report)])
    if (beside !== '') say(page, beside, palette.dim, '  ', '    ')
  if (others.length > 0)
    say(page, `changes nothing: ${others.map(({ assumption }) => assumption).join('; ')}`, palette.dim, '  ', '    ')
}

interface SwingRowTold extends SwingTold {
  readonly what: string
}
