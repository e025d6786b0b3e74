// The records of a NetBox JSON export, one at a time: API pages, bare arrays, and several of them in one file.
//
// The file is cut into records before any of it is parsed, so a file of any size holds one record in memory, and depth
// and size are bounded before the parser sees them.

import { Buffer } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { FaultCode } from '#model/fault.ts'
import { detectEncoding, toUtf8 } from '../csv/encoding.ts'
import { readHead, type SourceFile } from '../source-file.ts'

const LARGEST_JSON_BYTES = 512 * 1024 * 1024
const LARGEST_RECORD_BYTES = 16 * 1024 * 1024
/** NetBox nests some five deep; custom fields of type JSON may nest deeper. */
const DEEPEST_RECORD = 64
/** What stands around the records: the keys of a page, and a placeholder for each record. */
const LARGEST_FRAME_BYTES = 16 * 1024 * 1024

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }
export type JsonObject = { [key: string]: JsonValue }

export interface JsonRecord {
  readonly value: JsonObject
  /** Number of the record in the file, from 1. */
  readonly ordinal: number
  /** Name of the list it stands in: `results` of a page, '' of a bare array. */
  readonly list: string
  /** Number of the record in its list, from 0; undefined where it stands in none. */
  readonly index: number | undefined
}

/** What a page says beside its records. */
export interface JsonPage {
  /** Records the whole answer has, over all its pages; undefined where it does not say. */
  readonly count: number | undefined
  /** Addresses of the pages before and after, which name the kind of the records. */
  readonly addresses: readonly string[]
  /** Lists beside those of records, which are left out. */
  readonly otherLists: readonly { readonly name: string; readonly count: number }[]
}

export interface JsonProblem {
  readonly code: FaultCode
  readonly line?: number
  readonly problem: string
  readonly expected?: string
}

export interface JsonHandler {
  record(record: JsonRecord): void
  page(page: JsonPage): void
  /** Whether a list of this name below the top holds records: `devices` as well as `results`. */
  isRecordList(name: string): boolean
}

/** Reads a file to its end, or to what is wrong with it; after a problem everything handed over is to be dropped. */
export async function readJsonRecords(source: SourceFile, handler: JsonHandler): Promise<JsonProblem | undefined> {
  if (source.sizeBytes > LARGEST_JSON_BYTES)
    return {
      code: 'too-large',
      problem: 'file too large',
      expected: `at most ${LARGEST_JSON_BYTES / 1024 / 1024} MB: give the pages as files of their own`,
    }
  const cutter = new RecordCutter(handler)
  const encoding = detectEncoding(await readHead(source))
  for await (const chunk of toUtf8(source.bytes(), encoding)) {
    cutter.push(chunk)
    if (cutter.problem) return cutter.problem
  }
  cutter.finish()
  return cutter.problem
}

const LF = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const ZERO = 0x30

class RecordCutter {
  problem: JsonProblem | undefined
  readonly #handler: JsonHandler
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  #line = 1
  #ordinal = 0
  #inString = false
  #isEscaped = false
  /** The open containers around the records: `o`bject, `a`rray, list of `r`ecords. */
  #open = ''
  #frame: number[] = []
  #lastString = ''
  #stringStart = 0
  #list = ''
  #index = 0
  #recordsInPage = 0
  #isAnythingRead = false
  /** Depth within the record being cut; 0 outside. */
  #depth = 0
  #recordLine = 0
  #recordBytes = 0
  #recordParts: Uint8Array[] = []

  constructor(handler: JsonHandler) {
    this.#handler = handler
  }

