// Which parts of a document have no fault of shape: they can be looked into for their meaning, whatever is wrong elsewhere.

import type { Fault } from '#model/fault.ts'
import { formatYamlPath, type YamlPath } from './parse.ts'

/** Whether nothing is wrong with what stands at a path, nor with anything in it: only then does what it lacks mean anything. */
export function wellShapedParts(shapeFaults: readonly Fault[]): (path: YamlPath) => boolean {
  const faulty = new Set<string>()
  for (const { column = '' } of shapeFaults) {
    faulty.add(column)
    for (const boundary of column.matchAll(/[.[]/g)) faulty.add(column.slice(0, boundary.index))
  }
  return (path) => !faulty.has(formatYamlPath(path))
}
