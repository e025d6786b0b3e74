// One record of a NetBox export, the same to read whether it came as JSON of the API or as a row of CSV.

import { type CountedFile, type Place, placeAt } from '#model/place.ts'
import { blankIfEmptyWord } from '../blank-word.ts'
import { isObject, type JsonObject, type JsonValue, ownValue } from './json-records.ts'

/** Where a record stands, and what leads to its fields. */
export interface RecordPlace extends CountedFile {
  readonly ordinal: number
  /** What leads to a field, such as `results[3].`; '' in CSV. */
  readonly path: string
}

export function placeOfRecord(place: RecordPlace): Place {
  return placeAt(place, place.ordinal)
}

/** Another object as a record names it: by number, by name, or by both. */
export interface Reference {
  readonly id: string
  readonly name: string
}

const NO_REFERENCE: Reference = { id: '', name: '' }

export interface NetBoxRecord {
  readonly place: RecordPlace
  /** A field as text: the value of a choice, the name of an object; '' where there is none. */
  text(field: string): string
  reference(field: string): Reference
  /** A field of the object a field names: `device_type`, `manufacturer`. */
  inner(field: string, innerField: string): string
  /** Words of a field that holds several. */
  words(field: string): string[]
  /** Custom fields that are filled in. */
  customFields(): string[]
  /** A custom field as text, several values joined by `|`. */
  custom(name: string): string
}

/** Names of an object in the order of what tells it best. */
const NAME_FIELDS = ['name', 'model', 'display', 'label', 'slug']

export function jsonRecord(value: JsonObject, place: RecordPlace): NetBoxRecord {
  const custom = ownValue(value, 'custom_fields')
  return {
    place,
    text: (field) => plainText(ownValue(value, field)),
    reference: (field) => referenceOf(ownValue(value, field)),
    inner: (field, innerField) => plainText(ownValue(ownValue(value, field), innerField)),
    words: (field) => wordsOf(ownValue(value, field)),
    customFields: () =>
      isObject(custom) ? Object.keys(custom).filter((name) => isFilled(ownValue(custom, name))) : [],
    custom: (name) => joinedText(ownValue(custom, name)),
  }
}

function isFilled(value: JsonValue | undefined): boolean {
  return isObject(value) || (Array.isArray(value) ? value.length > 0 : plainText(value) !== '')
}

function plainText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return decimalText(value)
  if (typeof value === 'boolean') return String(value)
  if (!isObject(value)) return ''
  const choice = ownValue(value, 'value')
  return choice === undefined ? nameOf(value) : plainText(choice)
}

/** Without exponent, and without the last digits a binary number adds to a decimal one. */
function decimalText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, '')
}

function nameOf(value: JsonObject): string {
  for (const field of NAME_FIELDS) {
    const name = ownValue(value, field)
    if (typeof name === 'string' && name.trim() !== '') return name.trim()
  }
  return ''
}

function referenceOf(value: JsonValue | undefined): Reference {
  if (typeof value === 'number') return { id: String(value), name: '' }
  if (typeof value === 'string') return { id: '', name: value.trim() }
  if (!isObject(value)) return NO_REFERENCE
  return { id: plainText(ownValue(value, 'id')), name: nameOf(value) }
}

function wordsOf(value: JsonValue | undefined): string[] {
  if (!Array.isArray(value)) return plainText(value) === '' ? [] : [plainText(value)]
  return value.map((item) => {
    const slug = ownValue(item, 'slug')
    return typeof slug === 'string' ? slug : plainText(item)
  })
}

function joinedText(value: JsonValue | undefined): string {
  return blankIfEmptyWord(Array.isArray(value) ? value.map(plainText).join('|') : plainText(value))
}

/** A row of CSV: `header` gives the column of each field in the words of the API. */
export function csvRecord(
  header: ReadonlyMap<string, number>,
  cells: readonly string[],
  place: RecordPlace,
): NetBoxRecord {
  const cell = (field: string): string => cells[header.get(field) ?? -1] ?? ''
  return {
    place,
    text: cell,
    reference: (field) => ({ id: '', name: cell(field) }),
    // A row has one manufacturer: that of the type the row is of.
    inner: (_field, innerField) => cell(innerField),
    words: (field) =>
      cell(field)
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    customFields: () =>
      [...header.keys()].filter((name) => name.startsWith('cf_') && cell(name) !== '').map((name) => name.slice(3)),
    custom: (name) => blankIfEmptyWord(cell(`cf_${name}`)),
  }
}
