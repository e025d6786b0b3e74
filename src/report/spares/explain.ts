// The reckoning of one part, step by step, with its numbers and where each comes from.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { PartResult, PoolResult, SparesReport } from '#model/spares-report.ts'
import { wrap } from '../text-layout.ts'
import { layTable, type TextColumn } from '../text-table.ts'
import { expectedFailures } from './part-sums.ts'
import { sayExpected, sayMoney, sayMonths, sayProbability, saySurvival, sayUntil } from './words.ts'

const NARROWEST = 60
const WIDEST = 140
const HOURS_A_YEAR = 8766
const HOURS_OF_A_FIT = 1e9

interface Page {
  readonly report: SparesReport
  readonly part: PartResult
  readonly width: number
  readonly lines: string[]
}

/** Of the part of this name; the report must have it. */
export function renderExplanation(report: SparesReport, name: string, columns: number): string {
  const part = report.parts.find((one) => one.part === name)
  if (!part) throw new Error(`the report has no part ${name}`)
  const page: Page = { report, part, width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(columns))), lines: [] }
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
  if (part.reckonedWith !== undefined)
    say(page, `It shares its spares with ${part.sharesWith?.join(', ')}, and is reckoned as ${part.reckonedWith}.`, '')
  else if (part.sharesWith) say(page, `It shares its spares with ${part.sharesWith.join(', ')}.`, '')
}

const STEPS: readonly ((page: Page, number: string) => void)[] = [
  explainRate,
  explainUnits,
  explainSupply,
  explainShelves,
  explainSurvival,
  explainPurchase,
]

function explainRate(page: Page, number: string): void {
  const { failuresFit, rateVariation, notReckoned } = page.part
  head(page, number, 'How often a unit fails')
  if (!failuresFit) return say(page, notReckoned ?? 'nobody knows')
  if (failuresFit.value === 0) return say(page, `Never: ${failuresFit.source}.`)
  const perYear = (failuresFit.value * HOURS_A_YEAR) / HOURS_OF_A_FIT
  say(
    page,
    `${formatNumber(round(failuresFit.value, 1))} failures in 10^9 hours, which is ${perYear < 1 ? `one unit of ${formatNumber(Math.round(1 / perYear))} a year` : `${formatNumber(round(perYear, 1))} a year of each unit`}: ${failuresFit.source}.`,
  )
  say(
    page,
    rateVariation === 0 || rateVariation === undefined
      ? 'Taken as exactly known.'
      : `Known to ${formatNumber(round(rateVariation * 100, 1))} % of it (standard deviation of a Gamma distribution of shape ${formatNumber(round(1 / rateVariation ** 2, 1))}), for all pools alike.`,
  )
}

function explainUnits(page: Page, number: string): void {
  const { part } = page
  head(page, number, 'How many failures that makes')
  if (part.reckonedWith !== undefined) return say(page, `reckoned as ${part.reckonedWith}: ask about that`)
  if (part.pools.length === 0) return say(page, 'no unit of it is in service, and none in stock')
  const total = expectedFailures(part)
  const unitHours = part.failuresFit?.value ? (total / part.failuresFit.value) * HOURS_OF_A_FIT : 0
  say(
    page,
    `${formatNumber(Math.round(unitHours))} unit hours to the last day, as the plan stands, times the rate: ${sayExpected(total)} failures.`,
  )
  say(
    page,
    part.recoveredOn === undefined
      ? 'Units stay in service to the last day.'
      : `The last of them is out of service by ${part.recoveredOn}.`,
  )
}

