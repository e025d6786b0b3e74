import { describe, expect, test } from 'vitest'
import type { SiteMap } from '#contract/application/map.ts'
import { chooseSeries, MOST_COLOURS, sayVendor } from './series.ts'

/** As many vendors as have a colour of their own and two more, at a site each; a site of none that is stated; and one of no elements. */
function manyVendors(): SiteMap {
  const names = Array.from({ length: MOST_COLOURS + 2 }, (_, index) => `Vendor ${String.fromCodePoint(65 + index)}`)
  const vendors = [...names, '']
  const vendor = [...vendors.keys(), -1]
  const each = vendor.map(() => 0)
  return {
    snapshot: 'f'.repeat(64),
    site: vendor.map((_, index) => `S${index}`),
    latitude: each,
    longitude: each,
    elements: each,
    vendor,
    vendors,
    withoutPlace: 0,
    withheld: 0,
  }
}

describe('the vendors of sites', () => {
  test('beyond those with a colour of their own share one, and blank is told apart', () => {
    const { series } = chooseSeries(manyVendors())
    expect(series.slice(MOST_COLOURS).map(({ label, sites }) => [label, sites])).toEqual([
      ['2 other vendors', 2],
      ['not stated', 1],
      ['no element there', 1],
    ])
  })

  test('are each told by their own name, whatever colour they have', () => {
    const sites = manyVendors()
    expect(sayVendor(sites, 0)).toBe('Vendor A')
    expect(sayVendor(sites, MOST_COLOURS + 1)).toBe('Vendor J')
    expect(sayVendor(sites, MOST_COLOURS + 2)).toBe('not stated')
    expect(sayVendor(sites, MOST_COLOURS + 3)).toBe('no element there')
  })
})
