import { describe, expect, it } from 'vitest'
import { availabilityOf } from '../steady-state/redundancy.ts'
import { binOf, lossOfBin } from './loss-bins.ts'
import { LossWalk, type PointElements, shareShort } from './loss-walk.ts'
import { OwedPath } from './owed-path.ts'

/** P(short) by going through every way in which so many of all units may be down: the first `count` are the element's. */
function shortByEnumeration(count: number, needed: number, down: number, among: number): number {
  let [ways, short] = [0, 0]
  for (let units = 0; units < 2 ** among; units++) {
    if (bitsOf(units) !== down) continue
    ways++
    if (bitsOf(units % 2 ** count) > count - needed) short++
  }
  return short / ways
}

function bitsOf(number: number): number {
  return number === 0 ? 0 : (number % 2) + bitsOf(Math.floor(number / 2))
}

describe('elements short of units', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 5],
    [6, 3],
    [10, 4],
  ])('of %d, of which %d must work, are as many as there are ways for it', (count, needed) => {
    for (let down = 0; down <= 10; down++)
      expect(shareShort(count, needed, down, 10)).toBeCloseTo(shortByEnumeration(count, needed, down, 10), 12)
  })

  it('are one in 15 of those of three units that need two, where two of ten are down', () => {
    expect(shareShort(3, 2, 2, 10)).toBeCloseTo(1 / 15, 15)
  })

  it('of hundreds of units are as many as unit after unit makes them', () => {
    const unitByUnit = (count: number, needed: number, down: number, among: number): number => {
      let likely = [1]
      for (let unit = 0; unit < count; unit++)
        likely = Array.from({ length: likely.length + 1 }, (_, found) => {
          const hit = (down - found + 1) / (among - unit)
          const miss = 1 - (down - found) / (among - unit)
          return (likely[found - 1] ?? 0) * hit + (likely[found] ?? 0) * miss
        })
      return likely.slice(count - needed + 1).reduce((sum, one) => sum + one, 0)
    }
    for (const [count, needed, down, among] of [
      [300, 250, 180, 1000],
      [300, 250, 120, 1000],
      [300, 240, 200, 1000.5],
      [500, 500, 3, 4000],
      [600, 300, 320, 640],
    ] as const)
      expect(shareShort(count, needed, down, among)).toBeCloseTo(unitByUnit(count, needed, down, among), 11)
  })

  it('are all there are, or none, of an element that has all units', () => {
    expect(shareShort(100_000, 60_000, 40_000, 100_000)).toBe(0)
    expect(shareShort(100_000, 60_000, 40_001, 100_000)).toBe(1)
    expect(shareShort(100_000, 60_000, 40_000.25, 100_000)).toBe(0.25)
    expect(shareShort(100_000, 0, 100_000, 100_000)).toBe(0)
  })

  it('are those of the binomial distribution where very many units are down of very many more', () => {
    for (const [count, needed] of [
      [3, 2],
      [16, 15],
      [100, 99],
    ] as const)
      expect(shareShort(count, needed, 1e9, 1e11)).toBeCloseTo(1 - availabilityOf(needed, count, 0.99), 7)
  })

  it('of one unit are its share of those down, also where that is no whole number', () => {
    for (const down of [0.25, 1, 1.5, 7.75]) expect(shareShort(1, 1, down, 8)).toBeCloseTo(down / 8, 15)
  })
})

describe('what is lost in a replication', () => {
  /** An element of three units, of which two must work, among those in service in each step; and what is owed from which step on. */
  const lossOf = (units: readonly number[], owed: readonly (readonly [step: number, owed: number])[]): number => {
    const elements: PointElements = {
      unitsStart: Uint32Array.of(0, units.length),
      unitsStep: Uint32Array.from(units.keys()),
      units: Float64Array.from(units),
      paced: Float64Array.from(units),
      groupStart: Uint32Array.of(0, 1),
      shapeStart: Uint32Array.of(0, 1),
      elementCount: Uint32Array.of(1),
      unitCount: Uint32Array.of(3),
      neededCount: Uint32Array.of(2),
      pace: Float64Array.of(1),
      changeStart: Uint32Array.of(0, 1),
      changeStep: Uint32Array.of(0),
      lossOfStep: Float64Array.of(1),
    }
    const path = new OwedPath(units.length)
    for (const [step, count] of owed) path.note(step, count)
    return new LossWalk(units.length, elements).lossOf(0, path)
  }

  it('is by the units that were there when the others were swapped out', () => {
    // Two of six down, where the second failure is not of the unit that is down already: 3 of 15 pairs are two of its own; the
    // other three being gone changes nothing for it.
    expect(lossOf([6, 3], [[0, 2]])).toBeCloseTo(((2 * 5) / 6) * shortByEnumeration(3, 2, 2, 6), 14)
  })

  it('is no more than of all units, however often what is down is drawn to fail', () => {
    const failing = Array.from({ length: 60 }, (_, step) => [step, step + 1] as const)
    const loss = lossOf(
      failing.map(() => 3),
      failing,
    )
    expect(loss).toBeLessThan(60)
    expect(loss).toBeGreaterThan(55)
  })

  it('is less where new units come that are not down, and ends when all are there again', () => {
    const loss = lossOf(
      [6, 9, 9],
      [
        [0, 2],
        [2, 0],
      ],
    )
    expect(loss).toBeCloseTo((5 / 6) * (shortByEnumeration(3, 2, 2, 6) + shortByEnumeration(3, 2, 2, 9)), 14)
  })
})

describe('losses in bins', () => {
  it('are told to one part in 128, and in order', () => {
    let before = -1
    for (let loss = 0; loss < 2 ** 52; loss = Math.ceil(loss * 1.003) + 1) {
      const told = lossOfBin(binOf(loss))
      expect(Math.abs(told - loss)).toBeLessThanOrEqual(Math.max(0.5, loss / 128))
      expect(told).toBeGreaterThanOrEqual(before)
      before = told
    }
  })

  it('are none below one', () => {
    expect(lossOfBin(binOf(0.9))).toBe(0)
    expect(binOf(1)).toBe(1)
  })
})
