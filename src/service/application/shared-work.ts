// Work that several ask for at once is done once, and goes on for as long as one of them waits for it.

interface Running<Value> {
  readonly value: Promise<Value>
  readonly controller: AbortController
  waiting: number
}

export class SharedWork<Value> {
  readonly #running = new Map<string, Running<Value>>()

  /** `signal`: of who asks; the work is told to stop when all who asked have gone. Rejects with its reason. */
  join(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    if (signal.aborted) return Promise.reject(signal.reason)
    const known = this.#running.get(key)
    const running = known === undefined || known.controller.signal.aborted ? this.#begin(key, work) : known
    running.waiting += 1
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        running.waiting -= 1
        if (running.waiting === 0) running.controller.abort(signal.reason)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      void running.value.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<Value>): Running<Value> {
    const controller = new AbortController()
    const running: Running<Value> = { value: work(controller.signal), controller, waiting: 0 }
    this.#running.set(key, running)
    const end = (): void => {
      if (this.#running.get(key) === running) this.#running.delete(key)
    }
    running.value.then(end, end)
    return running
  }
}
