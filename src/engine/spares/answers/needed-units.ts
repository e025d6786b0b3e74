// How many units would have to be on hand for nothing to be owed: those outstanding, less the good ones of lots.
//
// Where hundreds may be outstanding each number is hardly less likely than the next. There they are counted in strides of a
// sixteenth of their standard deviation, and good ones in strides of a third of theirs: which keeps the mean, and adds to what
// either varies less than a hundredth of its deviation.

import { type CountWindow, makeCountWindow, reserve } from '../exact/count-window.ts'
import type { UnitsWindow } from '../exact/units-window.ts'

const STRIDES_A_DEVIATION = { outstanding: 16, good: 3 }
/** Numbers less likely than this are left out. */
const NEGLIGIBLE = 1e-13

interface Counts {
  readonly first: number
  readonly length: number
  readonly probabilities: Float64Array
}

export class NeededUnits {
  readonly #out = makeCountWindow()
  readonly #taken = makeCountWindow()
  readonly #sum = makeCountWindow()
  readonly #needed = makeCountWindow()

  /** To be read before the next. Worked: 2 outstanding surely, and of one unit half is good: 1 is needed with 0.5, and 2. */
  setTo(outstanding: CountWindow, good: UnitsWindow): Counts {
    const { first, length, probabilities } = outstanding
    if (good.length === 1) return { first: first - good.first, length, probabilities }
    const stride = Math.max(1, Math.floor(deviationOf(outstanding) / STRIDES_A_DEVIATION.outstanding))
    const apart = Math.max(1, Math.floor(deviationOf(good) / STRIDES_A_DEVIATION.good / stride))
    setToStrides(this.#out, outstanding, stride, 1)
    setToStrides(this.#taken, good, stride * apart, -1)
    this.#add(apart)
    return stride === 1 ? this.#sum : this.#spread(stride)
  }

  /** Strides of what is taken off are so many of what is out. */
  #add(apart: number): void {
    const [out, taken] = [this.#out, this.#taken]
    const length = out.length + (taken.length - 1) * apart
    const sums = reserve(this.#sum, length).fill(0, 0, length)
    this.#sum.first = out.first + taken.first
    for (let index = 0; index < taken.length; index++) {
      const share = taken.probabilities[index]!
      if (share === 0) continue
      const start = index * apart
      for (let place = 0; place < out.length; place++) sums[start + place]! += share * out.probabilities[place]!
    }
  }

  /** Between the ends of strides in proportion. */
  #spread(stride: number): CountWindow {
    const { first, length, probabilities } = this.#sum
    const units = (length + 1) * stride - 1
    const ofUnit = reserve(this.#needed, units).fill(0, 0, units)
    this.#needed.first = first - stride + 1
    for (let index = 0; index < length; index++) {
      const share = probabilities[index]! / (stride * stride)
      const middle = index * stride + stride - 1
      for (let away = 1 - stride; away < stride; away++) ofUnit[middle + away]! += share * (stride - Math.abs(away))
    }
    return this.#needed
  }
}

/** Counts, or what is below 0 by as many, to the ends of strides on either side, in proportion; `strides.first` is a whole unit. */
function setToStrides(
  strides: CountWindow,
  { first, length, probabilities }: Counts,
  stride: number,
  sign: 1 | -1,
): void {
  let [start, end] = [0, length]
  while (start < end - 1 && probabilities[start]! < NEGLIGIBLE) start++
  while (end > start + 1 && probabilities[end - 1]! < NEGLIGIBLE) end--
  const least = sign === 1 ? first + start : -(first + end - 1)
  const count = Math.ceil((end - start - 1) / stride) + 1
  const sums = reserve(strides, count).fill(0, 0, count)
  strides.first = least
  for (let index = start; index < end; index++) {
    const away = (sign * (first + index) - least) / stride
    const before = Math.floor(away)
    sums[before]! += (1 - (away - before)) * probabilities[index]!
    if (away > before) sums[before + 1]! += (away - before) * probabilities[index]!
  }
}

function deviationOf({ length, probabilities }: Counts): number {
  let [sum, squares] = [0, 0]
  for (let index = 0; index < length; index++) {
    sum += probabilities[index]! * index
    squares += probabilities[index]! * index * index
  }
  return Math.sqrt(Math.max(0, squares - sum * sum))
}
