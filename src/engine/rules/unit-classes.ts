// Units as rules on equipment see them: each as equipment like the element it sits in, made by the maker of its part.

import { NO } from '#base/trilean.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'

/** Classes of units by the part they are of; what does not serve the operator is left out. */
export function unitClassesByPart({ classes }: Estate): ReadonlyMap<string, readonly SubjectClass[]> {
  const byPart = new Map<string, SubjectClass[]>()
  for (const one of classes) {
    if (one.subject !== 'unit' || one.served === NO) continue
    byPart.set(one.product, [...(byPart.get(one.product) ?? []), one])
  }
  return byPart
}

/** Of the product of the element nothing is kept in the class of its units. */
export function asElement(unitClass: SubjectClass): SubjectClass {
  return { ...unitClass, subject: 'element', product: '' }
}
