// The spares report as terminal text: the answer first, then what runs out, what to move and buy, and what it rests on.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { describeFault } from '#model/fault.ts'
import type { Lasting, NextPurchase, PartResult, SparesReport, SwingOutcome } from '#model/spares-report.ts'
import { joinNames } from '../figures.ts'
import { ANSI_PALETTE, PLAIN_PALETTE } from '../palette.ts'
import type { TextColumn } from '../text-table.ts'
import { sayWithoutDepot, unitsWithoutDepot } from './depot-words.ts'
import { bought, expectedFailures, onHand, recoveryOf } from './part-sums.ts'
import { outcomesOf, sayJointCheck, sayReckoned } from './joint-words.ts'
import { sayAllLent } from './lent-words.ts'
import { isHelped, sayLateral } from './lateral-words.ts'
import { lossAt, serviceHours, WORST } from './service-hours.ts'
import { sayMissing, WHAT_IS_MISSING } from './missing-words.ts'
import { movedParts, savedByMoves, sayDepots, sayWithMoves } from './move-words.ts'
import { sayStop, stopsOf } from './stop-words.ts'
import { sayAskedSurvival, summariseSpares } from './summary.ts'
import { sayNothingOrdered } from './supply-words.ts'
import {
  isEachTold,
  isNoSaving,
  REACHES_LESS,
  sayChange,
  sayNoCost,
  sayRougher,
  saySpread,
  saySwing,
  swingFigures,
  type SwingTold,
  swingsThatChange,
} from './swing-words.ts'
import { type Page, plain, say, startSection, tellRest, type Tone, writeRows } from './text-page.ts'
import { writeSteadyState } from './text-steady-state.ts'
import {
  isOfHours,
  NOTHING_HELPS,
  sayBand,
  sayBar,
  sayBehind,
  sayBought,
  sayCrossCheck,
  sayExpected,
  sayGain,
  sayMoney,
  sayMonths,
  sayPools,
  sayReached,
  sayServiceHours,
  sayShared,
  sayShareOf,
  saySurvival,
  saySwappedOut,
  sayUnits,
} from './words.ts'

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

/** Of what rates and plan may be. */
const BAND = 'in 9 of 10 cases'

/** In 19 of 20 cases; nothing where that is no news. */
const sayAtLeast = ({ lastsUntil, atLeast }: Lasting): string =>
  atLeast.lastsUntil === lastsUntil ? '' : (atLeast.lastsUntil ?? 'not at all')

const VENDOR_COLUMNS: readonly TextColumn[] = [
  { name: 'manufacturer', wraps: true },
  { name: 'parts', isNumber: true },
  { name: 'lasts until' },
  { name: 'cover', from: 90 },
  { name: 'at least until', from: 110 },
  { name: 'swapped out', from: 65 },
  { name: 'at the end', isNumber: true },
  { name: BAND, isNumber: true, from: 100 },
]

function writeVendors(page: Page): void {
  const { report, palette } = page
  if (report.vendors.length === 0 || page.summary.answer === 'nothing to reckon') return
  startSection(
    page,
    `How long the spares of each manufacturer last with ${sayAskedSurvival(report)}, without buying or moving`,
  )
  const vendors = report.vendors.toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths)
  writeRows(page, VENDOR_COLUMNS, vendors, (vendor) => {
    const { name, parts, partsNotReckoned, lasting } = vendor
    const isReckoned = parts > partsNotReckoned
    const count =
      partsNotReckoned === 0
        ? formatNumber(parts)
        : `${formatNumber(parts - partsNotReckoned)} of ${formatNumber(parts)}`
    if (!isReckoned) return [name, count, { text: 'not reckoned', tone: palette.doubtful }]
    return [
      name,
      count,
      lasting.lastsToEnd ? { text: 'to the end', tone: palette.good } : (lasting.lastsUntil ?? 'not at all'),
      lasting.lastsToEnd ? '' : sayMonths(lasting.coverMonths),
      sayAtLeast(lasting),
      saySwappedOut(recoveryOf(report.parts, vendor)),
      saySurvival(lasting),
      sayBand(lasting),
    ]
  })
  const ordered = sayNothingOrdered(report)
  if (ordered !== '') say(page, ordered, palette.dim, '  ')
}

