// Names are decided by curated spellings; every contradiction is told and none is decided by guessing.

import { expect, test } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import type { VendorFile } from '#model/vendor.ts'
import { buildVendorBook, resolveVendor } from './vendor-book.ts'

const BASE: VendorFile = {
  vendors: [
    { id: 'huawei', name: 'Huawei Technologies Co., Ltd.', aliases: ['Huawei', { name: 'HWTC', match: 'exact' }] },
    {
      id: 'juniper',
      name: 'Juniper Networks, Inc.',
      products: [{ pattern: 'Contrail*', vendor: 'huawei', from: '2020' }],
    },
    { id: 'split-a', name: 'Alpha One' },
    { id: 'split-b', name: 'Alpha Two' },
  ],
  ambiguous: [
    {
      name: 'Alpha',
      candidates: ['split-a', 'split-b'],
      products: [
        { pattern: 'MX*', vendor: 'split-a' },
        { pattern: 'MX 5', vendor: 'split-b' },
      ],
    },
  ],
  nobody: ['N/A', 'Generic'],
}

function problemsOf(...files: VendorFile[]): readonly string[] {
  return buildVendorBook(files).problems.map(
    (fault) => `${fault.severity} ${fault.code}: ${fault.text} ${fault.problem}`,
  )
}

test('a name is read by alias, by legal form and by product', () => {
  const book = buildVendorBook([BASE])
  expect(resolveVendor(book, 'HUAWEI')).toEqual({ kind: 'resolved', vendor: 'huawei', by: 'alias' })
  expect(resolveVendor(book, 'Hua Wei')).toEqual({ kind: 'resolved', vendor: 'huawei', by: 'alias' })
  expect(resolveVendor(book, 'Huawei Oy')).toEqual({ kind: 'resolved', vendor: 'huawei', by: 'legal-form' })
  expect(resolveVendor(book, 'juniper_networks')).toEqual({ kind: 'resolved', vendor: 'juniper', by: 'legal-form' })
  expect(resolveVendor(book, 'Alpha', 'MX-480')).toEqual({ kind: 'resolved', vendor: 'split-a', by: 'product' })
  expect(resolveVendor(book, 'Alpha', 'mx5')).toEqual({ kind: 'resolved', vendor: 'split-b', by: 'product' })
})

test('an ambiguous name, a stranger and nobody are three different answers', () => {
  const book = buildVendorBook([BASE])
  expect(resolveVendor(book, 'Alpha Ltd')).toEqual({ kind: 'ambiguous', candidates: ['split-a', 'split-b'] })
  expect(resolveVendor(book, 'Weihua')).toEqual({ kind: 'unresolved', suggestions: [] })
  expect(resolveVendor(book, 'n/a')).toEqual({ kind: 'nobody' })
  expect(resolveVendor(book, ' - ')).toEqual({ kind: 'nobody' })
  expect(resolveVendor(book, 'Generic Ltd').kind).toBe('unresolved')
})

test('a code is read only as it stands', () => {
  const book = buildVendorBook([BASE])
  expect(resolveVendor(book, 'hwtc').kind).toBe('resolved')
  expect(resolveVendor(book, 'HWTC Ltd').kind).toBe('unresolved')
})

test('a product line with a date needs a day', () => {
  const book = buildVendorBook([BASE])
  const on = (day: string): unknown => resolveVendor(book, 'Juniper Networks', 'Contrail 3', parseDay(day))
  expect(resolveVendor(book, 'Juniper Networks', 'Contrail 3')).toEqual({
    kind: 'ambiguous',
    candidates: ['huawei', 'juniper'],
  })
  expect(on('2019-12-31')).toEqual({ kind: 'resolved', vendor: 'juniper', by: 'legal-form' })
  expect(on('2020-06-01')).toMatchObject({ kind: 'ambiguous' })
  expect(on('2020-12-31')).toEqual({ kind: 'resolved', vendor: 'huawei', by: 'product' })
})

test('suggestions are few, near and in one order', () => {
  const vendors = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, name: `Telefab${id}` }))
  const book = buildVendorBook([{ vendors: vendors.toReversed() }])
  expect(resolveVendor(book, 'Telefab')).toEqual({ kind: 'unresolved', suggestions: ['a', 'b', 'c', 'd', 'e'] })
  expect(resolveVendor(book, 'Telefabb').kind).toBe('resolved')
  expect(resolveVendor(book, 'x'.repeat(100_000))).toEqual({ kind: 'unresolved', suggestions: [] })
})

