import { expect, it } from 'vitest'
import { FactTableBuilder } from '#model/fact-table.ts'
import { ELEMENTS } from '#model/tables.ts'
import { EntityList } from './entity-list.ts'

it('one and a half million elements none of which stands behind the one before it keep their rows', () => {
  const entities = new EntityList(0)
  const table = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element']).finish()
  const tableNumber = entities.addTable(table)
  const rowOf = (entity: number) => 3_000_000 - entity
  for (let entity = 0; entity < 1_500_000; entity++) entities.add(tableNumber, rowOf(entity), entity)
  for (const entity of [0, 1, 1_195_742, 1_195_743, 1_499_999])
    expect(entities.originOf(entity)).toEqual({ table, row: rowOf(entity) })
})
