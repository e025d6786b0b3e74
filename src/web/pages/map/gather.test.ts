import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCluster, gather } from './gather.ts'

const SIZE = { width: 800, height: 600 }
const VIEW = { x: 0.5, y: 0.5, scale: 1000 }

function placesOf(points: readonly (readonly [number, number, number])[]) {
  return {
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    series: Uint8Array.from(points, ([, , series]) => series),
  }
}

describe('sites close together', () => {
  it('are one circle that counts each of them once, of its own colour', () => {
    const unit = fc.double({ min: 0.2, max: 0.8, noNaN: true })
    const points = fc.array(fc.tuple(unit, unit, fc.nat(3)), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(points, (some) => {
        // Enough of them that they are no longer drawn one by one.
        const all = Array.from({ length: 40 }, () => some).flat()
        const shown = all.map((_, index) => index)
        const { clusters } = gather(placesOf(all), shown, VIEW, SIZE, 4)
        const inView = shown.filter(
          (site) => Math.abs(all[site]![0] - 0.5) <= 0.446 && Math.abs(all[site]![1] - 0.5) <= 0.346,
        )
        expect(clusters.flatMap(({ sites }) => sites).sort((left, right) => left - right)).toEqual(inView)
        for (const { counts, sites } of clusters)
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sites.length)
      }),
      { numRuns: 50 },
    )
  })

  it('are rings of which no two overlap, however large the world is drawn', () => {
    const unit = fc.double({ min: 0.3, max: 0.7, noNaN: true })
    const points = fc.array(fc.tuple(unit, unit, fc.nat(3)), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(points, fc.double({ min: 300, max: 3000, noNaN: true }), (some, scale) => {
        const all = Array.from({ length: 800 }, () => some).flat()
        const { clusters, isOneByOne } = gather(placesOf(all), [...all.keys()], { ...VIEW, scale }, SIZE, 4)
        if (isOneByOne) return
        for (const [index, one] of clusters.entries())
          for (const other of clusters.slice(index + 1))
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius)
      }),
      { numRuns: 30 },
    )
  })

  it('are drawn one by one when there are few', () => {
    const { clusters, isOneByOne } = gather(
      placesOf([
        [0.5, 0.5, 0],
        [0.5, 0.5, 1],
      ]),
      [0, 1],
      VIEW,
      SIZE,
      2,
    )
    expect(isOneByOne).toBe(true)
    expect(clusters).toHaveLength(2)
  })

  it('are found under the pointer, the nearest first', () => {
    const gathered = gather(
      placesOf([
        [0.5, 0.5, 0],
        [0.508, 0.5, 1],
      ]),
      [0, 1],
      VIEW,
      SIZE,
      2,
    )
    expect(findCluster(gathered, 399, 300)?.sites).toEqual([0])
    expect(findCluster(gathered, 410, 300)?.sites).toEqual([1])
    expect(findCluster(gathered, 600, 300)).toBeUndefined()
  })
})
