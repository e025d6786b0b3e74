import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { textAt } from '#model/fact-table.ts'
import { describeFault, type Fault } from '#model/fault.ts'
import { findTable } from '#model/tables.ts'
import { convertCsvToParquet, readParquet } from './parquet.ts'

const folder = mkdtempSync(join(tmpdir(), 'mainstay-parquet-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'elements.parquet')

async function read() {
  const faults: Fault[] = []
  const table = await readParquet(path, 'elements.parquet', findTable('elements')!, (fault) => faults.push(fault))
  return { table, faults }
}

it('a table comes back from Parquet as it was in CSV, or with an error that names no folder where a byte is damaged', async () => {
  const csv = join(folder, 'elements.csv')
  writeFileSync(csv, 'element,vendor\nA,Nokia\nB,"Ericsson, AB"\n')
  await convertCsvToParquet(csv, path)
  const { table, faults } = await read()
  expect(faults).toEqual([])
  expect([0, 1].map((row) => textAt(table!, 'vendor', row))).toEqual(['Nokia', 'Ericsson, AB'])

  const whole = readFileSync(path)
  let refused = 0
  for (let at = 0; at < whole.length; at += 5) {
    const damaged = Uint8Array.from(whole)
    damaged[at]! ^= 0xff
    writeFileSync(path, damaged)
    const reading = await read()
    if (reading.table) continue
    refused += 1
    expect(reading.faults.length).toBeGreaterThan(0)
    expect(reading.faults.map(describeFault).join()).not.toContain(folder)
  }
  expect(refused).toBeGreaterThan(10)
})

it('what is no Parquet file is told as such', async () => {
  writeFileSync(path, 'x'.repeat(100))
  expect((await read()).faults.map(describeFault)).toEqual([
    "elements.parquet: Parquet file cannot be read `Invalid Input Error: No magic bytes found at end of file 'elements.parquet'`; expected a whole Parquet file",
  ])
})
