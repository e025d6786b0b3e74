// Which rows an import leaves out for their errors: how many, and where the first of them stand.

import { basename } from 'node:path'
import type { Fault } from '#model/fault.ts'
import type { LeftOutOfSource, SourceRecord } from '#store/workspace-folder.ts'

const PLACES_KEPT = 5

/** Counts rows by the errors met while they are read. */
export class LeftOutTally {
  readonly #first: string[] = []
  #rows = 0
  #lastPlace = ''

  readonly count = ({ severity, file, line }: Fault): void => {
    if (severity === 'warning') return
    // The folder it lay in is no part of what is recorded: the same files from elsewhere are the same import.
    const name = basename(file)
    const place = line === undefined ? name : `${name} line ${line}`
    // The errors of one row come one after the other.
    if (place === this.#lastPlace) return
    this.#lastPlace = place
    this.#rows += 1
    if (this.#first.length < PLACES_KEPT) this.#first.push(place)
  }

  get found(): LeftOutOfSource | undefined {
    return this.#rows === 0 ? undefined : { rows: this.#rows, first: this.#first }
  }
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
