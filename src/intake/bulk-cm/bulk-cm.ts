// The 3GPP bulk-CM inventory (TS 32.616 with TS 28.633): what an element manager exports of a radio or core network.

import { FactTableBuilder, type FactTable } from '#model/fact-table.ts'
import type { TableSchema } from '#model/column.ts'
import { ELEMENTS, PARTS, SITES } from '#model/tables.ts'
import type { Fault } from '#model/fault.ts'
import type { Format, Reading, ReadRequest } from '../format.ts'
import { UnmappedTally } from '../unmapped-tally.ts'
import { ELEMENT_COLUMNS, elementRows, SITE_COLUMNS, siteRows, type SourcedRow } from './element-rows.ts'
import { type ManagedElement, mergeManagedElement } from './managed-element.ts'
import { type PartSighting, readDump } from './read-dump.ts'

const PART_COLUMNS = ['part', 'manufacturer', 'number', 'description', 'class'] as const

export const bulkCm: Format<undefined> = {
  name: 'bulk-cm',
  about: '3GPP bulk-CM XML inventory of element managers (TS 32.616 with TS 28.633 or TS 32.69x)',
  recognise,
  read,
}

function recognise(_name: string, head: Uint8Array): boolean {
  // Zero bytes are dropped so that UTF-16 reads as the single bytes it is made of.
  const text = String.fromCharCode(...head.filter((byte) => byte !== 0))
  return /<(?:[\w.-]+:)?bulkCmConfigDataFile[\s>]/.test(text)
}

async function read({ files, report, progress }: ReadRequest<undefined>): Promise<Reading> {
  const elements = new Map<string, ManagedElement>()
  const parts = new Map<string, PartSighting & { file: string }>()
  const unmapped = new UnmappedTally()
  const tables: FactTable[] = []
  const bytesTotal = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let bytesBefore = 0
  let hasUnreadFile = false
  for (const file of files) {
    const hasUnits = (dn: string): boolean => elements.get(dn)?.hasUnits === true
    const content = await readDump(file, hasUnits, report, (done) => progress?.(bytesBefore + done, bytesTotal))
    bytesBefore += file.sizeBytes
    if (!content) {
      hasUnreadFile = true
      continue
    }
    for (const [dn, element] of content.elements) {
      const known = elements.get(dn)
      if (known) mergeManagedElement(known, element, report)
      else elements.set(dn, element)
    }
    for (const [id, part] of content.parts) if (!parts.has(id)) parts.set(id, { ...part, file: file.name })
    unmapped.addAll(content.unmapped)
    if (content.units) tables.push(content.units)
  }
  const sites = siteRows(elements.values(), report)
  const rows = [...elements.values()].flatMap((element) => elementRows(element, unmapped))
  const partRows = [...parts.values()].map(
    ({ file, line, part, manufacturer, number, description, class: kind }): SourcedRow => ({
      file,
      line,
      fields: [part, manufacturer, number, description, kind],
    }),
  )
  return {
    tables: [
      ...tabulate(SITES, SITE_COLUMNS, sites, report),
      ...tabulate(ELEMENTS, ELEMENT_COLUMNS, rows, report),
      ...tables,
      ...tabulate(PARTS, PART_COLUMNS, partRows, report),
    ],
    unmapped: unmapped.list(),
    hasUnreadFile,
  }
}

/** One table a file, in the order of the files. */
function tabulate(
  schema: TableSchema,
  columns: readonly string[],
  rows: readonly SourcedRow[],
  report: (fault: Fault) => void,
): FactTable[] {
  const builders = new Map<string, FactTableBuilder>()
  for (const { file, line, fields } of rows) {
    const builder = builders.get(file) ?? new FactTableBuilder(schema, file, columns)
    builders.set(file, builder)
    builder.addRow(fields, line, report)
  }
  return [...builders.values()].map((builder) => builder.finish())
}
