// How a large XML file is read safely: as a stream, without document types or entities, and whole or not at all.

import { TextDecoder } from 'node:util'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { ReportProgress } from '../format.ts'
import { readHead, type SourceFile } from '../source-file.ts'

/** Real files nest below 30 deep; a file that goes deeper is made to hurt. */
const DEEPEST_NESTING = 200
/** The root tag of a real file declares some 30 namespaces. */
const MOST_ATTRIBUTES = 256
/** Longest text, tag, comment or instruction: what the parser has to hold at once. */
const LONGEST_TOKEN_BYTES = 1 << 20

const SLICE_BYTES = 1 << 16
/** Real models have some thousands of names. */
const MOST_NAMES_KEPT = 20_000

export interface XmlTag {
  readonly local: string
  readonly uri: string
  /** Physical line the tag begins on. */
  readonly line: number
  /** Value of an attribute without namespace. */
  attribute(name: string): string | undefined
}

/** Why a handler does not go on. */
export interface XmlRefusal {
  readonly problem: string
  readonly expected: string
}

export interface XmlHandler {
  open(tag: XmlTag): XmlRefusal | undefined
  /** Text of the open element, possibly in several pieces. */
  text(piece: string): void
  close(): void
}

/** Reads a file to its end, or to what is wrong with it. After a fault the handler must be thrown away. */
export async function readXml(
  source: SourceFile,
  handler: XmlHandler,
  progress?: ReportProgress,
): Promise<Fault | undefined> {
  const decoder = chooseDecoder(await readHead(source, 1024))
  if ('unknownEncoding' in decoder) {
    return {
      code: 'wrong-encoding',
      severity: 'error',
      file: source.name,
      line: 1,
      text: quoteForFault(decoder.unknownEncoding),
      problem: 'unknown encoding',
      expected: 'UTF-8',
    }
  }
  const stream = new XmlStream(source.name, handler)
  let bytesDone = 0
  for await (const chunk of source.bytes()) {
    for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
      const slice = chunk.subarray(start, start + SLICE_BYTES)
      const text = decode(decoder, slice)
      if (text === undefined) return describeWrongByte(source, decoder.encoding, bytesDone + start)
      stream.write(text)
      if (stream.fault) return stream.fault
    }
    bytesDone += chunk.length
    progress?.(bytesDone, source.sizeBytes)
  }
  const rest = decode(decoder)
  if (rest === undefined) return describeWrongByte(source, decoder.encoding, bytesDone)
  stream.end(rest)
  return stream.fault
}

function chooseDecoder(head: Uint8Array): TextDecoder | { unknownEncoding: string } {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true })
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true })
  if (head[0] === 0x3c && head[1] === 0) return new TextDecoder('utf-16le', { fatal: true })
  if (head[0] === 0 && head[1] === 0x3c) return new TextDecoder('utf-16be', { fatal: true })
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(
    String.fromCharCode(...head),
  )?.[1]
  // A file that declares UTF-16 and begins with single bytes was converted by a tool that forgot the declaration.
  const label = declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return { unknownEncoding: label }
  }
}

/** The text of a slice, or of what is left without one; undefined when the bytes are not of the encoding. */
function decode(decoder: TextDecoder, slice?: Uint8Array): string | undefined {
  try {
    return slice ? decoder.decode(slice, { stream: true }) : decoder.decode()
  } catch {
    return undefined
  }
}

const LONGEST_LETTER_BYTES = 4

/** The first byte that is not of the encoding; before `soundBytes` no letter is known to be wrong. */
async function describeWrongByte(source: SourceFile, encoding: string, soundBytes: number): Promise<Fault> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  let column = 1
  const pass = (text: string): void => {
    for (const character of text) {
      column = character === '\n' ? 1 : column + 1
      if (character === '\n') line += 1
    }
  }
  // The first byte of the letter that is being read; what shows that it is none may come later.
  let begun: number | undefined
  const describe = (): Fault => ({
    code: 'wrong-encoding',
    severity: 'error',
    file: source.name,
    line,
    column: String(column),
    ...(begun === undefined ? {} : { text: `\\x${begun.toString(16).padStart(2, '0')}` }),
    problem: `bytes that are not ${encoding.toUpperCase()}`,
    expected: 'the encoding the XML declaration names',
  })
  let bytesBefore = 0
  for await (const chunk of source.bytes()) {
    const soundOfChunk = Math.max(0, Math.min(chunk.length, soundBytes - LONGEST_LETTER_BYTES - bytesBefore))
    pass(decoder.decode(chunk.subarray(0, soundOfChunk), { stream: true }))
    for (let at = soundOfChunk; at < chunk.length; at++) {
      begun ??= chunk[at]!
      const text = decode(decoder, chunk.subarray(at, at + 1))
      if (text === undefined) return describe()
      if (text !== '') begun = undefined
      pass(text)
    }
    bytesBefore += chunk.length
  }
  return describe()
}

