import { describe, expect, it } from 'vitest'
import { poissonProbability } from './poisson.ts'
import { uncertainPoissonMoreThan, uncertainPoissonProbability } from './uncertain-poisson.ts'

const moreThan = (count: number, mean: number, shape: number) =>
  uncertainPoissonMoreThan(count, mean, shape, uncertainPoissonProbability(count + 1, mean, shape))

describe('a Poisson number of uncertain mean', () => {
  it('is distributed as SciPy says, for any shape', () => {
    // SciPy 1.17: stats.nbinom.pmf and sf of (count, shape, shape / (shape + mean)).
    for (const [mean, shape, count, probability, more] of [
      [5, 4, 9, 0.043275297529104036, 0.09977061448271515],
      [0.3, 1, 0, 0.7692307692307688, 0.23076923076923084],
      [0.3, 1, 2, 0.04096495220755577, 0.012289485662266739],
      [100, 0.25, 60, 0.0024574064554554946, 0.3318229158578774],
      [100, 0.25, 900, 3.964263771148743e-5, 0.012602254278557368],
      [2636, 4, 2500, 0.0003106221951402538, 0.4746022530668048],
      [2636, 4, 9000, 7.585801901206248e-7, 0.0006271500397717782],
      [80, 11.11, 110, 0.006543099219903551, 0.12094360267382136],
      [80, 1e4, 110, 0.00025847330476491936, 0.000628974248085072],
      [50, 400, 50, 0.053102495992571414, 0.46241817454422024],
    ] as const) {
      expect(uncertainPoissonProbability(count, mean, shape) / probability).toBeCloseTo(1, 10)
      expect(moreThan(count, mean, shape) / more).toBeCloseTo(1, 9)
    }
  })

  it('adds up to one', () => {
    for (const [mean, shape] of [
      [0.01, 0.3],
      [7, 2],
      [60, 30],
    ] as const) {
      let sum = moreThan(400, mean, shape)
      for (let count = 0; count <= 400; count++) sum += uncertainPoissonProbability(count, mean, shape)
      expect(sum).toBeCloseTo(1, 12)
    }
  })

  it('is Poisson where the mean is all but known', () => {
    for (const count of [0, 3, 15, 16, 40])
      expect(uncertainPoissonProbability(count, 20, 1e13) / poissonProbability(count, 20)).toBeCloseTo(1, 9)
  })
})
