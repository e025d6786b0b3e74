// What a scenario says, or every reason why it cannot be used, each with its line.

import { type Fault, quoteForFault } from '#model/fault.ts'
import { Scenario } from '#model/scenario.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { lineOfColumn } from '../yaml/line-of-column.ts'
import { formatYamlPath, parseYaml, type YamlPath } from '../yaml/parse.ts'
import { type Sound, soundPart } from '../yaml/sound-part.ts'
import { wellShapedParts } from '../yaml/well-shaped.ts'
import { checkMeaning, type ReportAt } from './check-meaning.ts'
import { checkNames, type ScenarioSetting } from './check-names.ts'

export interface ScenarioReading {
  /** Only where no fault is an error. */
  readonly scenario?: Scenario
  /** What has no fault of shape, so that what it says can be looked into. */
  readonly sound: Sound<Scenario>
  readonly faults: readonly Fault[]
  /** The line of a key, such as `plan`. */
  readonly lineOf: (column: string) => number
}

/**
 * Reads one scenario. `name` is the file as the user named it. What it names and when it begins is held against
 * `setting`, the workspace it is asked of, where that is given.
 */
export function readScenario(name: string, text: string, setting?: ScenarioSetting): ScenarioReading {
  const { document, faults: syntaxFaults } = parseYaml(name, text)
  if (!document) return { sound: {}, faults: syntaxFaults, lineOf: () => 1 }
  const faults = checkShape(Scenario, document)
  const sound = soundPart<Scenario>(document.value, faults)
  const shape = { isWhole: wellShapedParts(faults), hasUnknownKey: unknownKeys(faults) }
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
  checkMeaning(sound, shape, setting?.asOf, report)
  if (setting) checkNames(sound, shape, setting, report)
  const lineOf = (column: string): number => lineOfColumn(document, column)
  const inFileOrder = faults.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
  if (faults.some(({ severity }) => severity === 'error')) return { sound, faults: inFileOrder, lineOf }
  return { scenario: document.value as unknown as Scenario, sound, faults: inFileOrder, lineOf }
}

/** Whether a mapping has a key that it should not: it may be meant for one that is missing. */
function unknownKeys(shapeFaults: readonly Fault[]): (path: YamlPath) => boolean {
  const unknown = shapeFaults.filter(({ code }) => code === 'unknown-setting')
  const holders = new Set(unknown.map(({ column = '' }) => column.replace(/(\.[\w-]+|\["[^"]*"\])$/, '')))
  return (path) => holders.has(formatYamlPath(path))
}
