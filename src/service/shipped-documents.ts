// The rule packs and vendors that come with the product, as they were read when it was built.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type KeptDocument, restoreDocument } from '#intake/yaml/kept-document.ts'
import { parseYaml, type YamlParser } from '#intake/yaml/parse.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { builtFile } from './product.ts'

/** Of the text of a file: where what was read of this very text is kept. */
export function placeOfKept(text: string): string {
  return fileURLToPath(builtFile(`shipped/${fingerprintText(text)}.json`))
}

/** A file that was changed since is read anew, and so is each where the product is not built. */
export const parseShipped: YamlParser = (name, text) => {
  const kept = placeOfKept(text)
  if (!existsSync(kept)) return parseYaml(name, text)
  const document = JSON.parse(readFileSync(kept, 'utf8')) as KeptDocument
  return { document: restoreDocument(name, document), faults: [] }
}
