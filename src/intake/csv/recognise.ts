// Whether a file is CSV: by its name, or text with a separator in its first line.

import { Buffer } from 'node:buffer'
import { detectEncoding, isText, nameOtherFile, toText } from './encoding.ts'

export function recogniseCsv(name: string, head: Uint8Array): boolean {
  if (nameOtherFile(head) !== undefined || !isText(head)) return false
  if (/\.(csv|tsv)$/i.test(name)) return true
  if (!/\.txt$/i.test(name)) return false
  const [firstLine] = toText(Buffer.from(head), detectEncoding(head))
    .trimStart()
    .split(/[\r\n]/)
  return !firstLine!.includes('\0') && /^[^<{[].*[,;\t|]/.test(firstLine!)
}
