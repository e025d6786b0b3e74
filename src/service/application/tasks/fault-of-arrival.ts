// A fault of files that came, in the words of the application: options of the command line mean nothing there.

import type { Fault } from '#model/fault.ts'
import { hidePathsOfFault } from '../hide-paths.ts'

const IN_THE_APPLICATION: readonly (readonly [option: string, words: string])[] = [
  ['name it with --as: ', 'its format chosen: '],
  ['`--source` with another name', 'another name of the source'],
  ['`--empty` to take them away', 'leave to empty tables (`mayEmpty`)'],
  ['`--empty` where none is meant', 'leave to empty tables (`mayEmpty`) where none is meant'],
  ['--suggest-mapping', 'mapping'],
  ['--source', 'source'],
  ['--as', 'format'],
]

/** `folder`: where the files lay on this machine is nobody's business. */
export function faultOfArrival(fault: Fault, folder: string): Fault {
  const reword = (text: string): string =>
    IN_THE_APPLICATION.reduce((told, [option, words]) => told.replaceAll(option, words), text)
  const { file, problem, expected } = hidePathsOfFault(fault, folder)
  return {
    ...fault,
    file: reword(file),
    problem: reword(problem),
    ...(expected === undefined ? {} : { expected: reword(expected) }),
  }
}
