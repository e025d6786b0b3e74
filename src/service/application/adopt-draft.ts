// A draft that is to be of the workspace becomes an arrival: it is previewed, looked through and accepted like any other file.

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Arrival, WORKSPACE_FORMAT } from '#contract/application/arrival.ts'
import { getDraft } from '#store/database/drafts.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import type { Application, Asker } from './application.ts'
import { makeRoomForArrival, receiveArrival } from './arrivals.ts'
import { holdSeenDraft } from './drafts.ts'
import { fileOfDraft } from './file-of-draft.ts'
import type { SeenVersions } from './version-of.ts'

/** `seen`: the version that is meant; where the draft is no longer that, nothing comes of it. The draft stays. */
export async function adoptDraft(
  application: Application,
  asker: Asker,
  workspace: string,
  id: string,
  seen: SeenVersions,
): Promise<Arrival> {
  const draft = await application.database.asMember(asker, async (acts) => {
    await holdSeenDraft(acts, id, seen)
    return getDraft(acts, id)
  })
  const name = fileOfDraft(draft)
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
