// Where things lie on the machine of the server is nobody's business: of a path into its data only the name is told.

import type { Fault } from '#model/fault.ts'

/** `root`: folder of all data. */
export function hidePaths(text: string, root: string): string {
  const folders = new RegExp(`${root.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?:[\\\\/][\\w.-]+)*[\\\\/]`, 'g')
  return text.replace(folders, '').replaceAll(root, 'the data folder')
}

export function hidePathsOfFault(fault: Fault, root: string): Fault {
  return { ...fault, file: hidePaths(fault.file, root), problem: hidePaths(fault.problem, root) }
}
