// A class in the words predicates ask about: what is stated, what is implied, what is not known.

import { MAYBE, NO, YES } from '#base/trilean.ts'
import { splitList, splitShares } from '#model/column.ts'
import type { SubjectClass, SubjectKind } from '#model/estate.ts'
import { plainName } from '#model/plain-name.ts'
import { OwnNames } from '#model/own-names.ts'
import type { Manifest } from '#model/workspace.ts'
import type { ClassInterner } from './class-interner.ts'
import { greatestCommonDivisor } from './operator-parts.ts'
import { configurationsOf } from './configurations.ts'
import type { SupplierResolver } from './supplier-resolution.ts'

/** The classes of an estate in the making, each described once. */
export class ClassDescriptions {
  readonly resolver: SupplierResolver
  readonly #interner: ClassInterner
  readonly #own: OwnNames
  readonly #described: SubjectClass[] = []

  constructor(interner: ClassInterner, resolver: SupplierResolver, operator: Manifest['operator']) {
    this.resolver = resolver
    this.#interner = interner
    this.#own = new OwnNames(operator)
  }

  of(classId: number): SubjectClass {
    return (this.#described[classId] ??= describeClass(this.#interner, classId, this.resolver, this.#own))
  }
}

function describeClass(
  interner: ClassInterner,
  classId: number,
  resolver: SupplierResolver,
  own: OwnNames,
): SubjectClass {
  const text = (field: Parameters<ClassInterner['textOf']>[1]) => interner.textOf(classId, field)
  /** Blank where the source says `unknown`. */
  const known = (field: Parameters<typeof text>[0]) => (text(field) === 'unknown' ? '' : text(field))
  const functions = splitList(text('function'))
  const place = placeOf(interner, classId)
  return {
    subject: (text('subject') || 'element') as SubjectKind,
    kind: kindOf(interner, classId),
    functions,
    configurations: configurationsOf(interner, classId),
    product: known('product'),
    tags: tagsOf(text('tags')),
    suppliers: resolver.suppliersOf(interner, classId),
    place,
    region: plainName(known('region')),
    siteTags: place === 'somewhere' ? undefined : tagsOf(text('siteTags')),
    ...servedBy(text('operators'), own),
  }
}

/** Blank is no tag at all. */
function tagsOf(tags: string): readonly string[] | undefined {
  return tags === 'unknown' ? undefined : splitList(tags).map(plainName)
}

function kindOf(interner: ClassInterner, classId: number): SubjectClass['kind'] {
  return (interner.textOf(classId, 'kind') || 'physical') as SubjectClass['kind']
}

/** What is physical, or may be, stands somewhere; what is virtual, or a service, may stand on no site at all. */
export function placeOf(interner: ClassInterner, classId: number): SubjectClass['place'] {
  const place = interner.textOf(classId, 'place')
  if (place !== '') return place as SubjectClass['place']
  const kind = kindOf(interner, classId)
  return kind === 'physical' || kind === 'unknown' ? 'somewhere' : 'nowhere'
}

const ALL_OF_IT = { own: 1, whole: 1 }

function servedBy(operators: string, own: OwnNames): Pick<SubjectClass, 'served' | 'operatorShare'> {
  if (operators === '') return { served: YES, operatorShare: ALL_OF_IT }
  if (operators === 'unknown') return { served: MAYBE, operatorShare: ALL_OF_IT }
  const shares = splitShares(operators)
  const whole = shares.reduce((sum, share) => sum + share.weight, 0)
  const part = shares.reduce((sum, share) => sum + (own.has(share.name) ? share.weight : 0), 0)
  const divisor = greatestCommonDivisor(part, whole)
  return { served: part === 0 ? NO : YES, operatorShare: { own: part / divisor, whole: whole / divisor } }
}
