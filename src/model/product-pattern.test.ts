import { describe, expect, it } from 'vitest'
import { plainName } from './plain-name.ts'
import { meetsPattern, plainPattern } from './product-pattern.ts'

const meets = (product: string, pattern: string) => meetsPattern(plainName(product), plainPattern(pattern))

describe('a product', () => {
  it('is meant in whatever case, with or without spaces and hyphens', () => {
    for (const pattern of ['RTN 950', 'rtn-950', 'RTN950', 'rtn*', 'RTN 9*', 'Rtn-*', '*'])
      expect([pattern, meets('Rtn 950', pattern)]).toEqual([pattern, true])
    expect(meets('ＭＡ5800', 'ma 58*')).toBe(true)
  })

  it('is another by every other letter and digit', () => {
    expect(
      ['RTN 95', 'RTN 9500', 'RTN 9-50', 'RTN 950*A', 'TN 950', 'AR*'].map((one) => meets('RTN 950', one)),
    ).toEqual(Array.from({ length: 6 }, () => false))
  })

  it('is not meant by a beginning whose number only begins like its own', () => {
    const products = ['S9', 'S9-X', 'S9 5', 's 9_5', 'S95', 'S90 X']
    expect(products.filter((product) => meets(product, 'S9 *'))).toEqual(['S9', 'S9-X', 'S9 5', 's 9_5'])
    expect(products.filter((product) => meets(product, 'S9*'))).toEqual(products)
  })
})
