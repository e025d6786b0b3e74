// Where the sites of a snapshot are, and whose equipment stands there most.

import { join } from 'node:path'
import type { SiteMap } from '#contract/application/map.ts'
import type { RowsQuery, TableReader } from '#store/snapshot/index.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'
import { Remembered } from './remembered.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

const remembered = new Remembered<SiteMap>(4)

export async function getSiteMap(
  application: Application,
  asker: Asker,
  workspace: string,
  snapshot?: string,
): Promise<SiteMap> {
  const facts = await getWorkspaceFacts(application, asker, workspace, snapshot)
  const { digest } = facts.snapshot
  const folder = join(application.folders.snapshots(asker.organisation), digest)
  return remembered.get(folder, () =>
    application.readers.use(asker.organisation, digest, (reader) => drawMap(reader, digest, facts.withholds)),
  )
}

async function drawMap(reader: TableReader, digest: string, withholds: readonly string[]): Promise<SiteMap> {
  // An element is of the vendor of its hardware, or of whatever else is stated first.
  const asked = { table: 'elements', by: 'site', among: ['hardwareVendor', 'vendor'] }
  const standing = new Map((await reader.countCommonest(asked)).map((one) => [one.by, one]))
  const map: SiteMap = {
    snapshot: digest,
    site: [],
    latitude: [],
    longitude: [],
    vendor: [],
    elements: [],
    vendors: [],
    withoutPlace: 0,
    withheld: await reader.countWithheld('sites', withholds),
  }
  const places = new Map<string, number>()
  for await (const [site = '', latitude = '', longitude = ''] of cellsOf(reader, {
    table: 'sites',
    columns: ['site', 'latitude', 'longitude'],
    withhold: withholds,
  })) {
    if (latitude === '' || longitude === '') map.withoutPlace += 1
    else {
      const commonest = standing.get(site)
      map.site.push(site)
      map.latitude.push(Number(latitude))
      map.longitude.push(Number(longitude))
      map.elements.push(commonest?.rows ?? 0)
      map.vendor.push(commonest === undefined ? -1 : placeOf(commonest.value, places, map.vendors))
    }
  }
  return map
}

function placeOf(name: string, places: Map<string, number>, names: string[]): number {
  const known = places.get(name)
  if (known !== undefined) return known
  places.set(name, names.length)
  names.push(name)
  return names.length - 1
}

/** Cells of these columns on each row; '' for a column the snapshot has not. */
async function* cellsOf(
  reader: TableReader,
  { table, columns, withhold }: RowsQuery & { readonly columns: readonly string[] },
): AsyncGenerator<readonly string[]> {
  const filled = reader
    .tables()
    .find(({ name }) => name === table)
    ?.columns.map(({ name }) => name)
  if (!filled) return
  const there = columns.filter((column) => filled.includes(column))
  const query: RowsQuery = { table, columns: there, ...(withhold && { withhold }) }
  const answer = await reader.stream(query)
  if ('refused' in answer) throw new Refusal('failed', answer.refused.map(({ problem }) => problem).join('; '))
  const places = columns.map((column) => there.indexOf(column))
  for await (const batch of answer.value.batches)
    for (const { cells } of batch) yield places.map((place) => cells[place] ?? '')
}
