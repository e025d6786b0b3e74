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
  /** Of these, such as may not be moved. */
  readonly staying: readonly number[]
  /** Whether units may be moved there. */
  readonly isOpen: readonly boolean[]
}

/** Units by pool. */
export type Split = readonly number[]

export interface MoveTerms {
  /** What each unit that is moved is to gain. */
  readonly leastGain: number
  /** What is lost where it lay counts so many times. */
  readonly timesLost: number
}

/**
 * Worked: pools worth 0, 3, 4, 4.5 and 0, 1, 1.5, 1.75, none and three of them lying there: where a unit is to gain 1, one is moved,
 * for 3 less 0.25; the second would gain 1 less 0.5.
 */
export function bestSplit(pools: Pools, terms: MoveTerms): Split {
  const values = pools.ladders.map((_, pool) => worthWhile(pools, pool, terms))
  const movable = pools.lying.reduce((sum, units, pool) => sum + units - pools.staying[pool]!, 0)
  const split = new SplitOverPools(values, movable).of(movable)
  return Array.from(split, (units, pool) => pools.staying[pool]! + units)
}

/** What it is worth to have units there beside those that stay, against what lies there. */
function worthWhile({ ladders, lying, staying, isOpen }: Pools, pool: number, terms: MoveTerms): Float64Array {
  const ladder = ladders[pool]!
  const [held, first] = [lying[pool]!, staying[pool]!]
  const valueOf = (units: number): number =>
    units < held
      ? -terms.timesLost * (ladder[held]! - ladder[units]!)
      : ladder[units]! - ladder[held]! - terms.leastGain * (units - held)
  const most = isOpen[pool] ? ladder.length - 1 : held
  let best = held
  for (let units = held + 1; units <= most; units++) if (valueOf(units) > valueOf(best)) best = units
  return Float64Array.from({ length: best + 1 - first }, (_, more) => valueOf(first + more))
}

/** Halvings between the least and the most that a unit is to gain, by their ratio. */
const HALVINGS = 12

/** The split with the fewest moves that is enough, or with as many as gain `from` each, where those are not enough. */
export function fewestMoves(
  pools: Pools,
  { from, to, timesLost }: { readonly from: number; readonly to: number; readonly timesLost: number },
  isEnough: (split: Split) => boolean,
): Split {
  let enough = bestSplit(pools, { leastGain: from, timesLost })
  if (!isEnough(enough)) return enough
  let [low, high] = [from, to]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const leastGain = Math.sqrt(low * high)
    const split = bestSplit(pools, { leastGain, timesLost })
    if (isEnough(split)) [low, enough] = [leastGain, split]
    else high = leastGain
  }
  return enough
}
