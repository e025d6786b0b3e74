import { describe, expect, it } from 'vitest'
import { AFTER_ALL, formatDay, parseDay } from '#base/calendar.ts'
import type { Disruption, Scenario } from '#model/scenario.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { BOOK } from '../../fixtures/small-world.ts'
import { buildVendorBook, type VendorBook } from '../../vendors/index.ts'
import { CutOffVendors, cutOffsOf, vendorStockOf } from './cut-offs.ts'
import type { SparePart } from './spare-parts.ts'

const named = (vendor: string): VendorResolution => ({ kind: 'resolved', vendor, by: 'alias' })
const NOBODY: VendorResolution = { kind: 'nobody' }

interface Asked {
  readonly maker?: VendorResolution
  readonly repairedBy?: VendorResolution
  readonly book?: VendorBook
}

function cutOffs(disruptions: readonly Omit<Disruption, 'disruption'>[], { maker, repairedBy, book }: Asked = {}) {
  const made = maker ?? named('huawei')
  const part = { part: 'RRU', maker: made, repairedBy: repairedBy ?? made } as SparePart
  const scenario = {
    disruptions: disruptions.map((one, index) => ({ disruption: `d${index + 1}`, ...one })),
  } as unknown as Scenario
  return cutOffsOf(part, scenario, new CutOffVendors(book ?? BOOK))
}
const newUnitsFrom = (...asked: Parameters<typeof cutOffs>) => {
  const { from, isPerhaps } = cutOffs(...asked).newUnits
  return from === AFTER_ALL ? 'never' : `${formatDay(from)}${isPerhaps ? ' perhaps' : ''}`
}

describe('a part is cut off', () => {
  const stops = { newUnits: '2021-06-01' }

  it('by whoever names its maker, a vendor that controls its maker, or the part itself', () => {
    expect(newUnitsFrom([{ vendors: ['huawei'], stops }])).toBe('2021-06-01')
    expect(newUnitsFrom([{ parts: ['RRU'], stops }])).toBe('2021-06-01')
    expect(newUnitsFrom([{ vendors: ['nokia'], stops }])).toBe('never')
    expect(newUnitsFrom([{ parts: ['BBU'], stops }])).toBe('never')
    expect(newUnitsFrom([])).toBe('never')
    // Huawei controlled Honor until the day before 17 November 2020.
    const honor = { maker: named('honor') }
    expect(newUnitsFrom([{ vendors: ['huawei'], stops: { newUnits: '2020-11-16' } }], honor)).toBe('2020-11-16')
    expect(newUnitsFrom([{ vendors: ['huawei'], stops: { newUnits: '2020-11-18' } }], honor)).toBe('never')
  })

  it('perhaps, where nobody knows who makes it or whether its maker is controlled', () => {
    const cut = [{ vendors: ['huawei'], stops }]
    const ask = (maker: VendorResolution) => newUnitsFrom(cut, { maker })
    expect(ask(NOBODY)).toBe('2021-06-01 perhaps')
    expect(ask({ kind: 'unresolved', suggestions: [] })).toBe('2021-06-01 perhaps')
    expect(ask({ kind: 'ambiguous', candidates: ['huawei', 'nokia'] })).toBe('2021-06-01 perhaps')
    expect(ask({ kind: 'ambiguous', candidates: ['ericsson', 'nokia'] })).toBe('never')
    const book = buildVendorBook([
      {
        vendors: [
          { id: 'parent', name: 'Parent' },
          { id: 'child', name: 'Child', ownership: [{ owner: 'parent', control: 'unknown' }] },
        ],
      },
    ])
    expect(newUnitsFrom([{ vendors: ['parent'], stops }], { maker: named('child'), book })).toBe('2021-06-01 perhaps')
  })

  it('on the earliest day of all that reach it, each of which is told', () => {
    const { newUnits } = cutOffs([
      { vendors: ['huawei'], stops: { newUnits: '2021-06-01' } },
      { parts: ['RRU'], stops: { newUnits: '2021-03-01' } },
      { vendors: ['nokia'], stops: { newUnits: '2021-01-01' } },
      { vendors: ['huawei'], stops: { repairs: '2021-02-01' } },
    ])
    expect(newUnits).toEqual({ from: parseDay('2021-03-01'), isPerhaps: false, reachedBy: ['d1', 'd2'] })
  })

  it('from the repairs of whoever repairs it, who need not be its maker', () => {
    const { newUnits, repairs } = cutOffs(
      [{ vendors: ['nokia'], stops: { newUnits: '2021-06-01', repairs: '2021-07-01' } }],
      {
        repairedBy: named('nokia'),
      },
    )
    expect([newUnits.from, repairs.from]).toEqual([AFTER_ALL, parseDay('2021-07-01')])
  })

  it('with its units in repair, where one of those that stop repairs first loses them', () => {
    const stop = (repairs: string, inRepair: 'lost' | 'returned') => ({
      vendors: ['huawei'],
      stops: { repairs },
      inRepair,
    })
    const isLosing = (...disruptions: ReturnType<typeof stop>[]) => cutOffs(disruptions).losesRepairs
    expect(isLosing(stop('2021-06-01', 'lost'))).toBe(true)
    expect(isLosing(stop('2021-06-01', 'returned'))).toBe(false)
    expect(isLosing(stop('2021-06-01', 'returned'), stop('2021-06-01', 'lost'))).toBe(true)
    expect(isLosing(stop('2021-06-01', 'returned'), stop('2021-07-01', 'lost'))).toBe(false)
    expect(isLosing()).toBe(false)
  })
})

describe("a vendor's own stock", () => {
  const until = parseDay('2022-01-01')!
  const left = (owner: VendorResolution, ...disruptions: Partial<Disruption>[]) =>
    vendorStockOf(owner, { disruptions } as unknown as Scenario, new CutOffVendors(BOOK), until).ration
  const leftFrom = (...disruptions: Partial<Disruption>[]) =>
    vendorStockOf(named('huawei'), { disruptions } as unknown as Scenario, new CutOffVendors(BOOK), until).from
  const pools = (vendorPools: string, ration?: number) => ({
    vendors: ['huawei'],
    stops: { vendorPools },
    ...(ration === undefined ? {} : { ration }),
  })

  it('is rationed as the hardest disruption within the time reckoned has it', () => {
    expect(left(named('huawei'), pools('2021-06-01', 0.5), pools('2021-12-31', 0.25))).toBe(0.25)
    expect(left(named('huawei'), pools('2021-06-01'))).toBe(0)
    expect(left(named('huawei'), pools('2021-06-01', 0.5), pools('2022-01-01', 0.25))).toBe(0.5)
  })

  it('is less from the first day on which one of them takes some of it', () => {
    expect(leftFrom(pools('2021-09-01'), pools('2021-06-01', 0.5), pools('2021-03-01', 1))).toBe(parseDay('2021-06-01'))
    expect(leftFrom(pools('2022-01-01'))).toBe(AFTER_ALL)
  })

  it('is whole where the owner is the operator or is not cut off', () => {
    expect(left(NOBODY, pools('2021-06-01'))).toBe(1)
    expect(left(named('nokia'), pools('2021-06-01'))).toBe(1)
    expect(left(named('huawei'))).toBe(1)
  })
})
