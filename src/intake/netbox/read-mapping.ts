// What a NetBox mapping file says, or every reason why it cannot be used, each with its line.

import { nearestName } from '#base/near-name.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { NetBoxMapping, NO_ELEMENT } from '#model/netbox-mapping.ts'
import { FUNCTION_IDS, isFunctionId } from '#model/network-function.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { formatYamlPath, parseYaml, type YamlPath } from '../yaml/parse.ts'

/** Reads one mapping; there is one only where nothing is wrong with it. */
export function readNetBoxMapping(name: string, text: string): { mapping?: NetBoxMapping; faults: Fault[] } {
  const { document, faults: syntaxFaults } = parseYaml(name, text)
  if (!document) return { faults: syntaxFaults }
  const faults = checkShape(NetBoxMapping, document)
  if (faults.length > 0) return { faults }
  const mapping = document.value as unknown as NetBoxMapping
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
  for (const [index, entry] of (mapping.roles ?? []).entries()) {
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
  for (const [index, entry] of (mapping.statuses ?? []).entries()) {
    const status = entry.status.trim().toLowerCase()
    if (statusesSeen.has(status))
      report('duplicate-key', ['statuses', index, 'status'], 'status stands twice', { expected: 'one entry a status' })
    statusesSeen.add(status)
  }
  return faults.length > 0 ? { faults } : { mapping, faults }
}
