// A thread that stands ready to answer one question after another, so that whoever asks is free meanwhile.

import { Worker } from 'node:worker_threads'

export interface ThreadLimits {
  /** For one answer, from when its turn comes. */
  readonly patienceMs: number
  /** Without a question for so long, it ends; the next question starts another. */
  readonly idleMs: number
}

/** The question that took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong'
}

/** `file` posts one message for each it gets. The thread keeps no process alive that has nothing else to do. */
export class StandingThread<Ask, Answer> {
  readonly #file: URL
  readonly #limits: ThreadLimits
  #worker: Worker | undefined
  #asked: { readonly resolve: (answer: Answer) => void; readonly reject: (reason: unknown) => void } | undefined
  #idle: NodeJS.Timeout | undefined
  /** Settles when the last question has its answer. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(file: URL, limits: ThreadLimits) {
    this.#file = file
    this.#limits = limits
  }

  /** Rejects with {@link TookTooLong}, or with what was thrown in the thread. */
  ask(question: Ask): Promise<Answer> {
    const answer = this.#last.then(() => this.#askNow(question))
    this.#last = answer.catch(() => undefined)
    return answer
  }

  async #askNow(question: Ask): Promise<Answer> {
    clearTimeout(this.#idle)
    const worker = (this.#worker ??= this.#start())
    worker.ref()
    const patience = setTimeout(() => this.#fail(new TookTooLong()), this.#limits.patienceMs)
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#asked = { resolve, reject }
        worker.postMessage(question)
      })
    } finally {
      this.#asked = undefined
      clearTimeout(patience)
      this.#worker?.unref()
      this.#idle = setTimeout(() => this.#end(), this.#limits.idleMs).unref()
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { execArgv: [] })
    // One that was ended before speaks for nobody: its answer may still be on the way when another question is asked.
    worker.on('message', (answer: Answer) => this.#worker === worker && this.#asked?.resolve(answer))
    worker.on('error', (error) => this.#worker === worker && this.#fail(error))
    worker.on('exit', (code) => this.#worker === worker && this.#fail(new Error(`a thread ended with code ${code}`)))
    return worker
  }

  #fail(reason: unknown): void {
    this.#end()
    this.#asked?.reject(reason)
  }

  #end(): void {
    const ended = this.#worker
    this.#worker = undefined
    void ended?.terminate()
  }
}
