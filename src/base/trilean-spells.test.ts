import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AFTER_ALL, BEFORE_ALL } from './calendar.ts'
import { agree, and, not, or, type Trilean } from './trilean.ts'
import {
  agreeSpells,
  always,
  andSpells,
  during,
  notSpells,
  orSpells,
  type TrileanSpells,
  valueOn,
} from './trilean-spells.ts'

const spells: fc.Arbitrary<TrileanSpells> = fc
  .array(
    fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 15 }), fc.constantFrom<Trilean>(0, 1, 2)),
    { maxLength: 4 },
  )
  .map((parts) => parts.map(([from, length, value]) => during(from, from + length, value)).reduce(orSpells, always(0)))
const days = Array.from({ length: 60 }, (_, index) => index - 25)

describe('answers that change with the day', () => {
  it('are joined day by day, by Kleene’s tables', () => {
    fc.assert(
      fc.property(spells, spells, (left, right) => {
        for (const day of days) {
          expect(valueOn(andSpells(left, right), day)).toBe(and(valueOn(left, day), valueOn(right, day)))
          expect(valueOn(orSpells(left, right), day)).toBe(or(valueOn(left, day), valueOn(right, day)))
          expect(valueOn(agreeSpells(left, right), day)).toBe(agree(valueOn(left, day), valueOn(right, day)))
          expect(valueOn(notSpells(left), day)).toBe(not(valueOn(left, day)))
        }
      }),
    )
  })

  it('cover all of time without gap or overlap, and neighbours differ', () => {
    fc.assert(
      fc.property(spells, spells, (left, right) => {
        const joined = andSpells(orSpells(left, right), notSpells(right))
        expect(joined[0]!.from).toBe(BEFORE_ALL)
        expect(joined.at(-1)!.until).toBe(AFTER_ALL)
        for (let index = 1; index < joined.length; index++) {
          expect(joined[index]!.from).toBe(joined[index - 1]!.until)
          expect(joined[index]!.value).not.toBe(joined[index - 1]!.value)
        }
      }),
    )
  })
})
