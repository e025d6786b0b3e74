import { describe, expect, it } from 'vitest'
import { answered, SMALL } from '#engine/spares/fixtures/small-network.ts'
import type { Row } from '#engine/fixtures/small-world.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { sayAllLent, sayLent } from './lent-words.ts'

const lent = { units: 30, until: '2021-08-01' }

/** What Huawei owns lies there, until its pools stop. */
function told(stock: readonly Row[]): string {
  const answer = answered(
    {
      pools: [...SMALL.pools!, { pool: 'CARE', regions: '' }],
      depots: [...SMALL.depots!, { depot: 'CRATE', pool: 'CARE' }],
      stock: stock.map((row) => ({ part: 'RRU', titleOwner: 'Huawei', ...row })),
    },
    {
      disruptions: [
        { disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2021-06-01', vendorPools: '2021-08-01' } },
      ],
    },
  )
  return sayAllLent(answer as unknown as SparesReport)
}

describe('stock that others take away', () => {
  it('is told as used first', () => {
    expect(sayLent(lent, 2)).toBe('30 units are others’, used first, and what is left of them goes on 2021-08-01')
    expect(told([{ depot: 'LEEDS', quantity: 1 }])).toBe(
      'On hand is 1 unit of 1 part that others own and take away: used first, and what is left of it goes on 2021-08-01.',
    )
  })

  it('is told as of no use where nothing can fail', () => {
    expect(sayLent(lent, 0)).toBe('30 units are others’, of no use where nothing can fail, and go on 2021-08-01')
    expect(
      told([
        { depot: 'LEEDS', quantity: 30 },
        { depot: 'CRATE', quantity: 5 },
      ]),
    ).toBe(
      'On hand are 30 units of 1 part that others own and take away: used first, and what is left of them goes on 2021-08-01. 5 units of 1 part that others own lie where nothing can fail: of no use there, they go on 2021-08-01.',
    )
    expect(told([])).toBe('')
  })
})
