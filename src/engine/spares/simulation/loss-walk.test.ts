import { describe, expect, it } from 'vitest'
import { shareShort } from '../chance/share-short.ts'
import { LossWalk } from './loss-walk.ts'
import { OwedPath } from './owed-path.ts'
import { NO_SITE, type PointElements } from './point-elements.ts'
import { PointStream } from './point-stream.ts'

interface Element {
  readonly units?: number
  readonly needed?: number
  readonly pace?: number
  readonly first?: number
  readonly end?: number
  readonly site?: number
}

const STEPS = 12

/** All at one point, each on a site of its own unless told; a site loses 1 in each step, or what it says from which step on. */
function standing(
  elements: readonly Element[],
  sites: readonly (readonly [step: number, loss: number][])[] = elements.map(() => [[0, 1]]),
): PointElements {
  const changes = sites.flat()
  const ends = sites.map((_, site) => sites.slice(0, site + 1).flat().length)
  return {
    elementStart: Uint32Array.of(0, elements.length),
    unitCount: Uint32Array.from(elements, ({ units = 1 }) => units),
    neededCount: Uint32Array.from(elements, ({ units = 1, needed = units }) => needed),
    pace: Float64Array.from(elements, ({ pace = 1 }) => pace),
    firstStep: Uint32Array.from(elements, ({ first = 0 }) => first),
    endStep: Uint32Array.from(elements, ({ end = STEPS }) => end),
    siteOf: Int32Array.from(elements, ({ site }, index) => site ?? index),
    changeStart: Uint32Array.from([0, ...ends]),
    changeStep: Uint32Array.from(changes, ([step]) => step),
    lossOfStep: Float64Array.from(changes, ([, loss]) => loss),
  }
}

type Owed = readonly (readonly [step: number, owed: number])[]

/** What is lost in each of so many replications in which this is owed, from which step on. */
function lossesOf(elements: PointElements, owed: Owed, replications = 1): number[] {
  const path = new OwedPath(STEPS)
  for (const [step, count] of owed) path.note(step, count)
  const stream = new PointStream(5)
  stream.turnTo(1, 2)
  const walk = new LossWalk(STEPS, elements)
  return Array.from({ length: replications }, (_, replication) => walk.lossOf(0, path, stream, replication))
}

const MANY = 40_000

/** How many standard errors the mean of what was found is off. */
function apart(losses: readonly number[], mean: number): number {
  const found = losses.reduce((sum, one) => sum + one, 0) / losses.length
  const variance = losses.reduce((sum, one) => sum + (one - found) ** 2, 0) / losses.length
  return Math.abs(found - mean) / Math.sqrt(variance / losses.length)
}

const alike = (count: number, element: Element = {}) => Array.from({ length: count }, () => element)

