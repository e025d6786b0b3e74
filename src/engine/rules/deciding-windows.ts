// Which statements of a rule, where editions state it differently, does its verdict rest on?

import type { CivilDay } from '#base/calendar.ts'
import type { RuleState } from '#model/verdict.ts'
import type { RuleWindow } from './editions.ts'
import type { Judged } from './judge-statement.ts'
import type { Statement } from './statements.ts'
import { firstDayWith } from './timeline.ts'

/**
 * The one that judges the as-of date; of a rule not yet due the one that judges the first day on which the plan misses it,
 * or cannot be shown to meet it; and where the plan meets it, all from the as-of date on. None where no edition is known.
 */
export function decidingWindows(
  { reading, timeline, verdict }: Pick<Judged, 'reading' | 'timeline' | 'verdict'>,
  asOf: CivilDay,
): readonly RuleWindow[] {
  const { current, windows } = reading.statement
  if (current === undefined) return []
  const judging = (state: RuleState): readonly RuleWindow[] => {
    const day = firstDayWith(timeline, state, asOf)
    const window = windows.find(({ from, until }) => day !== undefined && from <= day && day < until)
    return [window ?? current]
  }
  if (verdict === 'not yet due: the plan misses it') return judging('not met')
  if (verdict === 'not yet due: cannot be shown') return judging('cannot be shown')
  if (verdict === 'not yet due: the plan meets it') return windows.slice(windows.indexOf(current))
  return [current]
}

/** The current statement, or the next one that is not replaced before it is due. */
export function dueWindow({ current, windows }: Statement): RuleWindow | undefined {
  if (current === undefined) return undefined
  return windows.slice(windows.indexOf(current)).find(({ dueFrom, until }) => dueFrom < until) ?? current
}
