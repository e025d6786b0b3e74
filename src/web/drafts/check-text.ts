// What is wrong with a text while it is being typed, by line: whether it is YAML, and of the shape it should have. What it
// names in the network, the server looks up when it is saved.

import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'

import { LARGEST_DRAFT_CHARACTERS } from '#contract/application/draft.ts'
import { formatNumber } from '../format.ts'
import { analyses } from '../words/en/analyses.ts'

export interface TextFault {
  /** From 1. */
  readonly line: number
  readonly problem: string
  readonly isError: boolean
}

export interface CheckedText {
  readonly document: Document.Parsed
  readonly lines: LineCounter
  /** As plain data; undefined where it is no YAML. */
  readonly value: unknown
  readonly faults: readonly TextFault[]
}

const MOST_FAULTS = 50
const TOO_LONG: TextFault = {
  line: 1,
  problem: analyses.draft.tooLong(formatNumber(LARGEST_DRAFT_CHARACTERS)),
  isError: true,
}

export function checkText(text: string, schema: TSchema): CheckedText {
  const lines = new LineCounter()
  if (text.length > LARGEST_DRAFT_CHARACTERS)
    return { document: parseDocument(''), lines, value: undefined, faults: [TOO_LONG] }
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const faults: TextFault[] = [
    ...document.errors.map(({ pos, message }) => ({
      line: lineAt(lines, pos[0]),
      problem: firstLine(message),
      isError: true,
    })),
    ...document.warnings.map(({ pos, message }) => ({
      line: lineAt(lines, pos[0]),
      problem: firstLine(message),
      isError: false,
    })),
  ]
  if (document.errors.length > 0) return { document, lines, value: undefined, faults }
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  if (!Value.Check(schema, value)) faults.push(...faultsOfShape(document, lines, schema, value))
  return { document, lines, value, faults: faults.slice(0, MOST_FAULTS) }
}

function faultsOfShape(document: Document.Parsed, lines: LineCounter, schema: TSchema, value: unknown): TextFault[] {
  const found = new Map<string, TextFault>()
  for (const { keyword, instancePath, message, params } of Value.Errors(schema, value)) {
    // Told by the field itself, and by each of the shapes it might have had.
    if (keyword === 'additionalProperties' || keyword === 'anyOf') continue
    const path = instancePath
      .split('/')
      .slice(1)
      .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    const line = lineOf(document, lines, path)
    found.set(`${line} ${instancePath}`, { line, problem: sayFault(keyword, path, message, params), isError: true })
  }
  return [...found.values()].sort((left, right) => left.line - right.line)
}

function sayFault(keyword: string, path: readonly string[], message: string, params: unknown): string {
  const where = path.length === 0 ? 'the text' : `\`${path.join('.')}\``
  if (keyword === 'boolean') return `${where} is no field of this`
  if (keyword === 'required') {
    const { requiredProperties = [] } = params as { requiredProperties?: readonly string[] }
    return `${where} lacks ${requiredProperties.map((one) => `\`${one}\``).join(', ')}`
  }
  return `${where} ${message}`
}

/** Of the innermost node on the way that there is. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lineAt(lines, node.range[0])
  }
  return 1
}

const lineAt = (lines: LineCounter, offset: number): number => Math.max(1, lines.linePos(offset).line)
const firstLine = (message: string): string => message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
