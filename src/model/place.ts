// Where something stands in a file: on a line of a text, in a record of a list, in a row of a sheet or a Parquet file.

import Type from 'typebox'

/** What is counted in a file, from 1. Only to a line can an editor go. */
export type PlaceUnit = 'line' | 'record' | 'row'

const PLACE_UNITS: readonly PlaceUnit[] = ['line', 'record', 'row']

/** One number at most; none where the whole file is meant. */
export const PLACE_FIELDS = {
  line: Type.Optional(Type.Integer({ description: 'physical line of a text file' })),
  record: Type.Optional(
    Type.Integer({ description: 'number of a record, where the file is a list of them: one line may hold many' }),
  ),
  sheet: Type.Optional(Type.String({ description: 'sheet of a workbook, where one was chosen' })),
  row: Type.Optional(Type.Integer({ description: 'row of a sheet of a workbook, or of a Parquet file' })),
}

export const Place = Type.Object(
  {
    /** File as the user named it. */
    file: Type.String(),
    ...PLACE_FIELDS,
  },
  { additionalProperties: false },
)
export type Place = Readonly<Type.Static<typeof Place>>

/** A file, or a sheet of it, and what is counted in it. */
export interface CountedFile {
  readonly file: string
  readonly unit: PlaceUnit
  /** Several sheets of one workbook may have been read. */
  readonly sheet?: string | undefined
}

/** Rows of it, or cells of them. */
export interface PlacedRows extends CountedFile {
  /** The number of each row in the file. */
  readonly ordinals: Uint32Array
}

export function placeAt({ file, unit, sheet }: CountedFile, ordinal: number): Place {
  switch (unit) {
    case 'line':
      return { file, line: ordinal }
    case 'record':
      return { file, record: ordinal }
    case 'row':
      return sheet === undefined ? { file, row: ordinal } : { file, sheet, row: ordinal }
  }
}

export function placeOf(rows: PlacedRows, row: number): Place {
  return placeAt(rows, rows.ordinals[row]!)
}

/** Undefined where the whole file is meant. */
export function unitOf(place: Place): PlaceUnit | undefined {
  return PLACE_UNITS.find((unit) => place[unit] !== undefined)
}

/** `elements.csv line 14`; `devices.json record 12`; `net.xlsx sheet Sites row 3`; the file alone where it is meant as a whole. */
export function sayPlace(place: Place): string {
  const within = sayWithin(place)
  return within === '' ? place.file : `${place.file} ${within}`
}

/** As {@link sayPlace}, to who is at a place: `line 14` where that is in the same file. */
export function sayPlaceFrom(here: Place, place: Place): string {
  const within = sayWithin(place)
  return here.file === place.file && within !== '' ? within : sayPlace(place)
}

function sayWithin(place: Place): string {
  const unit = unitOf(place)
  const sheet = place.sheet === undefined ? '' : `sheet ${place.sheet} `
  return unit === undefined ? '' : `${sheet}${unit} ${place[unit]}`
}
