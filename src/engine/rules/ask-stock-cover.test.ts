import { describe, expect, it } from 'vitest'
import { BOOK, pack, question, type Rows } from '../fixtures/small-world.ts'
import { buildEstate } from '../estate/index.ts'
import { askStockCover } from './ask-stock-cover.ts'

const ROWS: Rows = {
  sites: [{ site: 'S1' }],
  elements: [
    { element: 'G1', site: 'S1', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2019-01-01' },
    { element: 'O1', site: 'S1', vendor: 'Nokia', function: 'access.fttp.olt', inService: '2019-01-01' },
  ],
  units: [
    { element: 'G1', part: 'RRU' },
    { element: 'O1', part: 'CARD' },
    { element: 'O1', part: 'FAN' },
  ],
  parts: [
    { part: 'RRU', manufacturer: 'Huawei' },
    { part: 'CARD', manufacturer: 'Nokia' },
    { part: 'FAN', manufacturer: '' },
  ],
}

function dutiesOf(scope: object, more: object = {}, asOf = '2020-06-19') {
  const rule = { kind: 'stockCover', needs: 'stock', scope, ...more } as Parameters<typeof pack>[0][number]
  const asked = question(ROWS, [pack([rule])], { asOf })
  const { estate } = buildEstate(asked, BOOK)
  return askStockCover(estate, asked, BOOK).map(({ months, parts }) => ({ months, parts: Object.fromEntries(parts) }))
}

describe('a rule that asks for stock', () => {
  it('speaks of the parts of every manufacturer where it names none', () => {
    expect(dutiesOf({ where: { kind: ['physical'] } })).toEqual([
      { months: undefined, parts: { RRU: 2, CARD: 2, FAN: 2 } },
    ])
  })

  it('speaks of those of a vendor in a function, and perhaps of those whose maker nobody states', () => {
    const scope = { where: { function: ['access.fttp'], vendor: { is: ['nokia'] } } }
    expect(dutiesOf(scope, { months: 6 })).toEqual([{ months: 6, parts: { CARD: 2, FAN: 1 } }])
  })

  it('is silent before it takes effect', () => {
    expect(dutiesOf({}, { from: '2021-01-01' })).toEqual([])
  })
})
