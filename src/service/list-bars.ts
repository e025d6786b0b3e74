// Which rules forbid using the spares of a part, within the time reckoned.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import type { TrileanSpells } from '#base/trilean-spells.ts'
import type { ReplacementBar } from '#engine/rules/index.ts'
import type { BarRow } from '#model/spares-report.ts'

/** `bars`: what the answer was reckoned by. */
export function listBars(bars: readonly ReplacementBar[], horizon: Days): BarRow[] {
  return bars.flatMap((bar) => rowsOf(bar, horizon))
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
