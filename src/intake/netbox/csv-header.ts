// What the columns of a NetBox CSV are in the words of its API: exports use names, or the labels of the table on screen.

const LABELS: Readonly<Record<string, string>> = {
  asset_tag: 'asset_tag',
  device_role: 'role',
  device_type: 'device_type',
  part_id: 'part_id',
  part_number: 'part_number',
  serial_number: 'serial',
  module_bay: 'module_bay',
  module_type: 'module_type',
}

/** Column of each field; the first of two with one name counts. `Serial number` and `serial` are one field. */
export function readHeader(cells: readonly string[], kind: string | undefined): Map<string, number> {
  const header = new Map<string, number>()
  for (const [index, cell] of cells.entries()) {
    const name = fieldOfColumn(cell, kind)
    if (name !== '' && !header.has(name)) header.set(name, index)
  }
  return header
}

function fieldOfColumn(cell: string, kind: string | undefined): string {
  const trimmed = cell.trim()
  if (trimmed.startsWith('cf_')) return trimmed
  const name = trimmed.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  // On screen the type of a device is headed `Type`; a cluster has a type of its own.
  if (name === 'type' && (kind === 'devices' || kind === undefined)) return kind === 'devices' ? 'device_type' : name
  return Object.hasOwn(LABELS, name) ? LABELS[name]! : name
}
