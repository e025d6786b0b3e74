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

/** Where the files lay on this machine, which is nobody's business; whose they are is. */
export interface ArrivalPlaces {
  readonly files: string
  /** Folder of the workspace they were held against. */
  readonly workspace?: string
}

export function faultOfArrival(fault: Fault, { files, workspace }: ArrivalPlaces): Fault {
  const reword = (text: string): string =>
    IN_THE_APPLICATION.reduce((told, [option, words]) => told.replaceAll(option, words), text)
  const sayWhose = (text: string): string => (workspace === undefined ? text : sayOwner(text, { files, workspace }))
  const { file, problem, expected } = hidePathsOfFault(
    { ...fault, file: sayOwnerOfFile(fault.file, workspace), problem: sayWhose(fault.problem) },
    files,
  )
  return {
    ...fault,
    file: reword(file),
    problem: reword(problem),
    ...(expected === undefined ? {} : { expected: reword(expected) }),
  }
}

/** Two files may have one name: of the workspace, or brought by an earlier import, and the one that came. */
function sayOwner(text: string, { files, workspace }: Required<ArrivalPlaces>): string {
  return sayOwnerOfFile(text, workspace).replaceAll(new RegExp(`${literally(files)}[\\\\/]`, 'g'), 'the uploaded ')
}

function sayOwnerOfFile(text: string, workspace: string | undefined): string {
  if (workspace === undefined) return text
  const folder = literally(workspace)
  return text
    .replace(new RegExp(`${folder}[\\\\/]imports[\\\\/][0-9a-f]{64}[\\\\/]([\\w.-]+)[\\\\/]`, 'g'), 'the imported $1/')
    .replace(new RegExp(`${folder}[\\\\/]`, 'g'), 'the workspace’s own ')
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
