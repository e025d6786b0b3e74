// What is wrong with the text of a draft by itself; what else it names is held against the network when it is asked about.

import { checkDraftPack } from '#intake/rule-pack/draft-pack.ts'
import { readScenario } from '#intake/scenario/read.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'

export interface DraftText {
  readonly kind: 'scenario' | 'rule-pack'
  readonly name: string
  readonly text: string
  readonly known: KnownNames
}

/** What is at hand in a workspace by name: packs, and ids of vendors where they could be read. */
export interface KnownNames {
  readonly packs: ReadonlySet<string>
  readonly vendors?: ReadonlySet<string>
}

/** In order of lines; the first thousand. */
export function findFaultsOf({ kind, name, text, known }: DraftText): readonly Fault[] {
  const file = `${name}.yaml`
  const log = new FaultLog()
  const found =
    kind === 'scenario' ? readScenario(file, text).faults : checkDraftPack(file, text, known.packs, known.vendors)
  for (const fault of found) log.report(fault)
  return log.kept.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
}
