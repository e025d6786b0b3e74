// What makes a figure what it is, in an estate of more sites than need be visited to say so.

import { describe, expect, it } from 'vitest'
import { judge, pack, type Row } from '../fixtures/small-world.ts'

const SITES = 3000

function world(columnsOf: (index: number) => Row) {
  const numbers = Array.from({ length: SITES }, (_, index) => index)
  return {
    sites: numbers.map((index) => ({ site: `S${index}` })),
    elements: numbers.map((index) => ({
      element: `E${index}`,
      site: `S${index}`,
      vendor: 'Huawei',
      function: 'ran.5g.gnb',
      inService: '2021-01-01',
      ...columnsOf(index),
    })),
  }
}

const numerator = { where: { vendor: { designated: 'hrv' } } }
const exclusion = pack([{ kind: 'exclusion', scope: numerator }])
const trafficCap = pack([
  {
    kind: 'cap',
    limit: '35 %',
    metrics: [
      {
        name: 'traffic',
        count: 'elements',
        weight: 'traffic',
        numerator,
        attribution: 'any',
        sharedSites: 'once',
      },
    ],
  },
])
const asked = { asOf: '2023-01-01' }

describe('of thousands in breach', () => {
  it('a hundred that are so for certain are named, in order of their sites, and all are counted', () => {
    const [result] = judge(
      world((index) => ({ inService: index < 500 || index >= 2000 ? 'unknown' : '2021-01-01' })),
      exclusion,
      asked,
    )
    expect(result!.matter.total).toBe(SITES)
    expect(result!.matter.entries.map(({ identifier }) => identifier)).toEqual(
      Array.from({ length: 100 }, (_, index) => `E${500 + index}`),
    )
    expect(result!.coverage).toMatchObject({
      known: 1500,
      uncertain: 1500,
      reasons: [{ what: 'dates of service not known', count: 1500 }],
    })
  })

  it('those that may be in breach fill up what the certain ones leave of a hundred', () => {
    const [result] = judge(
      world((index) => ({ vendor: index === 2999 ? 'Huawei' : 'Nobody knows' })),
      exclusion,
      asked,
    )
    expect(result!.matter.entries[0]).toMatchObject({ identifier: 'E2999', answer: 'yes' })
    expect(result!.matter.entries[99]).toMatchObject({ identifier: 'E98', answer: 'maybe' })
  })

  it('the heaviest are named wherever they stand', () => {
    const [result] = judge(
      world((index) => ({ traffic: (index * 7) % SITES })),
      trafficCap,
      asked,
    )
    const heaviest = Array.from({ length: 100 }, (_, place) => SITES - 1 - place)
    expect(result!.matter.entries.map(({ weight }) => weight)).toEqual(heaviest.map((traffic) => traffic * 1000))
  })

  it('one that is in breach on a site visited last is found', () => {
    const [result] = judge(
      world((index) => ({ vendor: index === 2999 ? 'Huawei' : 'Nokia' })),
      exclusion,
      asked,
    )
    expect(result!.matter).toMatchObject({ total: 1, entries: [{ identifier: 'E2999' }] })
  })
})
