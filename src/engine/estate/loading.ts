// What the steps that build the estate share.

import type { Fault } from '#model/fault.ts'
import type { Absences } from './absences.ts'
import type { ClassInterner } from './class-interner.ts'
import type { KnownStretches } from './configurations.ts'
import type { EntityList } from './entity-list.ts'
import type { SiteList } from './load-sites.ts'
import type { SubjectDraft } from './subject-draft.ts'

export interface Loading {
  readonly draft: SubjectDraft
  readonly interner: ClassInterner
  readonly entities: EntityList
  readonly sites: SiteList
  readonly stretches: KnownStretches
  readonly knownAt: number
  readonly inventoryDate: number
  readonly absences: Absences
  readonly report: (fault: Fault) => void
}
