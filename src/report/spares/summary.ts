// The answer of the spares report in a few sentences, for text and page alike.

import { knownNetwork } from './known-network.ts'
import { formatCount, formatNumber } from '#base/format-number.ts'
import type { BarRow, PartResult, SparesReport } from '#model/spares-report.ts'
import { unitsWithoutDepot } from './depot-words.ts'
import { sayFarApart, sayHoursApart } from './joint-words.ts'
import { onHandByItself } from './part-sums.ts'
import { sayProbability } from '#model/say-probability.ts'
import {
  isOfHours,
  partsThatFallShort,
  sayBand,
  sayExpected,
  sayUnitsBought,
  sayOnce,
  sayReached,
  sayServiceHours,
  sayStated,
  saySurvival,
  sayTarget,
  sayWholeHours,
} from './words.ts'

export interface SparesSummary {
  readonly answer: 'no' | 'yes' | 'not all known' | 'nothing known' | 'nothing to reckon'
  readonly headline: string
  /** What was asked. */
  readonly asked: string
  /** How all parts together fare; '' where nothing is reckoned. */
  readonly together: string
  /** What must be bought now, for how much; what cannot be had. */
  readonly purchase: string
  readonly reservations: readonly string[]
  /** The same, each with what it is about. */
  readonly reservationsByAbout: readonly SparesReservation[]
  /** Parts that do not last as asked, the shortest lasting first. */
  readonly short: readonly PartResult[]
  readonly reckonedCount: number
}

export function summariseSpares(report: SparesReport): SparesSummary {
  const short = partsThatFallShort(report)
  const reservations = listReservations(report)
  const reckonedCount = report.parts.filter(({ lasting }) => lasting !== undefined).length
  const isTogetherShort = !isOfHours(report) && fallsShortTogether(report)
  const overspent = isOfHours(report) ? losersOf(report) : undefined
  const missed = overspent?.length ?? (isTogetherShort ? Math.max(1, short.length) : short.length)
  const answer = answerOf(report, missed, reckonedCount)
  const isReckoned = reckonedCount > 0 && answer !== 'nothing to reckon'
  return {
    answer,
    headline:
      answer === 'nothing to reckon' && report.parts.length > 0
        ? sayNoUnits(report)
        : isTogetherShort && short.length === 0
          ? 'Each part lasts to the end, but not all of them together as surely as asked.'
          : overspent !== undefined && (answer === 'no' || answer === 'yes' || answer === 'not all known')
            ? sayHoursHeadline(report, overspent)
            : sayHeadline(answer, short.length, reckonedCount),
    asked: `Asked is ${sayTarget(report)}${isOfHours(report) ? '' : MEANT_BY_SURVIVING}.${warnOfMany(report)}`,
    together: isReckoned ? sayTogether(report) : '',
    purchase: isReckoned ? sayPurchase(report, missed) : answer === 'nothing to reckon' ? sayWhatToState(report) : '',
    reservations: reservations.map(({ text }) => text),
    reservationsByAbout: reservations,
    short,
    reckonedCount,
  }
}

const MEANT_BY_SURVIVING = ': that no failure finds an empty shelf'

/** Whether the survival that is asked of several parts together is missed without buying or moving. */
function fallsShortTogether({ network, vendors, scenario: { target } }: SparesReport): boolean {
  if (network === null) return false
  const { survival = 0, per } = target
  if (per === 'network') return network.survivalAtEnd < survival
  return per === 'vendor' && vendors.some(({ lasting }) => lasting.survivalAtEnd < survival)
}

/** Of whom so few hours lost are asked, and who loses more without buying or moving: parts, vendors, or the network. */
function losersOf(report: SparesReport): readonly number[] {
  const { weightHoursLost = 0 } = report.scenario.target
  return hoursByAsked(report).filter((hours) => hours > weightHoursLost)
}

