// Which category does a site fall into, day by day, by the stretches of its subjects? `docs/models/rules.md`, "Shares".

import { A, B, C, CATEGORIES, D, E, F } from './tally.ts'

/** Turns are held as one number, so that a site is sorted without making anything: the day, and what begins or ends. */
const DAY_SHIFT = 4
const CODES = 2 ** DAY_SHIFT
/** Added to a category that ends. */
const ENDS = 8

/** Part of a site's weight that counts: the smallest and the largest it can be. */
export interface SitePart {
  readonly low: number
  readonly high: number
}

export const WHOLE: SitePart = { low: 1, high: 1 }

/** Receives the days [from, until) on which a site falls into a category, with the part of its weight that counts. */
export interface SiteSink {
  putSite(look: number, site: number, category: number, from: number, until: number, part: SitePart): void
}

/** The operator's part of a subject of the site. */
interface Share {
  readonly from: number
  readonly until: number
  readonly part: SitePart
  readonly isCertain: boolean
}

/** Stretches of days of the subjects of one site, gathered for one look, and what the site is by them. */
export class SiteStretches {
  readonly #look: number
  readonly #sink: SiteSink
  readonly #isSplit: boolean
  /** Site the stretches are of; they are forgotten when another site's come. */
  site = -1
  /** Twice as many as stretches: a beginning and an end each. */
  #turns = new Int32Array(64)
  #turnCount = 0
  readonly #counts = new Int32Array(CATEGORIES.length)
  /** The operator's part of each stretch, where shared sites count by it. */
  readonly #shares: Share[] = []

  /** `isSplit`: a site is split by its subjects, and not counted whole. */
  constructor(look: number, sink: SiteSink, isSplit: boolean) {
    this.#look = look
    this.#sink = sink
    this.#isSplit = isSplit
  }

  clear(site: number): void {
    this.site = site
    this.#turnCount = 0
    if (this.#shares.length > 0) this.#shares.length = 0
  }

  add(category: number, from: number, until: number): void {
    const count = this.#turnCount
    if (count + 2 > this.#turns.length) {
      const larger = new Int32Array(this.#turns.length * 2)
      larger.set(this.#turns)
      this.#turns = larger
    }
    this.#turns[count] = from * CODES + category
    this.#turns[count + 1] = until * CODES + ENDS + category
    this.#turnCount = count + 2
  }

  /** The operator's part of a stretch: asked only where shared sites count by it. */
  addShare(category: number, from: number, until: number, part: SitePart): void {
    this.#shares.push({ from, until, part, isCertain: category < D })
  }

  /** Walks the days on which some stretch begins or ends, and passes the site on. */
  settle(): void {
    const turns = this.#turns
    const turnCount = this.#turnCount
    if (turnCount === 2 && !this.#isSplit) {
      // One stretch: the site is what its one subject is.
      this.#put(turns[0]! & (ENDS - 1), turns[0]! >> DAY_SHIFT, turns[1]! >> DAY_SHIFT)
      return
    }
    this.#sortTurns()
    const counts = this.#counts
    for (let category = 0; category < counts.length; category++) counts[category] = 0
    let pending = -1
    let pendingFrom = 0
    for (let turn = 0; turn < turnCount; ) {
      const day = turns[turn]! >> DAY_SHIFT
      while (turn < turnCount && turns[turn]! >> DAY_SHIFT === day) {
        const code = turns[turn]! & (CODES - 1)
        if (code < ENDS) counts[code]! += 1
        else counts[code - ENDS]! -= 1
        turn += 1
      }
      if (this.#isSplit) {
        if (turn < turnCount) this.#putParts(day, turns[turn]! >> DAY_SHIFT)
        continue
      }
      const category = siteCategory(counts)
      if (category === pending) continue
      if (pending >= 0) this.#put(pending, pendingFrom, day)
      pending = category
      pendingFrom = day
    }
  }

  /** Insertion sort: a site has few subjects, and they often come in order. */
  #sortTurns(): void {
    const turns = this.#turns
    for (let index = 1; index < this.#turnCount; index++) {
      const turn = turns[index]!
      let place = index
      while (place > 0 && turns[place - 1]! > turn) {
        turns[place] = turns[place - 1]!
        place -= 1
      }
      turns[place] = turn
    }
  }

  #put(category: number, from: number, until: number, part = WHOLE): void {
    if (this.#shares.length === 0) this.#sink.putSite(this.#look, this.site, category, from, until, part)
    else this.#putShared(category, from, until, part)
  }

  /** In runs of days on which the same subjects are there: the largest part among those there for certain, and among all. */
  #putShared(category: number, from: number, until: number, part: SitePart): void {
    for (let start = from; start < until; ) {
      let end = until
      let certain = 0
      let possible = 0
      for (const share of this.#shares) {
        if (share.from <= start && start < share.until) {
          possible = Math.max(possible, share.part.high)
          if (share.isCertain) certain = Math.max(certain, share.part.low)
          end = Math.min(end, share.until)
        } else if (share.from > start) end = Math.min(end, share.from)
      }
      const shared = { low: certain * part.low, high: possible * part.high }
      this.#sink.putSite(this.#look, this.site, category, start, end, shared)
      start = end
    }
  }

  /** A split site: its weight, in thousandths, is divided by the number of its elements. */
  #putParts(from: number, until: number): void {
    const counts = this.#counts
    const [a, b, c, d, e, f] = [counts[A]!, counts[B]!, counts[C]!, counts[D]!, counts[E]!, counts[F]!]
    if (a + b + c > 0) {
      const low = Math.floor((1000 * a) / (a + b + c + e + f))
      const high = Math.ceil((1000 * (a + c + d + f)) / (a + b + c + d + f))
      if (low > 0) this.#put(A, from, until, exactly(low))
      if (high < 1000) this.#put(B, from, until, exactly(1000 - high))
      if (high > low) this.#put(C, from, until, exactly(high - low))
    } else if (d + e + f > 0) this.#put(siteCategory(counts), from, until, exactly(1000))
  }
}

function exactly(thousandths: number): SitePart {
  return { low: thousandths, high: thousandths }
}

/** The category of a site by the categories of its subjects; -1: none is possible. */
function siteCategory(counts: Int32Array): number {
  if (counts[A]! > 0) return A
  if (counts[B]! + counts[C]! > 0) return counts[C]! + counts[D]! + counts[F]! > 0 ? C : B
  const onlyD = counts[E]! + counts[F]! === 0
  const onlyE = counts[D]! + counts[F]! === 0
  if (onlyD && onlyE) return -1
  return onlyD ? D : onlyE ? E : F
}
