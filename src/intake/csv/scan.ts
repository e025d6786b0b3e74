// Where the records and fields of a CSV file lie, each with the physical line it starts on: RFC 4180, any line ends.
//
// Fields are bounds within a buffer, not strings: a reader that knows a cell by its bytes need not make one. A flaw
// costs its own line only: after a quote that is never closed, reading goes on with the line after the one it opened on.

import { Buffer } from 'node:buffer'
import type { FaultCode } from '#model/fault.ts'
import { decodeUtf8OrWindows1252 } from './encoding.ts'

export interface CsvLimits {
  readonly fieldBytes: number
  readonly recordBytes: number
  readonly columns: number
}

export const CSV_LIMITS: CsvLimits = { fieldBytes: 64 * 1024, recordBytes: 1024 * 1024, columns: 500 }

/** What is special about the bytes of a field; 0 is ASCII that stands for itself. */
export const NON_ASCII = 1
export const DOUBLED_QUOTES = 2

/** One record in the buffer of the scanner. The same object serves every record: copy what outlives the call. */
export interface CsvRecord {
  readonly bytes: Buffer
  readonly view: DataView
  readonly fieldCount: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** {@link NON_ASCII} and {@link DOUBLED_QUOTES}, added. */
  readonly kinds: Uint8Array
  /** Physical lines the record starts and ends on, from 1. */
  readonly line: number
  readonly lastLine: number
}

export interface CsvFault {
  readonly code: FaultCode
  readonly line: number
  readonly problem: string
  readonly expected: string
  readonly text: string
}

export interface CsvHandler {
  /** Takes a well-formed record that is not blank; false ends the scan. */
  takeRecord(record: CsvRecord): boolean
  takeFault(fault: CsvFault): void
  /** Told before the bytes of the records taken so far are given up. */
  releaseRecords?(): void
}

export interface CsvScanOptions {
  /** Byte between fields; found in the first line when left out. */
  readonly delimiter?: number
  readonly limits?: CsvLimits
  /** How many bytes are gathered before they are scanned: small only to test the seams. */
  readonly batchBytes?: number
}

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22

/** Which bytes end a run of plain ones, outside and inside quotes. */
const OUTSIDE = 1
const INSIDE = 2

/** Candidates in the order they win a tie. */
const DELIMITERS = [0x2c, 0x3b, 0x09, 0x7c]

type Flaw = 'nul' | 'stray-quote' | 'after-quote' | 'open-quote' | 'long-field' | 'long-record' | 'many-columns'

function describeFlaw(flaw: Flaw, limits: CsvLimits): Pick<CsvFault, 'code' | 'problem' | 'expected'> {
  switch (flaw) {
    case 'nul':
      return { code: 'malformed-text', problem: 'NUL byte', expected: 'text: the file may be damaged, or no CSV' }
    case 'stray-quote':
      return {
        code: 'malformed-text',
        problem: 'quote inside a field that does not begin with one',
        expected: 'the whole field in quotes and the quote doubled, such as `"19"" rack"`',
      }
    case 'after-quote':
      return {
        code: 'malformed-text',
        problem: 'text after the closing quote of a field',
        expected: 'a separator there, or a quote within the field doubled, such as `"19"" rack"`',
      }
    case 'open-quote':
      return {
        code: 'malformed-text',
        problem: 'quote that opens here is never closed',
        expected: `a closing quote within ${limits.fieldBytes} bytes; reading goes on with the next line`,
      }
    case 'long-field':
      return { code: 'too-large', problem: 'field too long', expected: `at most ${limits.fieldBytes} bytes` }
    case 'long-record':
      return {
        code: 'too-large',
        problem: 'record too long',
        expected: `at most ${limits.recordBytes} bytes: are these line ends?`,
      }
    case 'many-columns':
      return { code: 'too-large', problem: 'too many columns', expected: `at most ${limits.columns}` }
  }
}

class ScannedRecord implements CsvRecord {
  bytes = Buffer.alloc(0)
  view: DataView = new DataView(new ArrayBuffer(0))
  fieldCount = 0
  line = 0
  lastLine = 0
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly kinds: Uint8Array

