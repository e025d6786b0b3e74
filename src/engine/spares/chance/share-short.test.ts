import { describe, expect, it } from 'vitest'
import { availabilityOf } from '../steady-state/redundancy.ts'
import { shareShort } from './share-short.ts'

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