function hoursByAsked({ parts, vendors, network, scenario: { target } }: SparesReport): readonly number[] {
  if (network === null) return []
  if (target.per === 'network') return [network.weightHoursLost]
  if (target.per === 'vendor') return vendors.map(({ lasting }) => lasting.weightHoursLost)
  return parts.flatMap(({ lasting }) => (lasting ? [lasting.weightHoursLost] : []))
}

function sayHoursHeadline(report: SparesReport, overspent: readonly number[]): string {
  const { sites, sitesWithoutWeight } = report.coverage
  const known =
    sitesWithoutWeight === 0 ? '' : `, without ${formatNumber(sitesWithoutWeight)} of ${formatCount(sites, 'site')}`
  const lost = `${sayWholeHours(knownNetwork(report).weightHoursLost, report)}${known}`
  if (overspent.length === 0) return `No more service is expected to be lost than asked: ${lost} in all.`
  if (report.scenario.target.per === 'network') return `More service is expected to be lost than asked: ${lost}.`
  const who = report.scenario.target.per === 'part' ? 'part' : 'manufacturer'
  const all = hoursByAsked(report).length
  return `${formatNumber(overspent.length)} of ${formatCount(all, who)} ${overspent.length === 1 ? 'is' : 'are'} expected to lose more service than asked, ${lost} in all.`
}

/** What a target of many together asks of each: more than one thinks. */
function warnOfMany({ scenario: { together } }: SparesReport): string {
  if (!together) return ''
  const { points, each } = together
  return ` That is stricter than it looks: of ${formatNumber(points)} parts in pools together, were they independent, each would have to last with ${sayProbability(each)}.`
}

function answerOf(
  { parts, coverage }: SparesReport,
  shortCount: number,
  reckonedCount: number,
): SparesSummary['answer'] {
  if (parts.length === 0 || coverage.units === 0) return 'nothing to reckon'
  if (reckonedCount === 0) return 'nothing known'
  if (shortCount > 0) return 'no'
  return parts.some(({ notReckoned }) => notReckoned !== undefined) ? 'not all known' : 'yes'
}

/** Parts there are, but none in service: nobody said what elements carry, or they carry none of these. */
function sayNoUnits({ coverage }: SparesReport): string {
  const { elementsWithUnits, elementsOfNoUnits, elementsWithoutUnits } = coverage
  if (elementsWithUnits > 0 || elementsOfNoUnits + elementsWithoutUnits === 0)
    return 'There is nothing to reckon: no unit of any part is in service.'
  if (elementsOfNoUnits === 0)
    return `There is nothing to reckon: of none of ${formatCount(elementsWithoutUnits, 'physical element')} it is stated what units it carries (units.csv).`
  const others =
    elementsWithoutUnits === 0
      ? ''
      : `, and of ${formatCount(elementsWithoutUnits, 'other')} it is not stated what units ${elementsWithoutUnits === 1 ? 'it carries' : 'they carry'}`
  const none = elementsWithoutUnits === 0 ? ', for no unit is in service' : ''
  return `There is nothing to reckon${none}: of ${formatCount(elementsOfNoUnits, 'physical element')} 0 units are stated in units.csv${others}.`
}

function sayHeadline(answer: SparesSummary['answer'], shortCount: number, reckonedCount: number): string {
  switch (answer) {
    case 'nothing to reckon':
      return 'There is nothing to reckon: no part is stated.'
    case 'nothing known':
      return 'Of no part is it known how long it lasts.'
    case 'no':
      if (reckonedCount === 1) return 'The one part does not last to the end.'
      return shortCount === reckonedCount
        ? `None of the ${formatNumber(reckonedCount)} parts lasts to the end.`
        : `${formatNumber(shortCount)} of ${formatCount(reckonedCount, 'part')} ${shortCount === 1 ? 'does' : 'do'} not last to the end.`
    default:
      return reckonedCount === 1
        ? 'The one part lasts to the end.'
        : `All ${formatNumber(reckonedCount)} parts last to the end.`
  }
}

