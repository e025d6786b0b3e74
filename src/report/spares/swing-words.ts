// What the what-ifs are told by, and in which words: what is bought costs so much, or does so much within a budget, or where
// nothing that costs more or less can be had; how many fall short, and what becomes of all together, without buying or moving.

import { formatNumber } from '#base/format-number.ts'
import {
  LEAST_TOLD,
  type SparesReport,
  type SwingOutcome,
  type SwingRow,
  type SwingSide,
} from '#model/spares-report.ts'
import { sayProbability } from '#model/say-probability.ts'
import { isOfHours, sayMoney, sayServiceHours } from './words.ts'

export interface SwingFigure {
  readonly key: Exclude<keyof SwingOutcome, 'groupsMissed'>
  readonly name: string
  /** As a heading of a narrow table. */
  readonly shortName: string
  readonly isMoreWorse: boolean
  readonly isShare: boolean
  readonly say: (value: number) => string
  /** Of the size of a change. */
  readonly saySize: (size: number) => string
}

const SHORT_OF = { part: 'Parts', vendor: 'Manufacturers', network: 'Networks' } as const

/** What tells them apart first; then how many fall short, and all without buying or moving. */
export function swingFigures(report: SparesReport): readonly SwingFigure[] {
  const { scenario, swings } = report
  const { toldBy } = swings
  const isByHours = toldBy.startsWith('weightHours') || isOfHours(report)
  const names = scenario.budget !== undefined ? WITH_BUDGET : toldBy === 'cost' ? WITH_PURCHASE : WITH_WHAT_IS_HAD
  const bought = isByHours
    ? hoursFigure('weightHoursBought', names.lost, names.short[0], report)
    : shareFigure('survivalBought', names.survival, names.short[1])
  const without =
    isByHours || !isToldBySurvival(report)
      ? hoursFigure('weightHoursLost', 'Service lost without buying or moving', 'lost without buying or moving', report)
      : shareFigure(
          'survivalAtEnd',
          'Survival of all together without buying or moving',
          'survival without buying or moving',
        )
  const short = scenario.target.per === 'network' ? [] : [shortFigure(report)]
  if (toldBy === 'cost') return [costFigure(report), ...(isMissed(report) ? [bought] : []), ...short, without]
  const sides = swings.assumptions.flatMap((row) => row.sides)
  // As many fall short whatever is otherwise: where it is told what is reached that says nothing.
  const isShortOtherwise = sides.some(({ groupsShort }) => groupsShort !== swings.base.groupsShort)
  const falling = isShortOtherwise || scenario.budget !== undefined ? short : []
  if (toldBy === bought.key) return [bought, ...falling, without]
  return [{ ...without, shortName: isByHours ? 'lost' : 'survival' }, ...falling]
}

/** Where no survival tells what-ifs apart hours do, whatever was asked: all runs out as surely, say. */
function isToldBySurvival({ swings: { base, assumptions } }: SparesReport): boolean {
  const sides = assumptions.flatMap((row) => row.sides)
  return (
    sides.some(({ survivalAtEnd }) => Math.abs(survivalAtEnd - base.survivalAtEnd) > LEAST_TOLD) ||
    sides.every(({ weightHoursLost }) => weightHoursLost === base.weightHoursLost)
  )
}

function shortFigure({ scenario }: SparesReport): SwingFigure {
  return {
    key: 'groupsShort',
    name: `${SHORT_OF[scenario.target.per]} that fall short without buying or moving`,
    shortName: 'fall short without buying or moving',
    isMoreWorse: true,
    isShare: false,
    say: formatNumber,
    saySize: formatNumber,
  }
}

const WITH_BUDGET = {
  lost: 'Service lost with the best for the budget',
  survival: 'Survival of all together with the best for the budget',
  short: ['lost with the budget', 'survival with the budget'],
} as const
const WITH_PURCHASE = {
  lost: 'Lost with what is bought',
  survival: 'Survival with what is bought',
  short: ['lost with it', 'survival with it'],
} as const
const WITH_WHAT_IS_HAD = {
  lost: 'Lost with what can be had',
  survival: 'Survival of all together with what can be had',
  short: ['lost', 'survival'],
} as const

/** The network misses what is asked of it, as it is or otherwise: costs tell nothing without what they reach. */
function isMissed({ scenario, swings: { base, assumptions } }: SparesReport): boolean {
  const outcomes = [base, ...assumptions.flatMap(({ sides }) => sides)]
  return scenario.target.per === 'network' && outcomes.some(({ groupsMissed }) => groupsMissed > 0)
}

function costFigure({ currency }: SparesReport): SwingFigure {
  return {
    key: 'cost',
    name: 'Cost of what was asked',
    shortName: 'cost',
    isMoreWorse: true,
    isShare: false,
    say: (value) => sayMoney(value, currency),
    saySize: (size) => sayMoney(size, undefined),
  }
}

function shareFigure(key: 'survivalBought' | 'survivalAtEnd', name: string, shortName: string): SwingFigure {
  const saySize = (size: number): string => `${(size * 100).toFixed(1)} points`
  return { key, name, shortName, isMoreWorse: false, isShare: true, say: sayProbability, saySize }
}

function hoursFigure(
  key: 'weightHoursBought' | 'weightHoursLost',
  name: string,
  shortName: string,
  report: SparesReport,
): SwingFigure {
  const say = (hours: number): string => sayServiceHours(hours, report)
  return { key, name, shortName, isMoreWorse: true, isShare: false, say, saySize: say }
}

/** With one assumption otherwise, or as it is. */
export type SwingTold = SwingOutcome & Partial<Pick<SwingSide, 'costError'>>

