import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { readNetBoxMapping } from './read-mapping.ts'
import { suggestNetBoxMapping } from './suggest-mapping.ts'

describe('a mapping file', () => {
  it('says the functions of roles, the meaning of states and what custom fields fill', () => {
    const text = `format: netbox
roles:
  - { role: Core Router, function: core.ip.router }
  - { role: "Patch *", function: none }
statuses:
  - { status: brownfield, means: installed }
regionFrom: group
elements:
  inService: go_live
`
    expect(readNetBoxMapping('netbox.yaml', text)).toEqual({
      faults: [],
      mapping: {
        format: 'netbox',
        roles: [
          { role: 'Core Router', function: 'core.ip.router' },
          { role: 'Patch *', function: 'none' },
        ],
        statuses: [{ status: 'brownfield', means: 'installed' }],
        regionFrom: 'group',
        elements: { inService: 'go_live' },
      },
    })
  })

  it('tells everything that is wrong at once, with its line', () => {
    const { mapping, faults } = readNetBoxMapping(
      'netbox.yaml',
      `format: netbox
roles:
  - { role: Core Router, function: core.ip.ruter }
  - { role: core router, function: core.ip.router }
statuses:
  - { status: x, means: planned }
  - { status: X, means: stock }
`,
    )
    expect(mapping).toBeUndefined()
    expect(faults.map(describeFault)).toEqual([
      'netbox.yaml line 3, key roles[0].function: unknown network function `core.ip.ruter`; expected a node of the function tree, such as `transport.aggregation`, `unknown` or `none`; did you mean `core.ip.router`?',
      'netbox.yaml line 4, key roles[1].role: role stands twice `core router`; expected one entry a role: only the first that matches counts',
      'netbox.yaml line 7, key statuses[1].status: status stands twice `X`; expected one entry a status',
    ])
  })

  it('tells what is wrong with entries in the same run as a key or an entry that is none', () => {
    const { faults } = readNetBoxMapping(
      'netbox.yaml',
      'format: netbox\nelemnts: {}\nroles:\n  - { role: A, function: nowhere }\n  - { role: B }\n  - { role: a, function: none }\n',
    )
    expect(faults.map(({ column, problem }) => [column, problem])).toEqual([
      ['elemnts', 'unknown key'],
      ['roles[1].function', 'missing key'],
      ['roles[0].function', 'unknown network function'],
      ['roles[2].role', 'role stands twice'],
    ])
    for (const nothing of ['', 'just a text', '[]'])
      expect(readNetBoxMapping('netbox.yaml', nothing).faults).toHaveLength(1)
  })

  it('knows its keys', () => {
    const { faults } = readNetBoxMapping(
      'netbox.yaml',
      'format: netbox\nelements:\n  inservice: go_live\nrole: []\nstatuses:\n  - { status: x, means: gone }\n',
    )
    expect(faults.map(({ line, column, problem, didYouMean }) => [line, column, problem, didYouMean])).toEqual([
      [3, 'elements.inservice', 'unknown key', 'inService'],
      [4, 'role', 'unknown key', 'roles'],
      [6, 'statuses[0].means', 'unknown value', undefined],
    ])
  })
})

describe('a suggested mapping', () => {
  it('can be read back whatever the roles are called, and uses nothing before review', () => {
    const names = [
      'Core Router',
      'a: b # c',
      '"quoted"',
      '*',
      '{}',
      '0',
      'true',
      'line\nend',
      'Patch Panel',
      '__proto__',
    ]
    const text = suggestNetBoxMapping({
      roles: names.map((name) => ({ name, count: 1 })),
      statuses: [{ name: 'brown: field', count: 2 }],
      customFields: [{ table: 'elements', name: 'sw_version', count: 5 }],
    })
    const { mapping, faults } = readNetBoxMapping('netbox.yaml', text)
    expect(faults).toEqual([])
    expect(mapping!.roles!.map(({ role }) => role)).toEqual(names)
    expect(mapping!.roles!.every(({ review }) => review === true)).toBe(true)
    expect(mapping!.statuses).toEqual([{ status: 'brown: field', means: 'unknown' }])
    expect(text).toContain('#   softwareVersion: "sw_version" # 5 found')
  })
})
