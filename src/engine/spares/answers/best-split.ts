// How the units of a part best lie in its pools, where each that is moved is to be worth it.
//
// Of all splits the one is taken whose value is greatest, less so much for each unit that is moved: nothing is said of the shapes of
// the values, so that two units are moved that help only together. The less a move has to gain, the more units are moved.

import { SplitOverPools } from '../purchase/split-over-pools.ts'

/** Of one part; by its pools, in their order. */
export interface Pools {
  /** What units lying there are worth, from none on, to as many as there are of the part. */
  readonly ladders: readonly Float64Array[]
  readonly lying: readonly number[]
  /** Whether units may be moved there. */
  readonly isOpen: readonly boolean[]
}

/** Units by pool. */
export type Split = readonly number[]

export interface MoveTerms {
  /** What each unit that is moved is to gain. */
  readonly leastGain: number
}

/**
 * Worked: pools worth 0, 3, 4, 4.5 and 0, 1, 1.5, 1.75, none and three of them lying there: where a unit is to gain 1, one is moved,
 * for 3 less 0.25; the second would gain 1 less 0.5.
 */
export function bestSplit(pools: Pools, terms: MoveTerms): Split {
  const values = pools.ladders.map((_, pool) => worthWhile(pools, pool, terms))
  const all = pools.lying.reduce((sum, units) => sum + units, 0)
  return Array.from(new SplitOverPools(values, all).of(all))
}

/** What it is worth to have so many units there, against what lies there, up to as many as it is worth the most. */
function worthWhile({ ladders, lying, isOpen }: Pools, pool: number, { leastGain }: MoveTerms): Float64Array {
  const ladder = ladders[pool]!
  const held = lying[pool]!
  const valueOf = (units: number): number => ladder[units]! - ladder[held]! - leastGain * Math.max(0, units - held)
  const most = isOpen[pool] ? ladder.length - 1 : held
  let best = held
  for (let units = held + 1; units <= most; units++) if (valueOf(units) > valueOf(best)) best = units
  return Float64Array.from({ length: best + 1 }, (_, units) => valueOf(units))
}

/** Halvings between the least and the most that a unit is to gain, by their ratio. */
const HALVINGS = 12

/** The split with as few moves as are enough, or with as many as gain `from` each, where those are not enough. */
export function fewestMoves(
  pools: Pools,
  { from, to }: { readonly from: number; readonly to: number },
  isEnough: (split: Split) => boolean,
): Split {
  if (isEnough(pools.lying)) return pools.lying
  let enough = bestSplit(pools, { leastGain: from })
  if (!isEnough(enough)) return enough
  let [low, high] = [from, to]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const leastGain = Math.sqrt(low * high)
    const split = bestSplit(pools, { leastGain })
    if (isEnough(split)) [low, enough] = [leastGain, split]
    else high = leastGain
  }
  return withoutNeedless(pools, enough, isEnough)
}

/** Moves that gain alike are made together: they are taken back one by one, what gains least first, as long as the others are enough. */
function withoutNeedless(pools: Pools, split: Split, isEnough: (split: Split) => boolean): Split {
  for (let enough = split; ; ) {
    const fewer = withOneMoveLess(pools, enough)
    if (!fewer || !isEnough(fewer)) return enough
    enough = fewer
  }
}

function withOneMoveLess({ ladders, lying }: Pools, split: Split): Split | undefined {
  const gainOf = (pool: number, units: number): number => ladders[pool]![units]! - ladders[pool]![units - 1]!
  const places = [...split.keys()]
  const [to] = places
    .filter((pool) => split[pool]! > lying[pool]!)
    .sort((one, other) => gainOf(one, split[one]!) - gainOf(other, split[other]!))
  const [from] = places
    .filter((pool) => split[pool]! < lying[pool]!)
    .sort((one, other) => gainOf(other, split[other]! + 1) - gainOf(one, split[one]! + 1))
  if (to === undefined || from === undefined) return undefined
  return split.map((units, pool) => units + Number(pool === from) - Number(pool === to))
}
