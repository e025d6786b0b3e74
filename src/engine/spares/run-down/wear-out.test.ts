import { expect, it } from 'vitest'
import { expectedFailures, meanLifeHours } from './wear-out.ts'

const FAN = { shape: 1.8, scaleHours: 3000 }

it('an old unit fails more often than a new one, by the published example', () => {
  expect([0, 600, 2400].map((age) => Number(expectedFailures(FAN, age, 400).toFixed(4)))).toEqual([
    0.0266, 0.0832, 0.214,
  ])
  expect(400 / meanLifeHours(FAN)).toBeCloseTo(0.1499, 4)
})

it('units that do not wear out fail at one rate at any age', () => {
  for (const age of [0, 10, 100_000])
    expect(expectedFailures({ shape: 1, scaleHours: 5000 }, age, 50)).toBeCloseTo(0.01, 12)
})
