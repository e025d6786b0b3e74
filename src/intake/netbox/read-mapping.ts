// What a NetBox mapping file says, or every reason why it cannot be used, each with its line.

import { nearestName } from '#base/near-name.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { NetBoxMapping, NO_ELEMENT } from '#model/netbox-mapping.ts'
import { FUNCTION_IDS, isFunctionId } from '#model/network-function.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { formatYamlPath, parseYaml, type YamlDocument, type YamlPath } from '../yaml/parse.ts'
import { wellShapedParts } from '../yaml/well-shaped.ts'

/** Reads one mapping; there is one only where nothing is wrong with it. */
export function readNetBoxMapping(name: string, text: string): { mapping?: NetBoxMapping; faults: Fault[] } {
  const { document, faults: syntaxFaults } = parseYaml(name, text)
  if (!document) return { faults: syntaxFaults }
  const faults = checkShape(NetBoxMapping, document)
  const isSound = wellShapedParts(faults)
  const report = (code: FaultCode, path: YamlPath, problem: string, more: Partial<Fault>): void => {
    faults.push({
      code,
      severity: 'error',
      file: name,
      line: document.lineOf(path),
      column: formatYamlPath(path),
      text: quoteForFault(document.textOf(path) ?? ''),
      problem,
      ...more,
    })
  }
  const rolesSeen = new Set<string>()
  for (const [index, entry] of soundEntries(document, 'roles', isSound)) {
    if (![NO_ELEMENT, 'unknown'].includes(entry.function) && !isFunctionId(entry.function)) {
      const didYouMean = nearestName(entry.function, FUNCTION_IDS)
      report('invalid-value', ['roles', index, 'function'], 'unknown network function', {
        expected: 'a node of the function tree, such as `transport.aggregation`, `unknown` or `none`',
        ...(didYouMean === undefined ? {} : { didYouMean }),
      })
    }
    const role = entry.role.trim().toLowerCase()
    if (rolesSeen.has(role))
      report('duplicate-key', ['roles', index, 'role'], 'role stands twice', {
        expected: 'one entry a role: only the first that matches counts',
      })
    rolesSeen.add(role)
  }
  const statusesSeen = new Set<string>()
  for (const [index, entry] of soundEntries(document, 'statuses', isSound)) {
    const status = entry.status.trim().toLowerCase()
    if (statusesSeen.has(status))
      report('duplicate-key', ['statuses', index, 'status'], 'status stands twice', { expected: 'one entry a status' })
    statusesSeen.add(status)
  }
  return faults.length > 0 ? { faults } : { mapping: document.value as unknown as NetBoxMapping, faults }
}

type EntryOf<Key extends 'roles' | 'statuses'> = NonNullable<NetBoxMapping[Key]>[number]

/** The entries of a list that have no fault of shape, each with its number: they are looked into whatever is wrong elsewhere. */
function soundEntries<Key extends 'roles' | 'statuses'>(
  { value }: YamlDocument,
  key: Key,
  isSound: (path: YamlPath) => boolean,
): [number, EntryOf<Key>][] {
  const list = typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined
  if (!Array.isArray(list)) return []
  return [...list.entries()].filter(([index]) => isSound([key, index])) as unknown as [number, EntryOf<Key>][]
}
