// Reads the rule packs and vendors that come with the product, and keeps what they say in `dist/shipped`, by the sha256 of each.
//
// usage, as a part of `npm run build`: node tools/keep-shipped-documents.mjs

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keepDocument } from '../dist/intake/yaml/kept-document.js'
import { parseYaml } from '../dist/intake/yaml/parse.js'
import { shippedFolder } from '../dist/service/product.js'
import { placeOfKept } from '../dist/service/shipped-documents.js'

rmSync(dirname(placeOfKept('')), { recursive: true, force: true })
mkdirSync(dirname(placeOfKept('')), { recursive: true })
for (const folder of ['rules', 'vendors'].map(shippedFolder))
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    const { document, faults } = parseYaml(name, text)
    // Whoever loads it is told of its faults.
    if (document && faults.length === 0) writeFileSync(placeOfKept(text), JSON.stringify(keepDocument(document)))
  }
