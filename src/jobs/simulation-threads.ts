// Threads that stand ready to simulate stocking points, list after list: the same bytes for any number of threads.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { makePointTally, type PointTally, type SimulationQuestion } from '#engine/spares/index.ts'
import { share } from './run-threads.ts'
import { type PointsMessage, type PointsTask, SIMULATION_WORKER, type SimulationData } from './simulation-data.ts'

interface Asked {
  readonly finish: () => void
  readonly fail: (reason: unknown) => void
  readonly onProgress: (points: number) => void
  /** Threads that have not finished yet. */
  open: number
}

export class SimulationThreads {
  readonly #workers: readonly Worker[]
  #asked: Asked | undefined
  #failure: unknown

  /** As many as there are processors, unless told. Until `close` they keep the process alive. */
  constructor(threads = availableParallelism()) {
    const data: SimulationData = { kind: 'points' }
    this.#workers = Array.from(
      { length: threads },
      () => new Worker(SIMULATION_WORKER, { workerData: data, execArgv: [] }),
    )
    for (const worker of this.#workers) {
      worker.on('message', (message: PointsMessage) => this.#hear(message))
      worker.once('error', (reason) => this.#fail(reason))
      worker.once('exit', (code) => this.#fail(new Error(`a thread ended with code ${code}`)))
    }
  }

  /** Tallies of the questions, in their order; one list at a time. */
  async simulate(
    questions: readonly SimulationQuestion[],
    onProgress: (points: number) => void = () => undefined,
  ): Promise<PointTally[]> {
    const tasks = questions.map(
      (question): PointsTask => ({
        question: share(question),
        tally: makePointTally(question, (bytes) => new SharedArrayBuffer(bytes)),
        next: new Int32Array(new SharedArrayBuffer(4)),
      }),
    )
    if (this.#failure !== undefined) throw this.#failure
    await new Promise<void>((finish, fail) => {
      this.#asked = { finish, fail, onProgress, open: this.#workers.length }
      for (const worker of this.#workers) worker.postMessage(tasks)
    })
    return tasks.map(({ tally }) => tally)
  }

  #hear(message: PointsMessage): void {
    const asked = this.#asked
    if (!asked) return
    if (message !== 'finished') return asked.onProgress(message)
    asked.open -= 1
    if (asked.open > 0) return
    this.#asked = undefined
    asked.finish()
  }

  #fail(reason: unknown): void {
    this.#failure ??= reason
    this.#asked?.fail(reason)
    this.#asked = undefined
  }

  /** Ends the threads, whatever they do; who waits for them is given this reason. */
  async close(reason: unknown = new Error('the threads were ended')): Promise<void> {
    this.#fail(reason)
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}
