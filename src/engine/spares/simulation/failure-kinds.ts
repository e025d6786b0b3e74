// Which kind of failure a half word means: in which step it falls, and whether the unit comes back.

import { type FailureTimes, GUIDE_SHIFT } from './failure-times.ts'
import { halfOf, HALF_SHIFT, type PointStream, REST, USE } from './point-stream.ts'

/** Of a failure of a replication, from this kind on; where its half word can mean several, the other bits decide. */
export function seekKind(
  { lastUniform }: FailureTimes,
  stream: PointStream,
  replication: number,
  failure: number,
  half: number,
  from: number,
): number {
  const uniform = half << HALF_SHIFT
  let kind = from
  while (lastUniform[kind]! < uniform) kind++
  if (lastUniform[kind]! >= (uniform | REST)) return kind
  const refined = uniform | stream.restOf(replication, failure, USE.failureRest)
  while (lastUniform[kind]! < refined) kind++
  return kind
}

/** Failures drawn at once, half a word each. */
const DRAWN = 512

/** The failures of a replication in the order in which they are drawn, which is not that of time: the first is number 0. */
export class FailureKinds {
  readonly #times: FailureTimes
  readonly #stream: PointStream
  readonly #words = new Uint32Array(DRAWN / 2)
  #replication = 0
  #count = 0
  #from = 0
  #end = 0

  constructor(times: FailureTimes, stream: PointStream) {
    this.#times = times
    this.#stream = stream
  }

  /** Of which no more than so many are asked for. */
  turnTo(replication: number, count: number): void {
    this.#replication = replication
    this.#count = count
    this.#from = this.#end = 0
  }

  /** The kind of the next ones is asked for after it. */
  kindOf(failure: number): number {
    if (failure >= this.#end) this.#drawFrom(failure)
    const half = halfOf(this.#words, failure - this.#from)
    const kind = this.#times.guide[half >>> GUIDE_SHIFT]!
    return this.#times.lastUniform[kind]! < ((half << HALF_SHIFT) | REST)
      ? seekKind(this.#times, this.#stream, this.#replication, failure, half, kind)
      : kind
  }

  #drawFrom(failure: number): void {
    this.#from = failure & -8
    this.#end = Math.min(this.#count, this.#from + DRAWN)
    const blocks = (this.#end - this.#from + 7) >>> 3
    this.#stream.fill(this.#words, blocks, this.#replication, this.#from >>> 3, USE.failures)
  }
}
