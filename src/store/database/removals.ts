// What was given up of the files: a database that merely does not know of a file, because it was restored from before the
// file came, says nothing of it.

import type { MemberActs, SystemActs } from './acts.ts'
import type { Tables } from './tables.ts'

type Kind = Tables['removals']['kind']

/** The files of a workspace that is about to be removed. Another workspace may refer to them still. */
export async function recordRemovals({ sql, member }: MemberActs, workspace: string): Promise<void> {
  const snapshots = sql.selectFrom('snapshots').select(['digest as name']).where('workspace', '=', workspace)
  const results = sql
    .selectFrom('analyses')
    .select(['resultDigest as name'])
    .where('workspace', '=', workspace)
    .where('resultDigest', 'is not', null)
  const arrivals = sql.selectFrom('arrivals').select(['id as name']).where('workspace', '=', workspace)
  const found = {
    snapshot: await snapshots.distinct().execute(),
    result: await results.distinct().execute(),
    arrival: await arrivals.execute(),
  }
  for (const [kind, rows] of Object.entries(found) as [Kind, { name: string | null }[]][])
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      await sql
        .insertInto('removals')
        .values(
          rows
            .slice(from, from + ROWS_AT_ONCE)
            .map(({ name }) => ({ organisation: member.organisation, kind, name: name! })),
        )
        .onConflict((again) => again.doNothing())
        .execute()
}

/** One file, which something else may refer to still. */
export async function recordRemoval(
  { sql, member }: MemberActs,
  { kind, name }: { readonly kind: Kind; readonly name: string },
): Promise<void> {
  await sql
    .insertInto('removals')
    .values({ organisation: member.organisation, kind, name })
    .onConflict((again) => again.doNothing())
    .execute()
}

const ROWS_AT_ONCE = 1000

/** Names of what was given up, by kind. */
export async function listRemovals(
  { sql }: SystemActs,
  organisation: string,
): Promise<Readonly<Record<Kind, ReadonlySet<string>>>> {
  const rows = await sql
    .selectFrom('removals')
    .select(['kind', 'name'])
    .where('organisation', '=', organisation)
    .execute()
  const namesOf = (kind: Kind) => new Set(rows.filter((row) => row.kind === kind).map(({ name }) => name))
  return { snapshot: namesOf('snapshot'), result: namesOf('result'), arrival: namesOf('arrival') }
}

/** After their files are gone. */
export async function forgetRemovals({ sql }: SystemActs, organisation: string): Promise<void> {
  await sql.deleteFrom('removals').where('organisation', '=', organisation).execute()
}
