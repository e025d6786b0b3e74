// A file that is written line by line, one JSON value a line.

import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** What the system refuses, such as room on the disk, is thrown by whatever waits next. */
export class LineFile {
  readonly #stream: WriteStream
  readonly #finished: Promise<void>
  #bytes = 0

  constructor(path: string) {
    this.#stream = createWriteStream(path, { flush: true })
    this.#finished = finished(this.#stream)
    // It may come long before anybody waits for the end, and would end the process.
    this.#finished.catch(() => undefined)
  }

  /** How far it is written: where the next line begins. */
  get bytes(): number {
    return this.#bytes
  }

  /** False: better to wait before the next. */
  write(value: unknown): boolean {
    return this.writeText(`${JSON.stringify(value)}\n`)
  }

  writeText(text: string): boolean {
    const bytes = Buffer.from(text)
    this.#bytes += bytes.length
    return this.#stream.write(bytes)
  }

  async drained(): Promise<void> {
    if (this.#stream.writableNeedDrain) await Promise.race([once(this.#stream, 'drain'), this.#finished])
  }

  async end(): Promise<void> {
    this.#stream.end()
    await this.#finished
  }
}
