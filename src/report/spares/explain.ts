// The reckoning of one part, step by step, with its numbers and where each comes from.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import type { Lasting, PartResult, PoolResult, SparesReport, WearOut } from '#model/spares-report.ts'
import { NONE_WAITING, type SteadyPart } from '#model/steady-state-report.ts'
import { joinNames } from '../figures.ts'
import { wrap } from '../text-layout.ts'
import { layTable, type TextColumn } from '../text-table.ts'
import { sayMissing, WHAT_IS_MISSING } from './missing-words.ts'
import { sayMoves } from './move-words.ts'
import { expectedFailures } from './part-sums.ts'
import { sayWaiting } from './steady-words.ts'
import {
  sayBand,
  sayExpected,
  sayFew,
  sayMoney,
  sayMonths,
  sayPoolSurvival,
  sayProbability,
  sayServiceHours,
  sayStated,
  saySurvival,
  sayUntil,
} from './words.ts'

const NARROWEST = 60
const WIDEST = 140
const HOURS_A_YEAR = 8766
const HOURS_OF_A_FIT = 1e9

interface Page {
  readonly report: SparesReport
  readonly part: PartResult
  /** The part under whose name it is reckoned, with those it shares its spares with: mostly itself. */
  readonly reckoned: PartResult
  readonly width: number
  readonly lines: string[]
}

/** Of the part of this name; the report must have it. */
export function renderExplanation(report: SparesReport, name: string, columns: number): string {
  const part = report.parts.find((one) => one.part === name)
  if (!part) throw new Error(`the report has no part ${name}`)
  const reckoned = report.parts.find((one) => one.part === part.reckonedWith) ?? part
  const page: Page = {
    report,
    part,
    reckoned,
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(columns))),
    lines: [],
  }
  writeHead(page)
  for (const [index, write] of STEPS.entries()) {
    page.lines.push('')
    write(page, `${index + 1}. `)
  }
  return `${page.lines.join('\n')}\n`
}

function say({ lines, width }: Page, text: string, indent = '   '): void {
  lines.push(...wrap(text, width, indent))
}

function head({ lines, width }: Page, number: string, text: string): void {
  lines.push(...wrap(`${number}${text}`, width, '   ', ''))
}

function writeHead(page: Page): void {
  const { part, report } = page
  const who = part.manufacturer === '' ? 'of a maker nobody stated' : `of ${part.manufacturer}`
  say(
    page,
    `${part.part}: ${part.description === '' ? 'no description' : part.description}, ${who} (${part.place})`,
    '',
  )
  say(page, `${report.scenario.title}, ${report.scenario.from} to ${report.scenario.until}`, '')
  if (part.sharesWith)
    say(
      page,
      `It shares its spares with ${joinNames(part.sharesWith, Number.POSITIVE_INFINITY)}: how many fail, what lies where and how long it lasts is reckoned of all of them together, and told under ${page.reckoned.part}.`,
      '',
    )
}

const STEPS: readonly ((page: Page, number: string) => void)[] = [
  explainRate,
  explainUnits,
  explainSupply,
  explainShelves,
  explainSteadyState,
  explainSurvival,
  explainPurchase,
]

function explainRate(page: Page, number: string): void {
  const { failuresFit, rateVariation, notReckoned } = page.part
  head(page, number, 'How often a unit fails')
  if (!failuresFit) return say(page, notReckoned ?? 'Nobody knows.')
  if (failuresFit.value === 0) return say(page, `Never: ${failuresFit.source}.`)
  const perYear = (failuresFit.value * HOURS_A_YEAR) / HOURS_OF_A_FIT
  const often =
    perYear < OFTEN
      ? `one unit of ${formatNumber(Math.round(1 / perYear))} a year`
      : `${sayFew(perYear)} a year of each unit`
  say(
    page,
    `${formatNumber(round(failuresFit.value, 1))} failures in 10^9 hours, which is ${often}: ${failuresFit.source}.`,
  )
  say(
    page,
    rateVariation === 0 || rateVariation === undefined
      ? 'Taken as exactly known.'
      : `Give or take ${formatNumber(round(rateVariation * 100, 1))} % of it (standard deviation of a Gamma distribution of shape ${formatNumber(round(1 / rateVariation ** 2, 1))}), for all pools alike.`,
  )
}

