import { describe, expect, it } from 'vitest'
import { GROUPS, GroupMeans, HALVES } from './half-samples.ts'

describe('halves of the replications', () => {
  const groups = Array.from({ length: GROUPS }, (_, group) => Math.sin(group * 7.3))

  it('differ from all of them, on average of the squares, by the variance of a mean over groups', () => {
    const means = new GroupMeans(80, 1)
    for (const [group, mean] of groups.entries()) means.set(0, group, 10 * mean)
    const mean = groups.reduce((sum, one) => sum + one, 0) / GROUPS
    const variance = groups.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (GROUPS - 1) / GROUPS
    expect(means.all[0]).toBeCloseTo(mean, 12)
    const squares = means.inHalves().reduce((sum, more) => sum + more * more, 0)
    expect(squares / HALVES).toBeCloseTo(variance, 7)
  })

  it('do not differ in what is sure, nor where there are fewer replications than groups to tell', () => {
    for (const replications of [1, 3, 8, 100]) {
      const means = new GroupMeans(replications, 2)
      means.setSure(0)
      means.setSure(1)
      expect([...means.all]).toEqual([1, 1])
      expect(new Set(means.inHalves())).toEqual(new Set([0]))
    }
  })
})
