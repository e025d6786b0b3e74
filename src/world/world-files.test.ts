import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { dayOf } from '#base/calendar.ts'
import { ELEMENTS, SITES, WEIGHT_SERIES } from '#model/tables.ts'
import { TableRows } from './table-rows.ts'
import { renderFactsCsv } from '#model/facts-csv.ts'
import { writeManifest } from './write-manifest.ts'

describe('a table as CSV', () => {
  test('has the columns in use in the documented order, and every value exact', () => {
    const rows = new TableRows(ELEMENTS, 'elements.csv', 1)
    const first = rows.begin()
    rows.texts('vendor').set(first, 'Huawei')
    rows.dates('inService').set(first, dayOf(2020, 6, 19))
    rows.dates('installed').set(first, dayOf(2020, 4, 1), dayOf(2020, 6, 30))
    rows.texts('element').setUnique(first, 'GNB-1')
    rows.amounts('traffic').set(first, 412_500)
    const second = rows.begin()
    rows.texts('element').setUnique(second, 'GNB-2')
    rows.amounts('traffic').set(second, 1007)
    expect([...renderFactsCsv(rows.finish())].join('')).toBe(
      'element,vendor,installed,inService,traffic\r\n' +
        'GNB-1,Huawei,2020-04-01..2020-06-30,2020-06-19,412.5\r\n' +
        'GNB-2,,,,1.007\r\n',
    )
  })

  test('quotes what RFC 4180 wants quoted', () => {
    const rows = new TableRows(SITES, 'sites.csv')
    const names = ['Newport, Isle of Wight', 'the "Old Mill"', ' edge ', 'two\nlines', 'plain']
    for (const [index, name] of names.entries()) {
      const row = rows.begin()
      rows.texts('site').setUnique(row, `S${index}`)
      rows.texts('name').set(row, name)
      rows.numbers('latitude').set(row, -0.00001)
    }
    const read = parse([...renderFactsCsv(rows.finish())].join(''), { columns: true }) as Record<string, string>[]
    expect(read.map((row) => row.name)).toEqual(names)
    expect(read.every((row) => Number(row.latitude) === -0.00001)).toBe(true)
  })

  test('comes in chunks of bounded size, whatever the number of rows', () => {
    const rows = new TableRows(WEIGHT_SERIES, 'weights.csv', 1)
    for (let index = 0; index < 20_000; index++) {
      const row = rows.begin()
      rows.texts('identifier').setUnique(row, `S${index}`)
      rows.amounts('value').set(row, index * 1000)
    }
    const chunks = [...renderFactsCsv(rows.finish())]
    expect(chunks.length).toBeGreaterThan(2)
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(70_000)
    expect(chunks.join('').split('\r\n')).toHaveLength(20_002)
  })
})

test('a manifest is written as YAML that names, lists and quotes', () => {
  expect(
    writeManifest({
      workspace: 1,
      operator: { name: 'Yes: No', aliases: ['Kōtuku', 'null'], tier: 1 },
      jurisdictions: ['GB'],
      asOf: '2020-06-19',
    }),
  ).toBe(
    'workspace: 1\noperator:\n  name: "Yes: No"\n  aliases: ["Kōtuku", "null"]\n  tier: 1\njurisdictions: [GB]\nasOf: 2020-06-19\n',
  )
})
