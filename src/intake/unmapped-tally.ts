// Counts what a source holds and the model does not, by kind, in bounded memory.

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { Unmapped } from './format.ts'

const DISTINCT_EXAMPLES_KEPT = 500
const EXAMPLES_SHOWN = 5
const LONGEST_EXAMPLE = 120

interface Kind {
  readonly remedy: string
  count: number
  /** How often each example was met. */
  readonly examples: Map<string, number>
}

export class UnmappedTally {
  readonly #kinds = new Map<string, Kind>()

  add(what: string, remedy: string, example: string, count = 1): void {
    const kind = this.#kinds.get(what) ?? { remedy, count: 0, examples: new Map<string, number>() }
    this.#kinds.set(what, kind)
    kind.count += count
    const shown = example.length <= LONGEST_EXAMPLE ? example : `${example.slice(0, LONGEST_EXAMPLE - 1)}…`
    const known = kind.examples.get(shown)
    if (shown !== '' && (known !== undefined || kind.examples.size < DISTINCT_EXAMPLES_KEPT))
      kind.examples.set(shown, (known ?? 0) + count)
  }

  addAll(other: UnmappedTally): void {
    for (const [what, kind] of other.#kinds) {
      let unnamed = kind.count
      for (const [example, count] of kind.examples) {
        this.add(what, kind.remedy, example, count)
        unnamed -= count
      }
      if (unnamed > 0) this.add(what, kind.remedy, '', unnamed)
    }
  }

  /** By name of the kind; the most frequent examples first, each with its count where it was met more than once. */
  list(): Unmapped[] {
    return [...this.#kinds]
      .sort(([left], [right]) => compareIdentifiers(left, right))
      .map(([what, { count, examples, remedy }]) => ({ what, count, examples: showExamples(examples), remedy }))
  }
}

function showExamples(examples: ReadonlyMap<string, number>): string[] {
  return [...examples]
    .sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || compareIdentifiers(left, right))
    .slice(0, EXAMPLES_SHOWN)
    .map(([example, count]) => (count === 1 ? example : `${example} (${count})`))
}
