// What is wrong with the rows of an import beside all else the workspace says: of that, only what the import brings.

import type { StatedTables } from '#intake/read-tables.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { sayPlace } from '#model/place.ts'

type Report = (fault: Fault) => void

/** How the rows of a workspace are checked: the first step is quick beside the second. */
export interface CheckSteps {
  /** Tells where they do not fit together, and joins them. */
  readonly join: (stated: StatedTables, report: Report) => readonly FactTable[]
  /** Tells what the estate built of them shows; `isPartial`: rows have errors, and what follows from that is not told. */
  readonly checkEstate: (facts: readonly FactTable[], isPartial: boolean, report: Report) => void
}

/** Tells what is wrong with these rows: whether they fit together alone, or what the estate built of them shows too. */
export type Check = (stated: StatedTables, report: Report, depth: 'rows' | 'estate') => void

/**
 * `others`: all the workspace says but the source; `earlier`: what the source said before. Of the others only those
 * errors are told that are not there with `earlier`, as they are of rows that refer to what the source no longer says.
 */
export function checkBeside(others: StatedTables, earlier: StatedTables, { join, checkEstate }: CheckSteps): Check {
  const files = new Set([...others.owned, ...others.joined].map(({ file }) => file))
  const withOthers = ({ owned, joined }: StatedTables): StatedTables => ({
    owned: [...others.owned, ...owned],
    joined: [...others.joined, ...joined],
  })
  const isOfOthers = ({ file, severity }: Fault) => files.has(file) && severity === 'error'
  let standing: StandingFaults | undefined
  return (stated, report, depth) => {
    const checkWith = (tell: Report): void => {
      let isPartial = false
      const facts = join(withOthers(stated), (fault) => {
        isPartial ||= fault.severity === 'error'
        tell(fault)
      })
      if (depth === 'estate') checkEstate(facts, isPartial, tell)
    }
    let mayBeNew = false
    checkWith((fault) => {
      if (!files.has(fault.file)) report(fault)
      else mayBeNew ||= isOfOthers(fault)
    })
    if (!mayBeNew) return
    // Those too that only follow from errors, for the import may mend these.
    standing ??= new StandingFaults((tell) => checkEstate(join(withOthers(earlier), tell), false, tell))
    // A second time, so that of a workspace with very many errors none need be kept.
    checkWith((fault) => {
      if (isOfOthers(fault) && !standing!.has(fault)) report(fault)
    })
  }
}

/** Faults by where they stand: what is said of them may differ with every row there is. */
class StandingFaults {
  readonly #names = new Set<string>()

  constructor(tellAll: (report: Report) => void) {
    tellAll((fault) => void this.#names.add(nameFault(fault)))
  }

  has(fault: Fault): boolean {
    return this.#names.has(nameFault(fault)) || this.#names.has(nameMissing(fault))
  }
}

function nameFault(fault: Fault): string {
  const { code, column } = fault
  return code === 'missing-file' ? nameMissing(fault) : JSON.stringify([code, sayPlace(fault), column])
}

/** A table that is not there is told once a column, though every row of it refers to what is not there. */
function nameMissing({ file, column }: Fault): string {
  return JSON.stringify(['missing-file', file, column])
}
