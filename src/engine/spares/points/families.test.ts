import { describe, expect, it } from 'vitest'
import type { Row } from '../../fixtures/small-world.ts'
import { prepared, SMALL } from '../fixtures/small-network.ts'

const PARTS = ['AAA', 'BBB', 'CCC'].map((part) => ({ part, manufacturer: 'Huawei', failuresFit: 3000 }))
const UNITS_OF = (...parts: string[]) => parts.map((part) => ({ element: 'E-N', part, quantity: 10 }))

/** Who shares with whom, by the one the family goes by, and what is told as a way out. */
function families(
  interchange: readonly Row[],
  changed: { parts?: readonly Row[]; units?: readonly Row[]; elements?: readonly Row[] } = {},
) {
  const { families: found, parts } = prepared({
    parts: PARTS,
    units: UNITS_OF('AAA', 'BBB'),
    stock: [],
    interchange,
    ...changed,
  }).network
  const name = (part: number) => parts[part]!.part
  return {
    shared: [...found.membersOf]
      .filter(([, members]) => members.length > 1)
      .map(([head, members]) => `${name(head)}: ${members.map(name).join(' ')}`),
    waysOut: found.standIns.map(({ part, substitute, why }) => `${name(substitute)} for ${name(part)}: ${why}`),
  }
}
const link = (part: string, substitute: string, more: Row = {}) => ({ part, substitute, ...more })
const TWO_WAY = { direction: 'two-way' }

describe('parts that share their spares', () => {
  it('may each stand in for the other, and go by the first of those that have units', () => {
    expect(families([link('BBB', 'AAA', TWO_WAY)]).shared).toEqual(['AAA: AAA BBB'])
    expect(families([link('AAA', 'BBB', TWO_WAY)], { units: UNITS_OF('BBB') }).shared).toEqual(['BBB: AAA BBB'])
    // Said in two rows it is the same.
    expect(families([link('AAA', 'BBB'), link('BBB', 'AAA')])).toEqual({ shared: ['AAA: AAA BBB'], waysOut: [] })
  })

  it('are also a part and one that may only stand in for it, and has no units of its own', () => {
    expect(families([link('AAA', 'CCC')])).toEqual({ shared: ['AAA: AAA CCC'], waysOut: [] })
  })

  it('are three where each may stand in for each, and two where one pair may not, however they are called', () => {
    const links = (...pairs: string[]) => pairs.map((pair) => link(pair.slice(0, 3), pair.slice(4), TWO_WAY))
    expect(families(links('AAA BBB', 'AAA CCC', 'BBB CCC'))).toEqual({ shared: ['AAA: AAA BBB CCC'], waysOut: [] })
    const why = 'one of them shares with another already'
    expect(families(links('AAA CCC', 'AAA BBB'))).toEqual({
      shared: ['AAA: AAA BBB'],
      waysOut: [`CCC for AAA: ${why}`, `AAA for CCC: ${why}`],
    })
    expect(families(links('BBB CCC', 'CCC AAA'))).toEqual({
      shared: ['AAA: AAA CCC'],
      waysOut: [`CCC for BBB: ${why}`, `BBB for CCC: ${why}`],
    })
  })
})

describe('a part that may stand in, and is a way out alone', () => {
  it('has units of its own to serve, or others to stand in for', () => {
    expect(families([link('AAA', 'BBB')]).waysOut).toEqual(['BBB for AAA: it has units of its own to serve'])
    expect(families([link('AAA', 'CCC'), link('BBB', 'CCC')])).toEqual({
      shared: [],
      waysOut: ['CCC for AAA: it may stand in for others too', 'CCC for BBB: it may stand in for others too'],
    })
  })

  it('may not stand in on every day reckoned', () => {
    const why = 'BBB for AAA: it may not stand in on every day reckoned'
    const from = (day: string) => families([link('AAA', 'BBB', { ...TWO_WAY, from: day })])
    expect(from('2021-01-01').shared).toHaveLength(1)
    expect(from('2021-01-02')).toMatchObject({ shared: [], waysOut: [why, expect.anything()] })
    const until = (day: string) => families([link('AAA', 'BBB', { ...TWO_WAY, until: day })])
    expect(until('2022-12-29').shared).toHaveLength(1)
    expect(until('2022-12-28')).toMatchObject({ shared: [], waysOut: [why, expect.anything()] })
  })

  it('fits some of the elements alone, by what they are or what they run', () => {
    const units = [...UNITS_OF('AAA'), { element: 'E-S', part: 'AAA', quantity: 30 }]
    const limited = (row: Row, elements = SMALL.elements!) => families([link('AAA', 'CCC', row)], { units, elements })
    expect(limited({ condition: 'region=South' }).waysOut).toEqual([
      'CCC for AAA: it may stand in on 30 of 40 units alone',
    ])
    expect(limited({ condition: 'function=ran.4g' }).shared).toEqual(['AAA: AAA CCC'])
    const releases = SMALL.elements!.map((element, index) => ({
      ...element,
      softwareVersion: index === 0 ? 'R16' : 'R17',
    }))
    expect(limited({ software: 'R15|r16' }, releases).waysOut).toEqual([
      'CCC for AAA: it may stand in on 10 of 40 units alone',
    ])
    expect(limited({ software: 'R16|R17' }, releases).shared).toEqual(['AAA: AAA CCC'])
    // What an element does not state it does not run.
    expect(limited({ software: 'R16' }).waysOut).toEqual(['CCC for AAA: it may stand in on 0 of 40 units alone'])
  })

  it('is repaired or supplied otherwise', () => {
    const other = (cells: Row) =>
      families([link('AAA', 'BBB', TWO_WAY)], {
        parts: PARTS.map((part) => (part.part === 'BBB' ? { ...part, ...cells } : part)),
      })
    const why = ['BBB for AAA: its supply or its repair is another', 'AAA for BBB: its supply or its repair is another']
    expect(other({ repairYield: 0.5 }).waysOut).toEqual(why)
    // Nokia is not cut off.
    expect(other({ manufacturer: 'Nokia' }).waysOut).toEqual(why)
    expect(other({ price: 7, failuresFit: 9000 }).shared).toHaveLength(1)
  })

  it('fails nobody knows how often', () => {
    const unknown = PARTS.map((part) => ({ ...part, failuresFit: part.part === 'BBB' ? '' : 3000 }))
    const why = 'nobody knows how often one of them fails'
    expect(families([link('AAA', 'BBB', TWO_WAY)], { parts: unknown }).waysOut).toEqual([
      `BBB for AAA: ${why}`,
      `AAA for BBB: ${why}`,
    ])
    // Of what has no units it need not be known.
    expect(families([link('AAA', 'BBB', TWO_WAY)], { parts: unknown, units: UNITS_OF('AAA') }).shared).toEqual([
      'AAA: AAA BBB',
    ])
  })
})
