// The process in which one task is done: it is sent the task, tells how far it is, and sends what came of it.
//
// It is a process and not a thread, so that what goes wrong in it (too little memory, a kill) takes nothing else along.

import { Worker } from 'node:worker_threads'
import { hidePaths } from '../hide-paths.ts'
import { runTask } from './run-task.ts'
import { describeProblem, type TaskFailure } from './task-failure.ts'
import { rootOf, type TaskOutcome, type TaskRequest } from './task.ts'

/** What it sends. */
export type WorkMessage =
  | { readonly tell: 'progress'; readonly what: string; readonly done?: number; readonly total?: number }
  | { readonly tell: 'outcome'; readonly outcome: TaskOutcome }
  | { readonly tell: 'failure'; readonly failure: TaskFailure }

/** Progress is told no more often: whoever watches could not read it. */
const TELL_EVERY_MS = 100

function send(message: WorkMessage): void {
  // Who asked may have been killed at this moment: that is found out below, and no fault of this process.
  process.send?.(message, undefined, undefined, () => undefined)
}

function listen(): void {
  const cancelling = new AbortController()
  process.on('SIGTERM', () => cancelling.abort(new Error('cancelled')))
  // The one that asked is gone: nobody waits for what this one does. An orderly end would wait for what the system has under way,
  // such as a read of a disk that hangs.
  new Worker(new URL('./orphan-watch-worker.js', import.meta.url)).unref()
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.once('message', (request: TaskRequest) => {
    let told = 0
    const progress = (what: string, done?: number, total?: number): void => {
      const now = performance.now()
      if (now - told < TELL_EVERY_MS && done !== undefined) return
      told = now
      send({
        tell: 'progress',
        what: hidePaths(what, rootOf(request)),
        ...(done === undefined ? {} : { done }),
        ...(total === undefined ? {} : { total }),
      })
    }
    void runTask(request, { progress, signal: cancelling.signal })
      .then((outcome) => ({ tell: 'outcome', outcome }) as const)
      .catch(
        (error: unknown) =>
          ({ tell: 'failure', failure: describeProblem(error, cancelling.signal, rootOf(request)) }) as const,
      )
      .then((message) => process.send?.(message, undefined, undefined, () => process.exit(0)))
  })
}

listen()
