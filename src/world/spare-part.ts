// Numbers of a part of the recipe's catalogue.

import { HOURS_OF_A_FIT } from '#model/failures-fit.ts'
import type { SparePart } from '#model/world-recipe.ts'

export function numberIn({ row }: SparePart, column: string): number | undefined {
  return row[column] === undefined ? undefined : Number(row[column])
}

/** How often it really fails; undefined where the recipe does not say. */
export function failuresFitOf(part: SparePart): number | undefined {
  if (part.trueFit !== undefined) return part.trueFit
  const mtbfHours = numberIn(part, 'mtbfHours')
  return numberIn(part, 'failuresFit') ?? (mtbfHours === undefined ? undefined : HOURS_OF_A_FIT / mtbfHours)
}
