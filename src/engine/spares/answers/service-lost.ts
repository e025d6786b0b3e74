// What service is lost while units are down: by how likely so many are owed, of how many, and what the sites weigh.
//
// Each unit owed failed somewhere among those in service, anywhere as likely as it fails often: a site that needs any of n units
// of N is untouched by d of them with (1 - n / N)^d. A unit that is down already may be drawn again, and is not down twice;
// which is exact where nothing comes back, for failures are drawn as if all units went on failing. Places that were swapped out
// since take with them what is owed to them (`places-kept.ts`), and what comes back for them goes to others
// (`unclaimed-units.ts`).

import type { StepOfCourse } from '../exact/course.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import type { ShapeOnSite } from '../points/shapes-on-site.ts'
import type { UnitsInService } from '../points/units-in-service.ts'
import { moreThan } from '../exact/count-window.ts'
import { shortOfSome } from '../chance/share-short.ts'
import { NeededUnits } from './needed-units.ts'
import { OwedNodes } from './owed-nodes.ts'
import { PlacesKept } from './places-kept.ts'
import type { CourseTier } from './tiers.ts'
import { UnclaimedUnits } from './unclaimed-units.ts'

/** Units that come at the beginning of a step, the fewest first. */
export interface BoughtUnits {
  readonly quantities: ArrayLike<number>
  readonly arrivalStep: number
}

/** At the end of a step, expected; what is told of one step and number of units adds up. */
export interface Outage {
  /** Units of those in service. */
  readonly down: number
  /** Weight of the sites that are short. */
  readonly lost: number
  /** P(a site is short), by group; to be read at once. */
  readonly short: Float64Array
}

/** `place`: of the number of units. Of steps in which nothing is down nothing is told. */
export type TellOutage = (outage: Outage, step: number, place: number) => void

/** At every rate there may be. */
export function forEachOutage(
  tier: CourseTier,
  points: StockingPoints,
  point: number,
  serving: UnitsInService,
  bought: BoughtUnits,
  tell: TellOutage,
): void {
  const course = new OutageCourse(points, point, serving, bought, tell)
  tier.forEachStep(points, point, (weight) => {
    const unclaimed = new UnclaimedUnits()
    return (inStep) => course.tell(weight, inStep, unclaimed)
  })
}

/** What is no likelier loses nothing that is worth telling. */
const NEVER = 1e-13
/** Fewer than so many units have not come back, on average. */
const NO_UNITS = 1e-9

class OutageCourse {
  readonly #serving: UnitsInService
  readonly #bought: BoughtUnits
  readonly #tell: TellOutage
  readonly #shapes: readonly GroupShapes[]
  readonly #needed = new NeededUnits()
  readonly #nodes = new OwedNodes()
  readonly #places: PlacesKept
  /** Expected up to the end of each step. */
  readonly #failed: Float64Array
  readonly #short: Float64Array

  constructor(points: StockingPoints, point: number, serving: UnitsInService, bought: BoughtUnits, tell: TellOutage) {
    const { installed, curveOf, stepCount, failuresPerUnitStep } = points
    const start = curveOf[point]! * stepCount
    const failures = installed.slice(start, start + stepCount).map((units) => units * failuresPerUnitStep[point]!)
    this.#serving = serving
    this.#bought = bought
    this.#tell = tell
    this.#shapes = serving.groups.map(({ shapes }) => splitShapes(shapes))
    this.#places = new PlacesKept(serving.paced, failures)
    let failed = 0
    this.#failed = failures.map((inStep) => (failed += inStep))
    this.#short = new Float64Array(serving.groups.length)
  }