function explainSupply(page: Page, number: string): void {
  const { part } = page
  head(page, number, 'What becomes of a failed unit')
  const { regime, repairYield, repairDays, leadTimeDays, newUnitsUntil, repairsUntil } = part
  if (regime === 'resupplied')
    say(page, 'New units can be had to the last day: what fails is repaired or ordered anew, and comes back.')
  else if (regime === 'run-down')
    say(
      page,
      newUnitsUntil === undefined && !leadTimeDays
        ? 'Nobody says how long an order takes: nothing is reckoned to be ordered but what is bought now.'
        : 'The supply of new units ends within the time reckoned: nothing is ordered but what is bought now.',
    )
  if (newUnitsUntil !== undefined) say(page, `No new units from ${newUnitsUntil} on.`)
  if (repairsUntil !== undefined) say(page, `No repairs from ${repairsUntil} on.`)
  if (part.cutOffPerhaps) say(page, 'Its maker is perhaps, and not surely, cut off: taken as cut off.')
  if (repairYield && repairDays)
    say(
      page,
      `Repair brings back ${sayProbability(repairYield.value)} (${repairYield.source}) within ${repairDays.value} days (${repairDays.source}).`,
    )
  else say(page, 'Nobody says that it is repaired, or how long that takes: taken as not repaired.')
  if (part.noFaultFound !== undefined && repairYield)
    say(
      page,
      `Of what is sent there, nothing was wrong with ${sayProbability(part.noFaultFound)}, which comes back in any case (usage.csv).`,
    )
  if (leadTimeDays) say(page, `An order takes ${leadTimeDays.value} days (${leadTimeDays.source}).`)
  const { harvestYield, harvestDays } = part
  if (harvestYield)
    say(
      page,
      `Of what is taken out of the network ${sayProbability(harvestYield.value)} is good (${harvestYield.source}), ${harvestDays?.value ?? 0} days later.`,
    )
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
  const { part } = page
  head(page, number, 'What lies where')
  if (part.pools.length > 0) {
    const rows = part.pools.map((pool) => [
      pool.pool,
      formatNumber(round(pool.unitsFirst, 1)),
      formatNumber(round(pool.unitsLast, 1)),
      sayExpected(pool.expectedFailures),
      formatNumber(pool.onHand),
      sayExpected(pool.arriving),
      sayProbability(pool.survivalAtEnd),
      pool.buy === 0 ? 'none' : formatNumber(pool.buy),
    ])
    page.lines.push(...layTable(POOL_COLUMNS, rows, page.width, (text) => text))
  }
  for (const { pool, steadyState } of part.pools)
    if (steadyState)
      say(
        page,
        `Steady state in ${pool}: ${sayExpected(steadyState.unitsInResupply)} in resupply on average, ${sayExpected(steadyState.position)} in all: a spare is on the shelf at the next failure with ${sayProbability(steadyState.fillRate)} (fill); 99.9 % takes ${formatNumber(steadyState.sparesNeeded)}.`,
      )
  for (const { units, why, place } of part.notCounted)
    say(page, `Not reckoned with: ${formatNumber(units)} ${why} (${place}).`)
}

function explainSurvival(page: Page, number: string): void {
  const { part, report } = page
  head(page, number, 'How long that lasts')
  const { lasting, method } = part
  if (!lasting) return say(page, 'not reckoned')
  const example = part.pools.find(isPlain)
  if (method === 'exact') {
    say(page, 'P(no failure finds an empty shelf) of each pool, exactly: failures are Poisson, given the rate.')
    if (example && (part.rateVariation ?? 0) === 0 && report.scenario.futures === 1)
      say(
        page,
        `In ${example.pool}, where nothing arrives: P(Poisson(${example.expectedFailures.toFixed(4)}) <= ${example.onHand}) = ${example.survivalAtEnd.toFixed(6)}.`,
      )
  } else
    say(
      page,
      `By simulation, for repaired units come back after a fixed time: standard error ${(lasting.standardError * 100).toFixed(2)} %.`,
    )
  const { survival: asked, per } = report.scenario.target
  if (per !== 'part')
    say(page, 'What is asked of several parts together is asked here of this one alone: the report asks more of it.')
  say(
    page,
    `All pools together: ${saySurvival(lasting)} to the end. With ${sayProbability(asked)} it lasts ${sayUntil(lasting)}, ${sayMonths(lasting.coverMonths)}.`,
  )
  explainHelp(page)
}

/** What its pools would gain by helping each other. */
function explainHelp(page: Page): void {
  const { lateral } = page.report
  const helped = lateral?.parts.find(({ part }) => part === page.part.part)
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

function explainPurchase(page: Page, number: string): void {
  const { part, report } = page
  head(page, number, 'What to buy')
  const buys = report.purchase.buys.filter((row) => row.part === part.part || part.sharesWith?.includes(row.part))
  if (part.price) say(page, `One costs ${sayMoney(part.price.value, report.currency)} (${part.price.source}).`)
  for (const { quantity, part: what, pool, depot, arrivesOn, cost, reason, caution } of buys) {
    const where = depot === undefined ? pool : `${pool} (${depot})`
    const price = cost === null ? 'for a price nobody knows' : `for ${sayMoney(cost, report.currency)}`
    say(page, `${formatNumber(quantity)} ${what} for ${where}, ${price}, there on ${arrivesOn}: ${reason}.`)
    if (caution !== undefined) say(page, `With them: ${caution}.`)
  }
  if (buys.length === 0) say(page, 'nothing')
  for (const { missing, why, alternatives } of report.purchase.unobtainable.filter((row) => row.part === part.part))
    say(page, `${formatNumber(missing)} more cannot be had: ${why}. Instead: ${alternatives.join('; or ')}.`)
  for (const { rule, title, from, answer } of report.bars.filter((row) => row.part === part.part))
    say(page, `From ${from} ${answer === 'yes' ? '' : 'perhaps '}not to be put in: ${title} (${rule}).`)
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
