// A draft that is to be of the workspace becomes an arrival: it is previewed, looked through and accepted like any other file.

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Arrival, WORKSPACE_FORMAT } from '#contract/application/arrival.ts'
import { getDraft } from '#store/database/drafts.ts'
import { DraftChanged } from '#store/database/refusals.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import type { Application, Asker } from './application.ts'
import { makeRoomForArrival, receiveArrival } from './arrivals.ts'

const FOLDERS = { scenario: 'scenarios', 'rule-pack': 'rules' } as const

/** `version`: the one that is meant; where the draft is no longer that, nothing comes of it. The draft stays. */
export async function adoptDraft(
  application: Application,
  asker: Asker,
  workspace: string,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Arrival> {
  const draft = await application.database.asMember(asker, (acts) => getDraft(acts, id))
  if (draft.version !== version) throw new DraftChanged(draft.version)
  const name = `${FOLDERS[draft.kind]}/${draft.name}.yaml`
  const room = await makeRoomForArrival(application, asker, workspace)
  try {
    const path = join(room.folder, name)
    await mkdir(dirname(path), { mode: 0o700 })
    await writeFile(path, draft.text, { mode: 0o600, flush: true })
    const files = [{ name, bytes: Buffer.byteLength(draft.text), sha256: fingerprintText(draft.text) }]
    return await receiveArrival(application, asker, room, { files, recognised: WORKSPACE_FORMAT })
  } finally {
    await room.leave()
  }
}
