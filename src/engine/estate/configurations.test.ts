import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { ClassInterner } from './class-interner.ts'
import {
  type Carried,
  classCarrying,
  configurationsOf,
  type Edit,
  KnownStretches,
  stretchesOf,
} from './configurations.ts'

const FIRST: Carried = ['4G', '1800MHz']

/** On the days 0 to 13: what is carried, in order. */
function byDay(edits: readonly Edit[]): string[][] {
  const stretches = stretchesOf([FIRST], edits)
  return Array.from({ length: 14 }, (_, day) =>
    stretches
      .find(({ from, until }) => from <= day && day < until)!
      .carried.map((one) => one.join(' '))
      .sort(),
  )
}

describe('what an element carries', () => {
  it('is the first configuration until the change, and the second from its day on', () => {
    expect(stretchesOf([FIRST], [{ earliest: 4, latest: 4, technologies: '5G' }])).toEqual([
      { from: BEFORE_ALL, until: 4, carried: [FIRST] },
      { from: 4, until: AFTER_ALL, carried: [['5G', '1800MHz']] },
    ])
  })

  it('is one or the other between the first and the last day on which it may have been changed', () => {
    const carried = byDay([{ earliest: 3, latest: 6, technologies: '5G' }])
    const [before, after] = ['4G 1800MHz', '5G 1800MHz']
    expect(carried.slice(2, 7)).toEqual([[before], [before, after], [before, after], [before, after], [after]])
  })

  it('is what it was where the change is never made, or changes nothing', () => {
    const never = { earliest: AFTER_ALL, latest: AFTER_ALL, technologies: '5G' }
    expect(stretchesOf([FIRST], [never])).toEqual([{ from: BEFORE_ALL, until: AFTER_ALL, carried: [FIRST] }])
    expect(stretchesOf([FIRST], [{ earliest: 3, latest: 6, technologies: '4G' }])).toHaveLength(1)
  })

  it('keeps what a change does not state, though a row before it states a later change of that', () => {
    const carried = byDay([
      { earliest: 9, latest: 9, technologies: '5G' },
      { earliest: 3, latest: 3, bands: '26GHz' },
    ])
    expect([carried[2], carried[3], carried[9]]).toEqual([['4G 1800MHz'], ['4G 26GHz'], ['5G 26GHz']])
  })

  it('on each day is any of what the days of its changes can make it', () => {
    const edits = fc.array(
      fc
        .record({
          from: fc.integer({ min: 0, max: 8 }),
          days: fc.integer({ min: 0, max: 4 }),
          stated: fc.constantFrom(
            { technologies: '5G' },
            { technologies: '2G' },
            { bands: '26GHz' },
            { bands: '700MHz' },
            { technologies: '3G', bands: '900MHz' },
            { technologies: '5G', bands: '3.5GHz' },
          ),
        })
        .map(({ from, days, stated }): Edit => ({ earliest: from, latest: from + days, ...stated })),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(edits, (changes) => {
        const possible = Array.from({ length: 14 }, () => new Set<string>())
        for (const days of choicesOf(changes))
          for (const [day, carried] of possible.entries()) carried.add(madeBy(changes, days, day).join(' '))
        expect(byDay(changes)).toEqual(possible.map((carried) => [...carried].sort()))
      }),
    )
  })

  it('of many changes of one time is the last of each kind, and their number costs little', () => {
    const edits = Array.from(
      { length: 16 },
      (_, index): Edit => ({
        earliest: 2,
        latest: 9,
        ...(index % 2 ? { technologies: `T${index}` } : { bands: `B${index}` }),
      }),
    )
    // Each of the eight technologies, or the first, with each of the eight bands, or the first.
    expect(byDay(edits)[5]).toHaveLength(81)
    expect(byDay(edits)[9]).toHaveLength(64)
  })

  it('of as many changes as are tried together is told exactly, and of one more no less than may be', () => {
    const changes = (count: number): Edit[] => [
      { earliest: 1, latest: 1, technologies: '5G' },
      ...Array.from({ length: count }, (_, index) => ({ earliest: 2, latest: 9, bands: `B${index}` })),
    ]
    const possible = (count: number) =>
      ['1800MHz', ...Array.from({ length: count }, (_, index) => `B${index}`)].map((bands) => `5G ${bands}`).sort()
    expect(byDay(changes(16))[5]).toEqual(possible(16))
    const ofOneMore = byDay(changes(17))[5]!
    expect(ofOneMore).toEqual(expect.arrayContaining(possible(17)))
    expect(ofOneMore).toContain('4G B0')
  })

  it('whatever the days of many changes are, is something that was told', () => {
    const many = fc.constantFrom(16, 17).chain((count) =>
      fc.array(
        fc.record({
          from: fc.integer({ min: 0, max: 5 }),
          days: fc.integer({ min: 6, max: 8 }),
          on: fc.nat(8),
          states: fc.constantFrom('technologies', 'bands', 'both'),
        }),
        { minLength: count, maxLength: count },
      ),
    )
    fc.assert(
      fc.property(many, (drawn) => {
        const edits = drawn.map(
          ({ from, days, states }, index): Edit => ({
            earliest: from,
            latest: from + days,
            ...(states === 'bands' ? {} : { technologies: `T${index}` }),
            ...(states === 'technologies' ? {} : { bands: `B${index}` }),
          }),
        )
        const chosen = drawn.map(({ from, days, on }) => from + Math.min(on, days))
        for (const [day, told] of byDay(edits).entries()) expect(told).toContain(madeBy(edits, chosen, day).join(' '))
      }),
      { numRuns: 20 },
    )
  })

  it('is never what one change states of technologies with what another states of bands, where both state both', () => {
    const carried = byDay([
      { earliest: 2, latest: 9, technologies: '5G', bands: '3.5GHz' },
      { earliest: 2, latest: 9, technologies: '3G', bands: '900MHz' },
    ])
    expect(carried[5]).toEqual(['3G 900MHz', '4G 1800MHz', '5G 3.5GHz'])
  })

  it('is worked out once for all that are changed alike', () => {
    const known = new KnownStretches()
    const edits = (): Edit[] => [{ earliest: 4, latest: 4, technologies: '5G' }]
    expect(known.of([FIRST], edits())).toBe(known.of([[...FIRST]], edits()))
    expect(known.of([FIRST], [])).toEqual(stretchesOf([FIRST], []))
  })

  it('of more changes than can be tried in every order, may be any of them', () => {
    const edits = Array.from(
      { length: 30 },
      (_, index): Edit => ({ earliest: 2, latest: 9, technologies: `T${index}` }),
    )
    expect(byDay(edits)[5]).toHaveLength(31)
    expect(byDay(edits)[9]).not.toContain('4G 1800MHz')
  })

  it('is told by a class that has them all, and by no other', () => {
    const interner = new ClassInterner()
    const none = interner.variant(0, { function: 'ran.basestation' })
    const either = classCarrying(interner, none, [
      ['4G', ''],
      ['4G|5G', ''],
    ])
    expect(configurationsOf(interner, either).map(({ technologies }) => technologies)).toEqual([['4G'], ['4G', '5G']])
    expect(configurationsOf(interner, classCarrying(interner, either, [['4G', '']]))).toHaveLength(1)
  })
})

/** Every choice of days on which the changes are made. */
function choicesOf([first, ...others]: readonly Edit[]): number[][] {
  if (!first) return [[]]
  const days = Array.from({ length: first.latest - first.earliest + 1 }, (_, index) => first.earliest + index)
  return days.flatMap((on) => choicesOf(others).map((rest) => [on, ...rest]))
}

/** Made in order of days; of one day, in the order given. */
function madeBy(edits: readonly Edit[], days: readonly number[], day: number): Carried {
  return edits
    .map((edit, place) => ({ edit, on: days[place]! }))
    .filter(({ on }) => on <= day)
    .sort((left, right) => left.on - right.on)
    .reduce<Carried>(
      ([technologies, bands], { edit }) => [edit.technologies ?? technologies, edit.bands ?? bands],
      FIRST,
    )
}
