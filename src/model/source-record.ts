// What is recorded of an imported source beside its tables, in `source.json`.

import Type from 'typebox'
import { Compile } from 'typebox/schema'
import { quoteForFault } from './fault.ts'

/** Rows of the imported files that are not in the tables, for their errors. */
const LeftOutOfSource = Type.Object({
  rows: Type.Integer({ minimum: 0 }),
  /** Where the first of them stand, such as `elements.csv line 4`. */
  first: Type.Array(Type.String()),
})
export type LeftOutOfSource = Readonly<Type.Static<typeof LeftOutOfSource>>

const SourceRecord = Type.Object({
  source: Type.String(),
  format: Type.String(),
  files: Type.Array(Type.Object({ name: Type.String(), sha256: Type.String() })),
  /** Absent where all rows of the files were taken. */
  leftOut: Type.Optional(LeftOutOfSource),
})
export type SourceRecord = Readonly<Type.Static<typeof SourceRecord>>

const RECORD = Compile(SourceRecord)

/** The record, or what is wrong with the text. */
export function parseSourceRecord(text: string): SourceRecord | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: `no JSON: ${quoteForFault((error as Error).message)}` }
  }
  if (RECORD.Check(value)) return value
  const [first] = RECORD.Errors(value)[1]
  const place = first === undefined || first.instancePath === '' ? '' : `\`${quoteForFault(first.instancePath)}\` `
  return { problem: `no record of a source: ${place}${first?.message ?? ''}` }
}