const PART_COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'manufacturer', wraps: true, from: 120 },
  { name: 'lasts until' },
  { name: 'cover', from: 95 },
  { name: 'at least until', from: 130 },
  { name: 'swapped out', from: 65 },
  { name: 'at the end', isNumber: true },
  { name: BAND, isNumber: true, from: 110 },
  { name: 'failures', isNumber: true, from: 76 },
  { name: 'on hand', isNumber: true, from: 76 },
  { name: 'buy', isNumber: true },
]

function writeShort(page: Page): void {
  const { short } = page.summary
  if (short.length === 0) return
  startSection(page, 'What runs out')
  writeRows(page, PART_COLUMNS, short, (part) => {
    const lasting = part.lasting!
    const buy = bought(part)
    return [
      nameShared(part),
      part.manufacturer,
      lasting.lastsUntil ?? 'not at all',
      sayMonths(lasting.coverMonths),
      sayAtLeast(lasting),
      saySwappedOut(part.recoveredOn),
      saySurvival(lasting),
      sayBand(lasting),
      sayExpected(expectedFailures(part)),
      formatNumber(onHand(part)),
      buy === 0 ? 'none' : formatNumber(buy),
    ]
  })
}

/** `G1 with G2`. */
const nameShared = (part: PartResult): string => [part.part, sayShared(part)].filter((text) => text !== '').join(' ')

const MOVE_COLUMNS: readonly TextColumn[] = [
  { name: 'units', isNumber: true },
  { name: 'part', wraps: true },
  { name: 'from pool', wraps: true },
  { name: 'to pool', wraps: true },
  { name: 'from depot', wraps: true, from: 100 },
  { name: 'to depot', wraps: true, from: 100 },
]

