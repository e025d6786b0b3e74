// Takes waiting jobs one after the other, has each done in a process, and sees to it that whatever happens is written down.

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { JobProgress } from '#contract/application/job.ts'
import type { Problem } from '#contract/application/problem.ts'
import {
  fail,
  finish,
  finishCancelled,
  handBack,
  heartbeat,
  type Job,
  lease,
  requeueExpired,
} from '#store/database/jobs.ts'
import { DatabaseUnavailable } from '#store/database/refusals.ts'
import type { SystemActs } from '#store/database/acts.ts'
import type { Json } from '#store/database/tables.ts'
import type { Application } from '../application.ts'
import { problemOf, Refusal } from '../refusal.ts'
import { refusalOf } from '../refusal-of.ts'
import { runInProcess, TaskFailed, type WorkSettings } from '../tasks/run-in-process.ts'
import type { TaskOutcome } from '../tasks/task.ts'
import { JOB_KINDS_BY_NAME } from './job-kinds.ts'

export interface DeskSettings extends WorkSettings {
  /** Analyses done side by side. */
  readonly atOnce: number
  /** Told what went wrong beyond what the job itself says. */
  readonly onTrouble: (error: unknown) => void
}

/** What somebody waits for with their hands on the page has a place of its own: no analysis holds it up. */
const LANES = ['analysis', 'import'] as const
type Lane = (typeof LANES)[number]

const KINDS: Readonly<Record<Lane, readonly string[]>> = {
  analysis: ['analyse-rules', 'analyse-spares'],
  import: ['create-workspace', 'preview-arrival', 'accept-arrival'],
}

const LEASE_MS = 30_000
const HEARTBEAT_MS = 1000
/** Between two looks for jobs of other servers, or whose worker is gone. */
const LOOK_EVERY_MS = 2000

export class WorkDesk {
  readonly #application: Application
  readonly #settings: DeskSettings
  readonly #worker = randomUUID()
  readonly #running = new Map<
    string,
    { readonly kind: string; readonly ended: Promise<void>; readonly stop: AbortController }
  >()
  #looking: Promise<void> | undefined
  #lookAgain = false
  #timer: NodeJS.Timeout | undefined
  readonly #closing = new AbortController()

  constructor(application: Application, settings: DeskSettings) {
    this.#application = application
    this.#settings = settings
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted
  }

  open(): void {
    this.#timer = setInterval(this.nudge, LOOK_EVERY_MS)
    this.nudge()
  }

