// What service is lost at a point in one replication, from what its shelf owed: by how many units are down, in each step.
//
// So many units of so many in service are down when what is owed changes. Units that are swapped out take theirs with them, any
// of them as likely as any other, so that what is down among those that stay goes by the same two numbers; new ones are not
// down (as `answers/service-lost.ts` has it for expected units, here for the units of a replication). What fails is drawn as if all
// units went on failing; one that is down already is as likely to be drawn as any other, and is not down twice.

import { binomialProbability } from '../chance/binomial-probability.ts'
import type { OwedPath } from './owed-path.ts'

/**
 * What depends on the units of each point: groups of sites on which the same stands, which is elements of one or more shapes, each
 * of so many units, of which so many must work. A site is short where any of its elements is.
 */
export interface PointElements {
  /** How the units in service at point p change: at [unitsStart[p], unitsStart[p + 1]), in order of steps. */
  readonly unitsStart: Uint32Array
  readonly unitsStep: Uint32Array
  /** In service at the end of each step, from that step on; before the first: none. */
  readonly units: Float64Array
  /** The same, each counted as many as fail as often as it does. */
  readonly paced: Float64Array
  /** The groups of point p: [groupStart[p], groupStart[p + 1]). */
  readonly groupStart: Uint32Array
  /** The shapes of group g: [shapeStart[g], shapeStart[g + 1]), and how many elements of each a site of the group has. */
  readonly shapeStart: Uint32Array
  readonly elementCount: Uint32Array
  readonly unitCount: Uint32Array
  readonly neededCount: Uint32Array
  /** What a unit of each shape counts for in `paced`. */
  readonly pace: Float64Array
  /** How what hangs on group g changes: at [changeStart[g], changeStart[g + 1]), in order of steps. */
  readonly changeStart: Uint32Array
  readonly changeStep: Uint32Array
  /** What is lost over a step in which all sites of the group are short, from that step on; before the first: nothing. */
  readonly lossOfStep: Float64Array
}

export class LossWalk {
  readonly #stepCount: number
  readonly #elements: PointElements | undefined
  /** Of each group of the point: the share of its sites that are short of units now, and the next change of its loss. */
  #short: Float64Array = new Float64Array(8)
  #nextChange: Uint32Array = new Uint32Array(8)

  /** Left out: an outage costs nothing. */
  constructor(stepCount: number, elements: PointElements | undefined) {
    this.#stepCount = stepCount
    this.#elements = elements
  }

  /** Over all steps. */
  lossOf(point: number, path: OwedPath): number {
    if (!this.#elements) return 0
    const { groupStart, unitsStart, unitsStep, units, paced } = this.#elements
    const [firstGroup, endGroup] = [groupStart[point]!, groupStart[point + 1]!]
    if (path.count === 0 || firstGroup === endGroup) return 0
    this.#begin(firstGroup, endGroup)
    const endUnits = unitsStart[point + 1]!
    let nextUnits = unitsStart[point]!
    let [unitsNow, pacedNow] = [0, 0]
    // So many are down of units that counted as many.
    let [down, among] = [0, 0]
    let [toldDown, toldAmong] = [0, 0]
    let owed = 0
    let next = 0
    let loss = 0
    for (let step = path.step[0]!; step < this.#stepCount; step++) {
      while (nextUnits < endUnits && unitsStep[nextUnits]! <= step) {
        const before = pacedNow
        unitsNow = units[nextUnits]!
        pacedNow = paced[nextUnits++]!
        if (pacedNow <= before) continue
        if (down > 0) down *= before / among
        among = pacedNow
      }
      if (next < path.count && path.step[next] === step) {
        const nowOwed = path.owed[next++]!
        const left = down > 0 ? (down * pacedNow) / among : 0
        down = Math.min(unitsNow, Math.max(0, left + Math.min(0, nowOwed - owed)))
        // On average over which of them fail, which is exact where each unit that is down costs as much.
        for (let failed = owed; failed < nowOwed; failed++) down += Math.max(0, 1 - down / pacedNow)
        down = Math.min(unitsNow, down)
        among = pacedNow
        owed = nowOwed
      }
      if (unitsNow === 0) down = 0
      if (down === 0) {
        if (next === path.count) break
        continue
      }
      if (down !== toldDown || among !== toldAmong) this.#fillShort(firstGroup, endGroup, down, among)
      toldDown = down
      toldAmong = among
      loss += this.#lossIn(step, firstGroup, endGroup)
    }
    return loss
  }

  #begin(firstGroup: number, endGroup: number): void {
    const groups = endGroup - firstGroup
    if (this.#short.length < groups) {
      this.#short = new Float64Array(2 * groups)
      this.#nextChange = new Uint32Array(2 * groups)
    }
    const { changeStart } = this.#elements!
    for (let group = firstGroup; group < endGroup; group++) this.#nextChange[group - firstGroup] = changeStart[group]!
  }

