import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Heaviest } from './heaviest.ts'

const candidates = fc.array(fc.record({ weight: fc.nat(5), isCertain: fc.boolean() }), { maxLength: 4000, size: 'max' })

it('the heaviest are kept in order, of equal weight the certain ones first, then those that stand first', () => {
  fc.assert(
    fc.property(candidates, fc.constantFrom(1, 3, 100, Number.POSITIVE_INFINITY), (offered, most) => {
      const heaviest = new Heaviest(most)
      for (const [index, { weight, isCertain }] of offered.entries()) heaviest.offer(index, weight, isCertain)
      const inOrder = offered
        .map((one, index) => ({ index, ...one }))
        .sort((left, right) => right.weight - left.weight || Number(right.isCertain) - Number(left.isCertain))
      expect(heaviest.finish()).toEqual(inOrder.slice(0, most))
    }),
    { numRuns: 50 },
  )
})
