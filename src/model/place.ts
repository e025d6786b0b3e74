// Where something stands in a file: on a line of a text, in a record of a list, in a row of a sheet or a Parquet file.

import Type from 'typebox'

/** What is counted in a file, from 1. Only to a line can an editor go. */
export type PlaceUnit = 'line' | 'record' | 'row'

const PLACE_UNITS: readonly PlaceUnit[] = ['line', 'record', 'row']

/** One of them at most; none where the whole file is meant. */
export const ORDINAL_FIELDS = {
  line: Type.Optional(Type.Integer({ description: 'physical line of a text file' })),
  record: Type.Optional(
    Type.Integer({ description: 'number of a record, where the file is a list of them: one line may hold many' }),
  ),
  row: Type.Optional(Type.Integer({ description: 'row of a sheet of a workbook, or of a Parquet file' })),
}

export const Place = Type.Object(
  {
    /** File as the user named it. */
    file: Type.String(),
    ...ORDINAL_FIELDS,
  },
  { additionalProperties: false },
)
export type Place = Readonly<Type.Static<typeof Place>>

/** Rows of one file, or cells of them. */
export interface PlacedRows {
  readonly file: string
  readonly unit: PlaceUnit
  /** The number of each row in the file, counted in `unit`. */
  readonly ordinals: Uint32Array
}

export function placeAt(file: string, unit: PlaceUnit, ordinal: number): Place {
  switch (unit) {
    case 'line':
      return { file, line: ordinal }
    case 'record':
      return { file, record: ordinal }
    case 'row':
      return { file, row: ordinal }
  }
}

export function placeOf({ file, unit, ordinals }: PlacedRows, row: number): Place {
  return placeAt(file, unit, ordinals[row]!)
}

/** Undefined where the whole file is meant. */
export function unitOf(place: Place): PlaceUnit | undefined {
  return PLACE_UNITS.find((unit) => place[unit] !== undefined)
}

/** `elements.csv line 14`; `devices.json record 12`; the file alone where it is meant as a whole. */
export function sayPlace(place: Place): string {
  const unit = unitOf(place)
  return unit === undefined ? place.file : `${place.file} ${unit} ${place[unit]}`
}

/** As {@link sayPlace}, to who is at a place: `line 14` where that is in the same file. */
export function sayPlaceFrom(here: Place, place: Place): string {
  const unit = unitOf(place)
  return here.file === place.file && unit !== undefined ? `${unit} ${place[unit]}` : sayPlace(place)
}
