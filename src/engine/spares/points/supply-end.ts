// From which day on no new units of a part are to be had: they are cut off, no longer sold, or a rule forbids putting them in.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { type Barred, barToTheEnd, sayBar } from './barred.ts'
import type { CutOffs } from './cut-offs.ts'
import type { SparesNetwork } from './spares-network.ts'

type Supplied = Pick<SparesNetwork, 'parts' | 'cutOffs' | 'bars' | 'calendar'>

/** What comes on this day or later is of no use, and nothing is taken to be ordered for it; AFTER_ALL: there is no such day. */
export function supplyEnd(network: Supplied, part: number): CivilDay {
  return Math.min(salesEnd(network, part), barOfOrders(network, part)?.from ?? AFTER_ALL)
}

/** The rule that is the first to forbid, to the last day, putting in what is ordered anew of a part; undefined: none does. */
export function barOfOrders({ bars, calendar }: Pick<Supplied, 'bars' | 'calendar'>, part: number): Barred | undefined {
  return barToTheEnd(bars.whereItServes, calendar, { part, of: 'ordered' })
}

/** Why nothing can be ordered on the first day of any of these parts. */
export function whyNoneIsSold(network: Supplied, parts: readonly number[]): string {
  const sold = parts.filter((part) => salesEnd(network, part) > network.calendar.from)
  const [bar] = sold.flatMap((part) => barOfOrders(network, part) ?? [])
  return bar ? sayBar(bar) : 'new units are no longer to be had'
}

/** The first day on which nobody takes an order any more, or delivers. */
function salesEnd(
  { parts, cutOffs }: { readonly parts: Supplied['parts']; readonly cutOffs: readonly CutOffs[] },
  part: number,
): CivilDay {
  const { lastOrder = AFTER_ALL } = parts[part]!
  return Math.min(cutOffs[part]!.newUnits.from, lastOrder >= AFTER_ALL ? AFTER_ALL : lastOrder + 1)
}
