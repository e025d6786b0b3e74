// A world as the files of a workspace, in chunks of text: ten million rows need no more memory than ten.

import { renderFactsCsv } from '#model/facts-csv.ts'
import { writeManifest } from './write-manifest.ts'
import type { World } from './world.ts'

export interface WorldFile {
  readonly name: string
  readonly chunks: Iterable<string>
}

/** mainstay.yaml and the CSV files: columns in the documented order, and only those in use. */
export function* worldToFiles(world: World): Iterable<WorldFile> {
  yield { name: 'mainstay.yaml', chunks: [writeManifest(world.manifest)] }
  for (const table of [...world.tables, ...world.variants]) yield { name: table.file, chunks: renderFactsCsv(table) }
}
