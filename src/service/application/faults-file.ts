// The faults of an arrival as a file of lines: each as it is and, where it names what is kept secret, as it may be told.

import type { Fault } from '#model/fault.ts'
import { NOT_PARTED } from './difference-file.ts'
import { LineFile } from './line-file.ts'
import { readAllLines, readLines } from './read-lines.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

/** Earlier versions kept the fault alone. */
type Line = readonly [fault: Fault, covered?: Fault] | Fault

/** `found`: a file of faults, one a line; `cover` takes names out of one. */
export async function writeFaults(path: string, found: string, cover: (fault: Fault) => Fault): Promise<void> {
  const file = new LineFile(path)
  for await (const fault of await readAllLines(found, (fault: Fault) => fault)) {
    const covered = cover(fault)
    const isSame = JSON.stringify(covered) === JSON.stringify(fault)
    if (!file.write(isSame ? [fault] : [fault, covered])) await file.drained()
  }
  await file.end()
}

export interface FaultsRead {
  /** Names of sites kept secret as well. */
  readonly showsWithheld: boolean
  readonly isWanted: (fault: Fault) => boolean
}

export function readFaults(
  path: string,
  { showsWithheld, isWanted }: FaultsRead,
  page: PageAsked,
): Promise<ToldPage<Fault>> {
  return readLines(path, page, (line: Line) => wanted(line, showsWithheld, isWanted))
}

/** All of them, one after the other. */
export function readAllFaults(path: string, { showsWithheld, isWanted }: FaultsRead): Promise<AsyncGenerator<Fault>> {
  return readAllLines(path, (line: Line) => wanted(line, showsWithheld, isWanted))
}

/** What is looked for is looked for in what is told: else a search would find what is covered. */
function wanted(line: Line, showsWithheld: boolean, isWanted: (fault: Fault) => boolean): Fault | undefined {
  const told = tell(line, showsWithheld)
  return isWanted(told) ? told : undefined
}

function tell(line: Line, showsWithheld: boolean): Fault {
  if (!('length' in line)) {
    if (showsWithheld) return line
    throw new Refusal('not-ready', NOT_PARTED)
  }
  const [fault, covered = fault] = line
  return showsWithheld ? fault : covered
}