/** Failures a year of one unit, above which nobody counts the units to one of them. */
const OFTEN = 0.1

function explainUnits(page: Page, number: string): void {
  const { part, reckoned } = page
  head(page, number, 'How many failures that makes')
  if (reckoned.pools.length === 0) return say(page, 'None: no unit of it is in service, and none in stock.')
  if (reckoned.lasting === undefined && reckoned.notReckoned === undefined)
    return say(page, 'None: no unit of it is in service.')
  const total = sayExpected(expectedFailures(reckoned))
  if (part.wearOut) for (const sentence of sayWearOut(part.wearOut, part)) say(page, sentence)
  say(
    page,
    part.sharesWith === undefined
      ? `${part.wearOut ? 'By their age' : sayUnitHours(page)}: ${total} failures.`
      : `${total} failures to the last day${whichPlan(page)}, of all that share these spares, each at its own rate.`,
  )
  say(
    page,
    reckoned.recoveredOn === undefined
      ? 'Units stay in service to the last day.'
      : `The last of them is out of service by ${reckoned.recoveredOn}${page.report.scenario.futures === 1 ? '' : ', be the plan as late as it may'}.`,
  )
}

const whichPlan = ({ report: { scenario } }: Page): string =>
  scenario.futures === 1 ? ', as the plan stands' : ', on the average of how late the plan may be'

function sayUnitHours(page: Page): string {
  const { failuresFit } = page.part
  const failures = expectedFailures(page.reckoned)
  const unitHours = failuresFit?.value ? (failures / failuresFit.value) * HOURS_OF_A_FIT : 0
  return `${formatNumber(Math.round(unitHours))} unit hours to the last day${whichPlan(page)}, times the rate`
}

/** Of this part alone, whoever shares its spares. */
function sayWearOut(
  { shape, unitHours, unitsByAge, unitsAtMeanRate, meanAgeYears }: WearOut,
  part: PartResult,
): string[] {
  const atMean = sayExpected((unitHours * (part.failuresFit?.value ?? 0)) / HOURS_OF_A_FIT)
  return [
    `It wears out: lives are Weibull distributed with shape ${formatNumber(round(shape, 2))}, and the rate is the mean over a life.`,
    `${formatNumber(Math.round(unitHours))} unit hours to the last day, as the plan stands, would at that rate be ${atMean} failures.`,
    ...(meanAgeYears === undefined
      ? []
      : [
          `${formatCount(unitsByAge, 'unit')}, ${formatNumber(round(meanAgeYears, 1))} years old on average on the first day, or on the day they come: reckoned by age.`,
        ]),
    ...(unitsAtMeanRate === 0
      ? []
      : [
          `${formatCount(unitsAtMeanRate, 'unit')} at that rate, for nobody knows when they were installed, or hardly any of so long ago would be left.`,
        ]),
  ]
}

function explainSupply(page: Page, number: string): void {
  head(page, number, 'What becomes of a failed unit')
  for (const sentence of [...sayOrders(page), ...sayRepair(page), ...sayHarvest(page.part)]) say(page, sentence)
}

function sayOrders({ part, reckoned, report }: Page): string[] {
  const { leadTimeDays, newUnitsUntil } = part
  const isLate = newUnitsUntil !== undefined && newUnitsUntil > report.scenario.until
  const regime = {
    resupplied: 'New units can be had to the last day: what fails is repaired or ordered anew, and comes back.',
    'run-down':
      newUnitsUntil === undefined && !leadTimeDays
        ? 'Nobody says how long an order takes: nothing is reckoned to be ordered but what is bought now.'
        : 'The supply of new units ends within the time reckoned: nothing is ordered but what is bought now.',
  }
  return [
    ...(reckoned.regime === undefined ? [] : [regime[reckoned.regime]]),
    ...(newUnitsUntil === undefined ? [] : [`No new units from ${newUnitsUntil} on${isLate ? AFTER_LAST_DAY : ''}.`]),
    ...(part.cutOffPerhaps ? ['Its maker is perhaps, and not surely, cut off: taken as cut off.'] : []),
    ...(leadTimeDays ? [`An order takes ${leadTimeDays.value} days (${leadTimeDays.source}).`] : []),
  ]
}