  constructor(columns: number) {
    this.starts = new Int32Array(columns)
    this.ends = new Int32Array(columns)
    this.kinds = new Uint8Array(columns)
  }
}

export class CsvScanner {
  readonly #handler: CsvHandler
  readonly #limits: CsvLimits
  readonly #batchBytes: number
  readonly #stops = new Uint8Array(256)
  readonly #record: ScannedRecord
  #delimiter: number | undefined
  #bytes = Buffer.allocUnsafeSlow(1024)
  /** Bytes from `#begin` to `#end` are still to be scanned. */
  #begin = 0
  #end = 0
  #line = 1
  #isAtStart = true
  #isAfterCr = false
  #isSkippingLine = false
  #isStopped = false

  constructor(handler: CsvHandler, options: CsvScanOptions = {}) {
    this.#handler = handler
    this.#limits = options.limits ?? CSV_LIMITS
    this.#batchBytes = options.batchBytes ?? 256 * 1024
    this.#record = new ScannedRecord(this.#limits.columns)
    for (const byte of [0, LF, CR, QUOTE]) this.#stops[byte] = OUTSIDE | INSIDE
    if (options.delimiter !== undefined) this.#setDelimiter(options.delimiter)
  }

  /** Takes the next bytes; false once the handler has ended the scan. */
  push(chunk: Uint8Array): boolean {
    for (let offset = 0; offset < chunk.length && !this.#isStopped; offset += this.#batchBytes) {
      this.#append(chunk.subarray(offset, offset + this.#batchBytes))
      if (this.#end - this.#begin >= this.#batchBytes) this.#scan(false)
    }
    return !this.#isStopped
  }

  finish(): void {
    if (!this.#isStopped) this.#scan(true)
    this.#handler.releaseRecords?.()
  }

  #append(part: Uint8Array): void {
    // One byte more, for the line end that stands behind the last byte while scanning.
    if (this.#end + part.length + 1 > this.#bytes.length) {
      this.#handler.releaseRecords?.()
      const pending = this.#end - this.#begin
      const needed = pending + part.length + 1
      const target = needed > this.#bytes.length / 2 ? Buffer.allocUnsafeSlow(2 * needed) : this.#bytes
      this.#bytes.copy(target, 0, this.#begin, this.#end)
      this.#bytes = target
      this.#begin = 0
      this.#end = pending
    }
    this.#bytes.set(part, this.#end)
    this.#end += part.length
  }

  #setDelimiter(delimiter: number): void {
    this.#delimiter = delimiter
    this.#stops[delimiter]! |= OUTSIDE
  }

