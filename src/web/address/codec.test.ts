import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, codecOf, count, figure, flag, list, maybeDay, text, texts } from './codec.ts'
import { formatSearch, parseSearch } from './search.ts'

const CODEC = codecOf({
  table: text(),
  where: texts(),
  sort: list(),
  at: count(0),
  day: maybeDay(),
  target: figure(0.95),
  way: choice(['map', 'table'], 'map'),
  open: flag(),
})

const states = fc.record({
  table: fc.string({ unit: 'grapheme' }),
  where: fc.array(fc.string({ unit: 'grapheme' })),
  sort: fc.array(fc.string({ minLength: 1 }).filter((one) => !one.includes(','))),
  at: fc.nat(),
  day: fc.option(fc.integer({ min: -10_000, max: 60_000 }), { nil: undefined }),
  target: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  way: fc.constantFrom('map' as const, 'table' as const),
  open: fc.boolean(),
})

describe('the address of a view', () => {
  it('gives back the state it was made of', () => {
    fc.assert(
      fc.property(states, (state) => {
        const address = formatSearch(CODEC.write(state))
        expect(CODEC.read(parseSearch(address))).toEqual(state)
      }),
    )
  })

  it('says nothing where everything is as by default', () => {
    expect(formatSearch(CODEC.write(CODEC.read({})))).toBe('')
  })

  it('reads any address at all, and takes the default for what makes no sense', () => {
    expect(CODEC.read(parseSearch('?at=-3&day=19567&target=&way=globe&open=maybe'))).toEqual(CODEC.read({}))
    fc.assert(fc.property(fc.string(), (query) => void CODEC.read(parseSearch(`?${query}`))))
  })

  it('cannot be made to reach into what objects have of their own', () => {
    expect(CODEC.read(parseSearch('?__proto__=x&constructor=y'))).toEqual(CODEC.read({}))
  })

  it('is legible where it can be', () => {
    const address = formatSearch(
      CODEC.write({ ...CODEC.read({}), where: ['vendor~is~Huawei'], sort: ['-site', 'vendor'] }),
    )
    expect(address).toBe('?where=vendor~is~Huawei&sort=-site,vendor')
  })

  it('has days as they are written', () => {
    expect(formatSearch(CODEC.write({ ...CODEC.read({}), day: 19_569 }))).toBe('?day=2023-07-31')
  })

  it('tells what stands in it and says nothing', () => {
    const address = '?table=sites&at=soon&way=both&open=maybe&target=0.9&colour=red&snapshot=abc&row='
    expect(CODEC.misread(parseSearch(address))).toEqual([
      { name: 'at', text: 'soon' },
      { name: 'way', text: 'both' },
      { name: 'open', text: 'maybe' },
      { name: 'colour', text: 'red' },
    ])
    expect(CODEC.misread(CODEC.write({ ...CODEC.read({}), open: true, at: 3, way: 'table' }))).toEqual([])
  })
})
