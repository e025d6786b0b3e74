import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Value } from 'typebox/value'
import { parseDocument } from 'yaml'
import { describeFault } from '#model/fault.ts'
import { RulePack } from '#model/rule.ts'
import { readRulePack } from './read.ts'

const GOOD = `pack: xx-test
version: 1.0.0
title: A test
jurisdiction: NZ
timeZone: Pacific/Auckland
instrument: {name: An instrument, authority: An authority}
status: in-force
force: binding
summary: Says what must be.
editions:
  - {edition: first, announced: 2020-01-28, effective: 2020-01-28, provenance: reported, sources: [press]}
  - {edition: second, announced: 2020-07-14, effective: 2020-07-14, provenance: verified, sources: [act]}
sources:
  act: {text: The Act, kind: legal-text}
  press: {text: A newspaper, kind: secondary}
  memory: {text: Recalled, kind: memory}
functionSets:
  central: {title: Central functions, functions: [core, management.oss], provenance: reported, sources: [press]}
designations:
  named:
    title: Named vendors
    entries:
      - {vendor: huawei, from: 2020-01-28, provenance: reported, sources: [press]}
addressees: {licences: [3.5GHz]}
disruptions:
  - id: XX-STOP
    title: No more deliveries
    actor: Another state
    vendors: {designated: named}
    stops: [spares]
    strength: blocked
    announced: 2020-05-15
    effective: 2020-09-14
    provenance: reported
    sources: [press]
missing:
  - {what: The annex, why: It was not read, sources: [press]}
rules:
  - id: XX-CAP
    kind: cap
    title: At most a part of the access network
    editions: [second]
    provenance: verified
    sources: [act]
    assumes: [{what: Sites are counted, provenance: assumed, sources: [memory]}]
    target: 2023-01-28
    deadline: 2023-07-31
    limit: 35 %
    scope: {where: {function: [ran.5g, '@central'], technology: [5G]}}
    exceptions: [{scope: {dates: {procured: {notAfter: 2019-12-31}}}, until: 2024-12-31}]
    when: {within: network, present: {where: {vendor: {is: [zte]}}}}
    metrics:
      - name: sites
        count: sites
        numerator: {where: {vendor: {designated: named}}}
        attribution: any
        sharedSites: once
    examples:
      - name: Two sites of three
        on: 2023-08-01
        sites: [{site: S1}, {site: S2}, {site: S3, tags: natsec}]
        elements:
          - {element: G1, site: S1, vendor: Huawei, function: ran.5g.gnb, inService: 2020-03, installed: 2020-02}
          - {count: 20, vendor: Nokia, function: ran.5g.gnb, inService: 2020-03}
        expect: {verdict: not met, value: 66.7 %, firstBreach: 2023-08-01}
  - id: XX-RECORD
    kind: record
    title: Keep a record
    provenance: assumed
    sources: [memory]
    needs: A register
    scope: {}
    examples: [{name: It is not computed, on: 2023-08-01, expect: {verdict: not evaluated}}]
  - id: XX-NOTIFY
    kind: notification
    title: Tell before it is done
    provenance: reported
    sources: [press]
    scope: {where: {function: [core]}}
    examples: [{name: No change, on: 2023-08-01, expect: {verdict: not applicable}}]
`

/** The rule of it that one edition states. */
const CAP = GOOD.slice(GOOD.indexOf('  - id: XX-CAP'), GOOD.indexOf('  - id: XX-RECORD'))
const VENDORS = new Set(['huawei', 'zte', 'nokia'])

function tell(text: string): string[] {
  return readRulePack('xx.yaml', text, VENDORS).faults.map(describeFault)
}

/** The good pack with one thing changed, which must be there. */
function change(from: string, to: string): string {
  expect(GOOD).toContain(from)
  return GOOD.replace(from, to)
}

