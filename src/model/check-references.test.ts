import { describe, expect, it } from 'vitest'
import { checkKeysWithin } from './check-keys.ts'
import { checkReferences } from './check-references.ts'
import type { TableSchema } from './column.ts'
import { type FactTable, FactTableBuilder } from './fact-table.ts'
import { describeFault, type Fault } from './fault.ts'
import { DEPOTS, INTERCHANGE, POOLS, STOCK, USAGE } from './spares-tables.ts'
import {
  AUTHORISATIONS,
  CONTRACTS,
  ELEMENTS,
  PARTS,
  PLAN,
  SITES,
  TOTALS,
  UNITS,
  WAIVERS,
  WEIGHT_SERIES,
} from './tables.ts'

function table(schema: TableSchema, file: string, columns: string[], ...rows: string[][]): FactTable {
  const builder = new FactTableBuilder(schema, file, columns)
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  return builder.finish()
}

function check(...tables: FactTable[]): string[] {
  const faults: Fault[] = []
  checkReferences(tables, (fault) => faults.push(fault))
  expect(faults.every((fault) => fault.severity === 'error')).toBe(true)
  return faults.map(describeFault)
}

describe('references', () => {
  const sites = table(SITES, 'sites.csv', ['site'], ['LDN-3'], ['CDF-1'])

  it('to rows that are not there are told with the nearest that is', () => {
    const elements = table(
      ELEMENTS,
      'elements.csv',
      ['element', 'site', 'hostedOn'],
      ['A', 'LDN-3', ''],
      ['B', 'LND-3', 'A'],
      ['C', '', 'Z'],
    )
    expect(check(sites, elements)).toEqual([
      'elements.csv line 3, column site: unknown site `LND-3`; expected one of the sites; did you mean `LDN-3`?',
      'elements.csv line 4, column hostedOn: unknown element `Z`; expected one of the elements; did you mean `A`?',
    ])
  })

  it('may go to an element that the plan makes', () => {
    const elements = table(ELEMENTS, 'elements.csv', ['element'], ['A'])
    const plan = table(
      PLAN,
      'plan.csv',
      ['date', 'action', 'element', 'successor'],
      ['2025-01-01', 'install', 'B', ''],
      ['2025-01-01', 'replace', 'A', 'C'],
    )
    const units = (element: string) => table(UNITS, 'units.csv', ['element', 'part'], [element, 'P'])
    const parts = table(PARTS, 'parts.csv', ['part'], ['P'])
    expect(check(elements, plan, parts, units('B'))).toEqual([])
    expect(check(elements, plan, parts, units('C'))).toEqual([])
    expect(check(elements, plan, parts, units('D'))).toHaveLength(1)
  })

  it('to a host may not go to an element that only the plan makes', () => {
    const elements = table(ELEMENTS, 'elements.csv', ['element', 'hostedOn'], ['A', 'B'], ['V', 'C'], ['W', 'A'])
    const plan = table(PLAN, 'plan.csv', ['date', 'action', 'element'], ['2025-01-01', 'install', 'C'])
    const inventoryToo = table(ELEMENTS, 'more.csv', ['element'], ['B'])
    expect(check(elements, inventoryToo, plan)).toEqual([
      'elements.csv line 3, column hostedOn: hosted on an element that only the plan makes `C`; expected an element of the inventory, or blank and the `site` on which it stands',
    ])
    expect(check(elements, table(ELEMENTS, 'more.csv', ['element'], ['B'], ['C']), plan)).toEqual([])
    const afterOld = table(ELEMENTS, 'elements.csv', ['element', 'hostedOn'], ['A', ''], ['V', 'A~2025-01-01'])
    const replacing = table(PLAN, 'plan.csv', ['date', 'action', 'element'], ['2025-01-01', 'replace', 'A'])
    expect(check(afterOld, replacing)).toEqual([
      expect.stringContaining('hosted on an element that only the plan makes `A~2025-01-01`'),
    ])
  })

  it('of a series of weights are to a site or to an element, whichever the row says it weighs', () => {
    const elements = table(ELEMENTS, 'elements.csv', ['element'], ['OLT-2'])
    const columns = ['subject', 'identifier', 'measure', 'from', 'value']
    const weigh = (...rows: [subject: string, identifier: string][]) =>
      table(WEIGHT_SERIES, 'weights.csv', columns, ...rows.map((row) => [...row, 'premises', '2024-01-01', '50']))
    expect(check(sites, elements, weigh(['element', 'OLT-2'], ['site', 'LDN-3']))).toEqual([])
    const mistaken = weigh(['element', 'OLT-02'], ['site', 'LND-3'], ['element', 'LDN-3'], ['site', 'LDN-3'])
    expect(check(sites, elements, mistaken)).toEqual([
      'weights.csv line 3, column identifier: unknown site `LND-3`; expected one of the sites; did you mean `LDN-3`?',
      'weights.csv line 2, column identifier: unknown element `OLT-02`; expected one of the elements; did you mean `OLT-2`?',
      'weights.csv line 4, column identifier: unknown element `LDN-3`; expected one of the elements',
    ])
    expect(check(elements, weigh(['site', 'LDN-3'], ['element', 'OLT-2']))).toEqual([
      'weights.csv line 2, column identifier: refers to sites, which are not there `LDN-3`; expected a file of sites',
    ])
  })

  it('may go to an element that the plan names after the old one', () => {
    const elements = table(ELEMENTS, 'elements.csv', ['element'], ['A'], ['B'])
    const columns = ['subject', 'identifier', 'measure', 'from', 'value']
    const weigh = (identifier: string) =>
      table(WEIGHT_SERIES, 'weights.csv', columns, ['element', identifier, 'premises', '2026-01-01', '50'])
    const plan = table(
      PLAN,
      'plan.csv',
      ['date', 'action', 'element', 'successor', 'selector'],
      ['2025-01-01', 'replace', 'A', '', ''],
      ['2026-01-01', 'replace', '', '', 'vendor=Huawei'],
      ['2027-01-01', 'replace', 'B', 'C', ''],
      ['2028-01-01', 'remove', 'B', '', ''],
    )
    const isKnown = (identifier: string) => check(elements, plan, weigh(identifier)).length === 0
    expect(['A~2025-01-01', 'B~2026-01-01', 'A~2025-01-01~2026-01-01', 'C'].filter((name) => !isKnown(name))).toEqual(
      [],
    )
    expect(['B~2025-01-01', 'Z~2026-01-01', 'B~2027-01-01', 'B~2028-01-01', 'A~'].filter(isKnown)).toEqual([])
  })

  it('may go to a row of any file of the table', () => {
    const north = table(ELEMENTS, 'north.csv', ['element', 'hostedOn'], ['A', 'B'])
    const south = table(ELEMENTS, 'south.csv', ['element'], ['B'])
    expect(check(north, south)).toEqual([])
  })

  it('to a table that is not there are told once a file', () => {
    const units = table(UNITS, 'units.csv', ['element', 'part'], ['A', 'P'], ['A', 'Q'])
    expect(check(units, table(PARTS, 'parts.csv', ['part'], ['P'], ['Q']))).toEqual([
      'units.csv line 2, column element: refers to elements, which are not there `A`; expected a file of elements',
    ])
    expect(check(table(ELEMENTS, 'elements.csv', ['element', 'site'], ['A', '']))).toEqual([])
  })

  it('of rows that were refused are told as well', () => {
    const builder = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element', 'site', 'inService'])
    builder.addRow(['A', 'nowhere', 'x'], 2, () => undefined)
    builder.addRow(['B', 'LDN-3', ''], 3, () => undefined)
    expect(check(sites, builder.finish())).toEqual([
      'elements.csv line 2, column site: unknown site `nowhere`; expected one of the sites',
    ])
  })
})

