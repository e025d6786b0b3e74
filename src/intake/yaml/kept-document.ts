// A YAML document that was read before, kept as JSON: what comes with the product is read once, when that is built, for to read all
// of it anew takes each process a second.

import type { YamlDocument, YamlPath, YamlValue } from './parse.ts'

export interface KeptDocument {
  readonly value: YamlValue
  readonly places: KeptPlace
}

interface KeptPlace {
  readonly line: number
  readonly text?: string
  /** Of the keys or list items inside. */
  readonly inside?: readonly KeptPlace[] | Readonly<Record<string, KeptPlace>>
}

/** Of one without faults. */
export function keepDocument(document: YamlDocument): KeptDocument {
  const { value } = document
  const keep = (at: YamlValue, path: YamlPath): KeptPlace => {
    const [line, text] = [document.lineOf(path), document.textOf(path)]
    return { line, ...(text === undefined ? {} : { text }), ...insideOf(at, path) }
  }
  const insideOf = (at: YamlValue, path: YamlPath): Pick<KeptPlace, 'inside'> => {
    if (typeof at !== 'object' || at === null) return {}
    if (Array.isArray(at)) return { inside: at.map((one, index) => keep(one, [...path, index])) }
    return { inside: Object.fromEntries(Object.entries(at).map(([key, one]) => [key, keep(one, [...path, key])])) }
  }
  return { value, places: keep(value, []) }
}

/** As it was when it was kept. */
export function restoreDocument(name: string, { value, places }: KeptDocument): YamlDocument {
  const find = (path: YamlPath): { readonly line: number; readonly text?: string | undefined } => {
    let place = places
    for (const step of path) {
      const next = placeInside(place, step)
      if (next === undefined) return { line: place.line }
      place = next
    }
    return place
  }
  return { name, value, lineOf: (path) => find(path).line, textOf: (path) => find(path).text, repeatedKeys: [] }
}

function placeInside({ inside }: KeptPlace, step: string | number): KeptPlace | undefined {
  if (inside === undefined) return undefined
  if (isList(inside)) return typeof step === 'number' ? inside[step] : undefined
  return typeof step === 'string' && Object.hasOwn(inside, step) ? inside[step] : undefined
}

function isList(inside: NonNullable<KeptPlace['inside']>): inside is readonly KeptPlace[] {
  return Array.isArray(inside)
}
