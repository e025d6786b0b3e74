// What a rule pack says, or every reason why it cannot be used, each with its line.

import type { Fault } from '#model/fault.ts'
import { quoteForFault } from '#model/fault.ts'
import { RulePack } from '#model/rule.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { lineOfColumn } from '../yaml/line-of-column.ts'
import { formatYamlPath, parseYaml, type YamlDocument, type YamlParser, type YamlPath } from '../yaml/parse.ts'
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
import { fieldOf, gatherNames, type ReportAt } from './pack-names.ts'
import { entriesIn, type Sound, soundPart } from '../yaml/sound-part.ts'
import { wellShapedParts } from '../yaml/well-shaped.ts'

export interface PackReading {
  readonly pack?: RulePack
  readonly faults: Fault[]
  /** What it says it is, with faults or without. */
  readonly said: { readonly pack?: string; readonly jurisdiction?: string }
  /** The line of a key, such as `basedOn[0]`. */
  readonly lineOf: (column: string) => number
}

/**
 * Reads one pack. `name` is the file as the user named it. There is a pack only where no fault is an error.
 * Vendor ids are held against `knownVendors`, the ids of the vendor registry, where it is given.
 */
export function readRulePack(
  name: string,
  text: string,
  knownVendors?: ReadonlySet<string>,
  parse: YamlParser = parseYaml,
): PackReading {
  const { document, faults: syntaxFaults } = parse(name, text)
  if (!document) return { faults: syntaxFaults, said: {}, lineOf: () => 1 }
  const faults = checkShape(RulePack, document)
  const isWhole = wellShapedParts(faults)
  const report: ReportAt = (code, path, problem, more = {}) => {
    // What is missing may be what is at fault.
    if (code === 'missing-value' && !isWhole(path)) return
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
  checkParts(document, soundPart(document.value, faults), isWhole, knownVendors, report)
  if (faults.length === 0) warnOfUnused(document.value as unknown as RulePack, report)
  const [pack, jurisdiction] = [fieldOf(document.value, 'pack'), fieldOf(document.value, 'jurisdiction')]
  const said = {
    ...(typeof pack === 'string' ? { pack } : {}),
    ...(typeof jurisdiction === 'string' ? { jurisdiction } : {}),
  }
  const lineOf = (column: string): number => lineOfColumn(document, column)
  const inFileOrder = faults.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
  if (faults.some((fault) => fault.severity === 'error')) return { faults: inFileOrder, said, lineOf }
  return { pack: document.value as unknown as RulePack, faults: inFileOrder, said, lineOf }
}

function checkParts(
  { value }: YamlDocument,
  pack: Sound<RulePack>,
  isWhole: (path: YamlPath) => boolean,
  knownVendors: ReadonlySet<string> | undefined,
  report: ReportAt,
): void {
  const names = gatherNames(value, isWhole, knownVendors)
  checkHead(pack, report)
  checkEditions(pack.editions, names, report)
  if (pack.addressees) checkAddressees(pack.addressees, ['addressees'], report)
  for (const [key, set] of Object.entries(pack.functionSets ?? {}))
    checkFunctionSet(set ?? {}, ['functionSets', key], names, report)
  for (const [key, list] of Object.entries(pack.designations ?? {}))
    checkDesignation(list ?? {}, ['designations', key], names, report)
  for (const [index, disruption] of entriesIn(pack.disruptions))
    checkDisruption(disruption, ['disruptions', index], names, report)
  for (const [index, missing] of entriesIn(pack.missing)) checkGrounds(missing, ['missing', index], names, report)
  checkIdentifiers(value, isWhole, report)
  for (const [index, rule] of entriesIn(pack.rules)) checkRule(rule, ['rules', index], pack.editions, names, report)
}