const AFTER_LAST_DAY = ', which is after the last day and changes nothing'

function sayRepair({ part, report }: Page): string[] {
  const { repairYield, repairDays, repairsUntil, noFaultFound } = part
  if (!repairYield) return ['Nobody says whether it is repaired: taken as not repaired.']
  if (repairYield.value === 0) return [`It is not repaired (${repairYield.source}).`]
  const share = `${sayStated(repairYield.value)} (${repairYield.source})`
  if (!repairDays) return [`Repair brings back ${share}, nobody says after how long: taken as not repaired.`]
  const isLate = repairsUntil !== undefined && repairsUntil > report.scenario.until
  return [
    `Repair brings back ${share} within ${repairDays.value} days (${repairDays.source}).`,
    ...(noFaultFound === undefined
      ? []
      : [
          `Of what is sent there, nothing was wrong with ${sayProbability(noFaultFound)}, which comes back in any case (usage.csv).`,
        ]),
    ...(repairsUntil === undefined ? [] : [`No repairs from ${repairsUntil} on${isLate ? AFTER_LAST_DAY : ''}.`]),
  ]
}

function sayHarvest({ harvestYield, harvestDays }: PartResult): string[] {
  if (!harvestYield) return ['Nobody says how much of what is taken out of the network is good: none is used again.']
  if (harvestYield.value === 0)
    return [`None of what is taken out of the network is used again (${harvestYield.source}).`]
  const when = harvestDays?.value
    ? `${harvestDays.value} days later (${harvestDays.source})`
    : `at once${harvestDays ? ` (${harvestDays.source})` : ', for nobody says how long a test takes'}`
  return [
    `Of what is taken out of the network ${sayStated(harvestYield.value)} is good (${harvestYield.source}), ${when}.`,
  ]
}

const POOL_COLUMNS: readonly TextColumn[] = [
  { name: 'pool', wraps: true },
  { name: 'units, first', isNumber: true },
  { name: 'units, last', isNumber: true },
  { name: 'failures', isNumber: true },
  { name: 'on hand', isNumber: true },
  { name: 'arriving', isNumber: true },
  { name: 'at the end', isNumber: true },
  { name: 'buy', isNumber: true },
]

function explainShelves(page: Page, number: string): void {
  const { part, reckoned } = page
  head(page, number, 'What lies where')
  if (reckoned.pools.length === 0) say(page, 'Nothing.')
  else {
    const rows = reckoned.pools.map((pool) => [
      pool.pool,
      formatNumber(pool.unitsFirst),
      formatNumber(pool.unitsLast),
      sayExpected(pool.expectedFailures),
      formatNumber(pool.onHand),
      sayExpected(pool.arriving),
      sayPoolSurvival(pool),
      pool.buy === 0 ? 'none' : formatNumber(pool.buy),
    ])
    page.lines.push(...layTable(POOL_COLUMNS, rows, page.width, (text) => text))
  }
  for (const { units, why, place } of part.notCounted)
    say(page, `Not reckoned with: ${formatNumber(units)} ${why} (${place}).`)
}

const STEADY_COLUMNS: readonly TextColumn[] = [
  { name: 'pool', wraps: true },
  { name: 'failures a year', isNumber: true, from: 120 },
  { name: 'in resupply', isNumber: true },
  { name: 'position', isNumber: true },
  { name: 'best', isNumber: true },
  { name: 'fill', isNumber: true },
  { name: 'takes', isNumber: true },
  { name: 'ready', isNumber: true },
  { name: 'takes', isNumber: true },
  { name: 'waiting', isNumber: true },
]

