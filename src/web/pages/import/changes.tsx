// The rows that would be added, changed or gone, table by table.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangedRow, Preview } from '#contract/application/arrival.ts'
import { changesQuery } from '../../api/arrivals.ts'
import { paths } from '../../api/paths.ts'
import { addressOf } from '../../api/request.ts'
import { Button } from '../../parts/button.tsx'
import { Segments, Select } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { importing } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'

const words = importing.changes
type Kind = 'all' | ChangedRow['change']
const KINDS: readonly Kind[] = ['all', 'added', 'changed', 'gone']
const BADGES = { added: 'good', changed: 'main', gone: 'bad' } as const

interface ChangesProps {
  readonly workspace: string
  readonly arrival: string
  readonly preview: Preview
}

export function Changes({ workspace, arrival, preview }: ChangesProps) {
  const tables = preview.differences
    .filter(({ added, changed, gone }) => added + changed + gone > 0)
    .map(({ table }) => table)
  const [table, setTable] = useState(tables[0] ?? '')
  const [kind, setKind] = useState<Kind>('all')
  const asked = { table, ...(kind === 'all' ? {} : { change: kind }) }
  const rows = useInfiniteQuery({
    ...changesQuery(workspace, arrival, JSON.stringify(preview), asked),
    enabled: table !== '',
  })
  const items = rows.data?.pages.flatMap((page) => page.items) ?? []
  if (tables.length === 0) return null
  return (
    <section className="card">
      <header className="card-head fault-head">
        <h3>{words.title}</h3>
        <Segments<Kind>
          label={words.title}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        />
        {tables.length > 1 && (
          <Select
            label={importing.result.table}
            hidesLabel
            value={table}
            onChange={(event) => setTable(event.target.value)}
            options={tables.map((name) => ({ value: name, label: network.nameTable(name) }))}
          />
        )}
        <a className="button plain" href={addressOf(paths.arrivalChangesFile(workspace, arrival), { table })} download>
          <Icon name="download" />
          {words.download}
        </a>
      </header>
      {rows.error && (
        <div className="card-body">
          <ProblemNote error={rows.error} onAgain={() => void rows.refetch()} />
        </div>
      )}
      {rows.isPending && (
        <div className="card-body">
          <Skeleton />
        </div>
      )}
      {rows.data && !rows.isFetching && items.length === 0 && <p className="card-body muted">{words.none}</p>}
      {items.length > 0 && (
        <div className="scroll">
          <table className="table changes">
            <thead>
              <tr>
                <th scope="col">{words.row}</th>
                <th scope="col">{words.what}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={`${row.table} ${row.key} ${row.change}`}>
                  <th scope="row">
                    <span className={`badge ${BADGES[row.change]}`}>{words.kinds[row.change]}</span>{' '}
                    <span className="identifier">{row.key}</span>
                  </th>
                  <td>{row.columns.map((column) => network.nameColumn(column)).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.hasNextPage && (
        <footer className="card-body more">
          <Button disabled={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {words.more}
          </Button>
        </footer>
      )}
    </section>
  )
}
