// Threads that stand ready to simulate stocking points, list after list: the same bytes for any number of threads.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import {
  type LadderQuestion,
  makePointTally,
  type PointTally,
  type SimulatedLadder,
  type SimulationQuestion,
} from '#engine/spares/index.ts'
import { share } from './run-threads.ts'
import {
  type LaddersMade,
  type PointsMessage,
  type PointsTask,
  SIMULATION_WORKER,
  type SimulationData,
  type ThreadTasks,
} from './simulation-data.ts'

interface Asked {
  readonly finish: () => void
  readonly fail: (reason: unknown) => void
  readonly hear: (done: number | LaddersMade) => void
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
        next: makeCounter(),
      }),
    )
    await this.#ask({ kind: 'points', tasks }, (points) => onProgress(points as number))
    return tasks.map(({ tally }) => tally)
  }

  /** Ladders of the points of a question, in their order; nothing else is simulated meanwhile. */
  async simulateLadders(question: LadderQuestion): Promise<SimulatedLadder[]> {
    const all: SimulatedLadder[] = []
    const task = { question: share(question), next: makeCounter() }
    await this.#ask({ kind: 'ladders', task }, (made) => {
      const { firstPoint, ladders } = made as LaddersMade
      for (const [index, ladder] of ladders.entries()) all[firstPoint + index] = ladder
    })
    return all
  }

  async #ask(asked: ThreadTasks, hear: Asked['hear']): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure
    await new Promise<void>((finish, fail) => {
      this.#asked = { finish, fail, hear, open: this.#workers.length }
      for (const worker of this.#workers) worker.postMessage(asked)
    })
  }

  #hear(message: PointsMessage): void {
    const asked = this.#asked
    if (!asked) return
    if (message !== 'finished') return asked.hear(message)
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

/** What is next for a thread to take. */
export function makeCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4))
}