describe('the condition of a substitute', () => {
  const parts = table(PARTS, 'parts.csv', ['part'], ['A'], ['B'])
  const interchange = (...conditions: string[]) =>
    table(
      INTERCHANGE,
      'interchange.csv',
      ['part', 'substitute', 'from', 'until', 'condition'],
      ...conditions.map((condition, index) => ['A', 'B', `2020-01-0${index + 1}`, '2021-01-01', condition]),
    )

  it('is a selector, or blank', () => {
    expect(check(parts, interchange('', 'band=3.5GHz; product=AirScale*', '*'))).toEqual([])
    expect(check(parts, interchange('3.5GHz', 'bnad=3.5GHz'))).toEqual([
      'interchange.csv line 2, column condition: selector condition without an equals sign `3.5GHz`; expected conditions such as `vendor=Huawei; function=ran.5g; region=Wales|Scotland`',
      'interchange.csv line 3, column condition: unknown selector key `bnad`; expected conditions such as `vendor=Huawei; function=ran.5g; region=Wales|Scotland`; did you mean `band`?',
    ])
  })
})

describe('stock, pools and usage', () => {
  it('are held against one another with all other rows', () => {
    const parts = table(PARTS, 'parts.csv', ['part', 'failuresFit', 'mtbfHours'], ['A', '100', '5'.repeat(5)])
    const pools = table(POOLS, 'pools.csv', ['pool'], ['N'], ['S'])
    const depots = table(DEPOTS, 'depots.csv', ['depot'], ['LEEDS'])
    const stock = table(STOCK, 'stock.csv', ['depot', 'part', 'quantity'], ['LEED', 'A', '1'])
    const usage = table(
      USAGE,
      'usage.csv',
      ['part', 'from', 'until', 'issues'],
      ['A', '2019-01-01', '2019-12-31', '3'],
      ['A', '2019-06-01', '2019-05-01', '3'],
      ['A', '2019-12-01', '2020-05-01', '3'],
    )
    expect(check(parts, pools, depots, stock, usage).map((fault) => fault.split(';')[0])).toEqual([
      'parts.csv line 2, column mtbfHours: not what failuresFit says: 100 FIT are 10000000 hours `55555`',
      'stock.csv line 2, column depot: unknown depot `LEED`',
      'usage.csv line 3, column until: until before from (2019-06-01) `2019-05-01`',
      'usage.csv line 4, column from: failures counted already by usage.csv line 2, of 2019-01-01 to 2019-12-31 `2019-12-01`',
      'depots.csv line 2, column pool: missing value: there are several pools',
    ])
  })
})

