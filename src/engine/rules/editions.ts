// Which edition of a pack judges which days, as far as editions were known. `docs/models/rules.md`, "Kinds".

import { AFTER_ALL, type CivilDay, parseDay } from '#base/calendar.ts'
import type { Edition, Rule, RulePack } from '#model/rule.ts'

/** An edition judges the days [from, until); until `effective` its rules are known and not yet due. */
export interface EditionWindow {
  readonly edition: Edition
  readonly from: CivilDay
  readonly effective: CivilDay
  readonly until: CivilDay
}

export function editionWindows(pack: RulePack, knownAt: CivilDay): EditionWindow[] {
  const known = pack.editions
    .map((edition) => ({ edition, announced: parseDay(edition.announced)!, effective: parseDay(edition.effective)! }))
    .filter(({ announced }) => announced <= knownAt)
    .sort((left, right) => left.effective - right.effective || left.announced - right.announced)
  const windows: EditionWindow[] = []
  for (const [index, { edition, effective }] of known.entries()) {
    const ownEnd = edition.until === undefined ? AFTER_ALL : parseDay(edition.until)! + 1
    const until = Math.min(ownEnd, known[index + 1]?.effective ?? AFTER_ALL)
    // Before it takes effect what is announced looms, unless an earlier edition still judges those days.
    const looming = Math.min(...known.slice(index).map((next) => Math.min(next.announced, next.effective)))
    const from = Math.max(looming, windows.at(-1)?.until ?? Number.NEGATIVE_INFINITY)
    if (from < until) windows.push({ edition, from, effective, until })
  }
  return windows
}

/** One rule as one edition states it. */
export interface RuleWindow {
  readonly rule: Rule
  readonly edition: Edition
  readonly from: CivilDay
  readonly until: CivilDay
  /** First day on which it can be missed. */
  readonly dueFrom: CivilDay
}

/** Every rule of the pack that some known edition states, with the days each statement judges. */
export function ruleWindows(pack: RulePack, knownAt: CivilDay): Map<string, RuleWindow[]> {
  const windows = editionWindows(pack, knownAt)
  const byRule = new Map<string, RuleWindow[]>()
  for (const rule of pack.rules) {
    for (const { edition, from, effective, until } of windows) {
      if (rule.editions && !rule.editions.includes(edition.edition)) continue
      const dueFrom = dueDay(rule, effective)
      const list = byRule.get(rule.id) ?? []
      list.push({ rule, edition, from, until, dueFrom })
      byRule.set(rule.id, list)
    }
  }
  return byRule
}

/** The day after the deadline, else `from`, else the day the edition takes effect; never before that day. */
function dueDay(rule: Rule, effective: CivilDay): CivilDay {
  if (rule.deadline !== undefined) return Math.max(parseDay(rule.deadline)! + 1, effective)
  return rule.from === undefined ? effective : Math.max(parseDay(rule.from)!, effective)
}
