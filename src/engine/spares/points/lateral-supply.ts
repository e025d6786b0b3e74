// Which pools help each other, and what each keeps for itself before it helps.

import type { Scenario } from '#model/scenario.ts'
import type { Pools } from './pools.ts'

/** Pools of which each may give to each. */
export interface HelpingPools {
  /** Indices of pools, two or more. */
  readonly pools: readonly number[]
  /** Who says so. */
  readonly statedBy: 'scenario' | 'region'
}

export interface LateralSupply {
  /** Each keeps so many units of a part. */
  readonly reserve: number
  readonly isReserveStated: boolean
  /** No pool is in two of them. */
  readonly groups: readonly HelpingPools[]
}

/** The last one is kept: the next failure may be near. */
const RESERVE = 1

export function readLateralSupply(pools: Pools, { lateralSupply = {} }: Scenario): LateralSupply {
  const { reserve, pools: stated } = lateralSupply
  return {
    reserve: reserve ?? RESERVE,
    isReserveStated: reserve !== undefined,
    groups: stated ? asStated(pools, stated) : byRegion(pools),
  }
}

function asStated(pools: Pools, lists: readonly (readonly string[])[]): HelpingPools[] {
  const index = new Map(pools.pools.map(({ pool }, at) => [pool, at]))
  return lists.map((list) => ({ pools: list.flatMap((pool) => index.get(pool) ?? []), statedBy: 'scenario' }))
}

/** Pools that have depots in one region, and those that have one in common with them; what belongs to others is not lent. */
function byRegion(pools: Pools): HelpingPools[] {
  const headOf = pools.pools.map((_, pool) => pool)
  const join = (one: number, other: number): void => {
    const [to, from] = [Math.min(headOf[one]!, headOf[other]!), Math.max(headOf[one]!, headOf[other]!)]
    for (const [pool, head] of headOf.entries()) if (head === from) headOf[pool] = to
  }
  const firstOf = new Map<string, number>()
  for (const { pool, region } of pools.depots.values()) {
    if (region === '' || pools.pools[pool]!.owner.kind !== 'nobody') continue
    const first = firstOf.get(region)
    if (first === undefined) firstOf.set(region, pool)
    else join(first, pool)
  }
  return [...new Set(headOf)]
    .map(
      (head): HelpingPools => ({
        pools: [...headOf.keys()].filter((pool) => headOf[pool] === head),
        statedBy: 'region',
      }),
    )
    .filter((group) => group.pools.length > 1)
}
