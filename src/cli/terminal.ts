// What a command may touch of the terminal: two streams, whether they are watched by a person, and today's date.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import { describeUnwritable } from '#service/write-output.ts'
import { EXIT_CODES } from './exit-code.ts'

export interface Terminal {
  write(text: string): void
  writeError(text: string): void
  /** A person reads standard output: what would steer the terminal must not reach it. */
  readonly isRead: boolean
  /** That person wants colours. */
  readonly isColoured: boolean
  readonly width: number
  /** A person watches standard error: progress makes sense. */
  readonly isWatched: boolean
  readonly today: CivilDay
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  // A reader that has seen enough (`| head`) is no failure: nothing more is written, and the exit code stands.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return
      if (stream === stdout) stderr.write(`mainstay: ${describeStream(error)}\n`)
      process.exit(EXIT_CODES.failed)
    })
  }
  const now = new Date()
  const pad = (value: number) => String(value).padStart(2, '0')
  return {
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    isRead: Boolean(stdout.isTTY),
    isColoured: Boolean(stdout.isTTY) && env.NO_COLOR === undefined && env.TERM !== 'dumb',
    width: stdout.columns ?? 100,
    isWatched: Boolean(stderr.isTTY),
    today: parseDay(`${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`)!,
  }
}

function describeStream(error: NodeJS.ErrnoException): string {
  return (describeUnwritable('standard output', error, 'cannot be written') as Error).message
}

/** One line on standard error that is written over as the work goes on; nothing where nobody watches. */
export class ProgressLine {
  readonly #terminal: Terminal
  #shown = ''

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  readonly show = (what: string, done?: number, total?: number): void => {
    if (!this.#terminal.isWatched) return
    const part = done === undefined ? '' : total ? ` ${Math.floor((100 * done) / total)} %` : ` ${done}`
    const line = `${what}${part} ...`
    if (line === this.#shown) return
    this.#terminal.writeError(`\r${line.padEnd(this.#shown.length)}`)
    this.#shown = line
  }

  clear(): void {
    if (this.#shown !== '') this.#terminal.writeError(`\r${' '.repeat(this.#shown.length)}\r`)
    this.#shown = ''
  }
}
