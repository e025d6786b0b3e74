// What is wrong with the texts of drafts: found once for each text, and beside the server, which answers others meanwhile. One text is
// looked through at a time: people take turns, and who has gone is waited for no more.

import { FairTurns, NoTurnLeft, type TurnAsked, TurnReplaced } from '#jobs/fair-turns.ts'
import { StandingThread, TookTooLong } from '#jobs/standing-thread.ts'
import type { Fault } from '#model/fault.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { builtFile } from '../product.ts'
import type { Asker } from './application.ts'
import type { DraftAsk } from './draft-faults-worker.ts'
import type { DraftText, KnownNames } from './find-faults-of-draft.ts'
import { Refusal } from './refusal.ts'
import { Remembered } from './remembered.ts'
import { SharedWork } from './shared-work.ts'

const PATIENCE_MS = 20_000
const IDLE_MS = 60_000

const thread = new StandingThread<DraftAsk, readonly Fault[]>(builtFile('programs/draft-faults-worker.js'), {
  patienceMs: PATIENCE_MS,
  idleMs: IDLE_MS,
})

/** Texts that wait: of an organisation, and of a person of it. */
const MOST_WAITING = [64, 8]
const turns = new FairTurns(MOST_WAITING)

/** By the organisation, the text and what it is held against. */
const sharing = new SharedWork<readonly Fault[]>()
const remembered = new Remembered<readonly Fault[]>(64)

const NOTHING: KnownNames = { packs: new Set() }

export interface HeldAgainst {
  /** Tells one of what there is by name from another: the same key, the same names. */
  readonly key: string
  readonly names: () => Promise<KnownNames>
  /** The folder of the snapshot it is held against; undefined where there is none. */
  readonly inputs: string | undefined
}

export interface WrittenDraft {
  readonly kind: DraftText['kind']
  readonly name: string
  readonly text: string
}

/** Who asks what is wrong, and until when. */
export interface FaultsAsked {
  readonly asker: Asker
  /** A newer text of the same takes the place of one that waits: of a draft as it is typed, or as it is saved. */
  readonly about: string
  /** Of who asks: once they have gone, nothing is begun for them. */
  readonly signal: AbortSignal
}

/** Throws a `Refusal` where too much waits, or a newer text waits in its place. */
export function findDraftFaults(
  { kind, name, text }: WrittenDraft,
  against: HeldAgainst,
  { asker, about, signal }: FaultsAsked,
): Promise<readonly Fault[]> {
  // Of this organisation alone: whoever shares what is found shares its turn too.
  const key = fingerprintText(JSON.stringify([asker.organisation, kind, name, against.key, text]))
  const find = async (whileAsked: AbortSignal): Promise<readonly Fault[]> => {
    const known = kind === 'scenario' ? NOTHING : await against.names()
    const turn: TurnAsked = { of: [asker.organisation, asker.person], about, signal: whileAsked }
    return turns.take(turn, () => lookThrough({ kind, name, text, known }, against.inputs))
  }
  const found = sharing.join(key, signal, (whileAsked) => remembered.get(key, () => find(whileAsked)))
  return found.catch((error: unknown) => {
    // Not remembered: another time it may take less.
    if (error instanceof TookTooLong) return [tellTooLong(name)]
    throw refusalOfTurn(error) ?? error
  })
}

/** Where nothing else is wrong with a pack, whether its examples hold: that warns, and keeps nobody from judging it. */
async function lookThrough(draft: DraftText, inputs: string | undefined): Promise<readonly Fault[]> {
  const found = await thread.ask({ about: 'text', draft })
  if (draft.kind === 'scenario' || found.some(({ severity }) => severity === 'error')) return found
  const { name, text } = draft
  try {
    const failing = await thread.ask({ about: 'examples', draft: { name, text, inputs } })
    return [...found, ...failing].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
  } catch (error) {
    if (error instanceof TookTooLong) return [...found, tellNotRun(name)]
    throw error
  }
}

function tellNotRun(name: string): Fault {
  return {
    code: 'too-large',
    severity: 'warning',
    file: `${name}.yaml`,
    line: 1,
    problem: `its examples take longer than ${PATIENCE_MS / 1000} seconds, and whether they hold is not known`,
    expected: 'fewer or smaller ones',
  }
}

function refusalOfTurn(error: unknown): Refusal | undefined {
  if (error instanceof NoTurnLeft) return new Refusal('too-many-requests', TOO_MANY)
  if (error instanceof TurnReplaced) return new Refusal('changed-meanwhile', REPLACED)
  return undefined
}

const TOO_MANY =
  'as many texts of yours, or of your organisation, wait to be looked through as may: wait for some of them'
const REPLACED = 'a newer text of this draft came, and is looked through in its place'

/** Who saves or opens a draft waits no longer for what is wrong with it. */
const MOMENTS_MS = 2000

/** Null where it is not found within moments, because others are served first, or not looked for: it may be asked again. */
export async function withinMoments(finding: Promise<readonly Fault[]>): Promise<readonly Fault[] | null> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MOMENTS_MS)
  })
  const found = finding.catch((error: unknown) => {
    if (error instanceof Refusal || (error as Partial<Error> | undefined)?.name === 'AbortError') return null
    throw error
  })
  return Promise.race([found, over]).finally(() => clearTimeout(timer))
}

/** A draft as it was at one time. */
interface DraftVersion {
  readonly id: string
  readonly version: number
}

/** What was found wrong with a saved draft, in few bytes. */
export interface FoundFaults {
  readonly count: number
  readonly sha256: string
}

const MOST_FOUND = 2000
/** Of saved drafts, the latest looked at last. */
const foundOf = new Map<string, FoundFaults>()

export function summariseFaults(faults: readonly Fault[]): FoundFaults {
  return { count: faults.length, sha256: fingerprintText(JSON.stringify(faults)) }
}

/** `against`: the key of what it was held against. */
export function keepFound({ id, version }: DraftVersion, against: string, faults: readonly Fault[]): void {
  const key = `${id} ${version} ${against}`
  foundOf.delete(key)
  foundOf.set(key, summariseFaults(faults))
  const oldest = foundOf.keys().next().value
  if (foundOf.size > MOST_FOUND && oldest !== undefined) foundOf.delete(oldest)
}

/** Undefined where nobody looked since the server began. */
export function findKept({ id, version }: DraftVersion, against: string): FoundFaults | undefined {
  return foundOf.get(`${id} ${version} ${against}`)
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
