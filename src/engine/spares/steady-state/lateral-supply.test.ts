import { expect, it } from 'vitest'
import { erlangLoss } from './lateral-supply.ts'
import { poissonAtMost, poissonProbability } from '../chance/poisson.ts'

it('the loss formula is the truncated Poisson distribution at its end', () => {
  expect(erlangLoss(2, 1)).toBeCloseTo(0.2, 14)
  for (const load of [0.01, 0.5, 3, 40])
    for (const stock of [0, 1, 2, 7, 30])
      expect(erlangLoss(stock, load)).toBeCloseTo(poissonProbability(stock, load) / poissonAtMost(stock, load), 12)
})
