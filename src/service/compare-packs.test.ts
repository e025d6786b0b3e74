import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RulePack } from '#model/rule.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { comparePacks } from './compare-packs.ts'

const VENDORS = new Set(['huawei', 'huawei-holding', 'zte', 'zte-holding'])

/** A shipped pack, with each text put in the place of another. */
function packWith(name: string, ...replaced: readonly (readonly [from: string, to: string])[]): RulePack {
  let text = readFileSync(new URL(`../../rules/${name}.yaml`, import.meta.url), 'utf8')
  for (const [from, to] of replaced) {
    expect(text).toContain(from)
    text = text.replace(from, to)
  }
  const { pack, faults } = readRulePack(`rules/${name}.yaml`, text, VENDORS)
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
  return pack!
}

function changesOf(name: string, ...replaced: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const difference = comparePacks(packWith(name), packWith(name, ...replaced))
  expect(difference.rules).toEqual([])
  return difference.changes
}

describe('two packs', () => {
  it('do not differ where they state the same', () => {
    expect(changesOf('uk-dvd-2022')).toEqual([])
  })

  it('do not differ by notes and sources, nor by the order of a list', () => {
    expect(
      changesOf(
        'uk-dvd-2022',
        ['operators: [BT, Vodafone, Three]', 'operators: [Three, BT, Vodafone]'],
        ['note: The notice designates the whole group', 'note: It designates the whole group'],
        ['sources: [draft-notice]', 'sources: [draft-notice, recalled]'],
      ),
    ).toEqual([])
  })

  it('differ by whom they designate, in one line for each list', () => {
    expect(changesOf('uk-dvd-2022', ['- vendor: huawei\n', '- vendor: zte\n'])).toEqual([
      'designation huawei entries: no longer huawei; now zte (from 2022-10-13, provenance reported)',
    ])
  })

  it('differ by the day from which a vendor is designated', () => {
    expect(
      changesOf('uk-dvd-2022', [
        '- vendor: huawei\n        from: 2022-10-13',
        '- vendor: huawei\n        from: 2023-01-01',
      ]),
    ).toEqual(['designation huawei entries huawei from: 2022-10-13 -> 2023-01-01'])
  })

  it('differ by the functions of a set and by the operators they address', () => {
    expect(
      changesOf(
        'uk-dvd-2022',
        ['functions: [core, interception, security', 'functions: [core, platform, security'],
        ['operators: [BT, Vodafone, Three]', 'operators: [BT, Vodafone, O2]'],
        ['  incomplete: true\n', ''],
      ),
    ).toEqual([
      'function set core functions: no longer interception; now platform',
      'addressees operators: no longer Three; now O2',
      'addressees incomplete: true -> none',
    ])
  })

  it('differ by status, force and the days of their editions', () => {
    expect(
      changesOf(
        'uk-dvd-2022',
        ['status: in-force', 'status: proposed'],
        ['force: binding', 'force: proposal'],
        ['effective: 2022-10-13', 'effective: 2022-11-01'],
      ),
    ).toEqual([
      'status: in-force -> proposed',
      'force: binding -> proposal',
      'editions 2022-10-13 effective: 2022-10-13 -> 2022-11-01',
    ])
  })

  it('differ by an edition that is added, and every rule it takes over stays as it is', () => {
    const added =
      "  - {edition: '2025', announced: 2025-01-01, effective: 2025-02-01, provenance: assumed, sources: [reckoned]}\n\nsources:\n"
    expect(changesOf('uk-dvd-2022', ['\nsources:\n', added])).toEqual([
      'editions: now 2025 (announced 2025-01-01, effective 2025-02-01, provenance assumed)',
    ])
  })
})

