// Search everywhere: rows of all tables of a snapshot by what stands in them, rules and scenarios by what they are called.

import { join } from 'node:path'
import type { SearchHit, SearchHits } from '#contract/application/table.ts'
import { findTable } from '#model/tables.ts'
import type { TableReader } from '#store/snapshot/index.ts'
import type { Application, Asker } from './application.ts'
import { describeNames } from './describe-names.ts'
import { findByName } from './find-by-name.ts'
import { Remembered } from './remembered.ts'
import { answered } from './tables.ts'
import { withheldOnScreen } from './withheld-tags.ts'
import { findSnapshotOf } from './workspaces.ts'

/** Of each table, of the rules, and of the scenarios. */
const MOST_OF_A_KIND = 8

const remembered = new Remembered<Awaited<ReturnType<typeof describeNames>>>(32)

export async function searchEverywhere(
  application: Application,
  asker: Asker,
  workspace: string,
  { text, snapshot }: { readonly text: string; readonly snapshot?: string },
  signal?: AbortSignal,
): Promise<SearchHits> {
  const { digest } = await findSnapshotOf(application, asker, workspace, snapshot)
  const folder = join(application.folders.snapshots(asker.organisation), digest, 'inputs')
  const names = await remembered.get(folder, () => describeNames(folder))
  const rules = findByName(names.rules, ({ rule, title, pack }) => [rule, title, pack], text, MOST_OF_A_KIND)
  const scenarios = findByName(names.scenarios, ({ scenario, title }) => [scenario, title], text, MOST_OF_A_KIND)
  const withhold = await withheldOnScreen(application, asker, workspace, digest)
  const rows = await application.readers.use(asker.organisation, digest, (reader) =>
    searchRows(reader, text, withhold, signal),
  )
  return {
    snapshot: digest,
    hits: rows.hits,
    rules: rules.found,
    scenarios: scenarios.found,
    hasMore: rows.hasMore || rules.hasMore || scenarios.hasMore,
  }
}

async function searchRows(
  reader: TableReader,
  text: string,
  withhold: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ hits: SearchHit[]; hasMore: boolean }> {
  const found = answered(await reader.searchEverywhere(text, MOST_OF_A_KIND, signal, withhold))
  return {
    hasMore: found.some(({ hasMore }) => hasMore),
    hits: found.flatMap(({ table, columns, rows }) => {
      const keyColumns = findTable(table)?.key ?? []
      return rows.map(({ number, key, cells, foundIn }) => {
        const name = cells[columns.indexOf('name')] ?? ''
        return {
          table,
          row: number,
          key: Object.fromEntries(keyColumns.map((column, index) => [column, key[index] ?? ''])),
          column: foundIn,
          value: cells[columns.indexOf(foundIn)] ?? '',
          ...(name === '' ? {} : { name }),
        }
      })
    }),
  }
}
