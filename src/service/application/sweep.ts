// What is to be done again and again while the application is open, such as letting go what has expired.

import { DatabaseUnavailable } from '#store/database/refusals.ts'

const HOUR_MS = 3_600_000

export interface SweepSettings {
  /** From one to the next; an hour where it is not given. */
  readonly everyMs?: number
  readonly onTrouble: (error: unknown) => void
}

export class Sweep {
  readonly #work: (signal: AbortSignal) => Promise<void>
  readonly #onTrouble: (error: unknown) => void
  readonly #timer: NodeJS.Timeout
  readonly #closing = new AbortController()
  #working: Promise<void> | undefined

  constructor(work: (signal: AbortSignal) => Promise<void>, { everyMs = HOUR_MS, onTrouble }: SweepSettings) {
    this.#work = work
    this.#onTrouble = onTrouble
    this.#timer = setInterval(() => this.#begin(), everyMs)
    this.#timer.unref()
  }

  /** Resolves once nothing of it is under way, and nothing will be. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#closing.abort()
    await this.#working
  }

  /** One that takes longer than to the next is not begun beside itself. */
  #begin(): void {
    this.#working ??= this.#work(this.#closing.signal)
      .catch((error: unknown) => {
        // The next one may find the database back.
        if (!(error instanceof DatabaseUnavailable)) this.#onTrouble(error)
      })
      .finally(() => {
        this.#working = undefined
      })
  }
}
