// A registry is read whole or not at all, and every fault says where it stands.

import { describe, expect, test } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { LARGEST_YAML_BYTES } from '../yaml/parse.ts'
import { readVendorRegistry } from './read.ts'

function read(text: string): { readonly ids: readonly string[] | undefined; readonly faults: readonly string[] } {
  const { file, faults } = readVendorRegistry('vendors.yaml', text)
  return { ids: file?.vendors.map((vendor) => vendor.id), faults: faults.map(describeFault) }
}

test('a registry is read as it stands', () => {
  const { file, faults } = readVendorRegistry(
    'vendors.yaml',
    `# a comment
vendors:
  - id: 3com
    name: 3Com
    country: NO
    aliases: [3Com Europe, { name: TCOM, match: exact, source: NOC }]
    ownership:
      - { owner: hpe, share: 50 %, control: yes, from: '2021', until: 2022-03-01, kind: joint-venture, provenance: reported }
    products: [{ pattern: Super*, vendor: hpe, from: '2010' }]
  - id: hpe
    name: Hewlett Packard Enterprise
ambiguous:
  - { name: HP, candidates: [hpe, 3com] }
nobody: [N/A, 'null']
`,
  )
  expect(faults).toEqual([])
  expect(file).toEqual({
    vendors: [
      {
        id: '3com',
        name: '3Com',
        country: 'NO',
        aliases: ['3Com Europe', { name: 'TCOM', match: 'exact', source: 'NOC' }],
        ownership: [
          {
            owner: 'hpe',
            share: '50 %',
            control: 'yes',
            from: '2021',
            until: '2022-03-01',
            kind: 'joint-venture',
            provenance: 'reported',
          },
        ],
        products: [{ pattern: 'Super*', vendor: 'hpe', from: '2010' }],
      },
      { id: 'hpe', name: 'Hewlett Packard Enterprise' },
    ],
    ambiguous: [{ name: 'HP', candidates: ['hpe', '3com'] }],
    nobody: ['N/A', 'null'],
  })
})

test('all faults of shape are told at once, each with its line and what would be right', () => {
  const { ids, faults } = read(`vendors:
  - id: Huawei
    name: Huawei
    alias: [HW]
    country: China
  - name: [Nokia]
    aliases: Nokia
  - id: zte
    name: ZTE
    aliases:
      - ZTE
      - [Z, T, E]
      - { nam: ZTE }
    ownership:
      - share: 20 %
        control: maybe
        kind: bought
        provenance: rumour
nobdy: []
`)
  expect(ids).toBeUndefined()
  expect(faults).toEqual([
    'vendors.yaml line 2, key vendors[0].id: not of the right form `Huawei`; expected small letters, digits and hyphens, such as `uk-dvd-2022`',
    'vendors.yaml line 4, key vendors[0].alias: unknown key `alias`; expected id, name, country, aliases, ownership, products, note; did you mean `aliases`?',
    'vendors.yaml line 5, key vendors[0].country: not of the right form `China`; expected two capital letters, such as `NZ` (ISO 3166-1 alpha-2 of the seat)',
    'vendors.yaml line 6, key vendors[1].id: missing key; expected a key `id`',
    'vendors.yaml line 6, key vendors[1].name: not text; expected text',
    'vendors.yaml line 7, key vendors[1].aliases: not a list `Nokia`; expected a list',
    'vendors.yaml line 12, key vendors[2].aliases[1]: not text or a mapping; expected text or a mapping',
    'vendors.yaml line 13, key vendors[2].aliases[2].name: missing key; expected a key `name`',
    'vendors.yaml line 13, key vendors[2].aliases[2].nam: unknown key `nam`; expected name, match, source; did you mean `name`?',
    'vendors.yaml line 15, key vendors[2].ownership[0].owner: missing key; expected a key `owner`: vendor id of the owner',
    'vendors.yaml line 16, key vendors[2].ownership[0].control: unknown value `maybe`; expected yes, no, unknown',
    'vendors.yaml line 17, key vendors[2].ownership[0].kind: unknown value `bought`; expected subsidiary, acquired, joint-venture, divested, brand-licence, merged',
    'vendors.yaml line 18, key vendors[2].ownership[0].provenance: unknown value `rumour`; expected verified, reported, assumed',
    'vendors.yaml line 19, key nobdy: unknown key `nobdy`; expected vendors, ambiguous, nobody; did you mean `nobody`?',
  ])
})

