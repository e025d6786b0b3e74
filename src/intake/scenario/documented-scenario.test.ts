import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { FactTableBuilder } from '#model/fact-table.ts'
import { describeFault } from '#model/fault.ts'
import { PartNames } from '#model/part-names.ts'
import { PoolNames } from '#model/pool-names.ts'
import { POOLS } from '#model/spares-tables.ts'
import { PARTS } from '#model/tables.ts'
import { readScenario } from './read.ts'

test('the scenario shown in the documentation is read without a fault, in a network that has what it names', () => {
  const page = readFileSync(new URL('../../../docs/formats/scenario.md', import.meta.url), 'utf8')
  const [shown, ...others] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!)
  expect(others).toEqual([])
  const builder = new FactTableBuilder(PARTS, 'parts.csv', ['part', 'class', 'price', 'currency'])
  for (const [index, row] of [
    ['RRU-5901', 'radio', '4200.00', 'USD'],
    ['BBU-3900', '', '', ''],
  ].entries())
    builder.addRow(row, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  const pools = new FactTableBuilder(POOLS, 'pools.csv', ['pool'])
  for (const [index, pool] of ['NORTH', 'SOUTH', 'RESERVE'].entries())
    pools.addRow([pool], index + 2, (fault) => expect.unreachable(describeFault(fault)))
  const { scenario, faults } = readScenario('docs/formats/scenario.md', shown!, {
    asOf: parseDay('2020-06-19')!,
    currency: 'GBP',
    vendors: { ids: new Set(['huawei']), maySupply: () => true },
    parts: new PartNames([builder.finish()]),
    pools: new PoolNames([pools.finish()]),
  })
  expect(faults.map(describeFault)).toEqual([])
  expect(scenario!.disruptions.map(({ disruption }) => disruption)).toEqual(['us-2020-05', 'end-of-life'])
})
