// The tone of each verdict, apart from all that draws: the first page of the application needs no more.

import type { VerdictWord } from '#model/rule.ts'
import type { Tone } from '../page/icon.ts'

/** Of one that is not waived. */
export const VERDICT_TONES: Readonly<Record<VerdictWord, Tone>> = {
  'not met': 'bad',
  'cannot be shown': 'doubt',
  'not yet due: cannot be shown': 'doubt',
  'not yet due: the plan misses it': 'ahead',
  'not yet due: the plan meets it': 'later',
  met: 'good',
  'not applicable': 'none',
  'not evaluated': 'blank',
}
