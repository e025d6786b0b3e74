// Whether a file is an XLSX workbook: by its name and the beginning of a ZIP archive.

export function recogniseXlsx(name: string, head: Uint8Array): boolean {
  return /\.xlsx$/i.test(name) && head[0] === 0x50 && head[1] === 0x4b
}
