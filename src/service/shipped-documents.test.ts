import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepDocument, restoreDocument } from '#intake/yaml/kept-document.ts'
import { parseYaml, type YamlDocument, type YamlPath, type YamlValue } from '#intake/yaml/parse.ts'
import { shippedFolder } from './product.ts'
import { parseShipped, placeOfKept } from './shipped-documents.ts'

const FILES = [shippedFolder('rules'), shippedFolder('vendors')].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name)),
)

function* pathsOf(value: YamlValue, path: YamlPath = []): Generator<YamlPath> {
  yield path
  // Nothing stands there: the nearest place above it is told.
  yield [...path, 'nothing']
  yield [...path, 999, 'nothing']
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value))
    yield* pathsOf(one, [...path, Array.isArray(value) ? Number(key) : key])
}

const told = (document: YamlDocument) => ({
  value: document.value,
  places: [...pathsOf(document.value)].map((path) => [path, document.lineOf(path), document.textOf(path)]),
})

describe('what comes with the product', () => {
  it.each(FILES)('is kept as it was read: %s', (file) => {
    const text = readFileSync(file, 'utf8')
    const read = told(parseYaml(file, text).document!)
    expect(existsSync(placeOfKept(text))).toBe(true)
    expect(told(parseShipped(file, text).document!)).toEqual(read)
  })

  it('is read anew where somebody changed it', () => {
    const text = `${readFileSync(FILES[0]!, 'utf8')}\nmine: 1\n`
    expect(parseShipped('mine.yaml', text).document?.value).toHaveProperty('mine', 1)
  })

  it('keeps keys that look like numbers, names of prototypes, and what an alias repeats', () => {
    const text = 'a: &one\n  2020: x\n  "10": 007\n  __proto__: {constructor: 1}\nb: *one\nc: [*one, ~]\n'
    const read = parseYaml('a.yaml', text).document!
    const kept = JSON.parse(JSON.stringify(keepDocument(read)))
    expect(told(restoreDocument('a.yaml', kept))).toEqual(told(read))
  })
})
