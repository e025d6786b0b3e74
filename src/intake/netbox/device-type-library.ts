// Parts out of device and module types written as YAML, as the community library of NetBox has them.

import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { PARTS } from '#model/tables.ts'
import { blankIfEmptyWord } from '../blank-word.ts'
import type { Format, Reading, ReadRequest } from '../format.ts'
import { readAll, type SourceFile } from '../source-file.ts'
import { UnmappedTally } from '../unmapped-tally.ts'
import { LARGEST_YAML_BYTES, parseYaml, type YamlDocument } from '../yaml/parse.ts'
import { type CatalogueType, PartCatalogue } from './part-catalogue.ts'

const PART_COLUMNS = ['part', 'manufacturer', 'number', 'description', 'class']

export const deviceTypeLibrary: Format<undefined> = {
  name: 'device-type-library',
  about: 'NetBox device and module types in YAML: makers, models and part numbers',
  recognise,
  read,
}

function recognise(name: string, head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head)
  return /\.ya?ml$/i.test(name) && /^manufacturer:/m.test(text) && /^model:/m.test(text)
}

async function read({ files, report, progress }: ReadRequest<undefined>): Promise<Reading> {
  const unmapped = new UnmappedTally()
  const types: CatalogueType[] = []
  const bytesTotal = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let bytesDone = 0
  for (const file of files) {
    const type = await readType(file, unmapped, report)
    if (type) types.push(type)
    bytesDone += file.sizeBytes
    progress?.(bytesDone, bytesTotal)
  }
  const tables: FactTable[] = []
  for (const row of new PartCatalogue(types, unmapped, report).rows()) {
    const builder = new FactTableBuilder(PARTS, row.place.file, PART_COLUMNS)
    builder.addRow([row.part, row.manufacturer, row.number, row.description, row.class], row.place.ordinal, report)
    tables.push(builder.finish())
  }
  return { tables, unmapped: unmapped.list() }
}

async function readType(
  file: SourceFile,
  unmapped: UnmappedTally,
  report: (fault: Fault) => void,
): Promise<CatalogueType | undefined> {
  if (file.sizeBytes > LARGEST_YAML_BYTES) {
    report({
      code: 'too-large',
      severity: 'error',
      file: file.name,
      problem: 'file too large',
      expected: `at most ${LARGEST_YAML_BYTES / 1_000_000} MB`,
    })
    return undefined
  }
  const { document, faults } = parseYaml(file.name, new TextDecoder().decode(await readAll(file)))
  for (const fault of faults) report(fault)
  if (!document || faults.length > 0) return undefined
  const [manufacturer, model] = ['manufacturer', 'model'].map((key) => textIn(document, key))
  if (!manufacturer || !model) {
    report({
      code: 'missing-value',
      severity: 'error',
      file: file.name,
      line: 1,
      column: manufacturer ? 'model' : 'manufacturer',
      problem: 'missing value',
      expected: 'a device or module type with manufacturer and model',
    })
    return undefined
  }
  countComponents(document, unmapped)
  // Only device types have a height; it is required there.
  const kind = textIn(document, 'u_height') === '' && textIn(document, 'slug') === '' ? 'module' : 'device'
  return {
    place: { file: file.name, unit: 'line', ordinal: document.lineOf(['model']), path: '' },
    id: '',
    manufacturer,
    model,
    partNumber: blankIfEmptyWord(textIn(document, 'part_number')),
    description: textIn(document, 'description'),
    class: kind,
  }
}

/** A value as it stands in the file: `part_number: 02351930` is no number, though YAML reads it as one. */
function textIn(document: YamlDocument, key: string): string {
  const { value } = document
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return ''
  const held = value[key]
  if (typeof held === 'string') return held.trim()
  return typeof held === 'number' || typeof held === 'boolean' ? (document.textOf([key]) ?? String(held)).trim() : ''
}

function countComponents(document: YamlDocument, unmapped: UnmappedTally): void {
  for (const [key, list] of Object.entries(document.value ?? {}))
    if (Array.isArray(list))
      unmapped.add('components of types', 'nothing to do: ports and bays are no parts', key, list.length)
}