describe('selectors', () => {
  const plan = (...rows: [action: string, element: string, selector: string][]) =>
    table(PLAN, 'plan.csv', ['date', 'action', 'element', 'selector'], ...rows.map((row) => ['2027', ...row]))

  it('that cannot be read are told, of whatever table', () => {
    const columns = ['rule', 'scope', 'approver', 'from', 'until']
    const waivers = table(WAIVERS, 'waivers.csv', columns, ['R1', 'colour=red', 'us', '2024-01-01', '2024-12-31'])
    expect(check(waivers, plan(['remove', '', 'function=rann'])).map((message) => message.split(';')[0])).toEqual([
      'waivers.csv line 2, column scope: unknown selector key `colour`',
      'plan.csv line 2, column selector: unknown network function `rann`',
    ])
  })

  it('are needed where no element is named, and for nothing new', () => {
    expect(check(plan(['remove', '', ''], ['remove', 'A', ''], ['install', 'B', '']))).toEqual([
      expect.stringContaining('plan.csv line 2, column selector: empty selector'),
    ])
  })
})

describe('keys', () => {
  it('that stand twice in a file are told with both lines', () => {
    const faults: Fault[] = []
    checkKeysWithin(table(SITES, 'sites.csv', ['site'], ['A'], ['B'], ['A'], ['A']), (fault) => faults.push(fault))
    expect(faults.map(describeFault)).toEqual([
      'sites.csv line 4, column site: same site as on line 2 `A`; expected each once',
      'sites.csv line 5, column site: same site as on line 2 `A`; expected each once',
    ])
  })

  it('that stand in two files are told with both files', () => {
    expect(
      check(
        table(SITES, 'north.csv', ['site'], ['A'], ['B'], ['B']),
        table(SITES, 'south.csv', ['name', 'site'], ['x', 'C'], ['y', 'B']),
      ),
    ).toEqual(['south.csv line 3, column site: same site as on north.csv line 3 `B`; expected each once'])
  })

  it('of several columns are the same only where all are; blank is a value of its own', () => {
    const faults: Fault[] = []
    const report = (fault: Fault) => faults.push(fault)
    checkKeysWithin(
      table(
        UNITS,
        'units.csv',
        ['element', 'part', 'slot'],
        ['A', 'P', ''],
        ['A', 'P', '1'],
        ['A', 'Q', '1'],
        ['A', 'P', ''],
      ),
      report,
    )
    checkKeysWithin(
      table(
        PLAN,
        'plan.csv',
        ['date', 'action', 'element'],
        ['2025-01-01', 'remove', 'A'],
        ['2025-01', 'remove', 'A'],
        ['2025-01-01', 'remove', 'A'],
      ),
      report,
    )
    checkKeysWithin(
      table(
        TOTALS,
        'totals.csv',
        ['measure', 'on', 'count'],
        ['sites', '2025-01-01', '1'],
        ['elements', '2025-01-01', '1'],
      ),
      report,
    )
    expect(faults.map((fault) => [fault.file, fault.line, fault.text])).toEqual([
      ['units.csv', 5, 'A, P'],
      ['plan.csv', 4, '2025-01-01, remove, A'],
    ])
  })

  it('of files with different columns are compared as if blank', () => {
    const one = table(UNITS, 'one.csv', ['element', 'part'], ['A', 'P'])
    const two = table(UNITS, 'two.csv', ['slot', 'part', 'element'], ['1', 'P', 'A'], ['', 'P', 'A'])
    const weights = table(
      WEIGHT_SERIES,
      'weights.csv',
      ['subject', 'identifier', 'measure', 'from', 'value'],
      ['site', 'A', 'traffic', '2022-01-01', '1'],
    )
    expect(check(one, two, weights).filter((message) => message.includes('same'))).toEqual([
      'two.csv line 3, column element, part, slot: same element, part, slot as on one.csv line 2 `A, P`; expected each once',
    ])
  })
})