describe('what is lost in a replication', () => {
  it('is what the site weighs on which the unit stands that is down, each as likely as any other', () => {
    const weights = [1, 10, 100, 1000]
    const losses = lossesOf(
      standing(
        alike(4),
        weights.map((weight) => [[0, weight]]),
      ),
      [[2, 1]],
      MANY,
    )
    for (const weight of weights) {
      const share = losses.filter((loss) => loss === weight * (STEPS - 2)).length / MANY
      expect(Math.abs(share - 1 / 4)).toBeLessThan(4 * Math.sqrt(3 / 16 / MANY))
    }
  })

  it('hits the heaviest of ten sites in one case of ten, where one unit is owed, and is its whole weight then', () => {
    const sites = Array.from({ length: 10 }, (_, site): [number, number][] => [[0, site === 9 ? 100 : 1]])
    const losses = lossesOf(standing(alike(10), sites), [[0, 1]], MANY)
    expect(new Set(losses)).toEqual(new Set([STEPS, 100 * STEPS]))
    expect(apart(losses, (STEPS * 109) / 10)).toBeLessThan(4)
  })

  it('counts as often as its part fails', () => {
    const elements = standing([{ pace: 4 }, { pace: 1, units: 2, needed: 2 }], [[[0, 1]], [[0, 1000]]])
    const losses = lossesOf(elements, [[0, 1]], MANY)
    expect(apart(losses, STEPS * ((4 / 6) * 1 + (2 / 6) * 1000))).toBeLessThan(4)
  })

  it('is of elements short of units, by as many ways as there are for it', () => {
    // Three owed: of units drawn anew each time, those drawn twice are down once.
    const owedOfFour = lossesOf(standing([{ units: 4, needed: 2 }, {}, {}]), [[0, 3]], MANY)
    const four = { none: 0, short: 0 }
    for (let first = 0; first < 6; first++)
      for (let second = 0; second < 6; second++)
        for (let third = 0; third < 6; third++) {
          const down = new Set([first, second, third])
          const ofFour = [...down].filter((unit) => unit < 4).length
          four.short += (ofFour > 2 ? 1 : 0) + (down.has(4) ? 1 : 0) + (down.has(5) ? 1 : 0)
        }
    expect(apart(owedOfFour, (STEPS * four.short) / 6 ** 3)).toBeLessThan(4)
  })

  it('is as often short as the hypergeometric distribution has it, of as many down as are on average', () => {
    const down = (losses: number[]) => losses.filter((loss) => loss > 0).length / MANY
    const short = down(
      lossesOf(
        standing([
          { units: 3, needed: 2 },
          { units: 997, site: NO_SITE },
        ]),
        [[0, 300]],
        MANY,
      ),
    )
    const meanDown = 1000 * (1 - (1 - 1 / 1000) ** 300)
    expect(Math.abs(short - shareShort(3, 2, meanDown, 1000))).toBeLessThan(4 * Math.sqrt((short * (1 - short)) / MANY))
  })

  it('counts a site once, however many of its elements are short, as long as any is', () => {
    const twoOnOneSite = standing([{ site: 0 }, { site: 0 }], [[[0, 1]]])
    for (const loss of lossesOf(twoOnOneSite, [[3, 50]], 100)) expect(loss).toBe(STEPS - 3)
    const served: Owed = [
      [3, 50],
      [8, 0],
    ]
    for (const loss of lossesOf(twoOnOneSite, served, 100)) expect(loss).toBe(5)
  })

  it('ends for the place that has waited longest when a unit comes', () => {
    const losses = lossesOf(
      standing(alike(1000)),
      [
        [1, 1],
        [4, 2],
        [6, 1],
      ],
      200,
    )
    for (const loss of losses) expect([6 - 1 + (STEPS - 4), 6 - 1]).toContain(loss)
  })

  it('ends for what is swapped out, and what comes later is for others', () => {
    const losses = lossesOf(standing([{ end: 5 }]), [[2, 1]])
    expect(losses).toEqual([3])
    const comes: Owed = [
      [2, 1],
      [7, 2],
      [9, 1],
    ]
    expect(lossesOf(standing([{ end: 5 }, { first: 5 }]), comes)).toEqual([3 + 2])
  })

  it('is less for what comes back for a place that is gone: it is for others, waiting or to fail', () => {
    const one = { units: 1 }
    // The first place is gone by the time its unit comes, which is for the second; what comes for that one lies on the shelf for the third.
    const owed: Owed = [
      [1, 1],
      [3, 2],
      [6, 1],
      [8, 0],
      [9, 1],
    ]
    const elements = standing([
      { ...one, end: 2 },
      { ...one, first: 3, end: 8 },
      { ...one, first: 9 },
    ])
    expect(lossesOf(elements, owed)).toEqual([1 + (6 - 3)])
  })

  it('is nothing of units that are not there yet, or no longer, however few are', () => {
    const elements = standing([{ units: 500, first: 6 }, { units: 500, end: 2 }, { units: 1 }])
    for (const loss of lossesOf(elements, [[3, 1]], 50)) expect(loss).toBe(STEPS - 3)
    expect(lossesOf(standing([{ end: 2 }]), [[3, 1]])).toEqual([0])
  })

  it('follows what the site weighs, from step to step', () => {
    const elements = standing(
      [{ end: 10 }],
      [
        [
          [1, 5],
          [4, 0],
          [7, 2],
        ],
      ],
    )
    expect(lossesOf(elements, [[0, 1]])).toEqual([3 * 5 + 3 * 2])
    expect(lossesOf(elements, [[3, 1]])).toEqual([5 + 3 * 2])
    expect(lossesOf(elements, [[8, 1]])).toEqual([2 * 2])
  })

  it('is nothing where nobody knows on which site a unit stands', () => {
    expect(lossesOf(standing([{ site: NO_SITE }], []), [[0, 1]])).toEqual([0])
  })

  it('is the same of a replication whatever was walked before', () => {
    const elements = standing(alike(50, { units: 3, needed: 2 }))
    const owed: Owed = [
      [0, 30],
      [4, 20],
      [5, 60],
    ]
    const losses = lossesOf(elements, owed, 20)
    expect(lossesOf(elements, owed, 3)).toEqual(losses.slice(0, 3))
    expect(new Set(losses).size).toBeGreaterThan(5)
  })
})