function explainSteadyState(page: Page, number: string): void {
  const { report, reckoned } = page
  const { steadyState } = report
  head(page, number, 'What waits while supply runs as it does today')
  const steady = steadyState.parts.find((one) => one.part === reckoned.part)
  const reason = steadyState.notKnown.find(({ parts }) => parts.includes(reckoned.part))
  if (!steady) return say(page, reason === undefined ? 'Not reckoned.' : `Not reckoned: ${reason.why}.`)
  const { resupplyDays, failuresAYear, unitsInResupply, central } = steady
  say(
    page,
    `A failed unit is made good after ${formatNumber(round(resupplyDays, 1))} days on average: ${sayFew(failuresAYear)} failures a year leave ${sayFew(unitsInResupply)} units in resupply.`,
  )
  const rows = steady.pools.map((pool) => [
    pool.pool,
    sayFew(pool.failuresAYear),
    sayFew(pool.unitsInResupply),
    formatNumber(pool.position),
    formatNumber(pool.positionBest),
    sayProbability(pool.fillRate),
    sayNeeded(pool.neededToFill),
    sayProbability(pool.readyRate),
    sayNeeded(pool.neededToBeReady),
    sayWaiting(pool.unitsWaiting),
  ])
  page.lines.push(...layTable(STEADY_COLUMNS, rows, page.width, (text) => text))
  say(
    page,
    `Fill: a spare is on the shelf at the next failure, P(X <= s - 1). Ready: nothing waits, P(X <= s). X is what is in resupply, s the position; beside each what ${formatShare(steadyState.asked)} takes. Best: where the same units of the part would leave fewest waiting.`,
  )
  if (central)
    say(
      page,
      `Behind them the central depot has ${formatNumber(central.position)}. By VARI-METRIC ${sayWaiting(central.unitsWaitingVariMetric)} units wait, exactly ${sayWaiting(steady.unitsWaiting)}.`,
    )
  say(page, saySteadyPlaces(steady))
  if (page.reckoned.wearOut)
    say(page, 'It wears out: taken here at the mean rate over a life, whatever the age of its units is.')
}

/** What the same units would do elsewhere. */
function saySteadyPlaces(steady: SteadyPart): string {
  const { unitsWaiting, unitsWaitingBest, unitsWaitingPooled, position, central, pools } = steady
  const best =
    unitsWaiting - unitsWaitingBest < NONE_WAITING
      ? `${formatCount(position, 'unit')} cannot lie better`
      : `the best split of ${formatCount(position, 'unit')}${central ? `, ${formatNumber(central.positionBest)} of them at the central depot,` : ''} leaves ${sayWaiting(unitsWaitingBest)}`
  const pooled =
    pools.length < 2 ? '' : ` If pools helped each other at once, at best ${sayWaiting(unitsWaitingPooled)} would wait.`
  return `${sayWaiting(unitsWaiting)} wait as the stock lies; ${best}.${pooled}`
}

function sayNeeded(needed: number | null): string {
  return needed === null ? 'no store' : formatNumber(needed)
}

function explainSurvival(page: Page, number: string): void {
  const { reckoned, report } = page
  head(page, number, 'How long that lasts')
  const { lasting } = reckoned
  if (!lasting) return say(page, 'Not reckoned.')
  for (const sentence of sayMethod(page, lasting)) say(page, sentence)
  const { target, probability: asked } = report.scenario
  if (target.per !== 'part')
    say(page, 'What is asked of several parts together is asked here of this one alone: the report asks more of it.')
  say(
    page,
    `All pools together: ${saySurvival(lasting)} to the end, and ${sayServiceHours(lasting.weightHoursLost, report)} expected to be lost. With ${sayStated(asked)} it lasts ${sayUntil(lasting)}${lasting.lastsToEnd || lasting.lastsUntil === null ? '' : `, ${sayMonths(lasting.coverMonths)}`}.`,
  )
  const band = sayBand(lasting)
  if (band !== '')
    say(
      page,
      `Were it known how often it fails and how late the plan is, that would be ${band} in nine cases of ten, and it would last ${sayUntil(lasting.atLeast)} or longer in nineteen of twenty.`,
    )
  explainHelp(page)
}

