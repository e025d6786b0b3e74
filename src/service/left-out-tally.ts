// Which rows an import leaves out for their errors: how many, and where the first of them stand.

import { basename } from 'node:path'
import type { Fault } from '#model/fault.ts'
import type { LeftOutOfSource, SourceRecord } from '#store/workspace-folder.ts'

const PLACES_KEPT = 5

/** Counts rows, each once, by the errors met of them. */
export class LeftOutTally {
  /** Lines by file; 0 where an error names none. */
  readonly #lines = new Map<string, Set<number>>()

  readonly count = ({ severity, file, line }: Fault): void => {
    if (severity === 'error') this.add(file, line)
  }

  add(file: string, line = 0): void {
    const lines = this.#lines.get(file)
    if (lines) lines.add(line)
    else this.#lines.set(file, new Set([line]))
  }

  has(file: string, line = 0): boolean {
    return this.#lines.get(file)?.has(line) ?? false
  }

  get found(): LeftOutOfSource | undefined {
    if (this.#lines.size === 0) return undefined
    const rows = [...this.#lines.values()].reduce((count, lines) => count + lines.size, 0)
    return { rows, first: Array.from(this.#lines, spellPlaces).flat().slice(0, PLACES_KEPT) }
  }
}

/** The folder a file lay in is no part of what is recorded: the same files from elsewhere are the same import. */
function spellPlaces([file, lines]: readonly [string, ReadonlySet<number>]): string[] {
  const name = basename(file)
  const first = [...lines].sort((left, right) => left - right).slice(0, PLACES_KEPT)
  return first.map((line) => (line === 0 ? name : `${name} line ${line}`))
}

/** `2 rows with errors (elements.csv line 4, elements.csv line 9)` */
export function describeLeftOut({ rows, first }: LeftOutOfSource): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'} with errors (${first.join(', ')}${rows > first.length ? ', ...' : ''})`
}

/** What was once left out is missing from every answer since: it is told until it is brought in. */
export function warnOfLeftOut({ source, leftOut }: SourceRecord, report: (fault: Fault) => void): void {
  if (!leftOut) return
  report({
    code: 'ignored',
    severity: 'warning',
    file: `imports: source ${source}`,
    problem: `${describeLeftOut(leftOut)} left out when it was imported with \`--good-rows\`: nothing is judged of them`,
    expected: 'the rows mended, and the files imported again without `--good-rows`',
  })
}