function writeMoves(page: Page): void {
  const { moves, currency } = page.report
  if (moves.length === 0) return
  const saved = savedByMoves(page.report)
  startSection(page, `Move first${saved > 0 ? `: it saves ${sayMoney(saved, currency)}` : ''}`)
  writeRows(page, MOVE_COLUMNS, moves, ({ quantity, part, fromPool, toPool, fromDepots, toDepots }) => [
    formatNumber(quantity),
    part,
    fromPool,
    toPool,
    sayDepots(fromDepots),
    sayDepots(toDepots),
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

function writeBuys(page: Page): void {
  const { report, palette } = page
  const { purchase, currency } = report
  if (purchase.buys.length === 0) return
  const units = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
  startSection(page, `Buy ${formatCount(units, 'unit')} for ${sayMoney(purchase.cost, currency)}, the dearest first`)
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

function writeUnobtainable(page: Page): void {
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

function writeBars(page: Page): void {
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

function writeCover(page: Page): void {
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

function writeNext(page: Page): void {
  const { next, runnerUp, currency, frontier, purchase } = page.report
  if (!next && frontier.length < 2) return
  const describe = (step: NextPurchase): string =>
    `${formatNumber(step.quantity)} ${step.part} for ${sayPools(step)}, ${sayMoney(step.cost, currency)}: ${sayGain(step, page.report)}`
  startSection(page, `Most for the next money${purchase.buys.length === 0 ? '' : ', beside what is bought'}`)
  say(page, next ? describe(next) : NOTHING_HELPS, plain, '  ', '    ')
  if (runnerUp) say(page, `next best, ${sayBehind(runnerUp)}: ${describe(runnerUp)}`, plain, '  ', '    ')
}

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
function writeSwings(page: Page): void {
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

function jointColumns(unit: string): readonly TextColumn[] {
  return [
    { name: 'manufacturer', wraps: true },
    { name: 'simulated', isNumber: true },
    { name: 'reckoned', isNumber: true, from: 90 },
    { name: `${unit} lost`, isNumber: true },
    { name: 'worst 1 in 20', isNumber: true },
    { name: 'worst 1 in 100', isNumber: true, from: 76 },
  ]
}

const WEAKEST_COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'runs out first', isNumber: true },
  { name: 'runs out at all', isNumber: true },
]

function writeJoint(page: Page): void {
  const { report } = page
  const { replications, network, weakest } = report.joint
  if (weakest.length === 0) return
  const lost = serviceHours(report, network.weightHoursLost)
  startSection(
    page,
    `How bad it may get without buying or moving: all parts simulated together, ${formatNumber(replications)} times`,
  )
  writeRows(page, jointColumns(lost.unit), outcomesOf(report), ({ name, outcome }) => [
    name,
    saySurvival(outcome),
    sayReckoned(outcome),
    lost.say(outcome.weightHoursLost),
    ...WORST.map((share) => lost.say(lossAt(outcome, share))),
  ])
  say(page, sayJointCheck(report.joint, lost), plain, '  ')
  writeRows(page, WEAKEST_COLUMNS, weakest, ({ part, first, ever }) => [
    part,
    sayShareOf(first, replications),
    sayShareOf(ever, replications),
  ])
}

function lateralColumns(unit: string): readonly TextColumn[] {
  return [
    { name: 'part', wraps: true },
    { name: 'as they stand', isNumber: true },
    { name: 'helping each other', isNumber: true },
    { name: 'as one pool', isNumber: true },
    { name: `${unit} saved`, isNumber: true, from: 90 },
  ]
}

function writeLateral(page: Page): void {
  const { lateral, joint } = page.report
  if (!lateral) return
  const hours = serviceHours(page.report, joint.network.weightHoursLost)
  startSection(page, 'If pools helped each other: lateral supply')
  say(page, sayLateral(lateral, hours), plain, '  ')
  for (const { pools } of lateral.groups) say(page, `help each other: ${pools.join(', ')}`, plain, '  ', '    ')
  writeRows(page, lateralColumns(hours.unit), lateral.parts.filter(isHelped), (part) => [
    part.part,
    saySurvival({ survivalAtEnd: part.asTheyStand, standardError: part.asTheyStandError }),
    saySurvival(part),
    saySurvival({ survivalAtEnd: part.onePool, standardError: part.onePoolError }),
    hours.say(part.weightHoursSaved),
  ])
}

function writeBasis(page: Page): void {
  const { report, summary, palette } = page
  const { coverage, assumptions, faults } = report
  startSection(page, 'What it rests on')
  say(page, sayUnits(coverage), plain, '  ', '    ')
  const crossCheck = sayCrossCheck(report)
  if (crossCheck !== undefined) say(page, crossCheck, plain, '  ', '    ')
  for (const one of summary.reservations) say(page, one, palette.doubtful, '  ', '    ')
  if (page.most === Number.POSITIVE_INFINITY) writeNotCounted(page)
  for (const { what, parts } of assumptions.slice(0, page.most))
    say(page, `assumed of ${formatCount(parts.length, 'part')}: ${what}`, plain, '  ', '    ')
  tellRest(page, assumptions.length)
  for (const fault of faults.shown.slice(0, page.most))
    say(page, `${fault.severity}: ${describeFault(fault)}`, plain, '  ', '    ')
  tellRest(page, faults.errors + faults.warnings)
}

/** Stock that is not reckoned with, row by row. */
function writeNotCounted(page: Page): void {
  for (const { part, notCounted } of page.report.parts)
    for (const { units, why, place } of notCounted)
      say(
        page,
        `not reckoned with: ${formatCount(units, 'unit')} of ${part}, ${why} (${place})`,
        plain,
        '    ',
        '      ',
      )
}
