// A workspace into which an inventory is imported: its sites, and a plan that names every hundredth element.

import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { formatDay } from '#base/calendar.ts'
import { nameElement, nameSite, siteCountOf } from '../inventory.ts'

/** Judged by all packs of the country. */
const MANIFEST = `workspace: 1
operator: {name: North Mobile, tier: 1, licences: [3.5GHz]}
jurisdictions: [GB]
inventoryDate: 2026-01-01
asOf: 2026-01-01
`

/** Day number of 1 January 2027. */
const FIRST_DAY = 20_819
const ELEMENTS_A_ROW = 100

export async function makeWorkspace(folder: string, elementCount: number): Promise<void> {
  await mkdir(folder)
  await writeFile(join(folder, 'mainstay.yaml'), MANIFEST)
  await write(join(folder, 'sites.csv'), writeSites(siteCountOf(elementCount)))
  await write(join(folder, 'plan.csv'), writePlan(elementCount))
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(path))
}

function* writeSites(count: number): Generator<string> {
  yield 'site,region\n'
  for (let site = 0; site < count; site++) yield `${nameSite(site)},Region ${site % 12}\n`
}

function* writePlan(elementCount: number): Generator<string> {
  yield 'date,action,element,selector,quantity,vendor\n'
  for (let row = 0; row < elementCount; row += ELEMENTS_A_ROW)
    yield `${formatDay(FIRST_DAY + (row % 1000))},replace,${nameElement(row)},,,Ericsson\n`
  for (let region = 0; region < 12; region++) yield `2031-01-01,remove,,vendor=Huawei; region=Region ${region},,\n`
}
