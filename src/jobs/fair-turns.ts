// Whose turn it is at what does one thing at a time: everybody's in turn, however much one of them asks.

export interface TurnAsked {
  /** Who asks, the widest first, such as an organisation and a person of it: turns go round among the first, and within each among the next. */
  readonly of: readonly string[]
  /** Who asks again about the same asks no more for what waits. */
  readonly about: string
  /** Aborted, it is waited for no more; what has its turn goes on. */
  readonly signal: AbortSignal
}

/** Whoever asks has as many waiting as they may. */
export class NoTurnLeft extends Error {
  override readonly name = 'NoTurnLeft'
}

/** Something newer about the same waits in its place. */
export class TurnReplaced extends Error {
  override readonly name = 'TurnReplaced'
}

interface Waiting extends TurnAsked {
  readonly begin: () => void
  readonly end: (reason: unknown) => void
}

export class FairTurns {
  readonly #mostWaiting: readonly number[]
  /** In the order in which they came. */
  readonly #waiting: Waiting[] = []
  #isTaken = false
  #turns = 0
  /** When each had its last turn, counted in turns. */
  readonly #lastTurns = new Map<string, number>()

  /** `mostWaiting`: of each who asks, in the order of `of`. */
  constructor(mostWaiting: readonly number[]) {
    this.#mostWaiting = mostWaiting
  }

  /** Does the work when its turn comes. Rejects with `NoTurnLeft`, `TurnReplaced`, the reason of the signal, or what was thrown. */
  async take<Result>(asked: TurnAsked, work: () => Promise<Result>): Promise<Result> {
    await this.#turnOf(asked)
    try {
      return await work()
    } finally {
      this.#isTaken = false
      this.#beginNext()
    }
  }

  #turnOf(asked: TurnAsked): Promise<void> {
    return new Promise((resolve, reject) => {
      asked.signal.throwIfAborted()
      const older = this.#waiting.find((one) => one.about === asked.about && isSame(one.of, asked.of))
      if (older) this.#leave(older, new TurnReplaced())
      this.#requireRoom(asked.of)
      const goes = (): void => this.#leave(waiting, asked.signal.reason)
      const stay = (): void => asked.signal.removeEventListener('abort', goes)
      const waiting: Waiting = {
        ...asked,
        begin: () => {
          stay()
          resolve()
        },
        end: (reason) => {
          stay()
          reject(reason)
        },
      }
      asked.signal.addEventListener('abort', goes, { once: true })
      this.#waiting.push(waiting)
      this.#beginNext()
    })
  }

  #leave(waiting: Waiting, reason: unknown): void {
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
    waiting.end(reason)
  }

  #requireRoom(of: readonly string[]): void {
    for (const [index, most] of this.#mostWaiting.entries()) {
      const key = keyOf(of, index)
      if (this.#waiting.filter((one) => keyOf(one.of, index) === key).length >= most) throw new NoTurnLeft()
    }
  }

  #beginNext(): void {
    if (this.#isTaken) return
    const [first, ...others] = this.#waiting
    if (!first) {
      // Nobody is before anybody where nobody waits.
      this.#lastTurns.clear()
      return
    }
    const next = others.reduce((best, one) => (this.#isBefore(one, best) ? one : best), first)
    this.#waiting.splice(this.#waiting.indexOf(next), 1)
    this.#isTaken = true
    this.#turns += 1
    for (const index of next.of.keys()) this.#lastTurns.set(keyOf(next.of, index), this.#turns)
    next.begin()
  }

  #isBefore(one: Waiting, other: Waiting): boolean {
    for (const index of one.of.keys()) {
      const [ofOne, ofOther] = [one, other].map(({ of }) => this.#lastTurns.get(keyOf(of, index)) ?? 0)
      if (ofOne !== ofOther) return ofOne! < ofOther!
    }
    return false
  }
}

/** Of who asks as far as this one: two organisations may have a person of one name. */
function keyOf(of: readonly string[], index: number): string {
  return JSON.stringify(of.slice(0, index + 1))
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return keyOf(one, one.length) === keyOf(other, other.length)
}