/** What the workspace lacks for there to be an answer. */
function sayWhatToState({ parts }: SparesReport): string {
  return parts.length === 0
    ? 'State the parts in parts.csv, the elements that carry them in units.csv, and what lies where in stock.csv.'
    : 'State in units.csv which elements carry which parts, if any do in the time reckoned.'
}

function sayTogether(report: SparesReport): string {
  const network = knownNetwork(report)
  const down = sayExpected(network.unitsDown.at(-1) ?? 0)
  const band = sayBand(network)
  const between = band === '' ? '' : ` (${band} in nine cases of ten, for rates and plan are uncertain)`
  return `Without buying or moving, the survival of all parts together is ${saySurvival(network)}${between}; expected to be down on the last day: ${down} units; to be lost over all days: ${sayServiceHours(network.weightHoursLost, report)}${sayOnce(report)}.${sayHoursApart(report)}`
}

function sayPurchase(report: SparesReport, missedCount: number): string {
  const { purchase, scenario, currency, swings } = report
  const units = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
  const missing = purchase.unobtainable.length
  // Where as many parts miss what was asked of each that says it already.
  const isSaid = units > 0 && scenario.target.per === 'part' && missing === swings.base.groupsMissed
  const beyond = missing === 0 || isSaid ? '' : ` What is needed of ${formatCount(missing, 'part')} cannot be had.`
  if (units === 0) {
    if (purchase.isReached && missedCount > 0 && report.moves.length > 0)
      return `Nothing must be bought: what is moved first is enough.${sayBarred(report)}`
    if (purchase.isReached || missedCount === 0) return `Nothing must be bought.${saySurer(report)}${sayBarred(report)}`
    const within = scenario.budget === undefined ? '' : ' within the budget'
    return `Nothing can be bought${within} that helps.${sayUnpriced(report)}${beyond}${sayBarred(report)}`
  }
  const unknown = report.coverage.partsWithoutRate > 0 ? ', of what is reckoned' : ''
  const outcome =
    purchase.isReached === false ? sayMissedTarget(report) : `what was asked is then ${sayReached(purchase)}${unknown}`
  const verb = scenario.budget === undefined ? 'Buy now' : 'The best for the budget'
  return `${verb}: ${sayUnitsBought(purchase, currency)}; ${outcome}.${sayBest(report)}${sayUnpriced(report)}${beyond}${sayHomeless(report)}${sayBarred(report)}`
}

/** Where repaired units come back, what lies there is moved unless it is sure to be enough, which is less than is simulated. */
function saySurer({ moves }: SparesReport): string {
  return moves.length === 0 ? '' : ' What is moved first makes that surer.'
}

/** What is bought for pools of which every depot is of somebody who is cut off. */
function sayHomeless({ purchase }: SparesReport): string {
  const units = unitsWithoutDepot(purchase.buys).reduce((sum, one) => sum + one.units, 0)
  return units === 0 ? '' : ` ${formatCount(units, 'unit')} of it ${units === 1 ? 'has' : 'have'} no depot to go to.`
}

/** A target that is missed with what is bought: by how much, and that no more is to be had for it, where no budget is in the way. */
function sayMissedTarget(report: SparesReport): string {
  const { purchase, scenario, swings } = report
  const isOutOfReach = scenario.budget === undefined
  const missed = isOutOfReach ? 'what was asked is out of reach' : 'what was asked is still not met'
  if (scenario.target.per !== 'network') {
    const who = scenario.target.per === 'part' ? 'part' : 'manufacturer'
    const isBought = purchase.unobtainable.some((row) => row.bought > 0)
    const bought = isOutOfReach && isBought ? ', of which as much is bought as helps' : ''
    return `${missed} for ${formatCount(swings.base.groupsMissed, who)}${bought}`
  }
  const reached = { survival: purchase.networkSurvival ?? 0, weightHoursLost: purchase.weightHoursLost.after }
  const best = isOutOfReach ? bestBeyond(reached, report) : undefined
  const sayReached = isOfHours(report)
    ? ({ weightHoursLost }: Reached): string => sayServiceHours(weightHoursLost, report)
    : ({ survival }: Reached): string => sayProbability(survival)
  const [told, atBest] = [reached, best ?? reached].map(sayReached)
  const what = isOfHours(report) ? `${told} are still lost` : `all parts together last with ${told}`
  return `${missed}: ${what}${atBest === told ? '' : `, ${atBest} at best`}`
}

