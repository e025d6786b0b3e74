// Files that came for an import: received, previewed, and then accepted or rejected.

import { randomUUID } from 'node:crypto'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Compile } from 'typebox/schema'
import {
  type Arrival,
  type ArrivalDifference,
  type ArrivalFaults,
  type ArrivedFile,
  type ChangedRow,
  type MappingSuggestion,
  Preview,
  ReadArrival,
  WORKSPACE_FORMAT,
} from '#contract/application/arrival.ts'
import { describeFault, type Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { beginMaking, endMaking } from '#store/abandoned.ts'
import type { MemberActs } from '#store/database/acts.ts'
import {
  type Arrival as ArrivalRow,
  getArrival as get,
  giveArrivalToJob,
  holdArrival,
  listArrivals as list,
  receiveArrival as receive,
  rejectArrival as reject,
} from '#store/database/arrivals.ts'
import { enqueue, getJob } from '#store/database/jobs.ts'
import { keepFiles } from '#store/database/kept-files.ts'
import { namesOf } from '#store/database/people.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import { openImport } from '../open-import.ts'
import { sortArrived } from '../sort-arrived.ts'
import type { Application, Asker } from './application.ts'
import { ARRIVED_FILES } from './data-folders.ts'
import { type ChangesWanted, readDifference, readWholeDifference } from './difference-file.ts'
import { readAllFaults, readFaults } from './faults-file.ts'
import type { ArrivalPayload } from './jobs/preview-arrival-job.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'
import type { WithheldWanted } from '#contract/application/kinds.ts'
import { DIFFERENCE_FILE, FAULTS_FILE } from './tasks/preview-arrival.ts'
import { runInProcess, TaskFailed } from './tasks/run-in-process.ts'
import { refuseUnseen, type SeenVersions, versionOf } from './version-of.ts'
import { isShownAll, mayTakeAlong } from './withheld-tags.ts'

/** Where files that come are put until they are an arrival. */
export interface ArrivalRoom {
  readonly workspace: string
  readonly making: string
  /** For the files, in `making`. */
  readonly folder: string
  /** Takes away what did not become an arrival. */
  readonly leave: () => Promise<void>
}

export async function makeRoomForArrival(
  { database, folders }: Application,
  asker: Asker,
  workspace: string,
): Promise<ArrivalRoom> {
  await database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  const making = beginMaking(folders.arrivals(asker.organisation))
  const folder = join(making, ARRIVED_FILES)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return { workspace, making, folder, leave: () => endMaking(making) }
}

/** The format of files that lie in the room by now, whole; undefined where they are of none that is known, or of several. */
export async function recogniseArrived(
  { folder }: ArrivalRoom,
  files: readonly ArrivedFile[],
): Promise<string | undefined> {
  const names = files.map(({ name }) => name)
  const { tables, rest } = await sortArrived(folder, names)
  if (tables.length > 0 || rest.length === 0) return WORKSPACE_FORMAT
  const opened = await openImport({ files: rest.map((name) => join(folder, name)) }, new FaultLog())
  return opened?.format.name
}

/** The room becomes an arrival. */
export async function receiveArrival(
  { database, folders }: Application,
  asker: Asker,
  { workspace, making }: ArrivalRoom,
  { files, recognised }: { readonly files: readonly ArrivedFile[]; readonly recognised: string | undefined },
): Promise<Arrival> {
  const id = randomUUID()
  return database.asMember(asker, async (acts) => {
    await keepFiles(acts)
    const row = await receive(acts, { id, workspace, files, recognised: recognised ?? null })
    const told = (await describe(acts, [row]))[0]!
    await rename(making, dirname(folders.arrival(asker.organisation, id)))
    return told
  })
}

export async function getArrival({ database }: Application, asker: Asker, id: string): Promise<Arrival> {
  return database.asMember(asker, async (acts) => (await describe(acts, [await get(acts, id)]))[0]!)
}

export async function listArrivals(
  { database }: Application,
  asker: Asker,
  workspace: string,
  page: PageAsked,
): Promise<ToldPage<Arrival>> {
  return database.asMember(asker, async (acts) => {
    await getWorkspace(acts, workspace)
    const { rows, next } = await list(acts, workspace, page)
    return { items: await describe(acts, rows), ...(next === undefined ? {} : { next }) }
  })
}

/** Begins to find out what it would change; the arrival tells when that is done. */
export async function previewArrival(
  { database, nudge }: Application,
  asker: Asker,
  id: string,
  read: ReadArrival,
): Promise<Arrival> {
  const told = await database.asMember(asker, async (acts) => {
    const arrival = await holdArrival(acts, id)
    await refuseBusy(acts, arrival)
    return begin(acts, arrival, 'preview-arrival', read)
  })
  nudge()
  return told
}

/** Begins to take it in, as it was previewed. `seen`: the version it is decided on; whatever stands, where not given. */
export async function acceptArrival(
  { database, nudge }: Application,
  asker: Asker,
  id: string,
  seen?: SeenVersions,
): Promise<Arrival> {
  const told = await database.asMember(asker, async (acts) => {
    const arrival = await holdArrival(acts, id)
    await refuseBusy(acts, arrival)
    if (arrival.state !== 'previewed')
      throw new Refusal('wrong-state', `the arrival is ${arrival.state}: only one previewed without errors is accepted`)
    refuseUnseenPreview(arrival, seen)
    if (readPreview(arrival) === 'outdated') throw new Refusal('wrong-state', `${OUTDATED}, then accept`)
    const { head } = await getWorkspace(acts, arrival.workspace)
    if (head !== arrival.baseDigest)
      throw new Refusal(
        'changed-meanwhile',
        'the workspace was changed after this preview: preview it anew, then accept',
      )
    return begin(acts, arrival, 'accept-arrival', arrival.read as unknown as ReadArrival)
  })
  nudge()
  return told
}

/** As with `acceptArrival`, on the version that was seen. */
export async function rejectArrival(
  { database, clearFiles }: Application,
  asker: Asker,
  id: string,
  seen?: SeenVersions,
): Promise<Arrival> {
  const told = await database.asMember(asker, async (acts) => {
    const arrival = await holdArrival(acts, id)
    await refuseBusy(acts, arrival)
    if (!isDecided(arrival)) refuseUnseenPreview(arrival, seen)
    return (await describe(acts, [await reject(acts, id)]))[0]!
  })
  clearFiles(asker.organisation)
  return told
}

/** Which preview it shows: the same files read in the same way against the same snapshot give the same. */
function versionOfPreview({ baseDigest, read, preview }: ArrivalRow): string {
  return versionOf([baseDigest, read, preview])
}

function refuseUnseenPreview(arrival: ArrivalRow, seen: SeenVersions | undefined): void {
  const detail = 'it was previewed anew meanwhile: look through what it would change now, then decide'
  refuseUnseen({ version: versionOfPreview(arrival) }, seen, detail)
}

async function begin(acts: MemberActs, arrival: ArrivalRow, kind: string, read: ReadArrival): Promise<Arrival> {
  const payload: ArrivalPayload = { arrival: arrival.id, read }
  const job = await enqueue(acts, { kind, payload: JSON.parse(JSON.stringify(payload)) as never })
  await giveArrivalToJob(acts, arrival, job.id)
  return (await describe(acts, [{ ...arrival, job: job.id }]))[0]!
}

async function refuseBusy(acts: MemberActs, arrival: ArrivalRow): Promise<void> {
  const busy = await busyWith(acts, arrival)
  if (busy !== undefined) throw new Refusal('wrong-state', `the arrival is ${busy}: wait until that ends, or cancel it`)
}

async function busyWith(acts: MemberActs, { job }: ArrivalRow): Promise<'previewing' | 'accepting' | undefined> {
  if (job === null) return undefined
  const { state, kind } = await getJob(acts, job)
  if (state !== 'queued' && state !== 'running') return undefined
  return kind === 'accept-arrival' ? 'accepting' : 'previewing'
}

function isDecided({ state }: ArrivalRow): boolean {
  return state === 'accepted' || state === 'rejected'
}

type RowsWanted = Pick<ChangesWanted, 'table' | 'change'>

export interface FaultsWanted {
  readonly severity?: Fault['severity']
  /** In whatever case, somewhere in what is told of the fault. */
  readonly search?: string
}

const isWantedFault = ({ severity, search }: FaultsWanted): ((fault: Fault) => boolean) => {
  const wanted = search?.toLowerCase()
  return (fault) =>
    (severity === undefined || fault.severity === severity) &&
    (wanted === undefined || describeFault(fault).toLowerCase().includes(wanted))
}

/** The faults the preview found, page by page. */
export async function listArrivalFaults(
  application: Application,
  asker: Asker,
  id: string,
  wanted: FaultsWanted,
  page: PageAsked,
): Promise<ArrivalFaults> {
  const read = { showsWithheld: isShownAll(asker), isWanted: isWantedFault(wanted) }
  return readFaults(await previewFile(application, asker, id, FAULTS_FILE), read, page)
}

/** All of them, one after the other; names of sites kept secret for whoever asks for them and may. */
export async function exportArrivalFaults(
  application: Application,
  asker: Asker,
  id: string,
  { withheld, ...wanted }: FaultsWanted & WithheldWanted,
): Promise<AsyncGenerator<Fault>> {
  const read = { showsWithheld: mayTakeAlong(asker, withheld), isWanted: isWantedFault(wanted) }
  return readAllFaults(await previewFile(application, asker, id, FAULTS_FILE), read)
}

/** The rows the preview found new, changed or gone, page by page. */
export async function listArrivalDifference(
  application: Application,
  asker: Asker,
  id: string,
  wanted: RowsWanted,
  page: PageAsked,
): Promise<ArrivalDifference> {
  const path = await previewFile(application, asker, id, DIFFERENCE_FILE)
  const showsWithheld = isShownAll(asker)
  const { withheld, ...told } = await readDifference(path, { ...wanted, showsWithheld }, page)
  return showsWithheld ? told : { ...told, withheld }
}

/** All of them, one after the other; those that name sites kept secret for whoever asks for them and may. */
export async function exportArrivalDifference(
  application: Application,
  asker: Asker,
  id: string,
  { withheld, ...wanted }: RowsWanted & WithheldWanted,
): Promise<{ readonly withheld: number; readonly rows: AsyncGenerator<ChangedRow> }> {
  const showsWithheld = mayTakeAlong(asker, withheld)
  return readWholeDifference(await previewFile(application, asker, id, DIFFERENCE_FILE), { ...wanted, showsWithheld })
}

async function previewFile(
  { database, folders }: Application,
  asker: Asker,
  id: string,
  file: string,
): Promise<string> {
  const preview = readPreview(await database.asMember(asker, (acts) => get(acts, id)))
  if (preview === undefined) throw new Refusal('not-ready', 'it was not previewed yet')
  if (preview === 'outdated') throw new Refusal('not-ready', OUTDATED)
  return join(folders.preview(asker.organisation, id), file)
}

const PREVIEW = Compile(Preview)
const READ = Compile(ReadArrival)
const OUTDATED = 'it was previewed by an earlier version of Mainstay, which kept that in another form: preview it anew'

/** Undefined where it was not previewed yet. */
function readPreview({ preview, read }: ArrivalRow): Preview | 'outdated' | undefined {
  if (preview === null) return undefined
  return PREVIEW.Check(preview) && READ.Check(read) ? preview : 'outdated'
}

/** A mapping to look through, for files whose columns are the operator's own. */
export async function suggestMapping(
  { database, folders, today }: Application,
  asker: Asker,
  id: string,
  format: string | undefined,
  signal: AbortSignal,
): Promise<MappingSuggestion> {
  const arrival = await database.asMember(asker, (acts) => get(acts, id))
  const task = {
    files: folders.arrival(asker.organisation, id),
    fileNames: arrival.files.map(({ name }) => name),
    ...(format === undefined ? {} : { format }),
    snapshots: folders.snapshots(asker.organisation),
    scratch: folders.scratch,
    today: today(),
  }
  const watch = { progress: () => undefined, signal }
  const outcome = await runInProcess({ kind: 'suggest-mapping', task }, watch).catch((error: unknown) => {
    if (!(error instanceof TaskFailed)) throw error
    if (error.kind === 'disk-full') throw new Refusal('disk-full', error.message)
    // Files may take more memory than there is, or be gone: others are not held up by it.
    if (error.kind === 'process-died' || error.kind === 'refused') throw new Refusal('faulty-input', error.message)
    throw error
  })
  if (outcome.kind === 'suggested') return outcome.suggestion
  if (outcome.kind !== 'faulty') throw new Error(`a mapping was to be suggested, and it was ${outcome.kind}`)
  throw new Refusal('faulty-input', 'no mapping can be suggested for these files', outcome.faulty.faults)
}

async function describe(acts: MemberActs, rows: readonly ArrivalRow[]): Promise<Arrival[]> {
  const names = await namesOf(
    acts,
    rows.flatMap(({ createdBy, decidedBy }) => [createdBy, decidedBy]),
  )
  const told: Arrival[] = []
  for (const row of rows) {
    const { head } = await getWorkspace(acts, row.workspace)
    const preview = readPreview(row)
    told.push({
      id: row.id,
      workspace: row.workspace,
      state: (await busyWith(acts, row)) ?? row.state,
      version: versionOfPreview(row),
      files: row.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
      isBehind: row.preview !== null && !isDecided(row) && row.baseDigest !== head,
      createdAt: row.createdAt.toISOString(),
      createdBy: names.get(row.createdBy) ?? '',
      ...(row.recognised === null ? {} : { recognised: row.recognised }),
      ...(row.job === null ? {} : { job: row.job }),
      ...(READ.Check(row.read) ? { read: row.read } : {}),
      ...(preview === undefined
        ? {}
        : preview === 'outdated'
          ? { isOutdated: true }
          : { preview: shownTo(acts, preview) }),
      ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt.toISOString() }),
      ...(row.decidedBy === null ? {} : { decidedBy: names.get(row.decidedBy) ?? '' }),
    })
  }
  return told
}

/** Of what is not brought in, examples serve who mends it; nobody knows what they name. */
function shownTo({ member }: MemberActs, preview: Preview): Preview {
  if (isShownAll(member)) return preview
  return { ...preview, unmapped: preview.unmapped.map((one) => ({ ...one, examples: [] })) }
}