/** The parser with its limits. After the first fault nothing reaches the handler any more. */
class XmlStream {
  fault: Fault | undefined
  readonly #file: string
  readonly #handler: XmlHandler
  readonly #parser: SaxesParser<{ xmlns: true; position: true }>
  readonly #openTags: string[] = []
  readonly #names = new Map<string, string>()
  #attributeCount = 0
  #tagLine = 1
  #charactersSinceEvent = 0

  constructor(file: string, handler: XmlHandler) {
    this.#file = file
    this.#handler = handler
    const parser = new SaxesParser({ xmlns: true, position: true })
    this.#parser = parser
    // The parser's own table inherits from Object: without this, `&constructor;` would be an entity.
    parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" })
    parser.on('error', (error) => this.#fail(...explain(error.message)))
    parser.on('doctype', () => this.#fail('a document type declaration is not allowed', 'XML without DTD and entities'))
    parser.on('opentagstart', () => {
      this.#charactersSinceEvent = 0
      this.#attributeCount = 0
      this.#tagLine = parser.line
    })
    parser.on('attribute', () => {
      this.#attributeCount += 1
      if (this.#attributeCount > MOST_ATTRIBUTES)
        this.#fail('too many attributes on one tag', `at most ${MOST_ATTRIBUTES}`)
    })
    parser.on('opentag', (tag) => this.#open(tag))
    parser.on('closetag', () => this.#close())
    parser.on('text', (text) => this.#text(text))
    parser.on('cdata', (text) => this.#text(text))
    const ignore = (): void => {
      this.#charactersSinceEvent = 0
    }
    parser.on('comment', ignore)
    parser.on('processinginstruction', ignore)
    parser.on('xmldecl', ignore)
  }

  write(text: string): void {
    this.#charactersSinceEvent += text.length
    this.#parser.write(text)
    if (this.#charactersSinceEvent > LONGEST_TOKEN_BYTES)
      this.#fail('a text, tag or comment is too long', `at most ${LONGEST_TOKEN_BYTES} characters`)
  }

  end(rest: string): void {
    if (rest !== '') this.write(rest)
    if (this.fault) return
    const open = this.#openTags.at(-1)
    if (open === undefined) this.#parser.close()
    else
      this.#fail(`the file ends before \`${quoteForFault(open)}\` is closed`, 'a whole file; it may have been cut off')
  }

  #fail(problem: string, expected?: string): void {
    this.fault ??= {
      code: 'unreadable-file',
      severity: 'error',
      file: this.#file,
      line: this.#parser.line,
      column: String(this.#parser.column),
      problem,
      ...(expected === undefined ? {} : { expected }),
    }
  }

  #open(tag: SaxesTagNS): void {
    this.#charactersSinceEvent = 0
    if (this.fault) return
    this.#openTags.push(tag.name)
    if (this.#openTags.length > DEEPEST_NESTING) {
      this.#fail('tags are nested too deep', `at most ${DEEPEST_NESTING} deep`)
      return
    }
    const refusal = this.#handler.open({
      local: this.#nameOf(tag.local),
      uri: typeof tag.uri === 'string' ? tag.uri : '',
      line: this.#tagLine,
      attribute: (name) => tag.attributes[name]?.value,
    })
    if (refusal) this.#fail(refusal.problem, refusal.expected)
  }

  /** One copy of each name: as the parser gives it, a name keeps the piece of the file alive it was cut out of. */
  #nameOf(local: string): string {
    const known = this.#names.get(local)
    if (known !== undefined) return known
    const name = detach(local)
    if (this.#names.size < MOST_NAMES_KEPT) this.#names.set(name, name)
    return name
  }

  #text(text: string): void {
    this.#charactersSinceEvent = 0
    if (!this.fault) this.#handler.text(text)
  }

  #close(): void {
    this.#charactersSinceEvent = 0
    if (this.fault) return
    this.#openTags.pop()
    this.#handler.close()
  }
}

/** The parser says `12:34: unexpected close tag.`; the place is told apart from the problem. */
function explain(message: string): [problem: string, expected: string] {
  const problem = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
  if (problem === 'undefined entity')
    return ['undefined entity', 'only `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbered characters']
  return [`malformed XML (${quoteForFault(problem)})`, 'well-formed XML']
}

/**
 * The same text in memory of its own. A piece cut out of a longer text keeps all of that alive, which would be the
 * whole file in the end (V8 copies pieces of fewer than 13 characters by itself).
 */
export function detach(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string)
}