/** The end of the way of money, where it leads further: it knows nothing of parts without a price, which are bought all the same. */
function bestBeyond(reached: Reached, { frontier, coverage, ...report }: SparesReport): Reached | undefined {
  const best = frontier.at(-1)
  if (best === undefined || coverage.partsWithoutPrice > 0) return undefined
  const isBetter = isOfHours(report) ? best.weightHoursLost < reached.weightHoursLost : best.survival > reached.survival
  return isBetter ? best : undefined
}

type Reached = Pick<SparesReport['frontier'][number], 'survival' | 'weightHoursLost'>

/** What a budget is spent for: a sum over all parts, whatever was asked of each. */
function sayBest(report: SparesReport): string {
  const { budget, target } = report.scenario
  if (budget === undefined) return ''
  const ofEach = target.per === 'network' ? '' : ', whatever was asked of each'
  return isOfHours(report)
    ? ` Best is what leaves the least service lost of all parts together${ofEach}.`
    : ` Best is what lets all parts together survive most surely${ofEach}; and of parts that run out as good as surely, what saves the most of the service they lose.`
}

/** A budget is not spent on what nobody knows the price of. */
function sayUnpriced({ scenario, coverage: { parts, partsWithoutPrice } }: SparesReport): string {
  if (scenario.budget === undefined || partsWithoutPrice === 0) return ''
  const who =
    partsWithoutPrice === parts
      ? 'no part has a price'
      : `${formatCount(partsWithoutPrice, 'part')} without a price cannot be weighed`
  return ` Within a budget only what has a price is bought, and ${who}: state it in parts.csv.`
}

/** What is bought and may not be used some day, and what is held and may not: what no rule in force leaves any use for is not bought. */
function sayBarred({ bars, purchase, parts, scenario: { from } }: SparesReport): string {
  const sure = bars.filter((bar) => bar.answer === 'yes')
  const bought = new Set(purchase.buys.map(({ part }) => part))
  const barsOf = (isMeant: (bar: BarRow) => boolean): number =>
    new Set(sure.filter(isMeant).map(({ part }) => part)).size
  const isOfBought = ({ part, of }: BarRow): boolean => of !== 'held' && bought.has(part)
  const inTime = barsOf((bar) => bar.status === 'in-force' && isOfBought(bar))
  const ifFollowed = barsOf((bar) => bar.status !== 'in-force' && isOfBought(bar))
  const onShelves = new Set(parts.filter((part) => onHandByItself(part) > 0).map(({ part }) => part))
  const held = barsOf(
    ({ part, status, of, from: first }) =>
      status === 'in-force' && of !== 'bought' && first <= from && onShelves.has(part),
  )
  const notOrdered = parts.filter((part) => isEndedByRule(part, parts)).length
  return [
    notOrdered > 0 &&
      ` Rules forbid putting in new units of ${formatCount(notOrdered, 'part')}: what fails of ${notOrdered === 1 ? 'it' : 'them'} is not ordered anew.`,
    inTime > 0 &&
      ` Rules forbid putting in ${formatNumber(inTime)} of the parts bought, for a time or from some day on.`,
    ifFollowed > 0 && ` Advice or proposals are against putting in ${formatNumber(ifFollowed)} of the parts bought.`,
    held > 0 &&
      ` Rules forbid putting in what is held of ${formatCount(held, 'part')}: how long ${held === 1 ? 'it lasts' : 'they last'} is told as if it might be put in.`,
  ]
    .filter((said) => said !== false)
    .join('')
}

