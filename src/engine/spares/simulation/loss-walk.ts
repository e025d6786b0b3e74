// What service is lost at a point in one replication, from what its shelf owed: which units are down, one by one.
//
// What fails is any of the units in service, also one that is down already: what is owed is drawn as if all units went on failing,
// and none is down twice, so that what comes back for it does not come back either. What arrives goes to the place that has waited
// longest. Units that are swapped out are down no longer, and new ones are not: what comes for a place that is gone goes to the next
// that waits, or on the shelf.

import type { OwedPath } from './owed-path.ts'
import { NO_SITE, type PointElements } from './point-elements.ts'
import type { PointStream } from './point-stream.ts'
import { SiteLosses } from './site-losses.ts'
import { UnitDraws } from './unit-draws.ts'

const NONE = -1

/** In the place of an element in the queue: nothing comes, for the unit was down already; or it comes for nobody that waits. */
const NOTHING_COMES = -1
const FOR_NOBODY = -2

export class LossWalk {
  readonly #stepCount: number
  readonly #elements: PointElements
  readonly #losses: SiteLosses
  readonly #draws: UnitDraws
  #point = NONE
  /** First element of the point: others are counted from it on. */
  #first = 0
  /** Units of each element that are down. */
  #down = new Int32Array(0)
  /** Elements that were down at all. */
  readonly #touched: number[] = []
  #isTouched = new Uint8Array(0)
  /** Those of them that leave in each step, one after the other. */
  readonly #firstToLeave: Int32Array
  #nextToLeave = new Int32Array(0)
  /** Of each unit owed, in order, for which element it comes; those before have come. */
  readonly #waiting: number[] = []
  #served = 0
  /** Units that came for nobody, and lie on the shelf. */
  #onShelf = 0
  /** Of each site: elements that are short, and since when any is. */
  readonly #shortElements: Uint32Array
  readonly #shortSince: Uint32Array
  #step = 0
  #lost = 0

  constructor(stepCount: number, elements: PointElements) {
    this.#stepCount = stepCount
    this.#elements = elements
    this.#losses = new SiteLosses(elements)
    this.#draws = new UnitDraws(elements)
    this.#firstToLeave = new Int32Array(stepCount + 1).fill(NONE)
    this.#shortElements = new Uint32Array(this.#losses.siteCount)
    this.#shortSince = new Uint32Array(this.#losses.siteCount)
  }

  /** Over all steps. `stream` is turned to the point. */
  lossOf(point: number, path: OwedPath, stream: PointStream, replication: number): number {
    if (path.count === 0 || !this.#turnTo(point)) return 0
    this.#begin()
    let owed = 0
    for (let index = 0; index < path.count; index++) {
      this.#goTo(path.step[index]!)
      const now = path.owed[index]!
      for (; owed > now; owed--) this.#serve()
      for (; owed < now; owed++) this.#fail(stream, replication)
    }
    this.#goTo(this.#stepCount)
    this.#end()
    return this.#lost
  }

  /** False where nothing hangs on it. */
  #turnTo(point: number): boolean {
    const { elementStart } = this.#elements
    const count = elementStart[point + 1]! - elementStart[point]!
    if (count === 0 || point === this.#point) return count > 0
    this.#point = point
    this.#first = elementStart[point]!
    this.#draws.turnTo(point)
    if (this.#down.length < count) {
      this.#down = new Int32Array(2 * count)
      this.#isTouched = new Uint8Array(2 * count)
      this.#nextToLeave = new Int32Array(2 * count)
    }
    return true
  }

  #begin(): void {
    this.#draws.begin()
    this.#waiting.length = 0
    this.#served = 0
    this.#onShelf = 0
    this.#step = 0
    this.#lost = 0
  }

  #end(): void {
    for (const index of this.#touched) this.#isTouched[index] = 0
    this.#touched.length = 0
  }

  /** What leaves by the end of the step is down no longer; after the last step all leave. */
  #goTo(step: number): void {
    for (let leaving = this.#step; leaving <= step; leaving++) {
      this.#step = leaving
      for (let index = this.#firstToLeave[leaving]!; index !== NONE; index = this.#nextToLeave[index]!)
        this.#setDown(index, 0)
      this.#firstToLeave[leaving] = NONE
    }
  }

  #fail(stream: PointStream, replication: number): void {
    this.#waiting.push(this.#breakOne(stream, replication))
  }

  /** For which element a unit is owed then. */
  #breakOne(stream: PointStream, replication: number): number {
    if (!this.#draws.draw(this.#step, stream, replication)) return FOR_NOBODY
    const { index, unit } = this.#draws
    // Which of its units are down makes no difference: the first.
    if (unit < this.#down[index]!) return NOTHING_COMES
    if (this.#onShelf > 0) {
      this.#onShelf--
      return FOR_NOBODY
    }
    this.#touch(index)
    this.#setDown(index, this.#down[index]! + 1)
    return index
  }

  /** A unit for the place that has waited longest, of those that are still there. */
  #serve(): void {
    const first = this.#served++
    if (this.#waiting[first] === NOTHING_COMES) return
    for (let place = first; place < this.#waiting.length; place++) {
      const index = this.#waiting[place]!
      if (index < 0 || this.#down[index] === 0) continue
      this.#setDown(index, this.#down[index]! - 1)
      this.#waiting[place] = FOR_NOBODY
      return
    }
    this.#onShelf++
  }

  /** So many units of an element; a site is short as long as any of its elements is. */
  #setDown(index: number, down: number): void {
    const { unitCount, neededCount, siteOf } = this.#elements
    const element = this.#first + index
    const spared = unitCount[element]! - neededCount[element]!
    const [wasShort, isShort] = [this.#down[index]! > spared, down > spared]
    this.#down[index] = down
    const site = siteOf[element]!
    if (wasShort === isShort || site === NO_SITE) return
    if (isShort) {
      if (this.#shortElements[site]!++ === 0) this.#shortSince[site] = this.#step
    } else if (--this.#shortElements[site]! === 0)
      this.#lost += this.#losses.between(site, this.#shortSince[site]!, this.#step)
  }

  #touch(index: number): void {
    if (this.#isTouched[index] === 1) return
    this.#isTouched[index] = 1
    this.#touched.push(index)
    const end = Math.min(this.#stepCount, this.#elements.endStep[this.#first + index]!)
    this.#nextToLeave[index] = this.#firstToLeave[end]!
    this.#firstToLeave[end] = index
  }
}