test('last words in common suggest nothing', () => {
  const book = buildVendorBook([{ vendors: [{ id: 'hcl', name: 'HCL Technologies' }] }])
  expect(resolveVendor(book, 'ACL Technologies')).toEqual({ kind: 'unresolved', suggestions: [] })
})

test('a name of two vendors is told and becomes a question', () => {
  const twice: VendorFile = {
    vendors: [
      { id: 'one', name: 'One', aliases: ['Same_Name'] },
      { id: 'two', name: 'Two', aliases: ['same name'] },
    ],
  }
  expect(problemsOf(twice)).toEqual(['error duplicate-key: same name name of several vendors: one, two'])
  expect(resolveVendor(buildVendorBook([twice]), 'Same Name')).toEqual({
    kind: 'ambiguous',
    candidates: ['one', 'two'],
  })
})

test('two legal names that differ only in their form stay apart, and the bare name is a question', () => {
  const book = buildVendorBook([
    {
      vendors: [
        { id: 'fr', name: 'Atos SE' },
        { id: 'it', name: 'Atos S.p.A.' },
      ],
    },
  ])
  expect(book.problems).toEqual([])
  expect(resolveVendor(book, 'ATOS SpA')).toMatchObject({ vendor: 'it' })
  expect(resolveVendor(book, 'Atos')).toEqual({ kind: 'ambiguous', candidates: ['fr', 'it'] })
  expect(resolveVendor(book, 'Atos Ltd')).toEqual({ kind: 'ambiguous', candidates: ['fr', 'it'] })
})

test('a name cannot be a vendor and nobody, or a vendor and a question, in one file', () => {
  const file: VendorFile = {
    vendors: [{ id: 'one', name: 'One', aliases: ['OEM'] }],
    ambiguous: [{ name: 'ONE', candidates: ['one'] }],
    nobody: ['oem'],
  }
  expect(problemsOf(file)).toEqual([
    'error contradiction: ONE name of one and also ambiguous',
    'error contradiction: oem name of one and also of nobody',
  ])
  const book = buildVendorBook([file])
  expect(resolveVendor(book, 'OEM')).toEqual({ kind: 'ambiguous', candidates: ['one'] })
  expect(resolveVendor(book, 'One')).toEqual({ kind: 'ambiguous', candidates: ['one'] })
})

test('a later file decides what an earlier one left open, and says so', () => {
  const local: VendorFile = { vendors: [{ id: 'split-a', name: 'Alpha One', aliases: ['Alpha', 'Generic'] }] }
  const book = buildVendorBook([BASE, local], ['shipped', 'local'])
  expect(resolveVendor(book, 'Alpha')).toEqual({ kind: 'resolved', vendor: 'split-a', by: 'alias' })
  expect(book.problems.map((fault) => `${fault.file} ${fault.severity} ${fault.text}`)).toEqual([
    'local warning Alpha',
    'local warning Generic',
  ])
})

test('a later file cannot make a curated name mean another vendor', () => {
  const local: VendorFile = { vendors: [{ id: 'mine', name: 'Mine', aliases: ['Huawei'] }] }
  expect(problemsOf(BASE, local)).toEqual(['error duplicate-key: Huawei name of several vendors: huawei, mine'])
  expect(resolveVendor(buildVendorBook([BASE, local]), 'Huawei')).toEqual({
    kind: 'ambiguous',
    candidates: ['huawei', 'mine'],
  })
})

test('a later file adds names to a vendor and keeps its ownership unless it states its own', () => {
  const first: VendorFile = {
    vendors: [
      { id: 'p', name: 'Parent' },
      { id: 'c', name: 'Child', ownership: [{ owner: 'p' }] },
    ],
  }
  const added = buildVendorBook([first, { vendors: [{ id: 'c', name: 'Child', aliases: ['Kid'] }] }])
  expect(added.problems).toEqual([])
  expect(added.ownership.get('c')).toHaveLength(1)
  expect(resolveVendor(added, 'Kid')).toMatchObject({ vendor: 'c' })
  const replaced = buildVendorBook([first, { vendors: [{ id: 'c', name: 'Child', ownership: [] }] }], ['one', 'two'])
  expect(replaced.problems.map((fault) => fault.problem)).toEqual(['ownership stated here replaces that of one'])
  expect(replaced.ownership.has('c')).toBe(false)
})

