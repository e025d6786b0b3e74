import { expect, it } from 'vitest'
import { attainedBy, sparesFor, unitsInResupply } from './sparing.ts'

/** Units, FIT, hours of resupply, units in resupply; spares for 0.999 by fill and by ready. */
const PUBLISHED = [
  // Optical line units of the 1850 TSS-5 and the 1665 DMX: vendor's guides, 3 spares each.
  [100, 3619, 240, 0.086856, 3, 2],
  [100, 4523, 240, 0.108552, 3, 2],
] as const

it('the published numbers of spares are those by fill, and ready needs one less', () => {
  for (const [units, fit, hours, inResupply, fill, ready] of PUBLISHED) {
    expect(unitsInResupply(units, fit, hours)).toBeCloseTo(inResupply, 12)
    expect(sparesFor('fill', 0.999, inResupply)).toBe(fill)
    expect(sparesFor('ready', 0.999, inResupply)).toBe(ready)
  }
  expect(attainedBy('fill', 2, 0.086856)).toBeCloseTo(0.996439, 6)
  expect(attainedBy('ready', 2, 0.086856)).toBeCloseTo(0.999898, 6)
})

it('trunk cards that a central depot resupplies within two days need few spares for many units', () => {
  // 3400 FIT, 48 h. 5000 units: 0.816 in resupply; SciPy: poisson.cdf of 4 is 0.998462, of 5 0.999795.
  expect(unitsInResupply(5000, 3400, 48)).toBeCloseTo(0.816, 12)
  expect([10, 100, 1000, 5000].map((units) => sparesFor('fill', 0.999, unitsInResupply(units, 3400, 48)))).toEqual([
    2, 2, 3, 6,
  ])
})

it('support bought on the mean is ready in two cases of three', () => {
  expect(attainedBy('ready', 3, 3)).toBeCloseTo(0.647232, 6)
  expect([0.9, 0.95, 0.99, 0.999].map((probability) => sparesFor('ready', probability, 3))).toEqual([5, 6, 8, 10])
})

it('the number is the least that attains the probability', () => {
  for (const criterion of ['fill', 'ready'] as const)
    for (const inResupply of [0, 1e-4, 0.3, 2.349, 12, 300])
      for (const probability of [0.5, 0.9, 0.999, 0.99999]) {
        const stock = sparesFor(criterion, probability, inResupply)
        expect(attainedBy(criterion, stock, inResupply)).toBeGreaterThanOrEqual(probability)
        expect(stock === 0 || attainedBy(criterion, stock - 1, inResupply) < probability).toBe(true)
      }
  expect([sparesFor('fill', 0, 2), sparesFor('ready', 0, 2)]).toEqual([0, 0])
})
