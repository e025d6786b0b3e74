// What a world.yaml says, or every reason why no world can be made from it, each with its line.

import type { Fault } from '#model/fault.ts'
import { WorldRecipe } from '#model/world-recipe.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { parseYaml } from '../yaml/parse.ts'
import { checkRecipe } from './check-recipe.ts'

/** `name` is the file as the user named it. There is a recipe only where nothing is wrong. */
export function readWorldRecipe(name: string, text: string): { recipe?: WorldRecipe; faults: Fault[] } {
  const { document, faults: syntaxFaults } = parseYaml(name, text)
  if (!document) return { faults: syntaxFaults }
  const shapeFaults = checkShape(WorldRecipe, document)
  if (shapeFaults.length > 0) return { faults: shapeFaults }
  const faults = checkRecipe(document)
  if (faults.length > 0) return { faults: faults.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0)) }
  return { recipe: document.value as unknown as WorldRecipe, faults: [] }
}
