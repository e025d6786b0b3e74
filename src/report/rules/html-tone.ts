// How a verdict looks: its tone, and its words.

import type { RuleResult, RuleState } from '#model/verdict.ts'
import { html, type Markup } from '../markup.ts'
import { drawIcon, type Tone } from '../page/icon.ts'
import { isWaived } from './rule-state.ts'
import { VERDICT_TONES } from './verdict-tones.ts'
import { isOnAssumedFacts, reservationsOf, wordVerdict } from './wording.ts'

export function toneOfVerdict(rule: RuleResult): Tone {
  return isWaived(rule) ? 'waived' : VERDICT_TONES[rule.verdict]
}

export function toneOfState(state: RuleState, waived: boolean): Tone {
  switch (state) {
    case 'not met':
      return waived ? 'waived' : 'bad'
    case 'cannot be shown':
      return 'doubt'
    case 'met':
      return 'good'
    case 'not yet due':
      return 'wait'
    case 'not applicable':
      return 'none'
    case 'not evaluated':
      return 'blank'
  }
}

/** The verdict with its shape, its words and every reservation. */
export function drawVerdict(rule: RuleResult): Markup {
  const tone = toneOfVerdict(rule)
  const words = [wordVerdict(rule), ...reservationsOf(rule)].join(', ')
  const assumed = isOnAssumedFacts(rule) ? ' assumed' : ''
  return html`<span class="verdict ${tone}${assumed}">${drawIcon(tone)}${words}</span>`
}
