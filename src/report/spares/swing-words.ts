// What the what-ifs are told by, and in which words: what is bought costs so much, or lasts so surely within a budget; how
// many fall short, and how surely all last, without buying.

import { formatNumber } from '#base/format-number.ts'
import type { SparesReport, SwingOutcome, SwingRow } from '#model/spares-report.ts'
import { sayMoney, sayProbability } from './words.ts'

export interface SwingFigure {
  readonly key: 'cost' | 'survivalBought' | 'groupsShort' | 'survivalAtEnd'
  readonly name: string
  readonly isShare: boolean
  readonly isMoreWorse: boolean
}

const COST: SwingFigure = { key: 'cost', name: 'Cost of what was asked', isShare: false, isMoreWorse: true }
const BOUGHT: SwingFigure = {
  key: 'survivalBought',
  name: 'Survival with the best for the budget',
  isShare: true,
  isMoreWorse: false,
}
const WITHOUT: SwingFigure = {
  key: 'survivalAtEnd',
  name: 'Survival of all together without buying',
  isShare: true,
  isMoreWorse: false,
}
const SHORT_OF = { part: 'Parts', vendor: 'Manufacturers', network: 'Networks' } as const

/** What counts most first. */
export function swingFigures({ scenario: { budget, target } }: SparesReport): readonly SwingFigure[] {
  const short: SwingFigure = {
    key: 'groupsShort',
    name: `${SHORT_OF[target.per]} that fall short without buying`,
    isShare: false,
    isMoreWorse: true,
  }
  return [budget === undefined ? COST : BOUGHT, ...(target.per === 'network' ? [] : [short]), WITHOUT]
}

export function sayFigure({ key }: SwingFigure, outcome: SwingOutcome, currency: string | undefined): string {
  if (key === 'cost') return sayMoney(outcome.cost, currency)
  return key === 'groupsShort' ? formatNumber(outcome.groupsShort) : sayProbability(outcome[key])
}

/** `+16,000`, `−2.3 points`; nothing where none is to be seen. */
export function sayChange({ key, isShare }: SwingFigure, outcome: SwingOutcome, base: SwingOutcome): string {
  const difference = outcome[key] - base[key]
  const size = Math.abs(difference)
  if (size === 0 || (isShare && size < LEAST_SHARE)) return ''
  const said = isShare
    ? `${(size * 100).toFixed(1)} points`
    : key === 'cost'
      ? sayMoney(size, undefined)
      : formatNumber(size)
  return `${difference > 0 ? '+' : '−'}${said}`
}

/** Of a share: what would be told as 0.0. */
const LEAST_SHARE = 0.0005

/** `4 out of reach`: of what the target is asked of, with what is bought too. */
export const sayMissed = ({ groupsMissed }: SwingOutcome): string => `${formatNumber(groupsMissed)} out of reach`

/** Assumptions that change the answer, and those that do not. */
export function swingsThatChange({ base, assumptions }: SparesReport['swings']): {
  readonly changing: readonly SwingRow[]
  readonly others: readonly SwingRow[]
} {
  const isChanging = ({ sides }: SwingRow): boolean =>
    sides.some((side) => (Object.keys(base) as (keyof SwingOutcome)[]).some((figure) => side[figure] !== base[figure]))
  return {
    changing: assumptions.filter(isChanging),
    others: assumptions.filter((row) => !isChanging(row)),
  }
}
