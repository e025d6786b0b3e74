// What mainstay.yaml says, or every reason why it cannot be used.

import type { Fault } from '#model/fault.ts'
import { Manifest } from '#model/workspace.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { parseYaml } from '../yaml/parse.ts'

/** `name` is the file as the user named it. There is a manifest only where no fault is an error. */
export function readManifest(name: string, text: string): { manifest?: Manifest; faults: Fault[] } {
  const { document, faults } = parseYaml(name, text)
  if (!document) return { faults }
  const found = checkShape(Manifest, document)
  if (found.length > 0) return { faults: found }
  const manifest = document.value as unknown as Manifest
  if (manifest.horizon?.from && manifest.horizon.to && manifest.horizon.from > manifest.horizon.to) {
    const line = document.lineOf(['horizon'])
    found.push({
      code: 'contradiction',
      severity: 'error',
      file: name,
      line,
      column: 'horizon',
      problem: 'horizon ends before it begins',
    })
  }
  return found.length > 0 ? { faults: found } : { manifest, faults: [] }
}
