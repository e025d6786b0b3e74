import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { ClassInterner } from './class-interner.ts'
import { type CarriedFrom, configurationsOf, eitherOf, stretchesOf } from './configurations.ts'

const FIRST: CarriedFrom = { classId: 0, earliest: BEFORE_ALL, latest: BEFORE_ALL }

/** On the days 0 to 9: what is carried, as digits of the classes. */
function byDay(carried: readonly CarriedFrom[]): string[] {
  const stretches = stretchesOf(carried)
  return Array.from({ length: 10 }, (_, day) =>
    stretches
      .find(({ from, until }) => from <= day && day < until)!
      .classIds.toSorted(byNumber)
      .join(''),
  )
}

describe('what an element carries', () => {
  it('is the first configuration until the change, and the second from its day on', () => {
    expect(stretchesOf([FIRST, { classId: 1, earliest: 4, latest: 4 }])).toEqual([
      { from: BEFORE_ALL, until: 4, classIds: [0] },
      { from: 4, until: AFTER_ALL, classIds: [1] },
    ])
  })

  it('is one or the other between the first and the last day on which it may have been changed', () => {
    expect(byDay([FIRST, { classId: 1, earliest: 3, latest: 6 }])).toEqual([
      '0',
      '0',
      '0',
      '01',
      '01',
      '01',
      '1',
      '1',
      '1',
      '1',
    ])
  })

  it('is what it was where the change is never made, or changes nothing', () => {
    const never = { classId: 1, earliest: AFTER_ALL, latest: AFTER_ALL }
    expect(stretchesOf([FIRST, never])).toEqual([{ from: BEFORE_ALL, until: AFTER_ALL, classIds: [0] }])
    expect(stretchesOf([FIRST, { classId: 0, earliest: 3, latest: 6 }])).toHaveLength(1)
  })

  it('on each day is any of what the days of its changes can make it, and nothing else', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 4 }))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        const later = changes.map(([from, days], index) => ({
          classId: index + 1,
          earliest: from,
          latest: from + days,
        }))
        const possible = Array.from({ length: 10 }, () => new Set<number>())
        for (const chosen of choicesOf(later)) {
          for (const [day, carried] of possible.entries())
            carried.add(chosen.findLast(({ on }) => on <= day)?.classId ?? 0)
        }
        expect(byDay([FIRST, ...later])).toEqual(possible.map((carried) => [...carried].sort(byNumber).join('')))
      }),
    )
  })

  it('is told by a class that has them all, and by no other', () => {
    const interner = new ClassInterner()
    const none = interner.variant(0, { function: 'ran.basestation' })
    const [four, both] = ['4G', '4G|5G'].map((technologies) => interner.variant(none, { technologies }))
    const either = eitherOf(interner, [four!, both!])
    expect(configurationsOf(interner, either).map(({ technologies }) => technologies)).toEqual([['4G'], ['4G', '5G']])
    expect(configurationsOf(interner, four!)).toHaveLength(1)
    expect(eitherOf(interner, [four!])).toBe(four)
  })
})

function byNumber(left: number, right: number): number {
  return left - right
}

/** Every choice of days on which the changes are made: a later one goes before an earlier one. */
function* choicesOf(changes: readonly CarriedFrom[]): Generator<{ classId: number; on: number }[]> {
  const [first, ...others] = changes
  if (!first) {
    yield []
    return
  }
  for (let on = first.earliest; on <= first.latest; on++)
    for (const rest of choicesOf(others)) yield [{ classId: first.classId, on }, ...rest]
}
