import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { FactTableBuilder } from './fact-table.ts'
import { describeFault } from './fault.ts'
import { PLAN } from './tables.ts'

const COLUMNS = ['date', 'action', 'element', 'selector', 'quantity', 'vendor', 'technologies', 'traffic']

function check(...rows: string[][]): string[] {
  const said: string[] = []
  const builder = new FactTableBuilder(PLAN, 'plan.csv', COLUMNS)
  for (const [index, row] of rows.entries()) {
    const cells = COLUMNS.map((_, column) => row[column] ?? '')
    builder.addRow(cells, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  }
  checkPlan(builder.finish(), (fault) => said.push(describeFault(fault)))
  return said
}

describe('a row of the plan', () => {
  it('may say all that its action carries out', () => {
    expect(
      check(
        ['2027-01-01', 'install', 'G1', '', '', 'Nokia', '5G', '100'],
        ['2027-01-01', 'replace', '', 'vendor=Huawei', '10', 'Nokia', '5G', '100'],
        ['2027-01-01', 'change', 'G1', '', '', '', '4G|5G'],
        ['2027-01-01', 'remove', 'G1'],
      ),
    ).toEqual([])
  })

  it('that changes a vendor in place is told to replace the element', () => {
    expect(check(['2027-01-01', 'change', 'G1', '', '', 'Huawei', '5G'])).toEqual([
      'plan.csv line 2, column vendor: not carried out by action change `Huawei`; expected blank, or action `replace`; a change alters technologies and bands',
    ])
  })

  it('is made on some day', () => {
    expect(check(['never', 'remove', 'G1'])).toEqual([
      'plan.csv line 2, column date: a change that is never made `never`; expected a day or a range of days, or no row',
    ])
  })

  it('names its elements one way, by name or by selector', () => {
    expect(check(['2027-01-01', 'remove', 'G1', 'vendor=Huawei', '3'])).toEqual([
      'plan.csv line 2, column selector: not read where `element` names one `vendor=Huawei`; expected blank, or `element` blank',
      'plan.csv line 2, column quantity: not read where `element` names one; expected blank, or `element` blank',
    ])
  })
})
