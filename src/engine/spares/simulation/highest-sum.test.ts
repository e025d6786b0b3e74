import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HighestSum } from './highest-sum.ts'

const anyChanges = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 70 })
const anyPlaces = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 })

function highestOf(changes: readonly number[]): number {
  let sum = 0
  return Math.max(...changes.map((change) => (sum += change)))
}

it('the highest that changes add up to is that of adding them up anew, change after change', () => {
  const sums = new HighestSum()
  fc.assert(
    fc.property(anyChanges, anyPlaces, (given, places) => {
      const changes = [...given]
      sums.setTo(Int32Array.from(given))
      for (const [one, other] of places) {
        const place = one % (changes.length - 1)
        const later = place + 1 + (other % (changes.length - place - 1))
        changes[place]!++
        if (other % 3 === 0) sums.add(place, 1)
        else {
          changes[later]!--
          sums.shift(place, later)
        }
        expect(sums.highest).toBe(highestOf(changes))
        expect(sums.sum).toBe(changes.reduce((all, change) => all + change))
      }
    }),
  )
})

it('where there are no changes the highest is below any', () => {
  const sums = new HighestSum()
  sums.setTo(new Int32Array(0))
  expect(sums.highest).toBeLessThan(-1e9)
  expect(sums.sum).toBe(0)
})
