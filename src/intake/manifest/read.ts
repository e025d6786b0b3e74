// What mainstay.yaml says, or every reason why it cannot be used.

import type { Fault } from '#model/fault.ts'
import { Manifest } from '#model/workspace.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { lineOfColumn } from '../yaml/line-of-column.ts'
import { parseYaml, type YamlDocument } from '../yaml/parse.ts'

export interface ManifestReading {
  /** Only where no fault is an error. */
  readonly manifest?: Manifest
  /** The keys without a fault, so that what they say can be looked into. */
  readonly sound: Partial<Manifest>
  readonly faults: readonly Fault[]
  /** The line of a key, such as `rulePacks[1]`. */
  readonly lineOf: (column: string) => number
}

/** `name` is the file as the user named it. */
export function readManifest(name: string, text: string): ManifestReading {
  const { document, faults } = parseYaml(name, text)
  if (!document) return { sound: {}, faults, lineOf: () => 1 }
  const lineOf = (column: string): number => lineOfColumn(document, column)
  const found = checkShape(Manifest, document)
  const sound = soundPart(document, found)
  const { from, to } = sound.horizon ?? {}
  if (from !== undefined && to !== undefined && from > to) {
    found.push({
      code: 'contradiction',
      severity: 'error',
      file: name,
      line: document.lineOf(['horizon']),
      column: 'horizon',
      text: `from ${from} to ${to}`,
      problem: 'horizon ends before it begins',
      expected: '`from` a day up to `to`',
    })
  }
  const { historyKnownFrom } = sound
  const days = (['inventoryDate', 'asOf'] as const).flatMap((key) =>
    sound[key] === undefined ? [] : [{ key, day: sound[key] }],
  )
  const [earliest] = days.sort((left, right) => (left.day < right.day ? -1 : 1))
  if (historyKnownFrom !== undefined && earliest && historyKnownFrom > earliest.day) {
    found.push({
      code: 'contradiction',
      severity: 'error',
      file: name,
      line: document.lineOf(['historyKnownFrom']),
      column: 'historyKnownFrom',
      text: historyKnownFrom,
      problem: `history known only from after ${earliest.key} ${earliest.day}`,
      expected: `a day up to ${earliest.day}`,
    })
  }
  if (found.length > 0) return { sound, faults: found, lineOf }
  return { manifest: sound as Manifest, sound, faults: [], lineOf }
}

function soundPart({ value }: YamlDocument, faults: readonly Fault[]): Partial<Manifest> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const faulty = new Set(faults.map(({ column = '' }) => column.split(/[.[]/)[0]))
  return Object.fromEntries(Object.entries(value).filter(([key]) => !faulty.has(key)))
}
