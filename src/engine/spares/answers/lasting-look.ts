// How long parts, vendors and the network last, looked at part by part.

import { markWear } from './wear.ts'
import type { Lasting, VendorLasting } from '#model/spares-report.ts'
import { asPlanned, indexRecords, type NamedPoints } from '../points/make-points.ts'
import { UNKNOWN_VENDOR } from '../points/spare-parts.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { EachSiteOnce, type LostOnce } from './each-site-once.ts'
import { isEverServing } from './in-service.ts'
import { LastingSum, lookAtPoint, type PointLasting } from './lasting.ts'
import type { ReportTimes } from './report-times.ts'
import type { Tiers } from './tiers.ts'

/** Each is some forty numbers, or some hundreds where thousands of failures are expected. */
const MOST_CURVE_STEPS = 100_000

export interface LastingAnswers {
  readonly network: Lasting
  readonly vendors: VendorLasting[]
  /** By part. */
  readonly ofPart: ReadonlyMap<number, Lasting>
  /** By point. */
  readonly survivalAtEnd: Float64Array
  readonly errorAtEnd: Float64Array
  readonly eachSiteOnce: LostOnce
}

/** How long parts, vendors and the network last, part by part in the order of points. */
export class LastingLook {
  readonly #network: SparesNetwork
  readonly #named: NamedPoints
  readonly #recordsOf: ReturnType<typeof indexRecords>
  readonly #everyStep: Uint32Array
  readonly #steps: Uint32Array
  readonly #all: LastingSum
  readonly #byVendor = new Map<string, LastingSum>()
  readonly #ofPart = new Map<number, Lasting>()
  readonly #survivalAtEnd: Float64Array
  readonly #errorAtEnd: Float64Array
  readonly #eachSiteOnce: EachSiteOnce
  readonly #finishSum: (sum: LastingSum) => Lasting

  constructor(network: SparesNetwork, named: NamedPoints, times: ReportTimes, probability: number) {
    const points = asPlanned(named)
    this.#network = network
    this.#named = named
    this.#recordsOf = indexRecords(network)
    this.#everyStep = Uint32Array.from({ length: points.stepCount }, (_, step) => step)
    // Of more rate groups than this the curves of every step would not fit: they are kept at the days told.
    const isEvery = points.rateShape.length * points.stepCount <= MOST_CURVE_STEPS
    this.#steps = isEvery ? this.#everyStep : times.steps
    this.#all = this.#newSum(this.#steps)
    this.#survivalAtEnd = new Float64Array(points.pointCount)
    this.#errorAtEnd = new Float64Array(points.pointCount)
    this.#eachSiteOnce = new EachSiteOnce(network, named.futures, times)
    this.#finishSum = (sum) => sum.finish(network.calendar, times, probability)
  }

  #newSum(steps: Uint32Array): LastingSum {
    return new LastingSum(this.#named.futures, steps)
  }

  /** At the points of a part. */
  look(members: readonly number[], tiers: Tiers): void {
    const { part } = this.#named.names[members[0]!]!
    const { vendor } = this.#network.parts[part]!
    const ofVendor = this.#byVendor.get(vendor) ?? this.#newSum(this.#steps)
    this.#byVendor.set(vendor, ofVendor)
    const sum = this.#newSum(this.#everyStep)
    for (const point of members) {
      const look: PointLasting = lookAtPoint(this.#network, this.#named, point, tiers, this.#recordsOf)
      this.#survivalAtEnd[point] = look.survival.at(-1)!
      this.#errorAtEnd[point] = look.standardErrors.at(-1)!
      sum.add(look)
      this.#eachSiteOnce.add(look.outages)
    }
    for (const one of [this.#all, ofVendor]) one.addAll(sum)
    this.#ofPart.set(part, this.#told(sum, [part]))
  }

  /** Of these parts together. */
  #told(sum: LastingSum, heads: readonly number[]): Lasting {
    return { ...this.#finishSum(sum), ...markWear(this.#network, this.#named, heads) }
  }

  finish(): LastingAnswers {
    const vendors = [...this.#byVendor].map(([vendor, sum]) =>
      describeVendor(
        this.#network,
        this.#named,
        vendor,
        this.#told(
          sum,
          [...this.#ofPart.keys()].filter((part) => this.#network.parts[part]!.vendor === vendor),
        ),
      ),
    )
    return {
      network: this.#told(this.#all, [...this.#ofPart.keys()]),
      vendors,
      ofPart: this.#ofPart,
      survivalAtEnd: this.#survivalAtEnd,
      errorAtEnd: this.#errorAtEnd,
      eachSiteOnce: this.#eachSiteOnce.finish(),
    }
  }
}

function describeVendor(
  { parts, rates, families }: SparesNetwork,
  named: NamedPoints,
  vendor: string,
  lasting: Lasting,
): VendorLasting {
  const isReckoned = (part: number): boolean =>
    rates[part] !== undefined && isEverServing(named, named.byPart.get(families.headOf[part]!) ?? [])
  const own = parts.map((part, index) => ({ part, index })).filter(({ part }) => part.vendor === vendor)
  const unreckoned = own.filter(({ index }) => !isReckoned(index)).length
  return {
    vendor,
    name: vendor === UNKNOWN_VENDOR ? UNKNOWN_VENDOR : own[0]!.part.manufacturer,
    parts: own.length,
    partsNotReckoned: unreckoned,
    lasting,
  }
}
