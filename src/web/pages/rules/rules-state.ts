// What one looks at of the rules, as its address.

import { choice, codecOf, figure, list, maybeDay, text } from '../../address/codec.ts'
import { RESTS, type Rests } from '#report/rules/rests-on.ts'
import { type Binds, BINDS } from './filter-rules.ts'

export const RULES = codecOf({
  /** Blank: the latest of the snapshot that asks what the overview tells. */
  analysis: text(),
  view: choice(['list', 'rule', 'coverage', 'drafts'], 'list'),
  binds: choice<Binds>(BINDS, 'all'),
  rests: choice<Rests>(RESTS, 'all'),
  pack: text(),
  rule: text(),
  verdict: list(),
  search: text(),
  /** The limit tried, below 0: the stated one. */
  limit: figure(-1),
  /** The first day it would be due. */
  due: maybeDay(),
  draft: text(),
})
export type RulesState = ReturnType<typeof RULES.read>
