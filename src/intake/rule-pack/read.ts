// What a rule pack says, or every reason why it cannot be used, each with its line.

import type { Fault } from '#model/fault.ts'
import { quoteForFault } from '#model/fault.ts'
import { RulePack } from '#model/rule.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { formatYamlPath, parseYaml, type YamlDocument, type YamlPath } from '../yaml/parse.ts'
import { wellShapedParts } from '../yaml/well-shaped.ts'
import { checkIdentifiers } from './check-identifiers.ts'
import {
  checkAddressees,
  checkDesignation,
  checkDisruption,
  checkEditions,
  checkFunctionSet,
  checkGrounds,
  checkHead,
  checkRule,
  warnOfUnused,
} from './check-meaning.ts'
import { entriesOf, fieldOf, gatherNames, listOf, type ReportAt } from './pack-names.ts'

export interface PackReading {
  readonly pack?: RulePack
  readonly faults: Fault[]
  /** What it says it is, with faults or without. */
  readonly said: { readonly pack?: string; readonly jurisdiction?: string }
}

/**
 * Reads one pack. `name` is the file as the user named it. There is a pack only where no fault is an error.
 * Vendor ids are held against `knownVendors`, the ids of the vendor registry, where it is given.
 */
export function readRulePack(name: string, text: string, knownVendors?: ReadonlySet<string>): PackReading {
  const { document, faults: syntaxFaults } = parseYaml(name, text)
  if (!document) return { faults: syntaxFaults, said: {} }
  const faults = checkShape(RulePack, document)
  const report: ReportAt = (code, path, problem, more = {}) => {
    const source = document.textOf(path)
    faults.push({
      code,
      severity: 'error',
      file: name,
      line: document.lineOf(path),
      column: formatYamlPath(path),
      ...(source === undefined ? {} : { text: quoteForFault(source) }),
      problem,
      ...more,
    })
  }
  checkParts(document, wellShapedParts(faults), knownVendors, report)
  if (faults.length === 0) warnOfUnused(document.value as unknown as RulePack, report)
  const [pack, jurisdiction] = [fieldOf(document.value, 'pack'), fieldOf(document.value, 'jurisdiction')]
  const said = {
    ...(typeof pack === 'string' ? { pack } : {}),
    ...(typeof jurisdiction === 'string' ? { jurisdiction } : {}),
  }
  const inFileOrder = faults.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
  if (faults.some((fault) => fault.severity === 'error')) return { faults: inFileOrder, said }
  return { pack: document.value as unknown as RulePack, faults: inFileOrder, said }
}

function checkParts(
  document: YamlDocument,
  isWellShaped: (path: YamlPath) => boolean,
  knownVendors: ReadonlySet<string> | undefined,
  report: ReportAt,
): void {
  const pack = document.value as unknown as RulePack
  const names = gatherNames(document.value, knownVendors)
  const rules = listOf(document.value, 'rules')

  const head: { [key: string]: unknown } = {}
  for (const key of ['timeZone', 'jurisdiction'] as const)
    if (fieldOf(document.value, key) !== null && isWellShaped([key])) head[key] = pack[key]
  checkHead(head, report)
  const editions = isWellShaped(['editions']) && listOf(document.value, 'editions').length > 0 ? pack.editions : []
  checkEditions(editions, names, report)
  if (fieldOf(document.value, 'addressees') !== null && isWellShaped(['addressees']))
    checkAddressees(pack.addressees!, ['addressees'], report)
  for (const key of Object.keys(entriesOf(document.value, 'functionSets')))
    if (isWellShaped(['functionSets', key]))
      checkFunctionSet(pack.functionSets![key]!, ['functionSets', key], names, report)
  for (const key of Object.keys(entriesOf(document.value, 'designations')))
    if (isWellShaped(['designations', key]))
      checkDesignation(pack.designations![key]!, ['designations', key], names, report)
  for (const index of listOf(document.value, 'disruptions').keys())
    if (isWellShaped(['disruptions', index]))
      checkDisruption(pack.disruptions![index]!, ['disruptions', index], names, report)
  for (const index of listOf(document.value, 'missing').keys())
    if (isWellShaped(['missing', index])) checkGrounds(pack.missing![index]!, ['missing', index], names, report)

  checkIdentifiers(document.value, report)
  for (const [index, rule] of rules.entries()) {
    const path = ['rules', index]
    if (isWellShaped(path)) checkRule(pack.rules[index]!, path, editions, names, report)
    // Its sources are what they are, whatever else of the rule is at fault.
    else if (isWellShaped([...path, 'sources']))
      checkGrounds({ sources: listOf(rule, 'sources') as string[] }, path, names, report)
  }
}
