// The spares report as terminal text: the answer first, then what runs out, what to move and buy, and what it rests on.

import { formatCount } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { ANSI_PALETTE, PLAIN_PALETTE } from '../palette.ts'
import { sayAllLent } from './lent-words.ts'
import { sayStop, stopsOf } from './stop-words.ts'
import { summariseSpares } from './summary.ts'
import { writeBasis } from './text-basis.ts'
import { writeJoint, writeLateral } from './text-joint.ts'
import { writeShort, writeVendors } from './text-lasting.ts'
import { type Page, type Tone, plain, say, startSection } from './text-page.ts'
import { writeBars, writeBuys, writeCover, writeMoves, writeNext, writeUnobtainable } from './text-purchase.ts'
import { writeSteadyState } from './text-steady-state.ts'
import { writeSwings } from './text-swings.ts'

export interface SparesTextOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Every part, purchase and assumption; otherwise a screen or two. */
  readonly verbose?: boolean
}

const NARROWEST = 60
const WIDEST = 180
const ROWS_SHOWN = 12

export function renderSparesText(report: SparesReport, options: SparesTextOptions): string {
  const page: Page = {
    report,
    summary: summariseSpares(report),
    palette: options.colour ? ANSI_PALETTE : PLAIN_PALETTE,
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(options.width))),
    most: options.verbose ? Number.POSITIVE_INFINITY : ROWS_SHOWN,
    lines: [],
  }
  const known = report.network === null ? WRITE_ANSWERS : [...WRITE_ANSWERS, ...WRITE_KNOWN]
  const answers = page.summary.answer === 'nothing to reckon' ? [] : known
  for (const write of [writeHead, writeDisruptions, ...answers, writeBasis]) write(page)
  return `${page.lines.join('\n')}\n`
}

/** What is told of what is reckoned. */
const WRITE_ANSWERS: readonly ((page: Page) => void)[] = [
  writeVendors,
  writeShort,
  writeMoves,
  writeBuys,
  writeUnobtainable,
  writeBars,
  writeCover,
]

/** What is told where something is known of all parts together. */
const WRITE_KNOWN: readonly ((page: Page) => void)[] = [
  writeNext,
  writeSteadyState,
  writeSwings,
  writeJoint,
  writeLateral,
]

function toneOfAnswer({ palette, summary }: Page): Tone {
  switch (summary.answer) {
    case 'no':
      return palette.bad
    case 'yes':
      return palette.good
    default:
      return palette.doubtful
  }
}

function writeHead(page: Page): void {
  const { report, palette, summary } = page
  const { title, scenario, coverage } = report
  const tone = toneOfAnswer(page)
  say(page, `${title}: ${scenario.title}`, palette.bold)
  say(page, `${scenario.from} to ${scenario.until}, known at ${scenario.knownAt}`, palette.dim)
  page.lines.push('')
  say(page, summary.headline, (text) => tone(palette.bold(text)))
  if (summary.purchase !== '') say(page, summary.purchase, palette.bold)
  say(page, summary.asked)
  if (summary.together !== '') say(page, summary.together)
  if (coverage.partsWithoutRate > 0 && summary.reckonedCount > 0)
    say(page, sayUnknown(coverage.partsWithoutRate), palette.doubtful)
}

const sayUnknown = (count: number): string =>
  `Nobody knows how long ${formatCount(count, 'more part')} ${count === 1 ? 'lasts' : 'last'}.`

function writeDisruptions(page: Page): void {
  const { disruptions } = page.report
  if (disruptions.length === 0) return
  startSection(page, 'Cut off')
  for (const one of disruptions) {
    const stops = stopsOf(one, page.report).map(sayStop)
    say(page, `${one.title === '' ? one.disruption : one.title}: ${stops.join('; ')}`, plain, '  ', '    ')
  }
  const lent = sayAllLent(page.report)
  if (lent !== '') say(page, lent, plain, '  ', '  ')
}
