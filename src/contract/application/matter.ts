// What matters to a rule of an analysis, whole: where it stands in the tables of its snapshot, and the condition that finds it.

import Type from 'typebox'
import type { MatterEntry } from '#model/verdict.ts'
import { escapeText, unescapeText } from './condition-text.ts'
import { Day, Digest, Identifier } from './kinds.ts'

const closed = { additionalProperties: false } as const

/** As long as any identifier of a pack or a rule may be. */
const LONGEST_NAME = 200

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

export const MatterQuery = Type.Object(
  {
    pack: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
    rule: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
  },
  closed,
)
export type MatterQuery = Type.Static<typeof MatterQuery>

export const Matter = Type.Object(
  {
    analysis: Identifier,
    snapshot: Digest,
    snapshotNumber: Type.Integer({ minimum: 1 }),
    pack: Type.String(),
    rule: Type.String(),
    title: Type.String(),
    on: { ...Day, description: 'the day of which it is told' },
    total: Type.Integer({ minimum: 0, description: 'more than the tables have where there are very many' }),
    tables: Type.Array(
      Type.Object(
        {
          table: Type.String(),
          certain: Type.Integer({ minimum: 0 }),
          possible: Type.Integer({ minimum: 0 }),
        },
        closed,
      ),
      { description: 'how many of which table it names, rows of sites kept secret among them' },
    ),
  },
  { $id: 'Matter', ...closed },
)
export type Matter = Type.Static<typeof Matter>

/** Rows that matter to a rule of an analysis. */
export interface MatterCondition extends MatterQuery {
  readonly analysis: string
  /** By default both. */
  readonly answer?: MatterAnswer
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
