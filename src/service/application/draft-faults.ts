// What is wrong with the texts of drafts: found once for each text, and beside the server, which answers others meanwhile.

import { StandingThread, TookTooLong } from '#jobs/standing-thread.ts'
import type { Fault } from '#model/fault.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import type { DraftText, KnownNames } from './find-faults-of-draft.ts'
import { Remembered } from './remembered.ts'

const PATIENCE_MS = 20_000
const IDLE_MS = 60_000

/** The built file: a thread runs no sources. */
const WORKER = new URL('../../../dist/service/application/draft-faults-worker.js', import.meta.url)

const thread = new StandingThread<DraftText, readonly Fault[]>(WORKER, { patienceMs: PATIENCE_MS, idleMs: IDLE_MS })

/** By the text and what it is held against. */
const remembered = new Remembered<readonly Fault[]>(64)

const NOTHING: KnownNames = { packs: new Set() }

export interface HeldAgainst {
  /** Tells one of what there is by name from another: the same key, the same names. */
  readonly key: string
  readonly names: () => Promise<KnownNames>
}

export interface WrittenDraft {
  readonly kind: DraftText['kind']
  readonly name: string
  readonly text: string
}

export function findDraftFaults({ kind, name, text }: WrittenDraft, against: HeldAgainst): Promise<readonly Fault[]> {
  const key = fingerprintText(JSON.stringify([kind, name, against.key, text]))
  const found = remembered.get(key, async () => {
    const known = kind === 'scenario' ? NOTHING : await against.names()
    return thread.ask({ kind, name, text, known })
  })
  // Not remembered: another time it may take less.
  return found.catch((error: unknown) => {
    if (error instanceof TookTooLong) return [tellTooLong(name)]
    throw error
  })
}

/** A draft as it was at one time. */
interface DraftVersion {
  readonly id: string
  readonly version: number
}

const MOST_COUNTS = 2000
/** How much was found wrong with a saved draft, the latest looked at last. */
const counts = new Map<string, number>()

/** `against`: the key of what it was held against. */
export function keepFaultCount({ id, version }: DraftVersion, against: string, count: number): void {
  const key = `${id} ${version} ${against}`
  counts.delete(key)
  counts.set(key, count)
  const oldest = counts.keys().next().value
  if (counts.size > MOST_COUNTS && oldest !== undefined) counts.delete(oldest)
}

/** Undefined where nobody looked since the server began. */
export function countKnownFaults({ id, version }: DraftVersion, against: string): number | undefined {
  return counts.get(`${id} ${version} ${against}`)
}

function tellTooLong(name: string): Fault {
  return {
    code: 'too-large',
    severity: 'error',
    file: `${name}.yaml`,
    line: 1,
    problem: `takes longer than ${PATIENCE_MS / 1000} seconds to read`,
    expected: 'a shorter text',
  }
}
