// What is said of a rule, never without what it rests on.

import type { RuleResult } from '#model/verdict.ts'
import { toneOfVerdict } from '#report/rules/html-tone.ts'
import { isOnAssumedFacts, reservationsOf, wordVerdict } from '#report/rules/wording.ts'
import { ToneWord, toneOnFooting } from '../../parts/tone.tsx'

export function SayVerdict({ rule }: { readonly rule: RuleResult }) {
  return (
    <ToneWord tone={toneOnFooting(toneOfVerdict(rule), isOnAssumedFacts(rule))}>
      {[wordVerdict(rule), ...reservationsOf(rule)].join(', ')}
    </ToneWord>
  )
}
