// What of a document can be looked into for its meaning: all of it that has the right shape, whatever is wrong beside it.

import type { Fault } from '#model/fault.ts'
import { formatYamlPath, type YamlPath, type YamlValue } from './parse.ts'

/** Anything may be missing; entries of lists keep their places. */
export type Sound<Part> = Part extends readonly (infer Entry)[]
  ? readonly (Sound<Entry> | undefined)[]
  : Part extends object
    ? { readonly [Key in keyof Part]?: Sound<Part[Key]> }
    : Part

/**
 * The document without what is at fault by its shape: a key, an entry of a list, or a whole part of another kind. What is in a
 * list that is too short is sound.
 */
export function soundPart<Whole>(root: YamlValue, shapeFaults: readonly Fault[]): Sound<Whole> {
  const faulty = new Set(shapeFaults.map(({ column = '' }) => column))
  const lacking = new Set(shapeFaults.map(({ code, column = '' }) => (code === 'missing-value' ? column : undefined)))
  const keep = (value: YamlValue, path: YamlPath): unknown => {
    const column = formatYamlPath(path)
    if (faulty.has(column) && !(lacking.has(column) && Array.isArray(value))) return undefined
    if (Array.isArray(value)) return value.map((entry, index) => keep(entry, [...path, index]))
    if (typeof value !== 'object' || value === null) return value
    const kept = Object.entries(value).map(([key, entry]) => [key, keep(entry, [...path, key])] as const)
    return Object.fromEntries(kept.filter(([, entry]) => entry !== undefined))
  }
  const isMapping = typeof root === 'object' && root !== null && !Array.isArray(root)
  return (isMapping ? (keep(root, []) ?? {}) : {}) as Sound<Whole>
}

/** The sound entries of a list, each with its place. */
export function entriesIn<Entry>(list: readonly (Entry | undefined)[] | undefined): readonly [number, Entry][] {
  return (list ?? []).flatMap((entry, index) => (entry === undefined ? [] : [[index, entry] as [number, Entry]]))
}