/** Whether a rule ends its supply, before any cut-off does, and nothing that shares its spares is ordered in its place. */
function isEndedByRule(
  { newUnitsForbidden, newUnitsUntil, reckonedWith, regime }: PartResult,
  parts: readonly PartResult[],
): boolean {
  if (!newUnitsForbidden || (newUnitsUntil !== undefined && newUnitsUntil <= newUnitsForbidden.from)) return false
  return (reckonedWith === undefined ? regime : parts.find(({ part }) => part === reckonedWith)?.regime) === 'run-down'
}

/** Rules that forbid putting in units of a part that are bought now, or perhaps. */
export function barsOfBought({ bars }: SparesReport, part: string): readonly BarRow[] {
  return bars.filter((bar) => bar.part === part && bar.of !== 'held')
}

/** What a reservation is about, so that a page can lead to just that. */
export type SparesReservationAbout = 'noRate' | 'classRate' | 'noPrice' | 'perhapsCutOff' | 'joint' | 'basis'

export interface SparesReservation {
  readonly about: SparesReservationAbout
  readonly text: string
}

/** How much of what is told was known. */
function listReservations({ coverage, parts, joint, scenario }: SparesReport): SparesReservation[] {
  const perhaps = parts.filter(({ cutOffPerhaps }) => cutOffPerhaps).length
  const gaps: readonly (readonly [count: number, said: string, about?: SparesReservationAbout])[] = [
    [
      coverage.partsWithoutRate,
      `${formatCount(coverage.partsWithoutRate, 'part')} without a failure rate: not reckoned`,
      'noRate',
    ],
    [
      coverage.partsWithClassRate,
      `${formatCount(coverage.partsWithClassRate, 'part')} with the failure rate of the class`,
      'classRate',
    ],
    [
      coverage.partsWithoutPrice,
      `${formatCount(coverage.partsWithoutPrice, 'part')} without a price: in no sum of money`,
      'noPrice',
    ],
    [perhaps, `${formatCount(perhaps, 'part')} of makers that are perhaps cut off: taken as cut off`, 'perhapsCutOff'],
    [
      coverage.uncertainUnits,
      `${formatCount(coverage.uncertainUnits, 'unit')} whose days or number are not exactly known: reckoned with caution`,
    ],
    [coverage.unitsWithoutPool, `${formatCount(coverage.unitsWithoutPool, 'unit')} that no pool is said to serve`],
    [
      coverage.unitsOfUnknownPart,
      `${formatCount(coverage.unitsOfUnknownPart, 'unit')} of parts that parts.csv lacks: not reckoned`,
    ],
    [
      coverage.elementsWithoutUnits,
      `${formatCount(coverage.elementsWithoutUnits, 'physical element')} without a stated unit: failures there are not reckoned`,
    ],
    [
      coverage.sitesWithoutWeight,
      `${formatNumber(coverage.sitesWithoutWeight)} of ${formatCount(coverage.sites, 'site')} of which it is not known what they weigh in ${scenario.weight}: what is lost there is in no figure of service lost`,
    ],
    [
      coverage.unitsWithoutSite,
      `${formatCount(coverage.unitsWithoutSite, 'unit')} on no known site: what is lost with them is in no figure of service lost`,
    ],
    [coverage.unitsNotCounted, `${formatCount(coverage.unitsNotCounted, 'unit')} in stock, and not reckoned with`],
  ]
  const farApart = sayFarApart(joint)
  const missing = gaps
    .filter(([count]) => count > 0)
    .map(([, text, about = 'basis']): SparesReservation => ({ about, text }))
  return farApart === undefined ? missing : [{ about: 'joint', text: farApart }, ...missing]
}

/** `95 %`: with which it is told how long something lasts. */
export const sayAskedSurvival = ({ scenario }: SparesReport): string => sayStated(scenario.probability)