test('a year without quotes is a number, and the reader is told to quote it', () => {
  const { ids, faults } = read('vendors:\n  - id: a\n    name: A\n    ownership:\n      - { owner: b, from: 2021 }\n')
  expect(ids).toBeUndefined()
  expect(faults.join()).toContain('line 5, key vendors[0].ownership[0].from: not text `2021`; expected text, in quotes')
})

test('faults of meaning are told beside faults of shape', () => {
  const { faults } = read('vendors:\n  - id: a\n    ownership:\n      - { owner: b, from: soon }\n')
  expect(faults).toHaveLength(2)
  expect(faults.join()).toContain('missing key')
  expect(faults.join()).toContain('not a date `soon`')
})

test('dates, shares and repeated vendors are told with their lines', () => {
  const { ids, faults } = read(`vendors:
  - id: zte
    name: ZTE
    ownership:
      - { owner: x, from: 2020-02-30, share: half }
      - owner: y
        until: last year
        share: 120 %
    products:
      - { pattern: A, vendor: x, from: then }
  - id: zte
    name: ZTE again
ambiguous:
  - name: HP
    candidates: [zte]
    products: [{ pattern: B, vendor: zte, from: 2020-13 }]
`)
  expect(ids).toBeUndefined()
  expect(faults.map((fault) => fault.replace(/; expected .*/, ''))).toEqual([
    'vendors.yaml line 5, key vendors[0].ownership[0].from: not a date `2020-02-30`',
    'vendors.yaml line 5, key vendors[0].ownership[0].share: not a share `half`',
    'vendors.yaml line 7, key vendors[0].ownership[1].until: not a date `last year`',
    'vendors.yaml line 8, key vendors[0].ownership[1].share: not a share `120 %`',
    'vendors.yaml line 10, key vendors[0].products[0].from: not a date `then`',
    'vendors.yaml line 11, key vendors[1].id: vendor listed twice `zte`',
    'vendors.yaml line 16, key ambiguous[0].products[0].from: not a date `2020-13`',
  ])
})

describe('a file that is no registry', () => {
  test.each([
    ['', 'nothing in the file; expected the keys vendors'],
    ['just words', 'not a mapping'],
    ['[1, 2]', 'not a mapping'],
    ['vendors: 3', 'key vendors: not a list `3`'],
    ['vendors:\n  - id: a\n   name: b\n', 'line 3'],
    ['vendors: [\n', 'not well-formed YAML'],
    ['a: 1\n---\nb: 2\n', 'more than one document'],
    ['vendors: []\nvendors: []\n', 'line 2, key vendors: key stands twice'],
    ['vendors: !!js/function "x"\n', 'line 1: tags'],
  ])('%j is refused, saying where', (text, expected) => {
    const { ids, faults } = read(text)
    expect(ids).toBeUndefined()
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.join('\n')).toContain(expected)
  })
})

describe('a hostile file', () => {
  test('anchors that multiply are refused', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(10)}]`),
    ]
    const { ids, faults } = read(`${bomb.join('\n')}\nvendors: *h\n`)
    expect(ids).toBeUndefined()
    expect(faults.join()).toMatch(/too many (aliases|values)/)
  })

  test('a setting named like an inner part of an object is only an unknown setting', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const { ids, faults } = read(`vendors:\n  - id: a\n    name: A\n    ${name}: { polluted: yes }\n`)
      expect(ids).toBeUndefined()
      expect(faults.join()).toContain(`line 4, key vendors[0].${name}: unknown key \`${name}\``)
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('deep nesting is refused before it is parsed', () => {
    const texts = [
      '['.repeat(100_000),
      `vendors: ${'{a: '.repeat(50_000)}`,
      '- '.repeat(100_000),
      '? '.repeat(50_000),
      Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ]
    for (const text of texts) expect(read(text).faults.join()).toContain('nested too deeply')
  })

  test('a file beyond the limit is refused unread', () => {
    expect(read(`#${'x'.repeat(LARGEST_YAML_BYTES)}`).faults.join()).toContain('file too large')
  })
})

test('brackets in names and long comments do not count as nesting', () => {
  const names = Array.from({ length: 100 }, (_, number) => `  - "Vendor ${number} (was [Old] {Older})"`).join('\n')
  const { ids, faults } = read(`# ${'-'.repeat(200)}\nvendors:\n  - id: a\n    name: A\nnobody:\n${names}\n`)
  expect(faults).toEqual([])
  expect(ids).toEqual(['a'])
})