describe('hosts', () => {
  const elements = (...rows: string[][]) => table(ELEMENTS, 'elements.csv', ['element', 'hostedOn'], ...rows)

  it('in a ring are told once', () => {
    expect(check(elements(['A', 'B'], ['B', 'C'], ['C', 'D'], ['D', 'B'], ['E', 'A']))).toEqual([
      'elements.csv line 3, column hostedOn: B is hosted on itself through C, D `C`; expected a chain of hosts that ends',
    ])
  })

  it('that are the element itself are told', () => {
    expect(check(elements(['A', 'A'], ['B', '']))).toEqual([
      'elements.csv line 2, column hostedOn: A is hosted on itself `A`; expected a chain of hosts that ends',
    ])
  })

  it('in chains and trees are fine', () => {
    expect(check(elements(['A', ''], ['B', 'A'], ['C', 'A'], ['D', 'C'], ['E', 'D']))).toEqual([])
  })

  it('in long chains take no long time', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => [`E${index}`, index === 0 ? '' : `E${index - 1}`])
    expect(check(elements(...rows.reverse()))).toEqual([])
  })
})

describe('histories', () => {
  const EVENTS = ['element', 'delivered', 'installed', 'inService', 'outOfService', 'removed']

  it.each([
    [['2020-01-02', '2020-01-01', '', '', ''], 'installed: installed before delivered (2020-01-02) `2020-01-01`'],
    [
      ['', '2020-05-01', 'unknown', '', '2020-04'],
      'removed: removed before installed (2020-05-01) `2020-04-01..2020-04-30`',
    ],
    [
      ['', '', '2020-02..2020-06', '..2020-01-31', ''],
      'outOfService: outOfService before inService (2020-02-01..2020-06-30) `..2020-01-31`',
    ],
    [
      ['2021', '2020-01-01', '2020-02-01', '', ''],
      'installed: installed before delivered (2021-01-01..2021-12-31) `2020-01-01`',
    ],
  ])('%j contradict themselves', (events, message) => {
    const faults = check(table(ELEMENTS, 'elements.csv', EVENTS, ['A', ...events]))
    expect(faults[0]).toContain(`elements.csv line 2, column ${message}; expected`)
  })

  it.each([
    [['2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01']],
    [['2020-06', '2020-06-01', '', '', 'never']],
    [['2020-06-01', '', 'never', '', '2020-07-01']],
    [['unknown', '2020-01-01', 'unknown', 'unknown', '2020-01-02']],
    [['2020', '..2020-03-01', '', '', '']],
  ])('%j may be true', (events) => expect(check(table(ELEMENTS, 'elements.csv', EVENTS, ['A', ...events]))).toEqual([]))

  it('of contracts, authorisations and what was known may not run backwards either', () => {
    const contracts = table(
      CONTRACTS,
      'contracts.csv',
      ['contract', 'supplier', 'role', 'from', 'to'],
      ['C', 'Nokia', 'support', '2020-01-01', '2019-12-31'],
    )
    const authorisations = table(
      AUTHORISATIONS,
      'authorisations.csv',
      ['regime', 'selector', 'status', 'from', 'until'],
      ['R', '*', 'granted', '2020-01-01', '2019-12-31'],
    )
    const sites = table(SITES, 'sites.csv', ['site', 'knownFrom', 'knownUntil'], ['S', '2020-01-01', '2019-12-31'])
    expect(
      check(contracts, authorisations, sites).map((message) => message.slice(0, message.indexOf('`') - 1)),
    ).toEqual([
      'contracts.csv line 2, column to: to before from (2020-01-01)',
      'authorisations.csv line 2, column until: until before from (2020-01-01)',
      'sites.csv line 2, column knownUntil: knownUntil before knownFrom (2020-01-01)',
    ])
  })
})

