// What one looks at of the spares, as its address.

import { choice, codecOf, figure, flag, list, text } from '../../address/codec.ts'
import { KNOWN_OF_PART, type KnownOfPart } from './list-parts.ts'
import { type Want, WANTS } from './frontier.ts'

export const SPARES = codecOf({
  /** Blank: the latest of the snapshot that asks what the overview tells, of this scenario if one is named. */
  analysis: text(),
  scenario: text(),
  view: choice(['answer', 'parts', 'buy', 'whatIf', 'steady', 'basis', 'part', 'compare', 'scenarios'], 'answer'),
  part: text(),
  search: text(),
  vendor: text(),
  short: flag(),
  /** What is known of their failure rate, price and maker. */
  known: choice<KnownOfPart>(KNOWN_OF_PART, 'all'),
  sort: text(),
  /** Whose curve is drawn; blank: of all parts together. */
  curve: text(),
  /** `stated`: what the answer is told in. */
  want: choice<'stated' | Want>(['stated', ...WANTS], 'stated'),
  /** Below 0: what is proposed. */
  wanted: figure(-1),
  beside: list(),
  draft: text(),
})
export type SparesState = ReturnType<typeof SPARES.read>
