// What a YAML file says, as plain data, and on which line it says it.
//
// The file may come from anywhere: its size, depth and aliases are bounded, its keys are text and stand once, tags are
// refused, and no key can reach a prototype.

import { CST, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'

export const LARGEST_YAML_BYTES = 2_000_000
/** Deeper than anything a person writes; shallow enough for every walk over it. */
export const DEEPEST_YAML = 40
/** Values after aliases are followed: a small file must not become a large one. */
const MOST_VALUES = 200_000
const MOST_ALIASES = 1000

export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue }
export type YamlPath = readonly (string | number)[]

export interface YamlDocument {
  readonly name: string
  readonly value: YamlValue
  /** Line of a key or of a list item, from 1; of the nearest place above it where it does not stand in the file. */
  lineOf(path: YamlPath): number
  /** The scalar at the path as it stands in the file. */
  textOf(path: YamlPath): string | undefined
  /** Faults of keys that stand twice: the last of each counts, so that all else can be looked into. */
  readonly repeatedKeys: readonly Fault[]
}

/** Of the name of a file and its text. There is no document where there are faults, save those of keys that stand twice. */
export type YamlParser = (name: string, text: string) => { document?: YamlDocument; faults: Fault[] }

interface Place {
  readonly line: number
  readonly text?: string
}

/** `rules[3].limit` */
export function formatYamlPath(path: YamlPath): string {
  let formatted = ''
  for (const step of path) {
    if (typeof step === 'number') formatted += `[${step}]`
    else if (/^[\w-]+$/.test(step)) formatted += formatted === '' ? step : `.${step}`
    else formatted += `[${JSON.stringify(step)}]`
  }
  return formatted
}

/** Parses one document. There is none where there are faults, save those of keys that stand twice, which it has too. */
export function parseYaml(name: string, text: string): { document?: YamlDocument; faults: Fault[] } {
  const lines = new LineCounter()
  const faults: Fault[] = []
  const report = (code: FaultCode, problem: string, offset: number | undefined, more: Partial<Fault> = {}): void => {
    const line = offset === undefined ? undefined : lines.linePos(offset).line
    faults.push({ code, severity: 'error', file: name, ...(line ? { line } : {}), problem, ...more })
  }
  const tooLarge = findExcess(text)
  if (tooLarge) return { faults: [{ code: 'too-large', severity: 'error', file: name, ...tooLarge }] }

  const parsed = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    // Found while converting instead: the parser compares every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  })
  const unclosed = findUnclosed(parsed)
  for (const problem of withoutFollowing([...parsed.errors, ...parsed.warnings], text)) {
    // Where a bracket or quote is not closed, the mistake is where it opens and not where the file shows that.
    const opening = isOfEnd(problem.message) ? unclosed.get(problem.pos[0])?.pop() : undefined
    const [start, end] = opening === undefined ? problem.pos : [opening, text.length]
    // The parser points at the first letter of what it could not place.
    const stretch = isOfLayout(problem) && end <= start + 1 ? text.slice(start) : text.slice(start, end)
    const quoted = quoteForFault(stretch.split('\n')[0]!.trim())
    report('malformed-text', describeSyntaxProblem(problem.code, problem.message), start, {
      ...(quoted === '' ? {} : { text: quoted }),
      ...(isOfLayout(problem) ? { expected: LAYOUT } : {}),
    })
  }
  if (faults.length > 0) return { faults }

  const places = new WeakMap<object, Map<string | number, Place>>()
  const value = toPlainData(parsed.contents, lines, places, report)
  if (faults.some(({ code }) => code !== 'duplicate-key')) return { faults }
  return { document: { name, value, ...locate(value, places), repeatedKeys: [...faults] }, faults }
}

type Problem = Pick<YAMLError, 'code' | 'message' | 'pos'>

/** What the parser says where lines do not stand below one another as they must: of one such slip it says it many times. */
const LAYOUT_CODES: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'NON_STRING_KEY',
])

const LAYOUT =
  'after each key its value on the same line, in quotes where it holds `: `, or everything of it indented below'

const isOfLayout = ({ code, message }: Problem): boolean => LAYOUT_CODES.has(code) && !isOfEnd(message)