  /** Finds the delimiter in the first line that is not blank; false while that line has not wholly come. */
  #begins(isLast: boolean): boolean {
    const bytes = this.#bytes
    let start = this.#begin
    while (start < this.#end && (bytes[start] === LF || bytes[start] === CR)) start += 1
    const lineEnd = findLineEnd(bytes, start, this.#end)
    if (lineEnd === this.#end && !isLast && this.#end - this.#begin <= this.#limits.recordBytes) return false
    this.#isAtStart = false
    // A spreadsheet may name its separator in a first line of its own.
    const said = /^sep=([,;\t|])$/.exec(bytes.toString('latin1', start, lineEnd))?.[1]
    if (said !== undefined && start === this.#begin) {
      this.#begin = passLineEnd(bytes, lineEnd, this.#end)
      this.#line += 1
      this.#isAfterCr = this.#begin === this.#end && bytes[this.#end - 1] === CR
    }
    if (this.#delimiter === undefined)
      this.#setDelimiter(said === undefined ? detectDelimiter(bytes, start, lineEnd) : said.charCodeAt(0))
    return true
  }

  #scan(isLast: boolean): void {
    if (this.#isAtStart && !this.#begins(isLast)) return
    const bytes = this.#bytes
    const stops = this.#stops
    const record = this.#record
    const { starts, ends, kinds } = record
    const { fieldBytes, recordBytes, columns } = this.#limits
    const delimiter = this.#delimiter!
    const end = this.#end
    let at = this.#begin
    let line = this.#line
    record.bytes = bytes
    if (record.view.buffer !== bytes.buffer) record.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    // A line end behind the last byte, so that no loop below need ask whether it has come to the end.
    bytes[end] = LF
    if (this.#isAfterCr && at < end) {
      if (bytes[at] === LF) at += 1
      this.#isAfterCr = false
    }
    if (this.#isSkippingLine) {
      at = findLineEnd(bytes, at, end)
      if (at < end) {
        at = passLineEnd(bytes, at, end)
        this.#isAfterCr = at === end && bytes[end - 1] === CR
        line += 1
        this.#isSkippingLine = false
      }
    }

    while (at < end) {
      const recordStart = at
      const recordLine = line
      let fieldCount = 0
      let flaw: Flaw | undefined
      let flawLine = line
      let flawAt = at
      let flawKnownAt = at
      // The line end the record ends at, and the byte that told so; -1 while the record has not wholly come.
      let recordEnd = -1
      let resolvedAt = end

      for (;;) {
        let start = at
        let fieldEnd = at
        let kind = 0
        let seen = 0
        let byte = 0
        while ((stops[(byte = bytes[at]!)]! & OUTSIDE) === 0) {
          seen |= byte
          at += 1
        }
        fieldEnd = at
        if (byte === QUOTE && isBlank(bytes, start, at)) {
          const openAt = at
          const openLine = line
          let isClosed = false
          let isCutShort = false
          at += 1
          start = at
          for (;;) {
            while ((stops[(byte = bytes[at]!)]! & INSIDE) === 0) {
              seen |= byte
              at += 1
            }
            if (at === end) break
            if (byte === QUOTE) {
              if (at + 1 < end && bytes[at + 1] === QUOTE) {
                kind = DOUBLED_QUOTES
                at += 2
                continue
              }
              isClosed = at + 1 < end || isLast
              break
            }
            if (byte === 0) {
              if (line > openLine || at - start > fieldBytes) break
              if (flaw === undefined) {
                flaw = 'nul'
                flawLine = line
                flawAt = openAt
                flawKnownAt = at
              }
              at += 1
              continue
            }
            // A record that is already bad ends with its line: one flaw must not swallow the rows below it.
            isCutShort = flaw !== undefined
            if (isCutShort) break
            at = passLineEnd(bytes, at, end)
            line += 1
          }
          if (isCutShort) {
            recordEnd = resolvedAt = at
            break
          }
          fieldEnd = at
          if (isClosed) {
            at += 1
            while (bytes[at] === SPACE) at += 1
            byte = bytes[at]!
          }
          const isFollowed = byte === delimiter || byte === LF || byte === CR
          const isTooLong = fieldEnd - start > fieldBytes
          // A quote that closes in the midst of a later line was that line's own quote; NUL is never within a field.
          if (isTooLong || (isClosed ? !isFollowed && line > openLine : isLast || byte === 0)) {
            resolvedAt = isTooLong ? start + fieldBytes : at
            if (flaw === undefined) {
              flaw = 'open-quote'
              flawLine = openLine
              flawAt = openAt
              flawKnownAt = resolvedAt
            }
            line = openLine
            recordEnd = findLineEnd(bytes, openAt, end)
            break
          }
          if (!isClosed) break
          if (!isFollowed && flaw === undefined) {
            flaw = 'after-quote'
            flawLine = line
            flawAt = openAt
            flawKnownAt = at
          }
        }
        while (byte !== delimiter && byte !== LF && byte !== CR) {
          if (flaw === undefined) {
            flaw = byte === 0 ? 'nul' : 'stray-quote'
            flawLine = line
            flawAt = start
            flawKnownAt = at
          }
          at += 1
          while ((stops[(byte = bytes[at]!)]! & OUTSIDE) === 0) at += 1
        }
        if (at === end && !isLast) break
        if (flaw === undefined && (fieldEnd - start > fieldBytes || fieldCount === columns)) {
          flaw = fieldCount === columns ? 'many-columns' : 'long-field'
          flawLine = line
          flawAt = fieldCount === columns ? recordStart : start
          flawKnownAt = at
        }
        if (fieldCount < columns) {
          starts[fieldCount] = start
          ends[fieldCount] = fieldEnd
          kinds[fieldCount] = seen >= 0x80 ? kind | NON_ASCII : kind
          fieldCount += 1
        }
        if (at === end || byte !== delimiter) {
          recordEnd = resolvedAt = at
          break
        }
        at += 1
      }

      if (recordEnd < 0 && end - recordStart <= recordBytes) {
        at = recordStart
        line = recordLine
        break
      }
      if (resolvedAt - recordStart > recordBytes) {
        if (flaw === undefined || flawKnownAt - recordStart > recordBytes) {
          flaw = 'long-record'
          flawLine = recordLine
          flawAt = recordStart
        }
        recordEnd = findLineEnd(bytes, recordStart, end)
        line = recordLine
      }
      if (flaw !== undefined) this.#takeFlaw(flaw, flawLine, flawAt, recordLine)
      else if (fieldCount > 1 || ends[0]! > starts[0]!) {
        record.fieldCount = fieldCount
        record.line = recordLine
        record.lastLine = line
        if (!this.#handler.takeRecord(record)) {
          this.#isStopped = true
          return
        }
      }
      if (recordEnd === end) {
        // The rest of a bad line may be still to come.
        this.#isSkippingLine = true
        at = end
      } else {
        at = passLineEnd(bytes, recordEnd, end)
        this.#isAfterCr = at === end && bytes[end - 1] === CR
        line += 1
      }
    }
    this.#begin = at
    this.#line = line
  }

  #takeFlaw(flaw: Flaw, line: number, at: number, recordLine: number): void {
    const end = this.#end
    let textEnd = Math.min(findLineEnd(this.#bytes, at, end), at + Math.min(EXCERPT_BYTES, this.#limits.fieldBytes))
    // Not in the midst of a UTF-8 character.
    if (textEnd < end) while (textEnd > at && (this.#bytes[textEnd]! & 0xc0) === 0x80) textEnd -= 1
    const { text } = decodeUtf8OrWindows1252(this.#bytes, at, textEnd)
    const description = describeFlaw(flaw, this.#limits)
    const ofRecord = line === recordLine ? '' : ` (in the record that begins on line ${recordLine})`
    this.#handler.takeFault({ ...description, problem: description.problem + ofRecord, line, text })
  }
}

/** Enough for the text of a fault. */
const EXCERPT_BYTES = 200

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== SPACE) return false
  return true
}

/** The line end at or after `at`, or `end`. */
function findLineEnd(bytes: Buffer, at: number, end: number): number {
  while (at < end && bytes[at] !== LF && bytes[at] !== CR) at += 1
  return at
}

/** The first byte after the line end at `at`. */
function passLineEnd(bytes: Buffer, at: number, end: number): number {
  return bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF ? at + 2 : at + 1
}

/** The separator found most often outside quotes. */
function detectDelimiter(bytes: Buffer, start: number, end: number): number {
  const counts = DELIMITERS.map(() => 0)
  let isQuoted = false
  for (let at = start; at < end; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted
    const index = isQuoted ? -1 : DELIMITERS.indexOf(bytes[at]!)
    if (index >= 0) counts[index]! += 1
  }
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

/** The text of a field as the file means it, not trimmed. */
export function textOfField({ bytes, starts, ends, kinds }: CsvRecord, field: number): string {
  return decodeField(bytes, starts[field]!, ends[field]!, kinds[field]!).text
}

/** The text of bytes of a field of this kind, and whether they were UTF-8. */
export function decodeField(
  bytes: Buffer,
  start: number,
  end: number,
  kind: number,
): { readonly text: string; readonly isUtf8: boolean } {
  if ((kind & (NON_ASCII | DOUBLED_QUOTES)) === 0) return { text: bytes.toString('latin1', start, end), isUtf8: true }
  const { text, isUtf8 } = decodeUtf8OrWindows1252(bytes, start, end)
  return { text: (kind & DOUBLED_QUOTES) === 0 ? text : text.replaceAll('""', '"'), isUtf8 }
}

/** Scans all chunks of a file, in UTF-8 or another encoding that has ASCII in it. */
export async function scanCsv(
  chunks: AsyncIterable<Uint8Array>,
  handler: CsvHandler,
  options: CsvScanOptions = {},
): Promise<void> {
  const scanner = new CsvScanner(handler, options)
  for await (const chunk of chunks) if (!scanner.push(chunk)) return
  scanner.finish()
}