describe('a rule of two packs', () => {
  const rulesOf = (name: string, ...replaced: readonly (readonly [from: string, to: string])[]) =>
    comparePacks(packWith(name), packWith(name, ...replaced)).rules.map(({ rule, changes }) => [rule, ...changes])

  it('differs by what it takes to be so', () => {
    expect(rulesOf('uk-dvd-2022', ['what: The unit is the base station site', 'what: The unit is the cell'])).toEqual([
      [
        'UK-DVD-5G-CAP',
        'metrics sites assumes: no longer The unit is the base station site; now The unit is the cell (provenance reported)',
      ],
    ])
  })

  it('is compared as each edition states it, not only as the last one does', () => {
    const pack = packWith('uk-dvd-2022')
    const later = { ...pack.editions[0]!, edition: '2025', announced: '2025-01-01', effective: '2025-02-01' }
    const withLimits = (first: string, second: string): RulePack => ({
      ...pack,
      editions: [...pack.editions, later],
      rules: pack.rules.flatMap((rule) =>
        rule.kind === 'cap' && rule.id === 'UK-DVD-5G-CAP'
          ? [
              { ...rule, editions: ['2022-10-13'], limit: first },
              { ...rule, editions: ['2025'], limit: second },
            ]
          : [rule],
      ),
    })
    const changes = (first: string, second: string) =>
      comparePacks(withLimits('35 %', '20 %'), withLimits(first, second)).rules.flatMap((rule) => rule.changes)
    expect(changes('30 %', '20 %')).toEqual(['edition 2022-10-13: limit: 35 % -> 30 %'])
    expect(changes('30 %', '10 %')).toEqual([
      'edition 2022-10-13: limit: 35 % -> 30 %',
      'edition 2025: limit: 20 % -> 10 %',
    ])
  })

  it('that leaves one of its editions is told to be there no longer in that edition', () => {
    expect(rulesOf('uk-ncsc-2020', ["editions: ['2020-06-19', '2020-07-14']", "editions: ['2020-07-14']"])).toEqual([
      ['UK-NCSC20-SPARE-A', 'edition 2020-06-19: no longer there'],
    ])
  })

  it('that an added edition states otherwise differs from its day on alone', () => {
    const before = packWith('uk-dvd-2022')
    const [edition] = before.editions
    const later = { ...edition!, edition: '2025', announced: '2025-01-01', effective: '2025-02-01' }
    const rules = before.rules.flatMap((rule) =>
      rule.id === 'UK-DVD-5G-CAP' && rule.kind === 'cap'
        ? [
            { ...rule, editions: ['2022-10-13'] },
            { ...rule, editions: ['2025'], limit: '20 %' },
          ]
        : [rule],
    )
    const after = { ...before, editions: [edition!, later], rules }
    expect(comparePacks(before, after).rules.map(({ rule, changes }) => [rule, ...changes])).toEqual([
      ['UK-DVD-5G-CAP', 'from 2025-02-01: limit: 35 % -> 20 %'],
    ])
  })

  it('is compared on the days on which both are in effect, where their editions have other names', () => {
    const pack = packWith('uk-dvd-2022')
    const cap = pack.rules.find((rule) => rule.id === 'UK-DVD-5G-CAP' && rule.kind === 'cap')!
    const editionFrom = (edition: string, effective: string) => ({
      ...pack.editions[0]!,
      edition,
      announced: effective,
      effective,
    })
    const before = {
      ...pack,
      editions: [
        editionFrom('2023', '2023-01-01'),
        editionFrom('2025', '2025-01-01'),
        editionFrom('2027', '2027-01-01'),
        editionFrom('2028', '2028-01-01'),
      ],
      rules: [
        { ...cap, editions: ['2023'], limit: '50 %' },
        { ...cap, editions: ['2025'], limit: '35 %' },
        { ...cap, editions: ['2028'], limit: '25 %' },
      ] as RulePack['rules'],
    }
    const draft = {
      ...pack,
      editions: [editionFrom('draft', '2026-06-01')],
      rules: [{ ...cap, editions: ['draft'], limit: '20 %' }] as RulePack['rules'],
    }
    expect(comparePacks(before, draft).rules.flatMap(({ changes }) => changes)).toEqual([
      '2023-01-01 to 2026-05-31: no longer there',
      '2026-06-01 to 2026-12-31: limit: 35 % -> 20 %',
      '2027-01-01 to 2027-12-31: new',
      'from 2028-01-01: limit: 25 % -> 20 %',
    ])
  })
})
