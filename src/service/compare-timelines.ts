// On which days does a network fare otherwise under one statement of a rule than under another?

import { formatDay } from '#base/calendar.ts'
import { type Standing, wordingOf } from '#model/footing.ts'
import type { RuleResult, StateInterval } from '#model/verdict.ts'
import { dayOfText } from '#report/chart/time-scale.ts'
import { wordState } from '#report/rules/wording.ts'

/** Days on end on which the two sides differ, both included. */
export interface StretchDifference {
  readonly from: string
  readonly to: string
  /** What that is to whoever must keep the rule: `new breach`, `possible breach no more`, `otherwise`. */
  readonly what: string
  /** The state on these days, in the words of the rule's footing. */
  readonly before: string
  readonly after: string
}

/** Where the rule is not stated it says nothing of the network. */
const NOT_STATED: Omit<StateInterval, 'from' | 'to'> = { state: 'not applicable' }

type Side = RuleResult | undefined

/** The stretches that differ, in order. Both sides look at the same days; a side without the rule says nothing of them. */
export function compareTimelines(before: Side, after: Side): StretchDifference[] {
  const standings: readonly [Standing, Standing] = [before ?? after!, after ?? before!]
  const days = (before ?? after)?.timeline ?? []
  const ends = [...new Set([...days, ...(after?.timeline ?? [])].map(({ to }) => to))].sort()
  const stretches: StretchDifference[] = []
  let from = days[0]?.from
  for (const to of ends) {
    const [old, next] = [stateOn(before, to), stateOn(after, to)]
    if (!isSame(old, next)) {
      const difference = {
        from: from!,
        to,
        what: nameTurn(old, next, standings),
        before: wordState(standings[0], old),
        after: wordState(standings[1], next),
      }
      stretches.push(difference)
    }
    from = formatDay(dayOfText(to)! + 1)
  }
  return stretches
}

type State = Omit<StateInterval, 'from' | 'to'>

function stateOn(side: Side, day: string): State {
  return side?.timeline.find(({ from, to }) => from <= day && day <= to) ?? NOT_STATED
}

function isSame(left: State, right: State): boolean {
  return left.state === right.state && left.waived === right.waived && left.beyondWaiver === right.beyondWaiver
}

/** 2: in breach for certain and not waived; 1: perhaps; 0: not. */
function gravityOf({ state, waived, beyondWaiver }: State): 0 | 1 | 2 {
  if (state === 'not met' && !waived) return 2
  return beyondWaiver !== undefined || (state === 'cannot be shown' && !waived) ? 1 : 0
}

function nameTurn(old: State, next: State, [before, after]: readonly [Standing, Standing]): string {
  const [was, is] = [gravityOf(old), gravityOf(next)]
  if (is > was) return is === 2 ? `new ${wordingOf(after).breach}` : `new possible ${wordingOf(after).breach}`
  if (was === is) return 'otherwise'
  if (was === 1) return `possible ${wordingOf(before).breach} no more`
  return is === 1 ? `${wordingOf(before).breach} no longer certain` : `${wordingOf(before).breach} no more`
}