/** How it is reckoned, of one pool by its formula where that is short. */
function sayMethod({ reckoned, report }: Page, { standardError }: Lasting): string[] {
  if (reckoned.method === 'simulated')
    return [
      standardError < SURELY
        ? 'Repaired units come back, and it is as good as certain that they are enough: less than one chance in a hundred million that any pool ever owes a unit, reckoned exactly.'
        : `By simulation, for repaired units come back after a fixed time: standard error ${(standardError * 100).toFixed(2)} %.`,
      ...(reckoned.wearOut ? [POISSON_THOUGH_WORN] : []),
    ]
  const exactly =
    reckoned.method === 'approximate'
      ? `P(no failure finds an empty shelf) of each pool. ${POISSON_THOUGH_WORN}`
      : 'P(no failure finds an empty shelf) of each pool, exactly: failures are Poisson, given the rate.'
  const example = reckoned.pools.find(isPlain)
  return example && (reckoned.rateVariation ?? 0) === 0 && report.scenario.futures === 1
    ? [
        exactly,
        `In ${example.pool}, where nothing arrives: P(Poisson(${example.expectedFailures.toFixed(4)}) <= ${example.onHand}) = ${example.survivalAtEnd.toFixed(6)}.`,
      ]
    : [exactly]
}

const POISSON_THOUGH_WORN =
  'This is an approximation: failures are taken as Poisson ones at the rate at which places renew their units, and what wears out (shape above 1) fails more regularly. Where more lie there than are expected to fail, survival is rather too low, and where fewer do, too high; below shape 1 the other way round.'

/** The chances of many pools that were too small to be simulated. */
const SURELY = 1e-6

/** What its pools would gain by helping each other. */
function explainHelp(page: Page): void {
  const { lateral } = page.report
  const helped = lateral?.parts.find(({ part }) => part === page.reckoned.part)
  if (!lateral || !helped) return
  const bound = saySurvival({ survivalAtEnd: helped.onePool, standardError: helped.onePoolError })
  say(
    page,
    `If its pools helped each other, each keeping ${formatCount(lateral.reserve, 'unit')}: ${saySurvival(helped)}, simulated; if they were one pool: ${bound}.`,
  )
}

/** Nothing arrives, so that its survival is one Poisson probability. */
function isPlain({ arriving, expectedFailures: failures, survivalAtEnd }: PoolResult): boolean {
  return arriving === 0 && failures > 0 && survivalAtEnd < 1
}

function explainMoves(page: Page): void {
  const { reckoned, report } = page
  const { withMoves } = reckoned
  if (!withMoves) return
  say(
    page,
    `Move first: ${sayMoves(report, reckoned.part)}. With that alone it lasts to the end with ${saySurvival(withMoves)}, and ${sayServiceHours(withMoves.weightHoursLost, report)} are expected to be lost.`,
  )
}

function explainPurchase(page: Page, number: string): void {
  const { part, reckoned, report } = page
  head(page, number, 'What to move and buy')
  explainMoves(page)
  const buys = report.purchase.buys.filter((row) => row.part === part.part || part.sharesWith?.includes(row.part))
  if (part.price) say(page, `One costs ${sayMoney(part.price.value, report.currency)} (${part.price.source}).`)
  for (const { quantity, part: what, pool, depot, arrivesOn, cost, reason, caution, whyNoDepot } of buys) {
    const where = depot === undefined ? pool : `${pool} (${depot})`
    const price = cost === null ? 'for a price nobody knows' : `for ${sayMoney(cost, report.currency)}`
    say(page, `${formatNumber(quantity)} ${what} for ${where}, ${price}, there on ${arrivesOn}: ${reason}.`)
    if (caution !== undefined) say(page, `With them: ${caution}.`)
    if (whyNoDepot !== undefined) say(page, `They have nowhere to go: ${whyNoDepot}.`)
  }
  if (buys.length === 0) say(page, 'Nothing is to be bought.')
  for (const row of report.purchase.unobtainable.filter(({ part: name }) => name === reckoned.part)) {
    say(page, `${sayMissing(row)} ${WHAT_IS_MISSING}, and cannot be had: ${row.why}.`)
    say(page, `Instead: ${row.alternatives.join('; or ')}.`)
  }
  for (const { rule, title, from, answer } of report.bars.filter((row) => row.part === part.part))
    say(page, `From ${from} ${answer === 'yes' ? '' : 'perhaps '}not to be put in: ${title} (${rule}).`)
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
