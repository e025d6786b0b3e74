// Units outstanding that a point's own stock must cover, once units lent to it have left: what failed since, and what is out
// of before beyond what the owner of the lent units has still to get back.
//
// Of what was out when they left, b has come back and c has not, independent Poisson numbers as what failed since is: of v units
// lent, v - b are still the owner's to get back, so that max(0, c - max(0, v - b)) are of the own stock.

import { type CountWindow, makeCountWindow, reserve, setToPoisson, setToSum } from './count-window.ts'

/** Means of Poisson numbers. */
export interface OutstandingMeans {
  /** Of what was out when the lent units left: come back since, and still out. */
  readonly back: number
  readonly out: number
  /** Of what failed since: still out. */
  readonly since: number
}

export class OwnOutstanding {
  readonly window: CountWindow = makeCountWindow()
  readonly #back = makeCountWindow()
  readonly #out = makeCountWindow()
  readonly #since = makeCountWindow()
  readonly #own = makeCountWindow()

  /** Worked: 2 lent, on average 1 come back and 2 still out, 0 failed since: none is of the own stock with 0.4341. */
  setTo(lent: number, { back, out, since }: OutstandingMeans): CountWindow {
    setToPoisson(this.#back, Math.max(0, back), Number.POSITIVE_INFINITY)
    setToPoisson(this.#out, Math.max(0, out), Number.POSITIVE_INFINITY)
    setToPoisson(this.#since, Math.max(0, since), Number.POSITIVE_INFINITY)
    this.#setOwn(lent)
    setToSum(this.window, this.#own, this.#since)
    this.window.first = this.#own.first + this.#since.first
    return this.window
  }

  #setOwn(lent: number): void {
    const [back, out, own] = [this.#back, this.#out, this.#own]
    const most = out.first + out.length
    const probabilities = reserve(own, most).fill(0, 0, most)
    own.first = 0
    for (let index = 0; index < back.length; index++) {
      const due = Math.max(0, lent - back.first - index)
      const weight = back.probabilities[index]!
      for (let place = 0; place < out.length; place++)
        probabilities[Math.max(0, out.first + place - due)]! += weight * out.probabilities[place]!
    }
  }
}
