// The elements of an estate in the making that a selector means, for certain.

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { Selector } from '#model/selector.ts'
import type { Manifest } from '#model/workspace.ts'
import type { VendorBook } from '../vendors/index.ts'
import { describeClass } from './describe-class.ts'
import type { Loading } from './load-subjects.ts'
import { classMeetsSelector } from './match-selector.ts'
import { SupplierResolver } from './supplier-resolution.ts'

export interface Selecting extends Loading {
  readonly book: VendorBook
  readonly operator: Manifest['operator']
}

/** Stands for a site nobody stated: no subject is there. */
const NO_SITE = -1

/** Subjects of elements that meet the selector and for which `isOpen` holds, one an element, in identifier order. */
export function selectSubjects(
  selecting: Selecting,
  selector: Selector,
  isOpen: (subject: number) => boolean,
): number[] {
  const { draft, entities, sites, interner, book, operator } = selecting
  const resolver = new SupplierResolver(book)
  const answerOf = new Map<number, boolean>()
  const wantedElements = selector.get('element')
  const wantedSites =
    selector.get('site') && new Set(selector.get('site')!.map((identifier) => sites.find(identifier) ?? NO_SITE))
  const found = new Map<number, number>()
  for (let subject = 0; subject < draft.count; subject++) {
    const classId = draft.classOf[subject]!
    let answer = answerOf.get(classId)
    if (answer === undefined) {
      const subjectClass = describeClass(interner, classId, resolver, operator)
      answer = subjectClass.subject === 'element' && classMeetsSelector(subjectClass, selector, book)
      answerOf.set(classId, answer)
    }
    if (!answer) continue
    if (wantedSites && (draft.site[subject]! < 0 || !wantedSites.has(draft.site[subject]!))) continue
    if (wantedElements && !wantedElements.includes(entities.identifierOf(draft.entityOf[subject]!))) continue
    if (isOpen(subject)) found.set(draft.entityOf[subject]!, subject)
  }
  return [...found]
    .map(([entity, subject]) => ({ identifier: entities.identifierOf(entity), subject }))
    .sort((left, right) => compareIdentifiers(left.identifier, right.identifier))
    .map(({ subject }) => subject)
}
