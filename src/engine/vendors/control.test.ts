// Control over time, three-valued: chains, joint owners, sums of shares, unsure days.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AFTER_ALL, BEFORE_ALL, formatDay, parseDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import type { OwnershipEntry } from '#model/vendor.ts'
import { controlSpells, groupAt } from './control.ts'
import { buildVendorBook, type VendorBook } from './vendor-book.ts'

function bookOf(ownership: Readonly<Record<string, readonly OwnershipEntry[]>>): VendorBook {
  const ids = new Set([
    ...Object.keys(ownership),
    ...Object.values(ownership).flatMap((links) => links.map((link) => link.owner)),
  ])
  return buildVendorBook([
    { vendors: [...ids].map((id) => ({ id, name: `Company ${id}`, ownership: [...(ownership[id] ?? [])] })) },
  ])
}

/** `..2020-01-01 no, 2020-01-01.. yes` */
function spell(book: VendorBook, vendor: string, controller: string): string {
  const words: Record<Trilean, string> = { [NO]: 'no', [MAYBE]: 'maybe', [YES]: 'yes' }
  return controlSpells(book, vendor, controller)
    .map(({ from, value }) => (from === BEFORE_ALL ? words[value] : `from ${formatDay(from)} ${words[value]}`))
    .join(', ')
}

function group(book: VendorBook, vendor: string, day: string): string {
  const { controllers } = groupAt(book, vendor, parseDay(day) ?? 0)
  return controllers.map((member) => (member.value === MAYBE ? `${member.vendor}?` : member.vendor)).join(' ')
}

describe('one link', () => {
  test('a vendor controls itself always', () => {
    expect(controlSpells(bookOf({ a: [] }), 'a', 'a')).toEqual([{ from: BEFORE_ALL, until: AFTER_ALL, value: YES }])
  })

  test('strangers control nothing', () => {
    expect(spell(bookOf({ a: [], b: [] }), 'a', 'b')).toBe('no')
  })

  test('a link lasts from its first day to the day before its end', () => {
    const book = bookOf({ child: [{ owner: 'parent', control: 'yes', from: '2020-01-01', until: '2021-01-01' }] })
    expect(spell(book, 'child', 'parent')).toBe('no, from 2020-01-01 yes, from 2021-01-01 no')
    expect(spell(book, 'parent', 'child')).toBe('no')
  })

  test('a year of acquisition is some day of that year', () => {
    const book = bookOf({ child: [{ owner: 'parent', control: 'yes', from: '2021' }] })
    expect(spell(book, 'child', 'parent')).toBe('no, from 2021-01-01 maybe, from 2021-12-31 yes')
  })

  test('an unknown beginning is maybe from the beginning', () => {
    const book = bookOf({ child: [{ owner: 'parent', control: 'yes', from: 'unknown', until: '2021-01-01' }] })
    expect(spell(book, 'child', 'parent')).toBe('maybe, from 2021-01-01 no')
  })

  test.each<[OwnershipEntry, string]>([
    [{ owner: 'parent', share: '50.0001 %' }, 'yes'],
    [{ owner: 'parent', share: '50 %' }, 'maybe'],
    [{ owner: 'parent', share: '49.9 %' }, 'no'],
    [{ owner: 'parent' }, 'maybe'],
    [{ owner: 'parent', share: '10 %', control: 'yes' }, 'yes'],
    [{ owner: 'parent', share: '90 %', control: 'no' }, 'no'],
    [{ owner: 'parent', share: '90 %', kind: 'brand-licence' }, 'no'],
    [{ owner: 'parent', kind: 'brand-licence', control: 'yes' }, 'no'],
    [{ owner: 'parent', kind: 'acquired' }, 'maybe'],
  ])('%j gives control: %s', (link, expected) => {
    expect(spell(bookOf({ child: [link] }), 'child', 'parent')).toBe(expected)
  })

  test('a date that does not exist leaves the link in doubt for ever', () => {
    const book = bookOf({ child: [{ owner: 'parent', control: 'yes', from: '2020-02-30' }] })
    expect(book.problems).toHaveLength(1)
    expect(spell(book, 'child', 'parent')).toBe('maybe')
  })
})

