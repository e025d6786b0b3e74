// Which folder of data the acts are of: a database that knows nothing of the files of a folder must not decide on them.

import { randomUUID } from 'node:crypto'
import type { SystemActs } from './acts.ts'

/** Undefined for a database that was not opened with a folder yet, or not since it is recorded. */
export async function dataFolderOf({ sql }: SystemActs): Promise<string | undefined> {
  return (await sql.selectFrom('dataFolder').select('id').executeTakeFirst())?.id
}

/** What the folder is called from now on; where somebody was faster, what they called theirs. */
export async function claimDataFolder(acts: SystemActs, id: string = randomUUID()): Promise<string> {
  await acts.sql
    .insertInto('dataFolder')
    .values({ id })
    .onConflict((is) => is.doNothing())
    .execute()
  return (await dataFolderOf(acts))!
}

export interface KnownOrganisations {
  /** Of those asked for, those the database knows. */
  readonly known: ReadonlySet<string>
  /** It refers to files of some organisation. */
  readonly refersToFiles: boolean
}

export async function recogniseOrganisations(
  { sql }: SystemActs,
  organisations: readonly string[],
): Promise<KnownOrganisations> {
  const found = organisations.length
    ? await sql.selectFrom('organisations').select('id').where('id', 'in', organisations).execute()
    : []
  const snapshot = await sql.selectFrom('snapshots').select('digest').limit(1).executeTakeFirst()
  return { known: new Set(found.map(({ id }) => id)), refersToFiles: snapshot !== undefined }
}