test('every wrong reference, date, share and name is told at once', () => {
  const file: VendorFile = {
    vendors: [
      {
        id: 'one',
        name: 'One',
        aliases: ['Ltd.', '!!'],
        ownership: [
          { owner: 'twoo' },
          { owner: 'two', from: '2020-02-30', share: '150 %' },
          { owner: 'two', from: '2021', until: '2019' },
          { owner: 'two', kind: 'brand-licence', control: 'yes' },
        ],
        products: [
          { pattern: '*', vendor: 'two' },
          { pattern: 'X', vendor: 'nobody', from: 'soon' },
        ],
      },
      { id: 'two', name: 'Two' },
      { id: 'two', name: 'Two again' },
    ],
    ambiguous: [{ name: 'Both', candidates: ['one', 'three'] }],
  }
  expect(problemsOf(file)).toEqual([
    'error duplicate-key: two vendor twice in one file',
    'error unknown-reference: three unknown candidate',
    'error invalid-value: Ltd. only a legal form, not a name',
    'error invalid-value: !! name without a letter or digit',
    'error invalid-value: * product pattern without a letter or digit',
    'error unknown-reference: nobody unknown vendor',
    'error unknown-reference: twoo unknown owner',
    'error impossible-date: 2020-02-30 not a date',
    'error invalid-value: 150 % not a share',
    'error contradiction: 2019 ends before it begins',
    'error contradiction: control: yes a brand licence gives no control',
  ])
  expect(buildVendorBook([file]).problems.find((fault) => fault.text === 'twoo')?.didYouMean).toBe('two')
})

test('a vendor that owns itself is told, once for a circle', () => {
  const circle: VendorFile = {
    vendors: [
      { id: 'a', name: 'A1', ownership: [{ owner: 'b', control: 'yes' }] },
      { id: 'b', name: 'B1', ownership: [{ owner: 'c', control: 'unknown' }] },
      { id: 'c', name: 'C1', ownership: [{ owner: 'a', share: '60 %' }] },
      { id: 'd', name: 'D1', ownership: [{ owner: 'd', share: '100 %' }] },
    ],
  }
  expect(problemsOf(circle)).toEqual([
    'error contradiction: a of b of c of a owns itself',
    'error contradiction: d of d owns itself',
  ])
})

test('cross-holdings without control and owners that swapped sides are no circles', () => {
  const crossed: VendorFile = {
    vendors: [
      { id: 'a', name: 'A1', ownership: [{ owner: 'b', share: '43 %' }] },
      {
        id: 'b',
        name: 'B1',
        ownership: [
          { owner: 'a', share: '15 %' },
          { owner: 'c', control: 'yes', until: '2010' },
        ],
      },
      { id: 'c', name: 'C1', ownership: [{ owner: 'b', control: 'yes', from: '2011' }] },
    ],
  }
  expect(problemsOf(crossed)).toEqual([])
})

test.each([
  'Huawei?',
  '(Huawei ?)',
  '~Huawei',
  '(~ Huawei)',
  '???Huawei',
  'Hua？wei',
  'HUAWEI ⁇ Ltd',
  'Huawei (tbc)',
  'Huawei TBD',
  'T.B.C. Huawei',
])('a name that doubts itself is not resolved, and suggests what it may be: `%s`', (name) => {
  const resolution = resolveVendor(buildVendorBook([BASE]), name, 'Contrail 5', parseDay('2024-01-01'))
  expect(resolution).toEqual({ kind: 'unresolved', suggestions: ['huawei'] })
})

test('a name that weighs several suggests each of them', () => {
  const book = buildVendorBook([BASE])
  const suggestions = ['huawei', 'juniper']
  expect(resolveVendor(book, 'Huawei or Juniper Networks')).toEqual({ kind: 'unresolved', suggestions })
  expect(resolveVendor(book, 'Huawei or Juniper Networks?')).toEqual({ kind: 'unresolved', suggestions })
})

test('a doubtful nobody is nobody, and a sign after the beginning is none of nearness', () => {
  const book = buildVendorBook([BASE])
  expect(resolveVendor(book, '???')).toEqual({ kind: 'nobody' })
  expect(resolveVendor(book, 'N/A?')).toEqual({ kind: 'nobody' })
  expect(resolveVendor(book, 'Huawei~')).toMatchObject({ kind: 'resolved', vendor: 'huawei' })
})

test('a registry does not name a vendor with a mark of doubt', () => {
  const doubtful: VendorFile = { vendors: [{ id: 'beta', name: 'Beta Radio', aliases: ['Gamma?'] }] }
  expect(problemsOf(doubtful)).toEqual(['error invalid-value: Gamma? name with a mark of doubt'])
  expect(resolveVendor(buildVendorBook([doubtful]), 'Gamma').kind).toBe('unresolved')
})
