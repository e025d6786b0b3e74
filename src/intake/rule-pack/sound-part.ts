// What of a rule pack can be looked into for its meaning: all of it that has the right shape, whatever is wrong beside it.

import type { Fault } from '#model/fault.ts'
import type { RulePack } from '#model/rule.ts'
import { formatYamlPath, type YamlPath, type YamlValue } from '../yaml/parse.ts'

/** Anything may be missing; entries of lists keep their places. */
export type Sound<Part> = Part extends readonly (infer Entry)[]
  ? readonly (Sound<Entry> | undefined)[]
  : Part extends object
    ? { readonly [Key in keyof Part]?: Sound<Part[Key]> }
    : Part

/** The pack without what is at fault by its shape: a key, an entry of a list, or a whole part of another kind. */
export function soundPart(root: YamlValue, shapeFaults: readonly Fault[]): Sound<RulePack> {
  const faulty = new Set(shapeFaults.map(({ column = '' }) => column))
  const keep = (value: YamlValue, path: YamlPath): unknown => {
    if (faulty.has(formatYamlPath(path))) return undefined
    if (Array.isArray(value)) return value.map((entry, index) => keep(entry, [...path, index]))
    if (typeof value !== 'object' || value === null) return value
    const kept = Object.entries(value).map(([key, entry]) => [key, keep(entry, [...path, key])] as const)
    return Object.fromEntries(kept.filter(([, entry]) => entry !== undefined))
  }
  const isMapping = typeof root === 'object' && root !== null && !Array.isArray(root)
  return isMapping ? ((keep(root, []) ?? {}) as Sound<RulePack>) : {}
}

/** The sound entries of a list, each with its place. */
export function entriesIn<Entry>(list: readonly (Entry | undefined)[] | undefined): readonly [number, Entry][] {
  return (list ?? []).flatMap((entry, index) => (entry === undefined ? [] : [[index, entry] as [number, Entry]]))
}
