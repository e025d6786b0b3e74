import { describe, expect, it } from 'vitest'
import { sayMissing } from './missing-words.ts'

const said = (missing: number, bought: number, isInPlaceOfBought: boolean): string =>
  sayMissing({ part: 'A', missing, bought, isInPlaceOfBought, why: '', alternatives: [] })

describe('units that cannot be had', () => {
  it('are told as beside those bought, or instead of them', () => {
    expect([said(398, 0, false), said(1200, 3, false), said(8, 10, true)]).toEqual([
      '398 more',
      '1,200 more beside the 3 to buy',
      '8 instead of the 10 to buy',
    ])
  })
})