  /** Jobs under way are given up and wait for the next start. */
  async close(): Promise<void> {
    this.#closing.abort()
    clearInterval(this.#timer)
    for (const { stop } of this.#running.values()) stop.abort()
    await Promise.all([this.#looking, ...[...this.#running.values()].map(({ ended }) => ended)])
  }

  readonly nudge = (): void => {
    if (this.#isClosing) return
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    this.#looking = this.#look()
      .catch(this.#tellTrouble)
      .finally(() => {
        this.#looking = undefined
        if (!this.#lookAgain) return
        this.#lookAgain = false
        this.nudge()
      })
  }

  /** What could not be asked of the database is asked again; whoever else asks is told that it is away by what serves them. */
  readonly #tellTrouble = (error: unknown): void => {
    if (!(error instanceof DatabaseUnavailable)) this.#settings.onTrouble(error)
  }

  async #look(): Promise<void> {
    const { database } = this.#application
    await database.asSystem((acts) => requeueExpired(acts, { except: [...this.#running.keys()] }))
    for (const lane of LANES) {
      while (!this.#isClosing && this.#isFree(lane)) {
        const wanted = { worker: this.#worker, leaseMs: LEASE_MS, kinds: KINDS[lane] }
        const job = await database.asSystem((acts) => lease(acts, wanted))
        if (!job) break
        this.#begin(job)
      }
    }
  }

  #isFree(lane: Lane): boolean {
    const busy = [...this.#running.values()].filter(({ kind }) => KINDS[lane].includes(kind)).length
    return busy < (lane === 'analysis' ? this.#settings.atOnce : 1)
  }

  #begin(job: Job): void {
    const stop = new AbortController()
    const ended = this.#do(job, stop)
      .catch(this.#tellTrouble)
      .finally(() => {
        this.#running.delete(job.id)
        this.nudge()
      })
    this.#running.set(job.id, { kind: job.kind, ended, stop })
  }

  async #do(job: Job, stop: AbortController): Promise<void> {
    const held = { ...job, worker: this.#worker }
    const kind = JOB_KINDS_BY_NAME.get(job.kind)
    let progress: JobProgress | undefined
    let wish: 'cancel' | 'lost' | undefined
    const beat = setInterval(() => {
      this.#application.database
        .asSystem((acts) =>
          heartbeat(acts, held, { leaseMs: LEASE_MS, ...(progress && { progress: { ...progress } }) }),
        )
        .then((answer) => {
          if (answer === 'continue') return
          wish = answer
          stop.abort()
        })
        .catch(this.#tellTrouble)
    }, HEARTBEAT_MS)
    try {
      if (!kind) throw new Refusal('failed', `this version of Mainstay knows no job \`${job.kind}\``)
      const request = await this.#whenAnswered(() => kind.prepare(this.#application, job))
      const tell = (what: string, done?: number, total?: number): void => {
        progress = { what, ...(done === undefined ? {} : { done }), ...(total === undefined ? {} : { total }) }
      }
      const outcome = await runInProcess(request, { progress: tell, signal: stop.signal }, this.#settings)
      refuseFaulty(outcome)
      const { result, keep } = kind.complete(job, outcome)
      await this.#asSystem(async (acts) => {
        if (await finish(acts, held, result)) await keep(acts)
      })
    } catch (error) {
      if (wish === 'lost') return
      await this.#end(job, error, wish === 'cancel')
    } finally {
      clearInterval(beat)
    }
  }

  async #end(job: Job, error: unknown, isCancelled: boolean): Promise<void> {
    const held = { ...job, worker: this.#worker }
    const problem = problemOfJob(error)
    const wasGivenUp = this.#isClosing && (error instanceof TaskFailed || error instanceof DatabaseUnavailable)
    if (problem.code === 'failed' && !isCancelled && !wasGivenUp) this.#settings.onTrouble(error)
    await this.#asSystem((acts) => {
      if (isCancelled) return finishCancelled(acts, held)
      if (wasGivenUp) return handBack(acts, held)
      const mayRetry = error instanceof TaskFailed && error.kind === 'process-died'
      return fail(acts, held, problem as unknown as Json, { mayRetry })
    })
  }

  #asSystem<Result>(work: (acts: SystemActs) => Promise<Result>): Promise<Result> {
    return this.#whenAnswered(() => this.#application.database.asSystem(work))
  }

  /** Work that was done is not lost because the database is away: it is asked until it answers, or the desk closes. */
  async #whenAnswered<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await ask()
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable) || this.#isClosing) throw error
      }
      await wait(LOOK_EVERY_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    }
  }
}

function refuseFaulty(outcome: TaskOutcome): void {
  if (outcome.kind !== 'faulty') return
  const { faults, errors } = outcome.faulty
  const detail = errors === 1 ? 'one error stands in the way' : `${errors} errors stand in the way`
  throw new Refusal('faulty-input', detail, faults)
}

/** As whoever waits for the job is told. */
function problemOfJob(error: unknown): Problem {
  const refusal = refusalOf(error)
  if (refusal) return problemOf(refusal.code, refusal.message, refusal.faults)
  if (!(error instanceof TaskFailed))
    return problemOf('failed', 'the work could not be done; the log of the server says why')
  switch (error.kind) {
    case 'disk-full':
      return problemOf('disk-full', `${error.message}: make room where the data lies, then ask again`)
    case 'refused':
      return problemOf('invalid-request', error.message)
    case 'process-died':
      return problemOf('failed', error.message)
    case 'system':
      return problemOf('failed', `${error.message}; the log of the server says more`)
    case 'cancelled':
    case 'bug':
      return problemOf('failed', 'the work could not be done; the log of the server says why')
  }
}
