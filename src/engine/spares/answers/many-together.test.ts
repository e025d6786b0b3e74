import { describe, expect, it } from 'vitest'
import { answered, changedRow, SMALL } from '../fixtures/small-network.ts'
import { manyTogether } from './many-together.ts'

describe('a survival asked of many together', () => {
  const second = { ...changedRow('parts', 0, {})[0]!, part: 'BBU', manufacturer: 'Nokia' }
  const units = [...SMALL.units!, { element: 'E-N', part: 'BBU', quantity: 3 }]
  const answer = answered({ parts: [...SMALL.parts!, second], units })

  it('asks of each more than it says, and of one alone what it says', () => {
    const alone = answered({ units: SMALL.units!.slice(0, 1), stock: SMALL.stock!.slice(0, 1) })
    const points = answer.parts.reduce((sum, { pools }) => sum + pools.length, 0)
    expect(points).toBe(3)
    expect(manyTogether(answer, { survival: 0.95, per: 'network' })).toEqual({
      points: 3,
      each: expect.closeTo(0.95 ** (1 / 3), 12),
    })
    expect(manyTogether(answer, { survival: 0.95, per: 'vendor' })).toMatchObject({ points: 2 })
    expect(manyTogether(answer, { survival: 0.95, per: 'part' })).toBeUndefined()
    expect(manyTogether(answer, { weightHoursLost: 100, per: 'network' })).toBeUndefined()
    expect(manyTogether(alone, { survival: 0.95, per: 'network' })).toBeUndefined()
  })
})