describe('handing over', () => {
  test('a share that changes on an unsure day leaves control sure', () => {
    const book = bookOf({
      child: [
        { owner: 'parent', share: '51 %', from: '2016-05-01', until: '2024-09' },
        { owner: 'parent', share: '81 %', from: '2024-09' },
      ],
    })
    expect(spell(book, 'child', 'parent')).toBe('no, from 2016-05-01 yes')
  })

  test('a joint venture bought out is maybe until it is surely bought', () => {
    const book = bookOf({
      child: [
        { owner: 'parent', share: '50 %', from: '2007-04-01', until: '2013' },
        { owner: 'parent', share: '100 %', from: '2013' },
      ],
    })
    expect(spell(book, 'child', 'parent')).toBe('no, from 2007-04-01 maybe, from 2013-12-31 yes')
  })

  test('an owner gives way to another, both in doubt in between', () => {
    const book = bookOf({
      child: [
        { owner: 'old', control: 'yes', until: '2021' },
        { owner: 'new', control: 'yes', from: '2021' },
      ],
    })
    expect(spell(book, 'child', 'old')).toBe('yes, from 2021-01-01 maybe, from 2021-12-31 no')
    expect(group(book, 'child', '2020-12-31')).toBe('old')
    expect(group(book, 'child', '2021-06-01')).toBe('child? new? old?')
    expect(group(book, 'child', '2021-12-31')).toBe('new')
  })
})

describe('chains', () => {
  const book = bookOf({
    child: [{ owner: 'middle', control: 'yes', from: '2018-01-01' }],
    middle: [
      { owner: 'top', control: 'yes', from: '2025-02-28' },
      { owner: 'fund', share: '20 %' },
    ],
    other: [{ owner: 'middle', share: '50 %' }],
  })

  test('control passes through every link of a chain and begins with the last', () => {
    expect(spell(book, 'child', 'top')).toBe('no, from 2025-02-28 yes')
    expect(group(book, 'child', '2020-01-01')).toBe('middle')
    expect(group(book, 'child', '2026-01-01')).toBe('top')
  })

  test('a chain is as sure as its weakest link', () => {
    expect(spell(book, 'other', 'top')).toBe('no, from 2025-02-28 maybe')
    expect(spell(book, 'child', 'fund')).toBe('no')
  })
})

describe('several holders under one controller', () => {
  const holders = (first: OwnershipEntry, second: OwnershipEntry): VendorBook =>
    bookOf({
      child: [first, second],
      one: [{ owner: 'top', control: 'yes' }],
      two: [{ owner: 'top', control: 'yes' }],
    })

  test.each([
    ['30 %', '30 %', 'yes'],
    ['25 %', '25 %', 'maybe'],
    ['25 %', '24.9 %', 'no'],
    ['1/3', '1/3', 'yes'],
    ['1/3', '1/6', 'maybe'],
  ])('%s and %s: %s', (first, second, expected) => {
    const book = holders({ owner: 'one', share: first }, { owner: 'two', share: second })
    expect(spell(book, 'child', 'top')).toBe(expected)
    expect(spell(book, 'child', 'one')).toBe('no')
  })

  test('shares that control nothing alone still add up', () => {
    expect(
      spell(
        holders({ owner: 'one', share: '30 %', control: 'no' }, { owner: 'two', share: '30 %', control: 'no' }),
        'child',
        'top',
      ),
    ).toBe('yes')
  })

  test('a stated majority without control does not add up, nor does a brand licence', () => {
    expect(
      spell(holders({ owner: 'one', share: '60 %', control: 'no' }, { owner: 'two', share: '5 %' }), 'child', 'top'),
    ).toBe('no')
    expect(
      spell(
        holders({ owner: 'one', share: '60 %', kind: 'brand-licence' }, { owner: 'two', share: '5 %' }),
        'child',
        'top',
      ),
    ).toBe('no')
  })

  test('a majority that is not known to control perhaps adds up', () => {
    const spelled = (share: string, control?: 'yes' | 'unknown') =>
      spell(
        holders({ owner: 'one', share, ...(control && { control }) }, { owner: 'two', share: '30 %' }),
        'child',
        'top',
      )
    expect(spelled('60 %', 'unknown')).toBe('maybe')
    expect(spelled('60 %', 'yes')).toBe('yes')
    expect(spelled('50 %', 'unknown')).toBe('yes')
    expect(spelled('50 %')).toBe('yes')
  })

  test('the sum follows the dates of its parts', () => {
    const book = holders(
      { owner: 'one', share: '30 %' },
      { owner: 'two', share: '30 %', from: '2021', until: '2022-07-01' },
    )
    expect(spell(book, 'child', 'top')).toBe('no, from 2021-01-01 maybe, from 2021-12-31 yes, from 2022-07-01 no')
  })

  test('a holder in doubt makes the sum maybe', () => {
    const book = bookOf({
      child: [
        { owner: 'one', share: '30 %' },
        { owner: 'two', share: '30 %' },
      ],
      one: [{ owner: 'top', control: 'yes' }],
      two: [{ owner: 'top' }],
    })
    expect(spell(book, 'child', 'top')).toBe('maybe')
  })

  test('the controller adds its own share to that of its subsidiary', () => {
    const book = bookOf({
      child: [
        { owner: 'top', share: '30 %' },
        { owner: 'one', share: '30 %' },
      ],
      one: [{ owner: 'top', control: 'yes' }],
    })
    expect(spell(book, 'child', 'top')).toBe('yes')
  })
})

