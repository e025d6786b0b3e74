// Where elements stand that state no site of their own.

import { placeOf } from './describe-class.ts'
import type { Loading } from './loading.ts'

/** Beside the numbers of sites: it stands on one, and nobody says on which; it may stand on none. */
const SOMEWHERE = -2
const NOWHERE = -1

/** A virtual element stands where its host stands; hosts may be hosted in turn. */
export function settleHosted(loading: Loading, hosted: ReadonlyMap<number, string>): void {
  const { draft, interner, sites } = loading
  const placeOfEntity = new Map<number, number>()
  for (const [subject, place] of placesOfHosted(loading, hosted))
    if (place !== NOWHERE) placeOfEntity.set(draft.entityOf[subject]!, place)
  if (placeOfEntity.size === 0) return
  for (let subject = 0; subject < draft.count; subject++) {
    const site = placeOfEntity.get(draft.entityOf[subject]!)
    if (site === undefined || draft.site[subject]! >= 0) continue
    if (site >= 0) draft.site[subject] = site
    draft.classOf[subject] = interner.variant(
      draft.classOf[subject]!,
      site === SOMEWHERE
        ? { place: 'somewhere' }
        : { place: 'on a site', region: sites.regionOf(site), siteTags: sites.tagsOf(site) },
    )
  }
}

/** The place of each hosted subject: the site of the nearest host that has one; else somewhere if a host stands there. */
function placesOfHosted(
  { draft, entities, interner }: Loading,
  hosted: ReadonlyMap<number, string>,
): Map<number, number> {
  const settled = new Map<number, number>()
  const hostOf = (subject: number) => entities.find(hosted.get(subject) ?? '')
  const standsSomewhere = (subject: number) =>
    placeOf(interner, draft.classOf[subject]!) === 'somewhere' || (hosted.has(subject) && hostOf(subject) === undefined)
  for (const first of hosted.keys()) {
    const passed: number[] = []
    let at = first
    while (draft.site[at]! < 0 && !settled.has(at)) {
      // Coming by here again is a circle.
      settled.set(at, NOWHERE)
      passed.push(at)
      const host = hostOf(at)
      if (host !== undefined) at = entities.firstSubjectOf(host)
    }
    let place = draft.site[at]! < 0 ? settled.get(at)! : draft.site[at]!
    for (const subject of passed.toReversed()) {
      if (place === NOWHERE && standsSomewhere(subject)) place = SOMEWHERE
      settled.set(subject, place)
    }
  }
  return settled
}
