// What may stand in for a part and shares no spares with it: which row says so, why, what that would take, and how much lies there;
// and whether units of it may be set aside for the part.

import { formatNumber } from '#base/format-number.ts'
import type { PartResult } from '#model/spares-report.ts'
import { barFrom } from '../points/barred.ts'
import type { StandIn } from '../points/families.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'

/** `B may stand in for A from 2021-03-01`. */
function sayStandIn({ parts }: SparesNetwork, { part, substitute, when }: StandIn): string {
  return `${parts[substitute]!.part} may stand in for ${parts[part]!.part}${when}`
}

/** One sentence a row, and direction. */
export function assumeApart(network: SparesNetwork): { readonly what: string; readonly part: number }[] {
  const sayReckoned = (one: StandIn): string =>
    maySetAside(network, one)
      ? `as many of the operator’s units of it as reach what is asked for the least money are set aside before anything is bought, and serve ${network.parts[one.part]!.part} alone from then on`
      : `not reckoned with, for ${one.why}: that takes ${one.takes}`
  return network.families.standIns.map((one) => ({
    part: one.part,
    what: `${one.place}: ${sayStandIn(network, one)}; ${sayReckoned(one)}`,
  }))
}

/** Of one part, with what lies of each in all pools. */
export function describeStandIns(network: SparesNetwork, part: number): Pick<PartResult, 'standIns'> {
  const ours = network.families.standIns.filter((one) => one.part === part)
  if (ours.length === 0) return {}
  return {
    standIns: ours.map((one) => ({
      part: network.parts[one.substitute]!.part,
      says: sayStandIn(network, one),
      onHand: network.pools.pools.reduce((sum, _, pool) => sum + onHandIn(network, one.substitute, pool), 0),
      ...(maySetAside(network, one) ? {} : { why: one.why, takes: one.takes }),
      place: one.place,
    })),
  }
}

/** Of what is bought for a pool of a part, or of the family that goes by it: what lies there and may stand in, or will be allowed to. */
export function sayLyingBeside(network: SparesNetwork, head: number, pool: number): string[] {
  const members = network.families.membersOf.get(head)!
  return network.families.standIns
    .filter(({ part, substitute }) => members.includes(part) && !mayNeverStandIn(network, substitute))
    .flatMap((one) => {
      const units = onHandIn(network, one.substitute, pool)
      if (units === 0) return []
      if (maySetAside(network, one))
        return ownIn(network, one.substitute, pool) === 0
          ? []
          : [`${sayStandIn(network, one)} (${one.place}): as many of it as that saves money by are set aside already`]
      const lies = units === 1 ? 'lies' : 'lie'
      return [
        `${sayStandIn(network, one)}: ${formatNumber(units)} of it ${lies} in the same pool, not reckoned with, for ${one.why} (${one.place})`,
      ]
    })
}

/** The operator's own. */
function ownIn({ pools, shelves }: SparesNetwork, part: number, pool: number): number {
  const shelf = shelves.get(shelfKey(pools, part, pool))
  return shelf === undefined ? 0 : [...shelf.ownAt.values()].reduce((sum, units) => sum + units, 0)
}

function onHandIn({ pools, shelves }: SparesNetwork, part: number, pool: number): number {
  const shelf = shelves.get(shelfKey(pools, part, pool))
  return shelf === undefined ? 0 : shelf.lent.reduce((sum, { units }) => sum + units, shelf.onHand)
}

/** Whether units of it may be set aside for the other, for good: its row allows it, its supply is alike, and no rule forbids it on any day. */
export function maySetAside({ bars, calendar }: SparesNetwork, { servesAlike, substitute }: StandIn): boolean {
  const isBarred = bars.asStandIn
    .get(substitute)
    ?.some(({ of, from, until }) => of === 'held' && from <= calendar.lastDay && until > calendar.from)
  return servesAlike && !isBarred
}

/** Whether neither what is bought of it nor what is held may be put in. */
export function mayNeverStandIn({ bars, calendar }: SparesNetwork, part: number): boolean {
  return (['bought', 'held'] as const).every((of) =>
    barFrom(bars.asStandIn, calendar, { part, of, day: calendar.from }),
  )
}
