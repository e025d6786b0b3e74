import { describe, expect, it } from 'vitest'
import { checkOperators } from './check-operators.ts'
import { FactTableBuilder } from './fact-table.ts'
import { describeFault } from './fault.ts'
import { ELEMENTS } from './tables.ts'

function check(operator: { name: string; aliases?: string[] }, ...cells: string[]): string[] {
  const said: string[] = []
  const builder = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element', 'operators'])
  for (const [index, cell] of cells.entries()) {
    builder.addRow([`E${index}`, cell], index + 2, (fault) => expect.unreachable(describeFault(fault)))
  }
  checkOperators([builder.finish()], operator, (fault) => said.push(describeFault(fault)))
  return said
}

describe('operators named by an inventory', () => {
  it('may be the operator, an alias and those it shares with', () => {
    expect(check({ name: 'North Mobile', aliases: ['NM'] }, '', 'NM:1|Other:1', 'unknown')).toEqual([])
    expect(check({ name: 'North Mobile', aliases: ['NM'] }, 'nm:1|Other:1')).toEqual([])
    expect(check({ name: 'North Mobile' }, 'NORTH  mobile:1')).toEqual([])
  })

  it('that are all others are told, for the rules would then look at nothing', () => {
    expect(check({ name: 'North Mobile' }, '', 'South Cable:1')).toEqual([
      'elements.csv line 3, column operators: no row names North Mobile, so rows that name operators do not count as this network `South Cable`; expected the operator’s name or one of its aliases, as mainstay.yaml has them',
    ])
  })

  it('are no misspellings where a letter or digit of its own at the end tells partners apart', () => {
    expect(check({ name: 'OpA' }, 'OpA:1|OpB:1')).toEqual([])
    expect(check({ name: 'Operator 1' }, 'Operator 1:1|Operator 2:1')).toEqual([])
    expect(check({ name: 'Mobile' }, 'Mobile:1|Mobild:1').length).toBe(1)
  })

  it('are told where a name nearly is the operator’s', () => {
    expect(check({ name: 'Tiny Co' }, 'Tiny Co:1', 'Tiny Company:1', 'TINY COM:2')).toEqual([
      'elements.csv line 3, column operators: taken as another operator `Tiny Company`; expected the operator’s name or one of its aliases, as mainstay.yaml has them; did you mean `Tiny Co`?',
      'elements.csv line 4, column operators: taken as another operator `TINY COM`; expected the operator’s name or one of its aliases, as mainstay.yaml has them; did you mean `Tiny Co`?',
    ])
  })
})