  #lossIn(step: number, firstGroup: number, endGroup: number): number {
    const { changeStart, changeStep, lossOfStep } = this.#elements!
    let loss = 0
    for (let group = firstGroup; group < endGroup; group++) {
      const index = group - firstGroup
      let next = this.#nextChange[index]!
      while (next < changeStart[group + 1]! && changeStep[next]! <= step) next++
      this.#nextChange[index] = next
      if (next > changeStart[group]!) loss += lossOfStep[next - 1]! * this.#short[index]!
    }
    return loss
  }

  #fillShort(firstGroup: number, endGroup: number, down: number, among: number): void {
    for (let group = firstGroup; group < endGroup; group++)
      this.#short[group - firstGroup] = this.#shortOf(group, down, among)
  }

  /** Elements of several shapes are short each by itself. */
  #shortOf(group: number, down: number, among: number): number {
    const { shapeStart, elementCount, unitCount, neededCount, pace } = this.#elements!
    let short = 0
    for (let shape = shapeStart[group]!; shape < shapeStart[group + 1]!; shape++) {
      const ofOne = shareShort(unitCount[shape]!, neededCount[shape]!, down, among / pace[shape]!)
      for (let element = 0; element < elementCount[shape]!; element++) short += (1 - short) * ofOne
    }
    return short
  }
}

/**
 * P(fewer than `needed` of an element's `count` units work), where so many are down `among` all that may be, any of them as
 * likely as any other: the hypergeometric distribution. What is down in part, as where others came or went meanwhile, lies in
 * proportion between the whole numbers.
 *
 * Worked: 2 of 3 needed, 2 down among 10: 3 of 45 pairs are two of its own, 0.0667.
 */
export function shareShort(count: number, needed: number, down: number, among: number): number {
  const whole = Math.floor(down)
  const part = down - whole
  const short = shortOfWhole(count, needed, whole, among)
  return part === 0 ? short : (1 - part) * short + part * shortOfWhole(count, needed, whole + 1, among)
}

/** So many looks at a unit take no longer than to begin with the logarithms of what is likely. */
const FEW_LOOKS = 400

function shortOfWhole(count: number, needed: number, down: number, among: number): number {
  /** So many may be down. */
  const spared = count - needed
  if (spared < 0) return 1
  if (down <= spared || needed <= 0) return 0
  return count * (spared + 1) <= FEW_LOOKS
    ? shortUnitByUnit(count, spared, down, among)
    : shortOfMany(count, spared, down, among)
}

/** A term that no longer changes the last bit of a sum. */
const LAST_BIT = 2 ** -56

/** P(more than `spared` of the element's units are down), from there away from the mean, where there are fewest terms. */
function shortOfMany(count: number, spared: number, down: number, among: number): number {
  /** Of those that are not down, not counting the element's other units, were so many of its own down. */
  const others = (own: number): number => among - down - count + own
  if (others(spared) < 0) return 1
  let sum = 0
  if (spared + 1 > (down * count) / among) {
    let term = hypergeometric(spared + 1, count, down, among)
    for (let own = spared + 1; term > sum * LAST_BIT; own++) {
      sum += term
      term *= ((down - own) * (count - own)) / ((own + 1) * others(own + 1))
    }
    return Math.min(1, sum)
  }
  let term = hypergeometric(spared, count, down, among)
  for (let own = spared; term > sum * LAST_BIT; own--) {
    sum += term
    term *= (own * others(own)) / ((down - own + 1) * (count - own + 1))
  }
  return Math.max(0, 1 - sum)
}

/** P(of those down so many are the element's), as three binomial probabilities (Loader 2000): no large factorials. */
function hypergeometric(own: number, count: number, down: number, among: number): number {
  const [p, q] = [count / among, 1 - count / among]
  const [ofDown, ofOthers] = [
    binomialProbability(own, down, p, q),
    binomialProbability(count - own, among - down, p, q),
  ]
  return (ofDown * ofOthers) / binomialProbability(count, among, p, q)
}

/** P(so many units of the element are down), of those of it that have been looked at: as far as it is not short of any. */
let probability = new Float64Array(8)

function shortUnitByUnit(count: number, spared: number, down: number, among: number): number {
  if (probability.length <= spared) probability = new Float64Array(2 * spared + 2)
  probability.fill(0, 0, spared + 1)
  probability[0] = 1
  let short = 0
  for (let unit = 0; unit < count; unit++) {
    const left = among - unit
    for (let found = Math.min(unit, spared); found >= 0; found--) {
      const isDown = left > 0 ? Math.min(1, (down - found) / left) : 1
      const hit = probability[found]! * isDown
      probability[found]! -= hit
      if (found === spared) short += hit
      else probability[found + 1]! += hit
    }
  }
  return Math.min(1, short)
}
