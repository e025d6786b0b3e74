// Which edition of a pack judges which days, as far as editions were known. `docs/models/rules.md`, "Kinds".

import { AFTER_ALL, type CivilDay, parseDay } from '#base/calendar.ts'
import type { Edition, Rule, RulePack } from '#model/rule.ts'

/** An edition judges the days [from, until), from the day it takes effect. */
export interface EditionWindow {
  readonly edition: Edition
  readonly announced: CivilDay
  readonly from: CivilDay
  readonly until: CivilDay
}

/** The known editions with the days each judges: of those in effect, the latest one. */
export function editionWindows(pack: RulePack, knownAt: CivilDay): EditionWindow[] {
  const known = pack.editions
    .map((edition) => ({ edition, announced: parseDay(edition.announced)!, from: parseDay(edition.effective)! }))
    .filter(({ announced }) => announced <= knownAt)
    .sort((left, right) => left.from - right.from || left.announced - right.announced)
  return known
    .map(({ edition, announced, from }, index) => {
      const ownEnd = edition.until === undefined ? AFTER_ALL : parseDay(edition.until)! + 1
      return { edition, announced, from, until: Math.min(ownEnd, known[index + 1]?.from ?? AFTER_ALL) }
    })
    .filter(({ from, until }) => from < until)
}

/** One rule as one edition states it. */
export interface RuleWindow {
  readonly rule: Rule
  readonly edition: Edition
  /** First day on which it is known to come, or judges. */
  readonly from: CivilDay
  readonly until: CivilDay
  /** First day on which it can be missed. */
  readonly dueFrom: CivilDay
}

/** Every rule of the pack that some known edition states, with the days each statement looms or judges, in order. */
export function ruleWindows(pack: RulePack, knownAt: CivilDay): Map<string, RuleWindow[]> {
  const editions = editionWindows(pack, knownAt)
  const byRule = new Map<string, RuleWindow[]>()
  for (const id of new Set(pack.rules.map((rule) => rule.id))) {
    const statements = editions.flatMap((window) => {
      const rule = pack.rules.find((one) => one.id === id && (one.editions?.includes(window.edition.edition) ?? true))
      return rule ? [{ ...window, rule }] : []
    })
    const windows: RuleWindow[] = []
    for (const [index, { rule, edition, from, until }] of statements.entries()) {
      // Announced and not in effect, a statement looms, unless an earlier statement of the rule still judges.
      const announced = Math.min(from, ...statements.slice(index).map((coming) => coming.announced))
      const looms = Math.max(announced, windows.at(-1)?.until ?? Number.NEGATIVE_INFINITY)
      windows.push({ rule, edition, from: Math.min(looms, from), until, dueFrom: dueDay(rule, from) })
    }
    if (windows.length > 0) byRule.set(id, windows)
  }
  return byRule
}

/** The day after the deadline, else `from`, else the day the edition takes effect; never before that day. */
function dueDay(rule: Rule, effective: CivilDay): CivilDay {
  // By the day of a freeze nothing has happened after it.
  const earliest = rule.kind === 'freeze' ? Math.max(effective, parseDay(rule.after)! + 1) : effective
  if (rule.deadline !== undefined) return Math.max(parseDay(rule.deadline)! + 1, earliest)
  return rule.from === undefined ? earliest : Math.max(parseDay(rule.from)!, earliest)
}
