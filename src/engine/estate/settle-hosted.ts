// Where elements stand that state no site of their own.

import type { Loading } from './loading.ts'

/** A virtual element stands where its host stands; hosts may be hosted in turn. */
export function settleHosted(loading: Loading, hosted: ReadonlyMap<number, string>): void {
  const { draft, interner, sites } = loading
  const siteOfEntity = new Map<number, number>()
  for (const [subject, site] of sitesOfHosted(loading, hosted))
    if (site >= 0) siteOfEntity.set(draft.entityOf[subject]!, site)
  if (siteOfEntity.size === 0) return
  for (let subject = 0; subject < draft.count; subject++) {
    const site = siteOfEntity.get(draft.entityOf[subject]!)
    if (site === undefined || draft.site[subject]! >= 0) continue
    draft.site[subject] = site
    draft.classOf[subject] = interner.variant(draft.classOf[subject]!, {
      hasSite: 'yes',
      region: sites.regionOf(site),
      siteTags: sites.tagsOf(site),
    })
  }
}

/** The site of each hosted subject: that of the nearest host that has one; -1 where none has, or hosts go in a circle. */
function sitesOfHosted({ draft, entities }: Loading, hosted: ReadonlyMap<number, string>): Map<number, number> {
  const settled = new Map<number, number>()
  for (const first of hosted.keys()) {
    const passed: number[] = []
    let at = first
    while (draft.site[at]! < 0 && !settled.has(at)) {
      // Coming by here again is a circle.
      settled.set(at, -1)
      passed.push(at)
      const host = entities.find(hosted.get(at) ?? '')
      if (host !== undefined) at = entities.firstSubjectOf(host)
    }
    const site = draft.site[at]! < 0 ? settled.get(at)! : draft.site[at]!
    for (const subject of passed) settled.set(subject, site)
  }
  return settled
}
