// The faults of an arrival as its preview tells them: the first of them, in bounded room, and how many more there are.

import { formatCount } from '#base/format-number.ts'
import { MOST_FAULTS_TOLD } from '#contract/application/arrival.ts'
import type { Fault } from '#model/fault.ts'
import { LineFile } from '../line-file.ts'

/** Whoever has so many is told no more by another one: the files are read no further, for others wait. */
export const MOST_ERRORS_COUNTED = 1_000_000

/** Stands for a file where a line tells of faults that are not listed. */
const NO_FILE = '…'

/** The most that may wait for the disk is the most that is told: whoever reads files cannot be held back in the midst of a fault. */
export class ToldFaults {
  readonly #file: LineFile
  readonly #word: (fault: Fault) => Fault
  readonly #counted = { error: 0, warning: 0 }

  /** `path`: of the file of lines; `word`: puts a fault into the words of whoever reads it. */
  constructor(path: string, word: (fault: Fault) => Fault) {
    this.#file = new LineFile(path)
    this.#word = word
  }

  readonly tell = (fault: Fault): void => {
    this.#counted[fault.severity] += 1
    if (this.#counted[fault.severity] <= MOST_FAULTS_TOLD) void this.#file.write(this.#word(fault))
  }

  /** Errors and warnings that are counted, and listed nowhere. */
  get unlisted(): number {
    return beyond(this.#counted.error) + beyond(this.#counted.warning)
  }

  /** `isCutShort`: the files were not read to their end. */
  async end(isCutShort: boolean): Promise<void> {
    for (const severity of ['error', 'warning'] as const) {
      const more = beyond(this.#counted[severity])
      if (more > 0) this.#file.write(sayMore(severity, more, isCutShort))
    }
    await this.#file.end()
  }
}

const beyond = (count: number): number => Math.max(0, count - MOST_FAULTS_TOLD)

function sayMore(severity: Fault['severity'], more: number, isCutShort: boolean): Fault {
  const counted = `${formatCount(more, `more ${severity}`)}, not listed`
  return {
    code: 'ignored',
    severity,
    file: NO_FILE,
    problem: isCutShort ? `at least ${counted}: the files were not read to their end` : counted,
    expected: 'those that are listed put right, and the files brought again',
  }
}
