// The condition that rows matter to a rule of an analysis, as it stands in an address: `analysis~pack~rule`, with `%` escapes.

import type { MatterEntry } from '#model/verdict.ts'
import { escapeText, unescapeText } from './condition-text.ts'

/** Table in which each kind of subject has its row. */
export const TABLE_OF_SUBJECT = {
  element: 'elements',
  unit: 'units',
  contract: 'contracts',
  site: 'sites',
  change: 'plan',
} as const satisfies Record<MatterEntry['subject'], string>

/** Whether it matters for certain, or for all that is known. */
export const MATTER_ANSWERS = ['certain', 'possible'] as const
export type MatterAnswer = (typeof MATTER_ANSWERS)[number]

/** Rows that matter to a rule of an analysis. */
export interface MatterCondition {
  readonly analysis: string
  readonly pack: string
  readonly rule: string
  /** By default both. */
  readonly answer?: MatterAnswer | undefined
}

/** As it stands in an address: `analysis~pack~rule`, or `analysis~pack~rule~certain`. */
export function formatMatter({ analysis, pack, rule, answer }: MatterCondition): string {
  return [analysis, pack, rule, ...(answer === undefined ? [] : [answer])].map(escapeText).join('~')
}

/** Undefined: it is no such condition. */
export function parseMatter(text: string): MatterCondition | undefined {
  const [analysis = '', pack = '', rule = '', said, ...more] = text.split('~').map(unescapeText)
  const answer = MATTER_ANSWERS.find((one) => one === said)
  const isWhole = pack !== '' && rule !== '' && more.length === 0 && (said === undefined || answer !== undefined)
  if (!isWhole || !IDENTIFIER.test(analysis)) return undefined
  return { analysis, pack, rule, ...(answer === undefined ? {} : { answer }) }
}

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
