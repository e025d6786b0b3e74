// Whether the examples of a workspace's own packs hold: a rule whose examples fail says other than its author meant.

import { runExamples } from '#engine/rules/index.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { type LoadedPack, originOfFile } from './load-packs.ts'
import type { Workspace } from './load-workspace.ts'

/** Tells of each rule of which an example does not hold. Shipped packs are tested before they are shipped. */
export function warnOfFailingExamples(
  { packs: atHand, vendors }: Workspace,
  packs: readonly LoadedPack[],
  report: (fault: Fault) => void,
): void {
  for (const loaded of packs) {
    if (loaded.origin === 'shipped') continue
    // A pack given by its path is none of those that have a name here.
    const name = atHand.includes(loaded) ? loaded.pack.pack : loaded.input.name
    const outcomes = runExamples(loaded.pack, vendors.book)
    for (const rule of new Set(outcomes.map((outcome) => outcome.rule))) {
      const ofRule = outcomes.filter((outcome) => outcome.rule === rule)
      const failing = ofRule.filter(({ passed }) => !passed)
      const [first] = failing
      if (!first) continue
      report({
        code: 'contradiction',
        severity: 'warning',
        file: loaded.input.name,
        ...originOfFile(loaded.origin),
        column: `rule ${rule}`,
        text: quoteForFault(first.example),
        problem: `${failing.length} of ${ofRule.length} examples ${failing.length === 1 ? 'does' : 'do'} not hold, and the network is judged by this rule all the same; the first is`,
        expected: `examples that hold; \`mainstay rules test ${name} --workspace FOLDER\` on the command line says what differs`,
      })
    }
  }
}
