// NetBox, as operators export it: JSON of the API and CSV, any number of files of any kinds.

import { TextDecoder } from 'node:util'
import { EMPTY_NETBOX_MAPPING, type NetBoxMapping } from '#model/netbox-mapping.ts'
import { detectEncoding } from '../csv/encoding.ts'
import type { Format, Reading, ReadRequest } from '../format.ts'
import { readHeader } from './csv-header.ts'
import { kindOfFields } from './kind.ts'
import { tabulateNetBox } from './netbox-rows.ts'
import { looksLikeJson, readExport } from './read-export.ts'

export const netBox: Format<NetBoxMapping> = {
  name: 'netbox',
  about: 'NetBox inventory: JSON of the API or CSV exports, with a saved mapping of roles and custom fields',
  recognise,
  read,
}

function recognise(_name: string, head: Uint8Array): boolean {
  const { utf16 } = detectEncoding(head)
  const text = new TextDecoder(utf16 ?? 'utf-8').decode(head)
  if (looksLikeJson(head))
    return (
      /"url"\s*:\s*"[^"]*\/api\/(?:dcim|virtualization|tenancy|extras)\//.test(text) ||
      (/"results"\s*:\s*\[/.test(text) && /"count"\s*:\s*\d/.test(text)) ||
      (/"custom_fields"\s*:/.test(text) && /"display"\s*:/.test(text))
    )
  // Columns that only NetBox has; files that look like those of others are read when the format is named.
  const cells = (text.split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.replace(/^"|"$/g, ''))
  const isTelling = (kind: string | undefined): boolean =>
    kindOfFields((field) => readHeader(cells, kind).has(field)) !== undefined
  return isTelling(undefined) || isTelling('devices')
}

async function read({
  files,
  mapping = EMPTY_NETBOX_MAPPING,
  report,
  progress,
}: ReadRequest<NetBoxMapping>): Promise<Reading> {
  const netBoxExport = await readExport({ files, mapping, report, progress })
  const tables = tabulateNetBox(netBoxExport, mapping, report)
  return { tables, unmapped: netBoxExport.unmapped.list(), hasUnreadFile: netBoxExport.hasUnreadFile }
}
