import { describe, expect, it } from 'vitest'
import { checkSparesRows } from './check-spares-rows.ts'
import { FactTableBuilder } from './fact-table.ts'
import { describeFault } from './fault.ts'
import { findTable } from './tables.ts'

/** What is told of rows, each with the cells it states. */
function check(name: string, ...rows: Readonly<Record<string, string>>[]): string[] {
  const schema = findTable(name)!
  const columns = schema.columns.map((column) => column.name)
  const needed = Object.fromEntries(
    schema.columns.filter(({ required }) => required).map((column) => [column.name, column.example]),
  )
  const builder = new FactTableBuilder(schema, `${name}.csv`, columns)
  for (const [index, row] of rows.entries()) {
    const cells = { ...needed, ...row } as Record<string, string>
    builder.addRow(
      columns.map((column) => cells[column] ?? ''),
      index + 2,
      (fault) => expect.unreachable(describeFault(fault)),
    )
  }
  const said: string[] = []
  checkSparesRows(builder.finish(), false, (fault) => said.push(`${fault.severity}: ${describeFault(fault)}`))
  return said
}

describe('a part', () => {
  it('may state its rate in both ways where they are the same to within 1 %', () => {
    expect(
      check(
        'parts',
        { failuresFit: '4500', mtbfHours: '222222' },
        { failuresFit: '100', mtbfHours: '9900000' },
        { failuresFit: '100', mtbfHours: '10100000' },
        { failuresFit: '0', rateUnitHours: '1000000' },
        { mtbfHours: '200000' },
      ),
    ).toEqual([])
    expect(
      check(
        'parts',
        { failuresFit: '4500', mtbfHours: '100000' },
        { failuresFit: '0', mtbfHours: '100000' },
        { failuresFit: '100', mtbfHours: '9899999' },
      ),
    ).toEqual([
      'error: parts.csv line 2, column mtbfHours: not what failuresFit says: 4500 FIT are 222222 hours `100000`; expected one of the two, or both to within 1 %',
      'error: parts.csv line 3, column mtbfHours: not what failuresFit says: 0 FIT are no failure at all `100000`; expected one of the two, or both to within 1 %',
      'error: parts.csv line 4, column mtbfHours: not what failuresFit says: 100 FIT are 10000000 hours `9899999`; expected one of the two, or both to within 1 %',
    ])
  })

  it('is doubted where each unit fails more than once a year', () => {
    expect(check('parts', { mtbfHours: '8766' }, { failuresFit: '114000' }, {})).toEqual([])
    expect(check('parts', { mtbfHours: '2000' }, { failuresFit: '1000000' })).toEqual([
      'warning: parts.csv line 2, column mtbfHours: each unit fails 4.4 times a year `2000`; expected hours between the failures of one unit',
      'warning: parts.csv line 3, column failuresFit: each unit fails 8.8 times a year `1000000`; expected failures in 10^9 hours of one unit',
    ])
  })

  it('with hours of observation says what was observed in them', () => {
    expect(check('parts', { rateUnitHours: '1000' })).toEqual([
      'warning: parts.csv line 2, column rateUnitHours: hours over which no rate was observed `1000`; expected `failuresFit` or `mtbfHours`; 0 FIT where nothing failed',
    ])
  })

  it.each([
    ['gbp', '; did you mean `GBP`?'],
    ['€', '; did you mean `EUR`?'],
    ['$', ''],
    ['US dollars', ''],
  ])('is not priced in `%s`', (currency, suggestion) => {
    expect(check('parts', { currency })).toEqual([
      `error: parts.csv line 2, column currency: no currency \`${currency}\`; expected three capital letters, such as \`GBP\`${suggestion}`,
    ])
  })

  it('may be priced in a currency of three letters, in an unknown one, or in that of the manifest', () => {
    expect(check('parts', { currency: 'GBP' }, { currency: 'unknown' }, { currency: '' })).toEqual([])
  })

  it('is ordered in no more than can be had', () => {
    expect(
      check(
        'parts',
        { minimumOrder: '10', maximumOrder: '10' },
        { minimumOrder: '10..20', maximumOrder: '15' },
        { minimumOrder: '10' },
        { minimumOrder: '10', maximumOrder: 'unknown' },
        { minimumOrder: '10', maximumOrder: '9' },
      ),
    ).toEqual([
      'error: parts.csv line 6, column minimumOrder: minimumOrder above maximumOrder `10`; expected at most 9, the maximumOrder',
    ])
  })
})

describe('a failure rate of 0', () => {
  it('is taken as such with a warning, but where it was observed over some hours', () => {
    expect(check('parts', { failuresFit: '0', rateUnitHours: '1000000' }, { failuresFit: '1' })).toEqual([])
    expect(check('parts', { failuresFit: '0' })).toEqual([
      'warning: parts.csv line 2, column failuresFit: no unit ever fails `0`; expected failures in 10^9 hours; blank where nobody knows; with `rateUnitHours` where none failed in so many hours',
    ])
  })
})

