// Makes an invented network as a workspace: an example that is shipped, or one's own recipe, of any size.

import { existsSync } from 'node:fs'
import { cp, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { nearestName } from '#base/near-name.ts'
import { readTextFile } from '#intake/text-file.ts'
import { readWorldRecipe } from '#intake/world-recipe/read.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { generateWorld, worldToFiles } from '#world/index.ts'
import { makeFolder } from './make-folder.ts'
import { shippedFolder } from './product.ts'
import { writeWhole } from './write-output.ts'

export async function listExamples(): Promise<string[]> {
  const entries = await readdir(shippedFolder('examples'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

type SayProgress = (what: string) => void

/** Writes the example into `folder`: generated from its recipe where it has one, then what is kept beside it as files. */
export async function makeExample(
  name: string,
  folder: string,
  progress: SayProgress = () => undefined,
): Promise<void> {
  const names = await listExamples()
  if (!names.includes(name)) {
    const near = nearestName(name, names)
    const guess = near === undefined ? '' : `; did you mean \`${near}\`?`
    throw new Error(`no example \`${name}\`: there are ${names.join(', ')}${guess}`)
  }
  const source = join(shippedFolder('examples'), name)
  const recipe = join(source, 'world.yaml')
  await makeFolder(folder)
  if (existsSync(recipe)) await makeWorld(recipe, folder, progress)
  await cp(source, folder, { recursive: true, filter: (path) => basename(path) !== 'expected' })
}

/** Writes the network of a recipe: the same seed gives the same files, every time and everywhere. */
export async function makeWorld(
  recipePath: string,
  folder: string,
  progress: SayProgress = () => undefined,
): Promise<void> {
  const log = new FaultLog()
  const text = await readTextFile(recipePath, recipePath, log.report)
  const { recipe, faults } = text === undefined ? { faults: log.kept } : readWorldRecipe(recipePath, text)
  if (!recipe) throw new Error(faults.map(describeFault).join('\n'))
  await makeFolder(folder)
  progress('making the network')
  for (const file of worldToFiles(generateWorld(recipe))) {
    progress(`writing ${file.name}`)
    const path = join(folder, file.name)
    await makeFolder(dirname(path))
    await writeWhole(path, file.chunks)
  }
}
