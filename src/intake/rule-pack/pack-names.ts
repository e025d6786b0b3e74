// The names a rule pack may refer to, gathered before anything in it is known to be right.

import { nearestName } from '#base/near-name.ts'
import type { Fault, FaultCode } from '#model/fault.ts'
import type { YamlPath, YamlValue } from '../yaml/parse.ts'

export interface PackNames {
  /** Each source with its kind; '' where that cannot be told. */
  readonly sources: ReadonlyMap<string, string>
  /** Undefined where the name of one cannot be told: it may be any. */
  readonly editions: ReadonlySet<string> | undefined
  readonly designations: ReadonlySet<string>
  /** As predicates name them: `@core`. */
  readonly functionSets: ReadonlySet<string>
  /** Ids of the vendor registry; absent where the registry is not at hand. */
  readonly vendors?: ReadonlySet<string>
  /** Whether nothing of a part is at fault by its shape. */
  readonly isWhole: (path: YamlPath) => boolean
}

/** Among more names than a person writes, nothing is suggested: a hostile file must not cost minutes. */
const MOST_NAMES_COMPARED = 1000

export function suggestName(name: string, known: readonly string[]): string | undefined {
  return known.length > MOST_NAMES_COMPARED ? undefined : nearestName(name, known)
}

/** Tells a fault at a path of the file; line, column and text are filled in unless stated. */
export type ReportAt = (code: FaultCode, path: YamlPath, problem: string, more?: Partial<Fault>) => void

export function gatherNames(
  value: YamlValue,
  isWhole: PackNames['isWhole'],
  knownVendors?: ReadonlySet<string>,
): PackNames {
  const sources = Object.entries(entriesOf(value, 'sources')).map(([name, source]) => {
    const kind = isWhole(['sources', name, 'kind']) ? textOf(fieldOf(source, 'kind')) : ''
    return [name, kind] as const
  })
  const editions = listOf(value, 'editions')
  const areNamed = editions.length > 0 && editions.every((_, index) => isWhole(['editions', index, 'edition']))
  return {
    sources: new Map(sources),
    editions: areNamed ? new Set(editions.map((edition) => textOf(fieldOf(edition, 'edition')))) : undefined,
    designations: new Set(Object.keys(entriesOf(value, 'designations'))),
    functionSets: new Set(Object.keys(entriesOf(value, 'functionSets')).map((name) => `@${name}`)),
    isWhole,
    ...(knownVendors === undefined ? {} : { vendors: knownVendors }),
  }
}

function textOf(value: YamlValue): string {
  return typeof value === 'string' ? value : ''
}

/** The field of a mapping; null where there is no mapping or no such field of its own. */
export function fieldOf(value: YamlValue | undefined, key: string): YamlValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.hasOwn(value, key) ? value[key]! : null
}

export function listOf(value: YamlValue, key: string): readonly YamlValue[] {
  const field = fieldOf(value, key)
  return Array.isArray(field) ? field : []
}

export function entriesOf(value: YamlValue, key: string): { readonly [name: string]: YamlValue } {
  const field = fieldOf(value, key)
  return typeof field === 'object' && field !== null && !Array.isArray(field) ? field : {}
}