/** A figure as precisely as it is known: `14,200,000` of 14,204,944 give or take 60,000. */
export function saySwing({ key, say }: SwingFigure, outcome: SwingTold, sayValue = say): string {
  return sayValue(key === 'cost' ? roundTo(outcome.cost, precisionOf(outcome)) : outcome[key])
}

/**
 * `+16,000`, `+3,200,000 ± 60,000`, `−2.3 points`; nothing where none is to be seen; `reaches less` where it costs less and is no
 * saving.
 */
export function sayChange(figure: SwingFigure, outcome: SwingTold, { swings, scenario }: SparesReport): string {
  const { base } = swings
  const { key, isShare, saySize } = figure
  if (key === 'cost' && isNoSaving(outcome, base, scenario)) return 'reaches less'
  const precision = key === 'cost' ? precisionOf(outcome) : 0
  const difference = outcome[key] - base[key]
  const size = roundTo(Math.abs(difference), precision)
  const twice = precision === 0 ? 0 : roundTo(2 * outcome.costError!, precision)
  const spread = twice === 0 ? '' : ` ± ${saySize(twice)}`
  if (Math.abs(difference) === 0 || (isShare && size < LEAST_TOLD)) return ''
  return `${difference > 0 ? '+' : '−'}${saySize(size)}${spread}`
}

/** Told beside all what-ifs; '' where all of them are exact. */
export function sayRougher({ parts }: SparesReport): string {
  return parts.some(({ method }) => method === 'simulated') ? ROUGHER : ''
}

const ROUGHER =
  'What is simulated is so a sixteenth as often as for the answer, which makes differences rougher than it; all else is exact.'

/** What ± means, told beside what-ifs of which one has it; '' where none has. */
export function saySpread(report: SparesReport): string {
  const [first] = swingFigures(report)
  const sides = swingsThatChange(report).changing.flatMap((row) => row.sides)
  return first!.key === 'cost' && sides.some((side) => sayChange(first!, side, report).includes('±')) ? SPREAD : ''
}

const SPREAD =
  '±: two standard errors, on average over what chance may do. It is no range: a change is off by the price of whole units, or not at all.'

/** Why it is not the cost that what-ifs are told by; '' where it is, or a budget is spent whatever is otherwise. */
export function sayNoCost({ scenario, swings: { base, toldBy, assumptions } }: SparesReport): string {
  if (toldBy === 'cost' || scenario.budget !== undefined || assumptions.length === 0) return ''
  const what = toldBy.startsWith('survival') ? 'how surely all last' : 'the service that is lost'
  const how = toldBy.endsWith('Bought') ? 'with what can be had' : 'without buying or moving'
  const why = base.cost === 0 ? 'nothing is paid for, be it as it is or otherwise' : 'no assumption changes the cost'
  return `Told by ${what} ${how}: ${why}.`
}

/** Told beside what-ifs of which one does. */
export const REACHES_LESS = 'reaches less: no saving, for it costs less and misses what was asked by more'

/**
 * A purchase that costs less is no saving where more of those that the target is asked of miss it, or where as many do and all
 * together reach clearly less: a survival or, where none is to be told from 0, service that is not lost. Where more would last
 * without it, fewer parts or vendors may need anything bought: a saving.
 */
export function isNoSaving(outcome: SwingOutcome, base: SwingOutcome, { target }: SparesReport['scenario']): boolean {
  if (outcome.groupsMissed === 0 || outcome.cost >= base.cost) return false
  if (outcome.groupsMissed !== base.groupsMissed) return outcome.groupsMissed > base.groupsMissed
  if (target.per !== 'network' && outcome.survivalAtEnd > base.survivalAtEnd) return false
  const isOfSurvival = target.weightHoursLost === undefined && base.survivalBought >= LEAST_TOLD
  return isOfSurvival
    ? outcome.survivalBought < base.survivalBought * HARDLY_LESS
    : outcome.weightHoursBought > base.weightHoursBought * HARDLY_MORE
}

/** By which two purchases may differ that are to do as much: of the survival, and of the service lost. */
const HARDLY_LESS = 0.995
const HARDLY_MORE = 1.001

/** The power of ten to which a cost is told: that of twice its error; 0: it is exact. */
function precisionOf({ costError = 0 }: SwingTold): number {
  return costError === 0 ? 0 : Math.max(100, 10 ** Math.floor(Math.log10(2 * costError)))
}

function roundTo(value: number, precision: number): number {
  return precision === 0 ? value : Math.round(value / precision) * precision
}

/**
 * Whether it is told of how many what was asked is missed. Not under a budget, which is spent for all together: with less to be had
 * for it fewer may miss what was asked of each, and all be worse.
 */
export const isEachTold = ({ scenario }: SparesReport): boolean => scenario.budget === undefined

/** `4 out of reach`: of what the target is asked of, with what is bought too. */
export const sayMissed = ({ groupsMissed }: SwingOutcome): string => `${formatNumber(groupsMissed)} out of reach`

/** Assumptions that change what is told of the answer, and those that do not. */
export function swingsThatChange(report: SparesReport): {
  readonly changing: readonly SwingRow[]
  readonly others: readonly SwingRow[]
} {
  const { base, assumptions } = report.swings
  const figures = swingFigures(report)
  const isMissedTold = isEachTold(report)
  const isChanging = ({ sides }: SwingRow): boolean =>
    sides.some(
      (side) =>
        (isMissedTold && side.groupsMissed !== base.groupsMissed) ||
        figures.some(({ key, say }) => say(side[key]) !== say(base[key])),
    )
  return {
    changing: assumptions.filter(isChanging),
    others: assumptions.filter((row) => !isChanging(row)),
  }
}
