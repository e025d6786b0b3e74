// What a page judges drafts of rules by while they are typed: the network as an analysis saw it, without a name in it.

import { createReadStream, existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { findResult } from './analyses.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'
import { SharedWork } from './shared-work.ts'
import { runInProcess, TaskFailed } from './tasks/run-in-process.ts'

export interface FoundResult {
  readonly digest: string
  readonly snapshot: string
}

/** Of rules, and done. */
export async function findJudgedResult(application: Application, asker: Asker, analysis: string): Promise<FoundResult> {
  const { digest, kind, snapshot } = await findResult(application, asker, analysis)
  if (kind !== 'rules') throw new Refusal('not-found', `the analysis is one of ${kind}, and judges no rules`)
  return { digest, snapshot }
}

/** By the file each makes. */
const packing = new SharedWork<unknown>()

/** Compressed by gzip; packed once, also for several who ask at once, and kept. */
export async function openJudgingKit(
  { folders, today }: Application,
  { organisation }: Asker,
  { digest, snapshot }: FoundResult,
  signal: AbortSignal,
): Promise<Readable> {
  const kit = folders.kit(organisation, digest)
  if (!existsSync(kit)) {
    const task = {
      results: folders.results(organisation),
      result: digest,
      kit,
      snapshot,
      snapshots: folders.snapshots(organisation),
      scratch: folders.scratch,
      today: today(),
    }
    const pack = (whileAsked: AbortSignal) =>
      runInProcess({ kind: 'pack-kit', task }, { progress: () => undefined, signal: whileAsked })
    await packing.join(kit, signal, pack).catch((error: unknown) => {
      if (signal.aborted) throw new TaskFailed('cancelled', 'cancelled')
      if (error instanceof TaskFailed && error.kind === 'refused') throw new Refusal('not-ready', error.message)
      throw error
    })
  }
  return createReadStream(kit)
}