describe('units', () => {
  it('are not needed in more than there are', () => {
    expect(check('units', { quantity: '3', needed: '3' }, { needed: '1' })).toEqual([])
    expect(check('units', { quantity: '3', needed: '4' }, { needed: '2..3' })).toEqual([
      'error: units.csv line 2, column needed: needed above quantity `4`; expected at most 3, the quantity',
      'error: units.csv line 3, column needed: needed above quantity `2..3`; expected at most 1, the quantity where it is blank',
    ])
  })
})

describe('stock', () => {
  it('that is to come says when, or that this is not known', () => {
    expect(
      check(
        'stock',
        { state: 'onOrder', due: '2020-08-15' },
        { state: 'inTransit', due: 'unknown' },
        { state: 'inRepair', condition: 'unserviceable', due: '2020-08' },
        { state: 'unknown' },
      ),
    ).toEqual([])
    expect(check('stock', { state: 'onOrder' }, { state: 'inRepair' })).toEqual([
      'warning: stock.csv line 2, column due: missing value: when what is onOrder arrives counts as unknown; expected a date, or `unknown`',
      'warning: stock.csv line 3, column due: missing value: when what is inRepair arrives counts as unknown; expected a date, or `unknown`',
    ])
  })

  it('that is there is not due', () => {
    expect(check('stock', { due: '2020-08-15' }, { state: 'reserved', due: '2020' })).toEqual([
      'error: stock.csv line 2, column due: arrival of what is there already (onHand) `2020-08-15`; expected blank, or state onOrder, inTransit, inRepair',
      'error: stock.csv line 3, column due: arrival of what is there already (reserved) `2020-01-01..2020-12-31`; expected blank, or state onOrder, inTransit, inRepair',
    ])
  })

  it('of carcasses is not ordered', () => {
    expect(check('stock', { condition: 'unserviceable' })).toEqual([])
    expect(check('stock', { condition: 'unserviceable', state: 'onOrder', due: '2020' })).toEqual([
      'error: stock.csv line 2, column condition: a carcass on order `unserviceable`; expected another condition, or state `onHand`, `inTransit` or `inRepair`',
    ])
  })
})

describe('usage', () => {
  it('of more failures than a unit can have in its hours is at fault', () => {
    expect(check('usage', { issues: '2', unitHours: '2000' }, { returns: '2', unitHours: '2000' })).toEqual([])
    expect(check('usage', { issues: '1000000', unitHours: '8760' })).toEqual([
      'error: usage.csv line 2, column unitHours: too few hours for 1000000 failures: one every 0.0088 hours of a unit `8760`; expected hours of operation of all units together, 1000 at least for each failure',
    ])
  })

  it('finds no fault in no more than came back, and has no more dead on arrival than were issued', () => {
    expect(check('usage', { returns: '5', noFaultFound: '5', issues: '2', deadOnArrival: '2' })).toEqual([])
    expect(check('usage', { issues: '2', noFaultFound: '9' })).toEqual([])
    expect(check('usage', { returns: '5', noFaultFound: '6', issues: '2', deadOnArrival: '3' })).toEqual([
      'error: usage.csv line 2, column noFaultFound: noFaultFound above returns `6`; expected at most 5, the returns',
      'error: usage.csv line 2, column deadOnArrival: deadOnArrival above issues `3`; expected at most 2, the issues',
    ])
  })

  it('without any count says nothing of failures', () => {
    expect(check('usage', { returns: '0' })).toEqual([])
    expect(check('usage', { unitHours: '1000' })).toEqual([
      'warning: usage.csv line 2, column returns: neither issues nor returns: the row says nothing of failures; expected one of them; 0 where nothing failed',
    ])
  })
})

describe('interchange', () => {
  it('puts no part in its own place', () => {
    expect(check('interchange', { part: 'A', substitute: 'B' }, { part: 'B', substitute: 'A' })).toEqual([])
    expect(check('interchange', { part: 'A', substitute: 'A' })).toEqual([
      'error: interchange.csv line 2, column substitute: a part in its own place `A`; expected another part, or no row',
    ])
  })
})

describe('a pool', () => {
  it('that is the operator’s own is all its own', () => {
    expect(check('pools', { entitlement: '0.4', owner: 'Huawei' }, { entitlement: '1' }, {})).toEqual([])
    expect(check('pools', { entitlement: '0.4' })).toEqual([
      'warning: pools.csv line 2, column entitlement: a share only of a pool that is the operator’s own `0.4`; expected `owner`, who lets the operator draw no more; or blank, which is all',
    ])
  })
})

describe('a row left out for another fault', () => {
  it('is not told of cells that may be those that could not be read', () => {
    const builder = new FactTableBuilder(findTable('stock')!, 'stock.csv', [
      'depot',
      'part',
      'state',
      'quantity',
      'due',
    ])
    builder.addRow(['D', 'P', 'onOrder', '1', '2020-13-01'], 2, () => undefined)
    builder.addRow(['D', 'P', 'onOrdr', '1', '2020-12-01'], 3, () => undefined)
    const { leftOut } = builder.finish()
    checkSparesRows(leftOut!.rows!, true, (fault) => expect.unreachable(describeFault(fault)))
  })
})
