import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HighestLevel } from './highest-level.ts'

const anyLevels = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 70 })
const anyRanges = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 })

it('the highest of levels that are raised over ranges is the highest of them all, raise after raise', () => {
  const levels = new HighestLevel()
  fc.assert(
    fc.property(anyLevels, anyRanges, (given, ranges) => {
      const plain = [...given]
      levels.setTo(Int32Array.from(given))
      for (const [one, other] of ranges) {
        const from = one % plain.length
        const end = from + 1 + (other % (plain.length - from))
        levels.raise(from, end)
        for (let index = from; index < end; index++) plain[index]!++
        expect(levels.highest).toBe(Math.max(...plain))
      }
    }),
  )
})

it('where there are no levels the highest is below any', () => {
  const levels = new HighestLevel()
  levels.setTo(new Int32Array(0))
  expect(levels.highest).toBeLessThan(-1e9)
})