describe('groups', () => {
  test('joint control has both owners at the top', () => {
    const book = bookOf({
      child: [
        { owner: 'west', control: 'yes' },
        { owner: 'east', share: '50 %' },
      ],
    })
    expect(group(book, 'child', '2020-01-01')).toBe('east? west')
  })

  test('who is perhaps controlled is perhaps its own master', () => {
    expect(group(bookOf({ child: [{ owner: 'parent' }] }), 'child', '2020-01-01')).toBe('child? parent?')
  })

  test('members of a circle stand side by side', () => {
    const book = bookOf({
      a: [{ owner: 'b', control: 'yes' }],
      b: [{ owner: 'a', control: 'yes' }],
      c: [{ owner: 'a', control: 'yes' }],
    })
    expect(book.problems).toHaveLength(1)
    expect(group(book, 'c', '2020-01-01')).toBe('a b')
    expect(spell(book, 'c', 'b')).toBe('yes')
  })

  test('of a vendor the book does not know nothing is known', () => {
    const book = bookOf({ a: [] })
    expect(groupAt(book, 'stranger', 0)).toEqual({
      isKnown: false,
      controllers: [{ vendor: 'stranger', value: MAYBE }],
    })
    expect(spell(book, 'stranger', 'a')).toBe('maybe')
    expect(spell(book, 'a', 'stranger')).toBe('maybe')
    expect(spell(book, 'stranger', 'stranger')).toBe('yes')
  })
})

describe('any graph of owners', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const date = fc.option(fc.constantFrom('2019', '2020-06', '2021-03-15', '2020..2022', 'unknown'), { nil: undefined })
  const link = fc.record(
    {
      owner: fc.constantFrom(...ids),
      share: fc.option(fc.constantFrom('20 %', '30 %', '50 %', '60 %', '100 %'), { nil: undefined }),
      control: fc.option(fc.constantFrom<'yes' | 'no' | 'unknown'>('yes', 'no', 'unknown'), { nil: undefined }),
      from: date,
      until: date,
    },
    { requiredKeys: ['owner'] },
  )
  const graph = fc.array(fc.record({ held: fc.constantFrom(...ids), link }), { maxLength: 10 }).map((links) => {
    const ownership: Record<string, OwnershipEntry[]> = Object.fromEntries(ids.map((id) => [id, []]))
    for (const { held, link: one } of links) {
      const known = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined))
      ownership[held]?.push({ ...known, owner: one.owner })
    }
    return bookOf(ownership)
  })

  test('spells cover all time without a gap, neighbours differ, and groups agree with them', () => {
    fc.assert(
      fc.property(graph, fc.constantFrom(...ids), fc.constantFrom(...ids), (book, vendor, controller) => {
        const spells = controlSpells(book, vendor, controller)
        expect(spells[0]?.from).toBe(BEFORE_ALL)
        expect(spells.at(-1)?.until).toBe(AFTER_ALL)
        expect(spells.every(({ from, until }) => from < until)).toBe(true)
        expect(spells.slice(1).map(({ from }) => from)).toEqual(spells.slice(0, -1).map(({ until }) => until))
        expect(spells.slice(1).some(({ value }, number) => value === spells[number]?.value)).toBe(false)
        for (const { from, value } of spells) {
          const tops = groupAt(book, vendor, from).controllers
          const ids = tops.map((top) => top.vendor)
          expect(ids.length).toBeGreaterThan(0)
          expect(ids).toEqual(ids.toSorted(compareIdentifiers))
          expect(tops.find((top) => top.vendor === controller)?.value ?? NO).toBeLessThanOrEqual(value)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('knowing more of a link never turns yes into no or no into yes', () => {
    fc.assert(
      fc.property(graph, fc.constantFrom(...ids), fc.constantFrom(...ids), (book, vendor, controller) => {
        const blurred = buildVendorBook([
          {
            vendors: [...book.vendors.values()].map((entry) => ({
              ...entry,
              ownership: (entry.ownership ?? []).map((one) =>
                one.from === undefined ? one : { ...one, from: 'unknown' },
              ),
            })),
          },
        ])
        const valueOn = (spells: ReturnType<typeof controlSpells>, day: number): Trilean =>
          spells.find((one) => one.from <= day && day < one.until)?.value ?? NO
        const sharp = controlSpells(book, vendor, controller)
        const dull = controlSpells(blurred, vendor, controller)
        const wronged = [...sharp, ...dull].filter(({ from }) => {
          const unsure = valueOn(dull, from)
          return unsure !== MAYBE && valueOn(sharp, from) !== unsure
        })
        expect(wronged).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
