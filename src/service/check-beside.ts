// What is wrong with the rows of an import beside all else the workspace says: of that, only what the import brings.

import type { StatedTables } from '#intake/read-tables.ts'
import type { Fault } from '#model/fault.ts'
import { sayPlace } from '#model/place.ts'

type Report = (fault: Fault) => void
/** Tells what is wrong with all these rows. */
export type Check = (stated: StatedTables, report: Report) => void

/**
 * `others`: all the workspace says but the source; `earlier`: what the source said before. Of the others only those
 * errors are told that are not there with `earlier`, as they are of rows that refer to what the source no longer says.
 */
export function checkBeside(others: StatedTables, earlier: StatedTables, check: Check): Check {
  const files = new Set([...others.owned, ...others.joined].map(({ file }) => file))
  const checkWith = ({ owned, joined }: StatedTables, report: Report): void =>
    check({ owned: [...others.owned, ...owned], joined: [...others.joined, ...joined] }, report)
  const isOfOthers = ({ file, severity }: Fault) => files.has(file) && severity === 'error'
  let standing: ReadonlySet<string> | undefined
  return (rows, report) => {
    let mayBeNew = false
    checkWith(rows, (fault) => {
      if (!files.has(fault.file)) report(fault)
      else mayBeNew ||= isOfOthers(fault)
    })
    if (!mayBeNew) return
    standing ??= namesOfFaults((tell) => checkWith(earlier, tell))
    // A second time, so that of a workspace with very many errors none need be kept.
    checkWith(rows, (fault) => {
      if (isOfOthers(fault) && !standing!.has(nameFault(fault))) report(fault)
    })
  }
}

function namesOfFaults(tellAll: (report: Report) => void): ReadonlySet<string> {
  const names = new Set<string>()
  tellAll((fault) => void names.add(nameFault(fault)))
  return names
}

/** What is expected and suggested may differ with every row there is. */
function nameFault({ code, column, text, problem, ...place }: Fault): string {
  return JSON.stringify([code, sayPlace(place), column, text, problem])
}
