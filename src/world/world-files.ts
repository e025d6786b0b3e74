// A world as the files of a workspace, in chunks of text: ten million rows need no more memory than ten.

import { renderFactsCsv } from '#model/facts-csv.ts'
import { writeManifest } from './write-manifest.ts'
import type { World } from './world.ts'

export interface WorldFile {
  readonly name: string
  readonly chunks: Iterable<string>
}

/**
 * mainstay.yaml and the CSV files: columns in the documented order, and only those in use. Variants lie in a folder of
 * their own, for a table beside the others would be taken for a misnamed one.
 */
export function* worldToFiles(world: World): Iterable<WorldFile> {
  yield { name: 'mainstay.yaml', chunks: [writeManifest(world.manifest)] }
  for (const table of world.tables) yield { name: table.file, chunks: renderFactsCsv(table) }
  for (const table of world.variants) yield { name: `variants/${table.file}`, chunks: renderFactsCsv(table) }
}
