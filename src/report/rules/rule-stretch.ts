// Days of one state, as the drawing of a rule shows them.

import type { CivilDay } from '#base/calendar.ts'
import type { Tone } from '../page/icon.ts'

export interface RuleStretch {
  readonly first: CivilDay
  readonly last: CivilDay
  readonly tone: Tone
  readonly word: string
  readonly rank: number
}
