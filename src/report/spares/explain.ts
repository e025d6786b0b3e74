// The reckoning of one part, step by step, with its numbers and where each comes from.

import type { SparesReport } from '#model/spares-report.ts'
import { joinNames } from '../figures.ts'
import { explainRate, explainUnits } from './explain-failures.ts'
import { type Page, say } from './explain-page.ts'
import { explainPurchase } from './explain-purchase.ts'
import { explainShelves } from './explain-shelves.ts'
import { explainSteadyState } from './explain-steady-state.ts'
import { explainSupply } from './explain-supply.ts'
import { explainSurvival } from './explain-survival.ts'
import { sayMoney, sayTarget } from './words.ts'

const NARROWEST = 60
const WIDEST = 140

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

function writeHead(page: Page): void {
  const { part, report } = page
  const who = part.manufacturer === '' ? 'of a maker nobody stated' : `of ${part.manufacturer}`
  say(
    page,
    `${part.part}: ${part.description === '' ? 'no description' : part.description}, ${who} (${part.place})`,
    '',
  )
  say(page, `${report.scenario.title}, ${report.scenario.from} to ${report.scenario.until}`, '')
  say(page, sayAsked(report), '')
  if (part.sharesWith)
    say(
      page,
      `It shares its spares with ${joinNames(part.sharesWith, Number.POSITIVE_INFINITY)}: how many fail, what lies where and how long it lasts is reckoned of all of them together, and told under ${page.reckoned.part}.`,
      '',
    )
}

/** What is asked and what may be spent, and whether it hangs on other parts how much is bought of this one. */
function sayAsked(report: SparesReport): string {
  const { target, budget } = report.scenario
  const asked = `Asked is ${sayTarget(report)}`
  if (budget !== undefined)
    return `${asked}, within a budget of ${sayMoney(budget, report.currency)} for all parts: what is bought of this one is its share of that.`
  return target.per === 'part' ? `${asked}.` : `${asked}: what is bought of this one is its share in reaching that.`
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