  push(chunk: Uint8Array): void {
    let recordStart = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte === LF) this.#line += 1
      if (this.#depth === 0) {
        if (this.#readFrameByte(byte)) recordStart = at
        if (this.problem) return
        continue
      }
      if (this.#inString) {
        this.#readStringByte(byte)
        continue
      }
      if (byte === QUOTE) this.#inString = true
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        this.#depth += 1
        if (this.#depth > DEEPEST_RECORD) {
          this.#fail('too-large', 'nested too deeply', `at most ${DEEPEST_RECORD} levels in a record`, this.#line)
          return
        }
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#depth -= 1
        if (this.#depth === 0) {
          this.#keepPart(chunk.subarray(recordStart, at + 1))
          this.#finishRecord()
          if (this.problem) return
        }
      }
    }
    if (this.#depth > 0) this.#keepPart(chunk.slice(recordStart))
  }

  finish(): void {
    if (this.problem) return
    if (this.#depth > 0 || this.#open !== '' || this.#inString)
      this.#fail('malformed-text', 'the file ends in the middle', 'a whole file; it may have been cut off', this.#line)
    else if (!this.#isAnythingRead) this.#fail('malformed-text', 'no JSON in the file', 'pages or lists of records', 1)
  }

  #fail(code: FaultCode, problem: string, expected: string, line: number): void {
    this.problem ??= { code, problem, expected, line }
  }

  #failSyntax(line: number): void {
    this.#fail('malformed-text', 'malformed JSON', 'pages or lists of records as NetBox writes them', line)
  }

  #readStringByte(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === BACKSLASH) this.#isEscaped = true
    else if (byte === QUOTE) this.#inString = false
  }

  /** Takes a byte outside records; true where a record begins with it. */
  #readFrameByte(byte: number): boolean {
    if (this.#inString) {
      this.#frame.push(byte)
      this.#readStringByte(byte)
      if (!this.#inString) this.#lastString = this.#textOfFrame(this.#stringStart)
    } else if (byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09) {
      // One blank keeps apart what a blank kept apart; more would only fill memory.
      if (this.#open !== '' && this.#frame.at(-1) !== 0x20) this.#frame.push(0x20)
      return false
    } else if (byte === QUOTE) {
      this.#stringStart = this.#frame.length
      this.#inString = true
      this.#frame.push(byte)
      if (this.#open === '') this.#failSyntax(this.#line)
    } else if (byte === OPEN_OBJECT && this.#open.endsWith('r')) {
      this.#frame.push(ZERO)
      this.#depth = 1
      this.#recordLine = this.#line
      return true
    } else this.#readPunctuation(byte)
    if (this.#frame.length > LARGEST_FRAME_BYTES)
      this.#fail('too-large', 'too much around the records', 'pages or lists of records', this.#line)
    return false
  }

  #readPunctuation(byte: number): void {
    if (this.#open === '' && byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) {
      this.#failSyntax(this.#line)
      return
    }
    this.#frame.push(byte)
    if (byte === OPEN_OBJECT) this.#open += 'o'
    else if (byte === OPEN_ARRAY) {
      const isList = this.#open === '' || (this.#open === 'o' && this.#handler.isRecordList(this.#lastString))
      if (isList) {
        this.#list = this.#open === '' ? '' : this.#lastString
        this.#index = 0
      }
      this.#open += isList ? 'r' : 'a'
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      this.#open = this.#open.slice(0, -1)
      if (this.#open === '') this.#finishPage()
    }
    if (this.#open.length > DEEPEST_RECORD)
      this.#fail('too-large', 'nested too deeply', `at most ${DEEPEST_RECORD} levels`, this.#line)
  }

  #keepPart(part: Uint8Array): void {
    this.#recordParts.push(part)
    this.#recordBytes += part.length
    if (this.#recordBytes > LARGEST_RECORD_BYTES)
      this.#fail('too-large', 'record too large', `at most ${LARGEST_RECORD_BYTES / 1024 / 1024} MB`, this.#recordLine)
  }

  #finishRecord(): void {
    const value = this.#parse(Buffer.concat(this.#recordParts), this.#recordLine)
    this.#recordParts = []
    this.#recordBytes = 0
    if (value === undefined) return
    this.#ordinal += 1
    this.#recordsInPage += 1
    // It begins with a brace, so that it is an object.
    this.#handler.record({
      value: value as JsonObject,
      ordinal: this.#ordinal,
      list: this.#list,
      index: this.#index,
    })
    this.#index += 1
  }

  #finishPage(): void {
    const frame = this.#parse(Uint8Array.from(this.#frame), this.#line)
    const recordsInPage = this.#recordsInPage
    this.#frame = []
    this.#recordsInPage = 0
    this.#isAnythingRead = true
    if (frame === undefined) return
    const lists = isObject(frame)
      ? Object.entries(frame).filter(([name, list]) => this.#handler.isRecordList(name) && Array.isArray(list))
      : [['', frame] as const]
    if (lists.length === 0) {
      this.#takeSingle(frame as JsonObject)
      return
    }
    const entries = lists.flatMap(([, list]) => list as JsonValue[])
    if (entries.length !== recordsInPage || entries.some((entry) => entry !== 0)) {
      this.#fail('malformed-text', 'a list entry that is no record', 'objects as NetBox writes them', this.#line)
      return
    }
    if (isObject(frame)) this.#handler.page(readPage(frame, this.#handler))
  }

  /** An object without lists of records is one record: what the API answers for a single object. */
  #takeSingle(value: JsonObject): void {
    this.#ordinal += 1
    this.#handler.record({ value, ordinal: this.#ordinal, list: '', index: undefined })
  }

  #parse(bytes: Uint8Array, line: number): JsonValue | undefined {
    let text: string
    try {
      text = this.#decoder.decode(bytes)
    } catch {
      this.#fail('wrong-encoding', 'bytes that are not UTF-8', 'UTF-8', line)
      return undefined
    }
    try {
      return JSON.parse(text) as JsonValue
    } catch {
      this.#failSyntax(line)
      return undefined
    }
  }

  #textOfFrame(start: number): string {
    try {
      return String(JSON.parse(this.#decoder.decode(Uint8Array.from(this.#frame.slice(start)))))
    } catch {
      return ''
    }
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A property the object itself has: `constructor` and its like are nobody's fields. */
export function ownValue(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function readPage(frame: JsonObject, handler: JsonHandler): JsonPage {
  const count = ownValue(frame, 'count')
  return {
    count: typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined,
    addresses: [ownValue(frame, 'next'), ownValue(frame, 'previous')].filter((value) => typeof value === 'string'),
    otherLists: Object.entries(frame).flatMap(([name, list]) =>
      Array.isArray(list) && !handler.isRecordList(name) ? [{ name, count: list.length }] : [],
    ),
  }
}