it('a hundred thousand wrong references among a hundred thousand names are told in seconds', () => {
  const sites = new FactTableBuilder(SITES, 'sites.csv', ['site'])
  const elements = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element', 'site'])
  for (let index = 0; index < 100_000; index++) {
    sites.addRow([`S${index}`], index + 2, () => undefined)
    elements.addRow([`E${index}`, `X${index}`], index + 2, () => undefined)
  }
  let faultCount = 0
  let suggestionCount = 0
  checkReferences([sites.finish(), elements.finish()], (fault) => {
    faultCount += 1
    if (fault.didYouMean !== undefined) suggestionCount += 1
  })
  expect([faultCount, suggestionCount]).toEqual([100_000, 100])
})

it('what never served cannot stop serving; but it may be removed, and nobody may know', () => {
  const columns = ['element', 'inService', 'outOfService', 'removed']
  const elements = table(
    ELEMENTS,
    'elements.csv',
    columns,
    ['A', 'never', '2024-01-01', ''],
    ['B', 'never', '', '2024-01-01'],
    ['C', 'never', 'unknown', ''],
    ['D', 'never', 'never', ''],
    ['E', 'unknown', '2024-01-01', ''],
  )
  expect(check(elements)).toEqual([
    'elements.csv line 2, column outOfService: outOfService of an element that is in service never `2024-01-01`; expected blank, or a day in `inService`; `removed` says when it was taken out',
  ])
})
