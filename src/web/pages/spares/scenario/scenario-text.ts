// A scenario as text and as what is drawn of it, in step: what is dragged or filled in changes the one place of the text where it
// stands, and comments, order and spelling of everything else stay.

import { type Document, isMap, isScalar, isSeq, type LineCounter, parseDocument, stringify } from 'yaml'
import { type Disruption, Scenario, SUPPLIES, type Supply } from '#model/scenario.ts'
import { checkText, type TextFault } from '../../../drafts/check-text.ts'

export type TextPath = readonly (string | number)[]

export interface ReadScenario {
  /** Undefined where the text cannot be drawn. What is of the wrong shape is told by a fault, and may still be in it. */
  readonly scenario: Scenario | undefined
  readonly faults: readonly TextFault[]
}

/** `vendors`: whom it may name; undefined while that is not known. */
export function readScenario(text: string, vendors?: readonly { readonly vendor: string }[]): ReadScenario {
  const { value, document, lines, faults: ofShape } = checkText(text, Scenario)
  const known = vendors && new Set(vendors.map(({ vendor }) => vendor))
  const faults = known ? [...ofShape, ...faultsOfVendors(document, lines, known)] : ofShape
  const hasShape = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!hasShape) return { scenario: undefined, faults }
  const held = value as Partial<Scenario>
  const disruptions = Array.isArray(held.disruptions) ? held.disruptions.filter(isDrawable) : []
  return { scenario: { ...held, disruptions } as Scenario, faults }
}

function faultsOfVendors(document: Document.Parsed, lines: LineCounter, known: ReadonlySet<string>): TextFault[] {
  const disruptions = document.get('disruptions')
  if (!isSeq(disruptions)) return []
  return disruptions.items.flatMap((disruption) => {
    const vendors = isMap(disruption) ? disruption.get('vendors') : undefined
    if (!isSeq(vendors)) return []
    return vendors.items.flatMap((vendor) =>
      isScalar(vendor) && typeof vendor.value === 'string' && !known.has(vendor.value)
        ? [{ line: lines.linePos(vendor.range?.[0] ?? 0).line, problem: sayUnknown(vendor.value), isError: true }]
        : [],
    )
  })
}

const sayUnknown = (vendor: string): string => `unknown vendor \`${vendor}\`; choose one of the registry`

function isDrawable(one: unknown): one is Disruption {
  return (
    typeof one === 'object' &&
    one !== null &&
    typeof (one as Disruption).stops === 'object' &&
    (one as Disruption).stops !== null
  )
}

export type Scalar = string | number

/** The text with one value otherwise; what is not there yet is put in. Undefined takes it away. */
export function setInText(text: string, path: TextPath, value: Scalar | readonly string[] | undefined): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  if (value === undefined) return deleteIn(document, path, text)
  const node = document.getIn(path, true)
  if (isScalar(node) && node.range && !Array.isArray(value) && node.value !== null && !isFolded(node.type)) {
    const [begin, end] = node.range
    return text.slice(0, begin) + writeScalar(value as Scalar) + text.slice(end)
  }
  if (Array.isArray(value)) document.setIn(path, flowList(document, value))
  else document.setIn(path, value)
  return write(document)
}

const isFolded = (type: string | undefined): boolean => type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL'

function flowList(document: Document.Parsed, values: readonly string[]) {
  return document.createNode(values, { flow: true })
}

function deleteIn(document: Document.Parsed, path: TextPath, text: string): string {
  if (!document.hasIn(path)) return text
  document.deleteIn(path)
  return write(document)
}

/** Quoted where it might be read as something else, within braces too; a day stays bare, as people write it. */
function writeScalar(value: Scalar): string {
  if (typeof value === 'number' || /^\d{4}-\d{2}-\d{2}$/.test(value)) return String(value)
  return /[,[\]{}#:\\]/.test(value) ? JSON.stringify(value) : stringify(value, { lineWidth: 0 }).trimEnd()
}

/** Lines as long as those of the shipped scenarios. */
const WIDEST = 118

const write = (document: Document.Parsed): string => document.toString({ lineWidth: WIDEST })

export function setStop(text: string, disruption: number, supply: Supply, day: string | undefined): string {
  return setInText(text, ['disruptions', disruption, 'stops', supply], day)
}

/** With a name that none of the others has. */
export function addDisruption(text: string, vendor: string, day: string): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  const list = document.get('disruptions')
  const names = new Set(
    isSeq(list) ? list.items.map((item) => (isMap(item) ? String(item.get('disruption')) : '')) : [],
  )
  let number = names.size + 1
  while (names.has(`cut-off-${number}`)) number += 1
  const added = document.createNode({
    disruption: `cut-off-${number}`,
    title: 'A disruption',
    vendors: [vendor],
    stops: { newUnits: day },
  })
  if (isSeq(list)) {
    if (list.items.length === 0) list.flow = false
    list.add(added)
  } else document.set('disruptions', document.createNode([added]))
  return write(document)
}

export function removeDisruption(text: string, index: number): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  document.deleteIn(['disruptions', index])
  const list = document.get('disruptions')
  if (isSeq(list) && list.items.length === 0) list.flow = true
  return write(document)
}

/** Supplies that the disruption does not stop yet. */
export function suppliesLeft({ stops }: Disruption): readonly Supply[] {
  return SUPPLIES.filter((supply) => stops[supply] === undefined)
}