  tell(weight: number, { step, outstanding, good, stock }: StepOfCourse, unclaimed: UnclaimedUnits): void {
    const { quantities, arrivalStep } = this.#bought
    const isThere = step >= arrivalStep
    const fewest = stock + good.first + (isThere ? quantities[0]! : 0)
    if (this.#serving.paced[step] === 0 || moreThan(outstanding, fewest) < NEVER) return unclaimed.noteNone()
    this.#nodes.setTo(this.#needed.setTo(outstanding, good))
    // What has come back, on average.
    const returned = Math.max(0, this.#failed[step]! - this.#nodes.meanNeeded)
    for (let place = 0; place < quantities.length; place++) {
      const onHand = stock + (isThere ? quantities[place]! : 0)
      const ofOthers = unclaimed.at(place, this.#places.leavingAt(step))
      unclaimed.note(place, 0, 0)
      if (!this.#nodes.turnTo(onHand).isOwed) continue
      const more = returned > NO_UNITS ? ofOthers : 0
      this.#tellOf(weight, { step, place, onHand, more, returned }, unclaimed)
    }
  }

  /** With so many more on hand that nobody claims: between whole numbers of them in proportion. */
  #tellOf(
    weight: number,
    {
      step,
      place,
      onHand,
      more,
      returned,
    }: { step: number; place: number; onHand: number; more: number; returned: number },
    unclaimed: UnclaimedUnits,
  ): void {
    const whole = Math.floor(more)
    let [waiting, gone] = [0, 0]
    for (const [units, share] of [
      [whole, whole + 1 - more],
      [whole + 1, more - whole],
    ] as const) {
      if (share === 0 || !this.#nodes.turnTo(onHand + units).isOwed) continue
      this.#keepPlaces(step, onHand + units + returned)
      const { owed, kept } = this.#nodes.means()
      waiting += share * kept
      gone += share * (owed - kept)
      this.#tell(this.#outageOf(weight * share, step), step, place)
    }
    unclaimed.note(place, waiting, gone)
  }

  /**
   * Of the units owed, the last to fail: so many were served before them. Of x that fail at any time the last d lie, on average, as
   * those of the last (d + 1) / (x + 1) of it do.
   */
  #keepPlaces(step: number, served: number): void {
    const places = this.#places.turnTo(step)
    if (!places.isWhole) this.#nodes.keep((owed) => places.ofLast((owed + 1) / (owed + served + 1)))
  }

  #outageOf(weight: number, step: number): Outage {
    const { paced, parts, groups } = this.#serving
    const among = paced[step]!
    let down = 0
    for (const { pace, units } of parts)
      if (units[step]! > 0) down += units[step]! * this.#nodes.meanOf(this.#nodes.hitShares(pace / among))
    const short = this.#short.fill(0)
    let lost = 0
    for (const [group, { weight: ofSites }] of groups.entries()) {
      if (!(ofSites[step]! > 0)) continue
      short[group] = weight * this.#nodes.meanOf(this.#sharesShort(this.#shapes[group]!, among))
      lost += ofSites[step]! * short[group]!
    }
    return { down: weight * down, lost, short }
  }

  /** P(a site is short) at each node. */
  #sharesShort({ pacedNeeded, spared }: GroupShapes, among: number): Float64Array {
    const nodes = this.#nodes
    if (spared.length === 0) return nodes.hitShares(pacedNeeded / among)
    const shares = nodes.hitShares(pacedNeeded / among).slice()
    for (const { count, needed, pace, elements } of spared) {
      /** How likely one unit of it is down. */
      const downShares = nodes.hitShares(pace / among)
      for (let node = 0; node < shares.length; node++) {
        /** As many of its kind as would fail as often as all among which it failed, with those that were swapped out since. */
        const then = among / nodes.keptAt(node) / pace
        const ofOne = shortOfSome(count, needed, downShares[node]! * then, then)
        for (let element = 0; element < elements; element++) shares[node]! += (1 - shares[node]!) * ofOne
      }
    }
    return shares
  }
}

/** What stands on the sites of a group. */
interface GroupShapes {
  /** Units that are all needed, each counted as many as fail as often as it does: with any of them down a site is short. */
  readonly pacedNeeded: number
  readonly spared: readonly ShapeOnSite[]
}

function splitShapes(shapes: readonly ShapeOnSite[]): GroupShapes {
  const isWhole = ({ needed, count }: ShapeOnSite): boolean => needed === count
  return {
    pacedNeeded: shapes.filter(isWhole).reduce((sum, { count, pace }) => sum + count * pace, 0),
    spared: shapes.filter((shape) => !isWhole(shape)),
  }
}
