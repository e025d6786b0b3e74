// Which rules forbid using the spares of a part, within the time reckoned.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import type { TrileanSpells } from '#base/trilean-spells.ts'
import { askReplacements, type ReplacementBar } from '#engine/rules/index.ts'
import type { AskBars, Barred } from '#engine/spares/index.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import type { Estate } from '#model/estate.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { BarRow, SparesReport } from '#model/spares-report.ts'

export function listBars(
  estate: Estate,
  question: RulesQuestion,
  book: VendorBook,
  answer: Pick<SparesReport, 'parts' | 'purchase'>,
): BarRow[] {
  return askReplacements(estate, question, book, standsInFor(answer)).flatMap((bar) => rowsOf(bar, question.horizon))
}

/** By part, what rules in force surely forbid to put in. */
export function askBarsOf(estate: Estate, question: RulesQuestion, book: VendorBook): AskBars {
  return (standsInFor) => {
    const barred = new Map<string, Barred[]>()
    for (const bar of askReplacements(estate, question, book, standsInFor)) {
      if (bar.status !== 'in-force') continue
      const { rule, title, part } = bar
      const surely = (spells: TrileanSpells, of: Barred['of']): Barred[] =>
        spells.filter(({ value }) => value === YES).map(({ from, until }) => ({ rule, title, of, from, until }))
      const stretches = [...surely(bar.ofBought, 'bought'), ...surely(bar.ofHeld, 'held')]
      if (stretches.length > 0) barred.set(part, [...(barred.get(part) ?? []), ...stretches])
    }
    return barred
  }
}

/** What is bought, and for which other parts too. */
function standsInFor({ parts, purchase }: Pick<SparesReport, 'parts' | 'purchase'>): Map<string, readonly string[]> {
  const bought = new Set(purchase.buys.map(({ part }) => part))
  return new Map(
    parts.flatMap(({ part, sharesWith }) => (sharesWith && bought.has(part) ? [[part, sharesWith] as const] : [])),
  )
}

interface Days {
  readonly from: CivilDay
  readonly to: CivilDay
}

/** One row for units bought and held where the rule says the same of both. */
function rowsOf(bar: ReplacementBar, horizon: Days): BarRow[] {
  const [bought, held] = [stretchesOf(bar.ofBought, horizon), stretchesOf(bar.ofHeld, horizon)]
  const isSame = JSON.stringify(bought) === JSON.stringify(held)
  const { part, pack, rule, title, clause, status, provenance } = bar
  const about = { part, pack, rule, title, ...(clause === undefined ? {} : { clause }), status, provenance }
  return isSame
    ? bought.map((stretch) => ({ ...about, ...stretch, of: 'both' as const }))
    : [
        ...bought.map((stretch) => ({ ...about, ...stretch, of: 'bought' as const })),
        ...held.map((stretch) => ({ ...about, ...stretch, of: 'held' as const })),
      ]
}

function stretchesOf(spells: TrileanSpells, { from, to }: Days): Pick<BarRow, 'from' | 'until' | 'answer'>[] {
  return spells
    .filter(({ value, from: first, until }) => value !== NO && first <= to && until > from)
    .map(({ value, from: first, until }) => ({
      from: formatDay(Math.max(first, from)),
      ...(until > to ? {} : { until: formatDay(until - 1) }),
      answer: value === YES ? 'yes' : 'perhaps',
    }))
}
