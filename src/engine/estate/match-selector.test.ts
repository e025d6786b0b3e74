import { describe, expect, it } from 'vitest'
import type { Estate } from '#model/estate.ts'
import { readSelector, type Selector } from '#model/selector.ts'
import { BOOK, question, type Rows } from '../fixtures/small-world.ts'
import { buildEstate } from './build-estate.ts'
import { SelectorMatcher } from './match-selector.ts'

function estateOf(rows: Rows): Estate {
  return buildEstate(question(rows, [], { asOf: '2024-06-01' }), BOOK).estate
}

function selectorOf(text: string): Selector {
  const reading = readSelector(text)
  if ('problem' in reading) throw new Error(reading.problem.problem)
  return reading.value
}

const inService = { vendor: 'Nokia', inService: '2020-01-01' }

describe('a selector of waivers and authorisations', () => {
  const estate = estateOf({
    sites: [{ site: 'S1' }, { site: 'S2' }],
    elements: [
      { ...inService, element: 'A', site: 'S1' },
      { ...inService, element: 'B', site: 'S2', vendor: 'Huawei' },
      { ...inService, element: 'C', kind: 'virtual' },
    ],
    parts: [{ part: 'P', manufacturer: 'Huawei' }],
    units: [
      { element: 'A', part: 'P', slot: '1' },
      { element: 'B', part: 'P', slot: '1' },
    ],
    contracts: [{ contract: 'A', supplier: 'Huawei', role: 'support', from: '2020-01-01' }],
  })
  const meant = (text: string) =>
    [...new SelectorMatcher(estate, BOOK).meaningOf(selectorOf(text)).keys()]
      .map((entity) => estate.entities.identifierOf(entity))
      .sort()

  it('means the elements it names and the units in them, the units that meet it themselves, and contracts by `*` alone', () => {
    expect(meant('element=A')).toEqual(['A', 'A P 1'])
    expect(meant('element=A|C')).toEqual(['A', 'A P 1', 'C'])
    expect(meant('element=A; vendor=Huawei')).toEqual(['A P 1'])
    expect(meant('vendor=Huawei')).toEqual(['A P 1', 'B', 'B P 1'])
    expect(meant('*')).toEqual(['A', 'A', 'A P 1', 'B', 'B P 1', 'C'])
  })

  it('means what stands on the sites it names, and of the elements it names beside them those that stand there', () => {
    expect(meant('site=S1')).toEqual(['A', 'A P 1'])
    expect(meant('site=S1|S2; vendor=Huawei')).toEqual(['A P 1', 'B', 'B P 1'])
    expect(meant('element=A|B|C; site=S2')).toEqual(['B', 'B P 1'])
    expect(meant('element=NOBODY')).toEqual([])
    expect(meant('site=NOWHERE')).toEqual([])
  })
})

describe('a selector', () => {
  it('finds regions, tags, products and bands in whatever case and spacing', () => {
    const estate = estateOf({
      sites: [
        { site: 'S1', region: 'North West', tags: 'natsec' },
        { site: 'S2', region: 'north-west', tags: 'Nat_Sec' },
        { site: 'S3', region: 'NorthWest 2', tags: 'sec' },
      ],
      elements: ['S1', 'S2', 'S3'].map((site) => ({
        ...inService,
        element: `A-${site}`,
        site,
        tags: 'Shared RAN',
        product: `Air Scale ${site}`,
        bands: { S1: '3.5GHz|700MHz', S2: 'n78', S3: '700 MHz' }[site]!,
      })),
    })
    const count = (text: string) => new SelectorMatcher(estate, BOOK).meaningOf(selectorOf(text)).size
    expect(count('region=NORTH WEST')).toBe(2)
    expect(count('siteTag=NatSec')).toBe(2)
    expect(count('tag=shared-ran')).toBe(3)
    expect(count('region=North')).toBe(0)
    expect(count('product=AIRSCALE*')).toBe(3)
    expect(count('product=air-scale s1')).toBe(1)
    expect(count('product=air-scale s')).toBe(0)
    // Whether n78 is the band that others call by its frequency nobody knows.
    expect(count('band=3500 MHz')).toBe(2)
    expect(count('band=n78')).toBe(3)
    expect(count('band=26GHz')).toBe(1)
  })
})

describe('many selectors', () => {
  const COUNT = 200
  const elements = Array.from({ length: COUNT }, (_, index) => ({
    ...inService,
    element: `E${index}`,
    site: `S${index}`,
    tags: `T${index}`,
  }))
  const estate = estateOf({ sites: elements.map(({ site }) => ({ site })), elements })

  /** How often a class, an entity or a row is looked at to tell what so many selectors mean. */
  function looksFor(select: (index: number) => string): number {
    let looks = 0
    const counted = (column: Uint32Array): Uint32Array =>
      new Proxy(column, {
        get: (target, key) => {
          looks += 1
          return Reflect.get(target, key) as unknown
        },
      })
    const { entities } = estate
    const matcher = new SelectorMatcher(
      {
        ...estate,
        classOf: counted(estate.classOf),
        entityOf: counted(estate.entityOf),
        entities: {
          count: entities.count,
          identifierOf: (entity) => (looks++, entities.identifierOf(entity)),
          originOf: (entity) => (looks++, entities.originOf(entity)),
          find: (identifier) => (looks++, entities.find(identifier)),
        },
      },
      BOOK,
    )
    for (let index = 0; index < COUNT; index++) expect(matcher.meaningOf(selectorOf(select(index))).size).toBe(1)
    return looks
  }

  it('do not each look through the whole estate', () => {
    for (const key of ['element=E', 'site=S', 'tag=T'])
      expect(looksFor((index) => `${key}${index}`)).toBeLessThan(10 * COUNT)
  })
})
