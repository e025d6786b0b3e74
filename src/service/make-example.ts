// Makes an example world as a workspace: generated from its recipe where it has one, copied where it is kept as files.

import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readWorldRecipe } from '#intake/world-recipe/read.ts'
import { describeFault } from '#model/fault.ts'
import { writeChunks } from '#store/workspace-folder.ts'
import { generateWorld, worldToFiles } from '#world/index.ts'
import { shippedFolder } from './product.ts'

export async function listExamples(): Promise<string[]> {
  const entries = await readdir(shippedFolder('examples'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Writes the example into `folder`, which is made anew from the same seed: the same files every time. */
export async function makeExample(
  name: string,
  folder: string,
  progress: (what: string) => void = () => undefined,
): Promise<void> {
  const source = join(shippedFolder('examples'), name)
  if (!existsSync(source)) throw new Error(`no example \`${name}\`: there are ${(await listExamples()).join(', ')}`)
  await mkdir(folder, { recursive: true })
  const recipePath = join(source, 'world.yaml')
  if (existsSync(recipePath)) {
    const { recipe, faults } = readWorldRecipe('world.yaml', await readFile(recipePath, 'utf8'))
    if (!recipe) throw new Error(faults.map(describeFault).join('\n'))
    progress('making the example network')
    for (const file of worldToFiles(generateWorld(recipe))) {
      progress(`writing ${file.name}`)
      await writeChunks(join(folder, file.name), file.chunks)
    }
  }
  // What is kept beside the recipe (manifest, packs, readme) goes over what was generated.
  await cp(source, folder, { recursive: true })
}
