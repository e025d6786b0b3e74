// On which line stands what a fault calls `vendors.aco.ownership[0]`, told by whoever had only the values?

import type { YamlDocument, YamlPath, YamlValue } from './parse.ts'

/** The line of a path as faults write it; of a list whose entries have an `id`, an entry may be named by that. */
export function lineOfColumn({ value, lineOf }: Pick<YamlDocument, 'value' | 'lineOf'>, column: string): number {
  const path: (string | number)[] = []
  let at: YamlValue = value
  for (const step of column.split(/[.[\]]+/).filter((part) => part !== '')) {
    const key: string | number = Array.isArray(at) ? placeIn(at, step) : step
    path.push(key)
    at = stepInto(at, key)
  }
  return lineOf(path satisfies YamlPath)
}

function placeIn(list: readonly YamlValue[], step: string): number {
  if (/^\d+$/.test(step)) return Number(step)
  return list.findIndex((entry) => stepInto(entry, 'id') === step)
}

function stepInto(value: YamlValue, key: string | number): YamlValue {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
  return (value as { readonly [key: string | number]: YamlValue })[key]!
}
