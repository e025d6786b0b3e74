// The state of a view as its address: named fields, each read patiently and written only where it differs from its default.

import { type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import type { Search } from './search.ts'

export interface Field<Value> {
  readonly ifAbsent: Value
  /** Of the texts that stand under the name; undefined: they say nothing, and the default holds. */
  readonly read: (texts: readonly string[]) => Value | undefined
  readonly write: (value: Value) => readonly string[]
  /** Of texts of which some say nothing, those; by default all, where nothing was read. */
  readonly misread?: (texts: readonly string[]) => readonly string[]
}

/** Any field whatever. */
interface AnyField {
  readonly ifAbsent: unknown
  readonly read: (texts: readonly string[]) => unknown
  readonly write: (value: never) => readonly string[]
  readonly misread?: (texts: readonly string[]) => readonly string[]
}
type Fields = Readonly<Record<string, AnyField>>
type StateOf<Some extends Fields> = {
  readonly [Name in keyof Some]: Some[Name] extends Field<infer Value> ? Value : never
}

/** What stands in an address and says nothing: `where=x`. */
export interface Misread {
  readonly name: string
  readonly text: string
}

export interface Codec<State> {
  readonly read: (search: Search) => State
  readonly write: (state: State) => Search
  /** What of it was not understood: names nobody knows, and texts that say nothing under theirs. */
  readonly misread: (search: Search) => readonly Misread[]
}

export function text(ifAbsent = ''): Field<string> {
  return { ifAbsent, read: ([first]) => first, write: (value) => [value] }
}

/** One of some words; any other is as if absent. */
export function choice<Word extends string>(words: readonly Word[], ifAbsent: Word): Field<Word> {
  return { ifAbsent, read: ([first]) => words.find((word) => word === first), write: (value) => [value] }
}

/** A whole number of at least 0. */
export function count(ifAbsent: number): Field<number> {
  return {
    ifAbsent,
    read: ([first]) => (first !== undefined && /^\d{1,15}$/.test(first) ? Number(first) : undefined),
    write: (value) => [String(value)],
  }
}

/** `2023-07-31`, or none. */
export function maybeDay(): Field<CivilDay | undefined> {
  return {
    ifAbsent: undefined,
    read: ([first]) => (first === undefined ? undefined : parseDay(first)),
    write: (value) => (value === undefined ? [] : [formatDay(value)]),
  }
}

/** Any finite number. */
export function figure(ifAbsent: number): Field<number> {
  return {
    ifAbsent,
    read: ([first]) =>
      first !== undefined && first.trim() !== '' && Number.isFinite(Number(first)) ? Number(first) : undefined,
    write: (value) => [String(value)],
  }
}

export function flag(): Field<boolean> {
  return {
    ifAbsent: false,
    read: ([first]) => (first === 'yes' ? true : first === 'no' ? false : undefined),
    write: (value) => (value ? ['yes'] : []),
  }
}

/** Texts separated by commas, none of which has one. */
export function list(): Field<readonly string[]> {
  const none: readonly string[] = []
  return {
    ifAbsent: none,
    read: ([first]) => (first === undefined || first === '' ? undefined : first.split(',')),
    write: (value) => (value.length === 0 ? [] : [value.join(',')]),
  }
}

/** Any texts, each under the name again. */
export function texts(): Field<readonly string[]> {
  const none: readonly string[] = []
  return { ifAbsent: none, read: (all) => (all.length === 0 ? undefined : all), write: (value) => value }
}

const listed = (held: Search[string] | undefined): readonly string[] =>
  held === undefined ? [] : Array.isArray(held) ? (held as readonly string[]) : [held as string]

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one, index) => one === right[index])

/** The snapshot one looks at stands in the address of every page. */
const OF_EVERY_PAGE = 'snapshot'

export function codecOf<const Some extends Fields>(fields: Some): Codec<StateOf<Some>> {
  const entries = Object.entries(fields) as unknown as [string, Field<unknown>][]
  return {
    read(search) {
      const state = entries.map(([name, field]) => {
        return [name, field.read(listed(search[name])) ?? field.ifAbsent]
      })
      return Object.fromEntries(state) as StateOf<Some>
    },
    misread(search) {
      return Object.entries(search)
        .filter(([name]) => name !== OF_EVERY_PAGE)
        .flatMap(([name, held]) => {
          const texts = listed(held).filter((one) => one !== '')
          const field = Object.hasOwn(fields, name) ? (fields[name] as AnyField) : undefined
          if (texts.length === 0) return []
          const unread = field?.misread?.(texts) ?? (field?.read(texts) === undefined ? texts : [])
          return unread.map((one) => ({ name, text: one }))
        })
    },
    write(state) {
      const held = state as Readonly<Record<string, unknown>>
      const search: Record<string, string | readonly string[]> = {}
      for (const [name, field] of entries) {
        const written = field.write(held[name])
        if (written.length === 0 || isSame(written, field.write(field.ifAbsent))) continue
        search[name] = written.length === 1 ? written[0]! : written
      }
      return search
    },
  }
}
