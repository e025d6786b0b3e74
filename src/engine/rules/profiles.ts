// What do the rules see of a class? Its profile: all that any of them asks for, and nothing else.

import type { Estate, SubjectClass } from '#model/estate.ts'
import { ClassFacets, type Facet } from './class-facets.ts'

export interface Profiles {
  /** Profile of each class, from 0: classes that no rule tells apart have one. */
  readonly profileOf: Uint32Array
  /** One class of each profile. */
  readonly examples: readonly SubjectClass[]
}

export function profileClasses({ classes }: Estate, facets: Iterable<Facet>): Profiles {
  const { groupOf, exampleOf } = new ClassFacets(classes).group(facets)
  return { profileOf: groupOf, examples: exampleOf.map((classId) => classes[classId]!) }
}
