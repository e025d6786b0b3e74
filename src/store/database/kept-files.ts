// Which files the acts refer to: those that must be there.

import type { SystemActs } from './acts.ts'

export interface KeptFile {
  readonly organisation: string
  readonly digest: string
}

export interface KeptFiles {
  readonly snapshots: readonly KeptFile[]
  readonly results: readonly KeptFile[]
}

export async function listKeptFiles({ sql }: SystemActs): Promise<KeptFiles> {
  const snapshots = await sql.selectFrom('snapshots').select(['organisation', 'digest']).distinct().execute()
  const results = await sql
    .selectFrom('analyses')
    .select(['organisation', 'resultDigest as digest'])
    .where('resultDigest', 'is not', null)
    .distinct()
    .execute()
  return { snapshots, results: results.map(({ organisation, digest }) => ({ organisation, digest: digest! })) }
}
