// The files in which all that matters to a rule of a result is kept: what is told of it, and its names.

import { join } from 'node:path'
import type { Matter, MatterQuery } from '#contract/application/matter.ts'
import type { MatterAnswer } from '#contract/application/matter-text.ts'
import { fingerprintText } from '#store/fingerprint.ts'

/** Of one rule, in the folder of its result. */
export function folderOfMatter(ofResult: string, { pack, rule }: MatterQuery): string {
  return join(ofResult, fingerprintText(JSON.stringify([pack, rule])))
}

/** One JSON value, a {@link FoundMatter}. */
export const MATTER_TOLD = 'told.json'
/** A {@link NamedMatter} a line. */
export const MATTER_NAMES = 'names.jsonl'

export type FoundMatter = Pick<Matter, 'title' | 'on' | 'total' | 'tables'>

/** As `NamedRows` of the store has names: of planned changes by their place, of all else by their key. */
export interface NamedMatter {
  readonly table: string
  readonly answer: MatterAnswer
  readonly names: string[]
}