/** Of those of the layout the first under each key of the outermost level: what comes after it there follows from it mostly. */
function withoutFollowing<Some extends Problem>(problems: readonly Some[], text: string): Some[] {
  const begins = [...text.matchAll(/^[^\s#-]/gm)].map(({ index }) => index)
  const keyOf = ({ pos: [start] }: Problem): number => begins.findLastIndex((begin) => begin <= start)
  const slipped = new Set<number>()
  return problems.filter((problem) => {
    if (!isOfLayout(problem)) return true
    const isFirst = !slipped.has(keyOf(problem))
    slipped.add(keyOf(problem))
    return isFirst
  })
}

function isOfEnd(message: string): boolean {
  return /end with a|missing closing/i.test(message)
}

/** Where brackets and quotes open, the innermost last, by where they end: the parser complains there of one that is not closed. */
function findUnclosed(parsed: ReturnType<typeof parseDocument>): Map<number, number[]> {
  const openings = new Map<number, number[]>()
  const add = (node: { readonly range?: readonly number[] | null | undefined }): void => {
    const [start, end] = node.range ?? []
    if (start === undefined || end === undefined) return
    const others = openings.get(end)
    if (others) others.push(start)
    else openings.set(end, [start])
  }
  if (parsed.errors.some(({ message }) => isOfEnd(message)))
    visit(parsed, {
      Collection: (_, node) => void (node.flow === true && add(node)),
      Scalar: (_, node) => void ((node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') && add(node)),
    })
  return openings
}

function describeSyntaxProblem(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'more than one document in the file'
  if (code === 'TAG_RESOLVE_FAILED') return 'tags such as `!!set` are not used here'
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY')
    return 'not well-formed YAML: more stands after a value, or below it, than belongs to it'
  const plain = message.split('\n')[0]!.replace(/\.$/, '')
  return `not well-formed YAML: ${plain.charAt(0).toLowerCase()}${plain.slice(1)}`
}

/** Size and nesting, judged on the tokens before anything recursive sees them. */
function findExcess(text: string): Pick<Fault, 'problem' | 'expected' | 'line'> | undefined {
  if (Buffer.byteLength(text) > LARGEST_YAML_BYTES)
    return { problem: 'file too large', expected: `at most ${LARGEST_YAML_BYTES / 1_000_000} MB` }
  const tooDeep = (line: number) => ({ problem: 'nested too deeply', expected: `at most ${DEEPEST_YAML} levels`, line })
  let line = 1
  let bracketDepth = 0
  let marksOnLine = 0
  let valueCount = 0
  let isText = false
  for (const token of new Lexer().lex(text)) {
    // What follows the scalar mark is the scalar's own text, which may look like anything.
    const kind = isText ? undefined : CST.tokenType(token)
    isText = token === CST.SCALAR
    switch (kind) {
      case 'flow-map-start':
      case 'flow-seq-start':
        bracketDepth += 1
        valueCount += 1
        break
      case 'flow-map-end':
      case 'flow-seq-end':
        bracketDepth -= 1
        break
      case 'seq-item-ind':
      case 'explicit-key-ind':
        marksOnLine += 1
        valueCount += 1
        break
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'alias':
      case 'comma':
        valueCount += 1
        break
      case 'newline':
        marksOnLine = 0
        break
      case 'space':
        if (marksOnLine === 0 && token.length > DEEPEST_YAML * 16) return tooDeep(line)
        break
      default:
    }
    if (bracketDepth > DEEPEST_YAML || marksOnLine > DEEPEST_YAML) return tooDeep(line)
    if (valueCount > 2 * MOST_VALUES) return { problem: 'too many values', expected: `at most ${MOST_VALUES}`, line }
    for (let index = token.indexOf('\n'); index >= 0; index = token.indexOf('\n', index + 1)) line += 1
  }
  return undefined
}

function toPlainData(
  contents: unknown,
  lines: LineCounter,
  places: WeakMap<object, Map<string | number, Place>>,
  report: (code: FaultCode, problem: string, offset: number | undefined, more?: Partial<Fault>) => void,
): YamlValue {
  let valueCount = 0
  let aliasCount = 0
  let isTooMuch = false
  const refuse = (code: FaultCode, problem: string, offset: number | undefined, expected: string): null => {
    isTooMuch = true
    report(code, problem, offset, { expected })
    return null
  }
  // Nodes by anchor, as far as read: an alias means the last one before it.
  const anchors = new Map<string, unknown>()
  const convert = (node: unknown, path: YamlPath, within: readonly unknown[], isRepeated: boolean): YamlValue => {
    const depth = path.length
    if (isTooMuch) return null
    const offset = (node as { range?: readonly number[] | null } | null)?.range?.[0]
    valueCount += 1
    if (valueCount > MOST_VALUES)
      return refuse('too-large', 'too many values', offset, `at most ${MOST_VALUES}, aliases followed`)
    if (depth > DEEPEST_YAML) return refuse('too-large', 'nested too deeply', offset, `at most ${DEEPEST_YAML} levels`)
    if (isAlias(node)) {
      aliasCount += 1
      if (aliasCount > MOST_ALIASES) return refuse('too-large', 'too many aliases', offset, `at most ${MOST_ALIASES}`)
      const target = anchors.get(node.source)
      if (target === undefined)
        return refuse('malformed-text', 'alias of an anchor that does not exist', offset, 'an anchor before its alias')
      if (within.includes(target))
        return refuse('malformed-text', 'alias inside what it names', offset, 'an anchor that ends before its alias')
      return convert(target, path, within, true)
    }
    const anchor = (node as { anchor?: string } | null)?.anchor
    if (anchor !== undefined && !isRepeated) anchors.set(anchor, node)
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.tag !== undefined)
      return refuse('malformed-text', 'tags such as `!!set` are not used here', offset, 'plain YAML')
    if (isMap(node)) {
      const object: { [key: string]: YamlValue } = {}
      const inside = new Map<string | number, Place>()
      for (const { key, value } of node.items) {
        const keyText = isScalar(key) ? String(key.value) : ''
        const keyOffset = isScalar(key) ? key.range?.[0] : offset
        if (inside.has(keyText) && !isRepeated)
          report('duplicate-key', 'key stands twice', keyOffset, {
            column: formatYamlPath([...path, keyText]),
            text: quoteForFault(keyText),
            expected: 'each key once',
          })
        // An own property even for `__proto__`: a plain assignment would reach the prototype.
        Object.defineProperty(object, keyText, {
          value: convert(value, [...path, keyText], [...within, node], isRepeated),
          enumerable: true,
          configurable: true,
          writable: true,
        })
        inside.set(keyText, placeOf(keyOffset, value, lines))
      }
      places.set(object, inside)
      return object
    }
    if (isSeq(node)) {
      const inside = new Map<string | number, Place>()
      const array = node.items.map((item, index) => {
        const start = (item as { range?: readonly number[] | null } | null)?.range?.[0] ?? offset
        inside.set(index, placeOf(start, item, lines))
        return convert(item, [...path, index], [...within, node], isRepeated)
      })
      places.set(array, inside)
      return array
    }
    return isScalar(node) ? toPlainScalar(node.value) : null
  }
  return convert(contents, [], [], false)
}

function toPlainScalar(value: unknown): YamlValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function placeOf(offset: number | undefined, node: unknown, lines: LineCounter): Place {
  const line = offset === undefined ? 1 : lines.linePos(offset).line
  return isScalar(node) && typeof node.source === 'string' ? { line, text: node.source } : { line }
}

function locate(
  root: YamlValue,
  places: WeakMap<object, Map<string | number, Place>>,
): Pick<YamlDocument, 'lineOf' | 'textOf'> {
  const find = (path: YamlPath): { line: number; place: Place | undefined } => {
    let line = 1
    let place: Place | undefined
    let container: YamlValue | undefined = root
    for (const step of path) {
      place = typeof container === 'object' && container !== null ? places.get(container)?.get(step) : undefined
      if (!place) break
      line = place.line
      container = (container as { [key: string | number]: YamlValue })[step]
    }
    return { line, place }
  }
  return { lineOf: (path) => find(path).line, textOf: (path) => find(path).place?.text }
}
