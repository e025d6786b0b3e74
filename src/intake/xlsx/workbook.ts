// Which sheets a workbook has and which parts of its archive a sheet needs.

import { SaxesParser } from 'saxes'

export interface Sheet {
  readonly name: string
  /** Place among all sheets, from 1. */
  readonly number: number
  readonly path: string
  readonly isHidden: boolean
}

export interface Workbook {
  readonly sheets: readonly Sheet[]
  /** Shared texts and styles, where the workbook has them. */
  readonly sharedPaths: readonly string[]
}

export const WORKBOOK_PATH = 'xl/workbook.xml'
export const RELATIONS_PATH = 'xl/_rels/workbook.xml.rels'

/** Types of relation in the two forms of the standard, transitional and strict; the library reads no others. */
const RELATION =
  /^http:\/\/(?:schemas\.openxmlformats\.org\/officeDocument\/2006|purl\.oclc\.org\/ooxml\/officeDocument)\/relationships\/(\w+)$/

/** Throws where the XML is not well-formed. */
export function readWorkbook(workbook: string, relations: string): Workbook {
  const paths = new Map<string, string>()
  const sharedPaths: string[] = []
  readElements(relations, (name, attributes) => {
    if (name !== 'Relationship') return
    const { Id: id, Type: type, Target: target } = attributes
    if (id === undefined || type === undefined || target === undefined) return
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const what = RELATION.exec(type)?.[1]
    if (what === 'worksheet') paths.set(id, path)
    if (what === 'sharedStrings' || what === 'styles') sharedPaths.push(path)
  })
  const sheets: Sheet[] = []
  let number = 0
  readElements(workbook, (name, attributes) => {
    if (name !== 'sheet' || !attributes.name) return
    number += 1
    // Sheets of charts have no cells.
    const path = paths.get(attributes.id ?? '')
    if (path !== undefined)
      sheets.push({ name: attributes.name, number, path, isHidden: (attributes.state ?? 'visible') !== 'visible' })
  })
  return { sheets, sharedPaths }
}

/** Tells every element with its attributes, prefixes left out. */
function readElements(
  xml: string,
  take: (name: string, attributes: { readonly [name: string]: string | undefined }) => void,
): void {
  const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.entries(tag.attributes).map(([name, value]) => [withoutPrefix(name), String(value)])
    take(withoutPrefix(tag.name), Object.fromEntries(attributes) as { [name: string]: string })
  })
  parser.write(xml).close()
}
