// Which edition of one pack answers to which of another: that of its name, else the one that judges the same days.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { type EditionWindow, editionWindows } from '#engine/rules/index.ts'
import type { Edition, RulePack } from '#model/rule.ts'

/** What each side has on some days; undefined where no edition of it judges them. */
export interface EditionPair {
  readonly before: Edition | undefined
  readonly after: Edition | undefined
  /** The days [from, until) on which the two meet; of editions of one name those of the later side. */
  readonly from: CivilDay
  readonly until: CivilDay
}

/**
 * Editions of one name are compared as such: that one takes effect on another day is a difference of the edition, and of
 * no rule. What has no such counterpart is compared day by day with what judges there on the other side.
 */
export function pairEditions(before: RulePack, after: RulePack): EditionPair[] {
  const [old, next] = [editionWindows(before, AFTER_ALL), editionWindows(after, AFTER_ALL)]
  const hasOfName = (windows: readonly EditionWindow[], edition: Edition | undefined) =>
    edition === undefined || windows.some((one) => one.edition.edition === edition.edition)
  const named = next.flatMap(({ edition, from, until }) => {
    const own = old.find((one) => one.edition.edition === edition.edition)
    return own ? [{ before: own.edition, after: edition, from, until }] : []
  })
  const cuts = [...new Set([...old, ...next].flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b)
  const byDays = cuts.slice(0, -1).map((from, index): EditionPair => {
    const judging = (windows: readonly EditionWindow[]) =>
      windows.find((one) => one.from <= from && from < one.until)?.edition
    return { before: judging(old), after: judging(next), from, until: cuts[index + 1]! }
  })
  const unnamed = byDays.filter((pair) => !hasOfName(next, pair.before) || !hasOfName(old, pair.after))
  return [...named, ...unnamed].sort((left, right) => left.from - right.from)
}

/** `edition 2022, 2025`, `2026-06-01 to 2026-12-31, from 2028-01-01`: days on end in one. */
export function sayPairs(pairs: readonly EditionPair[]): string {
  const names = pairs.filter(isOfOneName).map(({ after }) => after!.edition)
  const stretches: { from: CivilDay; until: CivilDay }[] = []
  for (const { from, until } of pairs.filter((pair) => !isOfOneName(pair))) {
    const last = stretches.at(-1)
    if (last?.until === from) last.until = until
    else stretches.push({ from, until })
  }
  return [...(names.length > 0 ? [`edition ${names.join(', ')}`] : []), ...stretches.map(sayDays)].join(', ')
}

function isOfOneName({ before, after }: EditionPair): boolean {
  return before !== undefined && before.edition === after?.edition
}

function sayDays({ from, until }: { readonly from: CivilDay; readonly until: CivilDay }): string {
  return until >= AFTER_ALL ? `from ${formatDay(from)}` : `${formatDay(from)} to ${formatDay(until - 1)}`
}
