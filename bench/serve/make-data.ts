// A folder of data as the application keeps it, with a workspace of national size and one of an example.

import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Question } from '#contract/application/analysis.ts'
import { askAnalysis } from '#service/application/analyses.ts'
import type { Asker } from '#service/application/application.ts'
import { getJob } from '#service/application/jobs.ts'
import { openApplication, type OpenApplication } from '#service/application/open-application.ts'
import { createWorkspace, getWorkspace } from '#service/application/workspaces.ts'
import { advanceHead } from '#store/database/snapshots.ts'
import { sealSnapshot } from '#store/snapshot/index.ts'
import { makeWorkspace } from '../import/make-workspace.ts'
import { writeInventory } from '../inventory.ts'
import { makeFacts, makeSites } from '../national-tables.ts'

export interface NationalData {
  readonly workspace: string
  readonly rules: string
  /** Of the example. */
  readonly example: string
  readonly spares: string
}

interface Size {
  readonly elements: number
  readonly units: number
  /** Whose spares are answered: those of a nation would take hours. */
  readonly example: string
  readonly scenario: string
}

export async function makeData(data: string, size: Size): Promise<NationalData> {
  const application = await openApplication({ data, mode: 'local', onTrouble: console.error })
  try {
    const asker = application.local!
    const workspace = await makeNational(application, asker, data, size)
    const rules = await answer(application, asker, workspace, { kind: 'rules' })
    const example = await create(application, asker, 'Example', { kind: 'example', example: size.example })
    const spares = await answer(application, asker, example, { kind: 'spares', scenario: size.scenario })
    return { workspace, rules, example, spares }
  } finally {
    await application.close()
  }
}

/** Its tables are made columns; its files, of which the rules are judged, an inventory of as many elements. */
async function makeNational(application: OpenApplication, asker: Asker, data: string, size: Size): Promise<string> {
  const folder = join(data, 'made')
  await makeWorkspace(folder, size.elements)
  await pipeline(Readable.from(writeInventory(size.elements)), createWriteStream(join(folder, 'elements.csv')))
  const snapshots = application.folders.snapshots(asker.organisation)
  await mkdir(snapshots, { recursive: true })
  const facts = [makeSites(), ...makeFacts(size.elements, size.units)]
  const { digest, sealed } = await sealSnapshot({ workspace: folder, facts, snapshots, product: 'bench' })
  await rm(folder, { recursive: true })
  const workspace = await create(application, asker, 'National', {
    kind: 'empty',
    operator: 'N',
    jurisdictions: ['GB'],
  })
  const { head } = await getWorkspace(application, asker, workspace)
  await application.database.asMember(asker, (acts) =>
    advanceHead(acts, {
      workspace,
      from: head?.digest ?? null,
      to: digest,
      origin: { kind: 'files', what: 'made' },
      counts: Object.fromEntries(sealed.tables.map(({ name, rows }) => [name, rows])),
    }),
  )
  return workspace
}

type From = Parameters<typeof createWorkspace>[2]['from']

async function create(application: OpenApplication, asker: Asker, name: string, from: From): Promise<string> {
  const { id, job } = await createWorkspace(application, asker, { name, from })
  await ended(application, asker, job!)
  return id
}

async function answer(
  application: OpenApplication,
  asker: Asker,
  workspace: string,
  question: Question,
): Promise<string> {
  const { analysis } = await askAnalysis(application, asker, workspace, { question })
  await ended(application, asker, analysis.job!)
  return analysis.id
}

async function ended(application: OpenApplication, asker: Asker, id: string): Promise<void> {
  for (;;) {
    const { state, problem } = await getJob(application, asker, id)
    if (state === 'done') return
    if (state === 'failed' || state === 'cancelled') throw new Error(`${state}: ${JSON.stringify(problem)}`)
    await wait(100)
  }
}