describe('reading a rule pack', () => {
  test('takes one rule of two editions as of the same addressees, in whatever order these are stated', () => {
    const addressedTo = (second: string) => {
      const [one, other] = [`{tiers: [1], licences: [3.5GHz]}`, second].map((addressees) =>
        CAP.replace('kind: cap\n', `kind: cap\n    addressees: ${addressees}\n`),
      )
      return tell(change(CAP, `${one}${other!.replace('[second]', '[first]')}`))
    }
    expect(addressedTo('{licences: [3.5GHz], tiers: [1]}')).toEqual([])
    expect(addressedTo('{licences: [3.5GHz], tiers: [2]}')).toEqual([
      expect.stringContaining('key rules[1].addressees: rule that editions state with different addressees'),
    ])
  })

  test('takes what editions state differently of one rule', () => {
    const first = CAP.replace('[second]', '[first]').replace('35 %', '50 %')
    const { pack, faults } = readRulePack(
      'xx.yaml',
      change('  - id: XX-RECORD\n', `${first}  - id: XX-RECORD\n`),
      VENDORS,
    )
    expect(faults.map(describeFault)).toEqual([])
    expect(pack!.rules.map(({ id, editions }) => [id, editions]).slice(0, 2)).toEqual([
      ['XX-CAP', ['second']],
      ['XX-CAP', ['first']],
    ])
  })

  test('a good pack is read as it stands', () => {
    const { pack, faults } = readRulePack('xx.yaml', GOOD, VENDORS)
    expect(faults).toEqual([])
    expect(Value.Check(RulePack, pack)).toBe(true)
    expect(pack!.rules.map((rule) => rule.id)).toEqual(['XX-CAP', 'XX-RECORD', 'XX-NOTIFY'])
    expect(pack!.rules[0]).toMatchObject({ kind: 'cap', limit: '35 %', deadline: '2023-07-31' })
  })

  test('elements and contracts of an example need no names', () => {
    const { faults } = readRulePack('xx.yaml', change('{element: G1, site: S1', '{site: S1'), VENDORS)
    expect(faults).toEqual([])
  })

  test('without a registry, vendor ids are not held against anything', () => {
    expect(readRulePack('xx.yaml', change('vendor: huawei', 'vendor: hauwei')).faults).toEqual([])
  })

  test.each([
    [
      'a vendor nobody knows',
      change('vendor: huawei', 'vendor: hauwei'),
      'xx.yaml line 23, key designations.named.entries[0].vendor: unknown vendor `hauwei`; expected an id of the vendor registry; did you mean `huawei`?',
    ],
    [
      'a vendor condition with an unknown vendor',
      change('is: [zte]', 'is: [zte, zet]'),
      'key rules[0].when.present.where.vendor.is[1]: unknown vendor `zet`',
    ],
    [
      'a network function nobody knows',
      change('function: [ran.5g,', 'function: [ran.5g.gnob,'),
      'key rules[0].scope.where.function[0]: unknown network function `ran.5g.gnob`; expected a node of the function tree; did you mean `ran.5g.gnb`?',
    ],
    [
      'a function set that is not stated',
      change("'@central'", "'@centre'"),
      'key rules[0].scope.where.function[1]: unknown function set `@centre`; expected @central; did you mean `@central`?',
    ],
    [
      'an unknown function in a set',
      change('functions: [core, management.oss]', 'functions: [core, management.ossi]'),
      'key functionSets.central.functions[1]: unknown network function `management.ossi`',
    ],
    ['an unknown technology', change('technology: [5G]', 'technology: [5Gs]'), 'unknown technology `5Gs`'],
    [
      'a designation list that is not stated',
      change('numerator: {where: {vendor: {designated: named}}}', 'numerator: {where: {vendor: {designated: name}}}'),
      'key rules[0].metrics[0].numerator.where.vendor.designated: unknown designation `name`; expected named; did you mean `named`?',
    ],
    [
      'a condition that names no vendor',
      change('{where: {vendor: {is: [zte]}}}', '{where: {vendor: {roles: [brand]}}}'),
      'key rules[0].when.present.where.vendor: condition names no vendor',
    ],
    [
      'a condition that names vendors twice',
      change('{is: [zte]}', '{is: [zte], designated: named}'),
      'key rules[0].when.present.where.vendor: condition names vendors twice; expected either `designated` or `is`',
    ],
    [
      'reach beside a designation list',
      change('vendors: {designated: named}', 'vendors: {designated: named, reach: entity}'),
      'key disruptions[0].vendors.reach: reach belongs to the entries of the list `entity`',
    ],
    [
      'a source that is not stated',
      change('sources: [press]}\n  - {edition: second', 'sources: [pres]}\n  - {edition: second'),
      'xx.yaml line 11, key editions[0].sources[0]: unknown source `pres`; expected act, press, memory; did you mean `press`?',
    ],
    [
      'a source of an assumption that is not stated',
      change('provenance: assumed, sources: [memory]}]', 'provenance: assumed, sources: [memories]}]'),
      'key rules[0].assumes[0].sources[0]: unknown source `memories`',
    ],
    [
      'verified without a legal text',
      change('    provenance: verified\n    sources: [act]', '    provenance: verified\n    sources: [press]'),
      'key rules[0].provenance: verified without a legal text among its sources `verified`',
    ],
    [
      'reported from memory',
      change(
        '    provenance: reported\n    sources: [press]\nmissing',
        '    provenance: reported\n    sources: [memory]\nmissing',
      ),
      'key disruptions[0].provenance: reported without a source that reports it `reported`',
    ],
    [
      'an edition that is not stated',
      change('editions: [second]', 'editions: [third]'),
      'key rules[0].editions[0]: unknown edition `third`; expected first, second',
    ],
    [
      'an edition that stands twice',
      change('edition: second', 'edition: first').replace('editions: [second]', 'editions: [first]'),
      'edition stands twice `first`',
    ],
    [
      'editions out of order',
      change('effective: 2020-07-14', 'effective: 2020-01-28'),
      'key editions[1].effective: editions are not in order `2020-01-28`; expected a day after 2020-01-28',
    ],
    [
      'an edition that ends before it begins',
      change('effective: 2020-07-14', 'effective: 2020-07-14, until: 2020-07-13'),
      'key editions[1].until: edition ends before it is effective `2020-07-13`',
    ],
    [
      'a rule that stands twice',
      change('id: XX-RECORD', 'id: XX-CAP'),
      'xx.yaml line 66, key rules[1].id: identifier stands twice `XX-CAP`',
    ],
    [
      'a rule that stands twice, once in every edition',
      change('id: XX-RECORD\n', 'id: XX-CAP\n    editions: [first]\n').replace('    editions: [second]\n', ''),
      'key rules[1].id: identifier stands twice `XX-CAP`; expected an identifier of its own; or, of one rule that editions state differently, `editions` in each',
    ],
    [
      'a rule that stands twice in one edition',
      change('  - id: XX-RECORD\n', `${CAP.replace('[second]', '[first, second]')}  - id: XX-RECORD\n`),
      'key rules[1].editions[1]: edition stands twice for one rule `second`; expected each edition in one statement of the rule, or an identifier of its own',
    ],
    [
      'a rule of another kind in another edition',
      change('id: XX-RECORD\n', 'id: XX-CAP\n    editions: [first]\n'),
      'key rules[1].kind: rule that editions state with different kind `record`; expected the same in every edition',
    ],
    [
      'a rule named like a disruption',
      change('id: XX-RECORD', 'id: XX-STOP'),
      'key disruptions[0].id: identifier stands twice',
    ],
    ['a limit that is no share', change('limit: 35 %', 'limit: a third'), 'key rules[0].limit: not a share `a third`'],
    [
      'a limit above the whole',
      change('limit: 35 %', 'limit: 135 %'),
      'key rules[0].limit: share above the whole `135 %`',
    ],
    [
      'a limit that is a bare number',
      change('limit: 35 %', 'limit: 0.35'),
      'key rules[0].limit: not text `0.35`; expected text, in quotes (share that may not be exceeded, such as `35 %`)',
    ],
    ['a date that does not exist', change('deadline: 2023-07-31', 'deadline: 2023-06-31'), 'no such date `2023-06-31`'],
    ['a target after the deadline', change('target: 2023-01-28', 'target: 2023-08-28'), 'target after the deadline'],
    [
      'attribution by role without roles',
      change('attribution: any', 'attribution: role'),
      'key rules[0].metrics[0].attribution: attribution by role, but the numerator names no roles `role`',
    ],
    [
      'attribution to any role with roles',
      change(
        'numerator: {where: {vendor: {designated: named}}}',
        'numerator: {where: {not: {vendor: {designated: named, roles: [brand]}}}}',
      ),
      'attribution to any role, but the numerator names roles `any`',
    ],
    [
      'weighted elements',
      change('count: sites\n', 'count: elements\n').replace('attribution: any', 'attribution: weighted'),
      'key rules[0].metrics[0].attribution: only a site has parts to be weighted by `weighted`',
    ],
    [
      'a metric that stands twice',
      change(
        '    examples:\n      - name: Two',
        '      - {name: sites, count: sites, numerator: {where: {kind: [virtual]}}, attribution: any, sharedSites: once}\n    examples:\n      - name: Two',
      ),
      'key rules[0].metrics[1].name: metric stands twice `sites`',
    ],
    [
      'a numerator without a condition',
      change('numerator: {where: {vendor: {designated: named}}}', 'numerator: {}'),
      'key rules[0].metrics[0].numerator: empty condition',
    ],
    [
      'a condition without content',
      change('where: {function: [core]}', 'where: {}'),
      'key rules[2].scope.where: empty condition',
    ],
    [
      'a date condition without content',
      change('procured: {notAfter: 2019-12-31}', 'procured: {}'),
      'key rules[0].exceptions[0].scope.dates.procured: empty condition',
    ],
    [
      'a date condition no day can meet',
      change('procured: {notAfter: 2019-12-31}', 'procured: {after: 2019-12-31, notAfter: 2019-12-31}'),
      'no day is after the one and not after the other',
    ],
    [
      'a notification that looks at history',
      change('scope: {where: {function: [core]}}', 'scope: {dates: {installed: {after: 2020-01-01}}}'),
      'key rules[2].scope.dates: notification looks at planned changes, which have no history',
    ],
    [
      'a notification with a deadline',
      change('    title: Tell before it is done', '    title: Tell before it is done\n    deadline: 2024-01-01'),
      'key rules[2].deadline: notification is due before each change, not by a day `2024-01-01`',
    ],
    [
      'a notification whose exceptions look at history',
      change(
        '    title: Tell before it is done',
        '    title: Tell before it is done\n    exceptions: [{scope: {dates: {installed: {after: 2020-01-01}}}}]',
      ),
      'key rules[2].exceptions[0].scope.dates: notification looks at planned changes, which have no history',
    ],
    [
      'a notification that asks what is beside the change',
      change(
        '    title: Tell before it is done',
        '    title: Tell before it is done\n    when: {present: {where: {function: [core]}}, within: site}',
      ),
      'key rules[2].when: notification looks at planned changes, not at what is there beside them',
    ],
    [
      'nobody addressed',
      change('addressees: {licences: [3.5GHz]}', 'addressees: {}'),
      'key addressees: nobody is addressed',
    ],
    [
      'a designation that ends before it begins',
      change('from: 2020-01-28, provenance', 'from: 2020-01-28, until: 2020-01-27, provenance'),
      'designation ends before it begins `2020-01-27`',
    ],
    [
      'a wind-down that ends before the disruption was announced',
      change('    effective: 2020-09-14', '    effective: 2020-09-14\n    windDownUntil: 2020-05-14'),
      'wind-down ends before the disruption was announced `2020-05-14`',
    ],
    [
      'a time zone that does not exist',
      change('Pacific/Auckland', 'Pacific/Aukland'),
      'key timeZone: no such time zone `Pacific/Aukland`',
    ],
    [
      'a jurisdiction in words',
      change('jurisdiction: NZ', 'jurisdiction: New Zealand'),
      'key jurisdiction: no jurisdiction `New Zealand`',
    ],
    [
      'an unknown column in an example',
      change('tags: natsec', 'tag: natsec'),
      'key rules[0].examples[0].sites[2].tag: unknown column of sites `tag`',
    ],
    [
      'an unreadable cell in an example',
      change('inService: 2020-03, installed', 'inService: 2020-13, installed'),
      'key rules[0].examples[0].elements[0].inService: not a date `2020-13`',
    ],
    [
      'a misspelt function in an example',
      change('vendor: Nokia, function: ran.5g.gnb', 'vendor: Nokia, function: ran.5g.gbn'),
      'unknown network function `ran.5g.gbn`; expected a node of the function tree, such as `ran.5g.gnb`; did you mean `ran.5g.gnb`?',
    ],
    [
      'a count that is none',
      change('count: 20', 'count: 0'),
      'key rules[0].examples[0].elements[1].count: not a count `0`',
    ],
    [
      'a row without what it needs',
      change(
        'on: 2023-08-01, expect: {verdict: not applicable}',
        'on: 2023-08-01, plan: [{action: remove, element: G1}], expect: {verdict: not applicable}',
      ),
      'key rules[2].examples[0].plan[0].date: missing value; expected such as `2025-06-30`',
    ],
    [
      'an element on a site that is not listed',
      change('site: S1, vendor', 'site: S9, vendor'),
      'key rules[0].examples[0].elements[0].site: unknown site `S9`; expected S1, S2, S3',
    ],
    [
      'an outcome the kind cannot have',
      change('expect: {verdict: not evaluated}', 'expect: {verdict: met}'),
      'key rules[1].examples[0].expect.verdict: rules of kind record are not computed `met`',
    ],
    [
      'a share where things are counted',
      change('expect: {verdict: not applicable}', 'expect: {verdict: not applicable, value: 35 %}'),
      'key rules[2].examples[0].expect.value: not a count `35 %`',
    ],
    [
      'a value of what is not computed',
      change('expect: {verdict: not evaluated}', "expect: {verdict: not evaluated, value: '3'}"),
      'key rules[1].examples[0].expect.value: rules of kind record are not computed `3`',
    ],
    ['a share nobody can read', change('value: 66.7 %', 'value: two thirds'), 'expect.value: not a share `two thirds`'],
    [
      'a possible breach after the breach',
      change('firstBreach: 2023-08-01', 'firstBreach: 2023-08-01, firstPossibleBreach: 2023-08-02'),
      'first possible breach after the first breach `2023-08-02`',
    ],
    [
      'an example that stands twice',
      change(
        'examples: [{name: No change,',
        'examples: [{name: No change, on: 2023-08-01, expect: {verdict: not applicable}}, {name: No change,',
      ),
      'key rules[2].examples[1].name: example stands twice `No change`',
    ],
  ])('%s is one fault', (_, text, told) => {
    const faults = tell(text)
    expect(faults).toEqual([expect.stringContaining(told)])
    expect(readRulePack('xx.yaml', text, VENDORS).pack).toBeUndefined()
  })

  test('an edition announced after it is effective is told and used: law may reach back, and it may be a slip', () => {
    const text = change('announced: 2020-07-14', 'announced: 2020-07-15')
    expect(tell(text)).toEqual([
      expect.stringContaining(
        'key editions[1].announced: edition announced after it is effective `2020-07-15`; expected a day up to 2020-07-14, unless it reaches back',
      ),
    ])
    expect(readRulePack('xx.yaml', text, VENDORS).pack).toBeDefined()
  })

  test.each([
    [
      'a deadline before the rule binds',
      change('deadline: 2023-07-31', 'deadline: 2023-07-31\n    from: 2023-08-31'),
      'key rules[0].deadline: deadline before the rule binds `2023-07-31`',
    ],
    [
      'a deadline before its edition',
      change('target: 2023-01-28\n    deadline: 2023-07-31', 'deadline: 2020-07-13'),
      'key rules[0].deadline: deadline before the first edition it stands in `2020-07-13`',
    ],
    [
      'a source nothing refers to',
      change('  memory: {', '  rumour: {text: Hearsay, kind: secondary}\n  memory: {'),
      'key sources.rumour: source that nothing refers to `rumour`',
    ],
    [
      'a function set nothing refers to',
      change(", '@central'", ''),
      'key functionSets.central: function set that nothing refers to `central`',
    ],
  ])('%s is told, and the pack is used', (_, text, told) => {
    const { pack, faults } = readRulePack('xx.yaml', text, VENDORS)
    expect(faults.map(describeFault)).toEqual([expect.stringContaining(told)])
    expect(faults[0]!.severity).toBe('warning')
    expect(pack).toBeDefined()
  })

  test('a fault of shape in one rule does not hide what another rule means', () => {
    const text = change('count: sites\n', 'count: site\n').replace('function: [core]}}', 'function: [cor]}}')
    expect(tell(text)).toEqual([
      expect.stringContaining(
        'rules[0].metrics[0].count: unknown value `site`; expected sites, elements; did you mean `sites`?',
      ),
      expect.stringContaining('rules[2].scope.where.function[0]: unknown network function `cor`'),
    ])
  })

  test('all slips are told at once, of shape and of meaning, also where they stand in one rule', () => {
    const slips: readonly (readonly [from: string, to: string])[] = [
      ['kind: cap', 'kind: capp'],
      ['deadline: 2023-07-31', 'deadline: 2020-13-01'],
      ['verdict: not met', 'verdict: mett'],
      ['technology: [5G]}}', 'technolgy: [5G]}}'],
      ['sharedSites: once', 'sharedSites: twice'],
      ['limit: 35 %', 'limit: 135 %'],
      ['numerator: {where: {vendor: {designated: named}}}', 'numerator: {where: {vendor: {designated: namd}}}'],
      ['is: [zte]', 'is: [zet]'],
      ['site: S1, vendor', 'site: S9, vendor'],
      ['value: 66.7 %', 'value: two thirds'],
      ['sources: [act]}', 'sources: [akt]}'],
      ['announced: 2020-05-15', 'announced: 15 May 2020'],
    ]
    const apart = slips.flatMap(([from, to]) => tell(change(from, to)))
    expect(apart).toHaveLength(slips.length)
    const together = slips.reduce((text, [from, to]) => text.replace(from, to), GOOD)
    // Of a rule of no kind it cannot be told which value an outcome may have.
    const told = tell(together)
    expect(told).toEqual(expect.arrayContaining(apart.filter((fault) => !fault.includes('expect.value'))))
    expect(told).toHaveLength(slips.length - 1)
  })

  test('a source of a kind that cannot be read is one slip, whatever rests on it', () => {
    expect(tell(change('kind: legal-text', 'kind: legaltext'))).toEqual([
      expect.stringContaining('key sources.act.kind: unknown value `legaltext`'),
    ])
  })

  test('whichever part is of another kind, it is one slip, and nothing that hangs on it is told', () => {
    const leavesOf = (value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] => {
      if (Array.isArray(value)) return value.flatMap((entry, index) => leavesOf(entry, [...path, index]))
      if (typeof value !== 'object' || value === null) return [path]
      return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, [...path, key]))
    }
    const leaves = leavesOf(parseDocument(GOOD).toJS(), [])
    expect(leaves.length).toBeGreaterThan(100)
    for (const path of leaves) {
      const slipped = parseDocument(GOOD)
      slipped.setIn(path, slipped.createNode({ x: { y: 1 } }))
      const { faults } = readRulePack('xx.yaml', slipped.toString(), VENDORS)
      expect([path.join('.'), faults.map(describeFault)]).toEqual([path.join('.'), [expect.anything()]])
    }
  })

  test('faults come in the order of the file, whatever kind they are', () => {
    const text = change('force: binding', 'force: bindig')
      .replace('vendor: huawei', 'vendor: hua')
      .replace('limit: 35 %', 'limt: 35 %')
    const lines = readRulePack('xx.yaml', text, VENDORS).faults.map((fault) => fault.line)
    expect(lines).toEqual([8, 23, 39, 48])
  })

  test('a misspelt rule key is told by the kind it stands in', () => {
    expect(tell(change('limit: 35 %', 'after: 2020-12-31'))).toEqual([
      expect.stringContaining('rules[0].limit: missing key; expected a key `limit`: share that may not be exceeded'),
      expect.stringContaining(
        'rules[0].after: key of another kind than cap `after`; expected `after` only where kind is freeze',
      ),
    ])
  })

  test('an unknown source of a rule is told although the rule is of an unknown kind', () => {
    const unknown = GOOD.replace('kind: cap', 'kind: ceiling').replace(
      'sources: [act]\n    assumes',
      'sources: [akt]\n    assumes',
    )
    expect(tell(unknown)).toEqual([
      expect.stringContaining('rules[0].kind: unknown value `ceiling`'),
      expect.stringContaining('rules[0].sources[0]: unknown source `akt`'),
    ])
  })

  test('a file that is not YAML, and one that is no pack, are told as such', () => {
    expect(tell('pack: [')).toEqual([expect.stringContaining('not well-formed YAML')])
    expect(tell('just a text')).toEqual(['xx.yaml line 1: not a mapping; expected a mapping'])
    expect(tell('')).toEqual([expect.stringContaining('xx.yaml: nothing in the file; expected the keys pack, version')])
  })

  test('whatever is done to the text, there is a pack or there are faults, and never an exception', () => {
    const pieces = fc.constantFrom(
      '',
      ' ',
      '\n',
      ':',
      '- ',
      '[',
      '}',
      '*x',
      '&x ',
      'null',
      '__proto__: 1',
      '~',
      '"',
      '2020-13-45',
    )
    fc.assert(
      fc.property(fc.nat(GOOD.length), fc.nat(60), pieces, (start, length, piece) => {
        const { pack, faults } = readRulePack(
          'xx.yaml',
          GOOD.slice(0, start) + piece + GOOD.slice(start + length),
          VENDORS,
        )
        expect(pack === undefined).toBe(faults.some((fault) => fault.severity === 'error'))
        expect(pack === undefined || Value.Check(RulePack, pack)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
