// The rows that would be added, changed or gone, table by table.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ChangedRow, type Preview, WORKSPACE_FILES } from '#contract/application/arrival.ts'
import { findTable } from '#model/tables.ts'
import { changesQuery } from '../../api/arrivals.ts'
import { paths } from '../../api/paths.ts'
import { formatNumber } from '../../format.ts'
import { Segments, Select } from '../../parts/field.tsx'
import { importing } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'
import { withheld as secret } from '../../words/en/withheld.ts'
import { PreviewList } from './preview-list.tsx'

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
  // Of all tables together: of one it would tell where they are.
  const notListed = rows.data?.pages[0]?.withheld ?? 0
  if (tables.length === 0) return null
  const nameKind = (value: Kind): string =>
    value === 'all' ? words.kinds[value] : `${words.kinds[value]} ${formatNumber(sumOf(preview, table, value))}`
  return (
    <PreviewList
      words={words}
      query={rows}
      isEmpty={items.length === 0}
      fileAt={(form) => paths.arrivalChangesFile(workspace, arrival, form)}
      asked={asked}
      notListed={notListed > 0 ? secret.notListed('', notListed) : undefined}
      choices={
        <>
          <Segments<Kind>
            label={words.title}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value, label: nameKind(value) }))}
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
        </>
      }
    >
      <table className="table changes">
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <RowOfChange key={`${row.isJoined} ${row.change} ${row.key}`} row={row} />
          ))}
        </tbody>
      </table>
    </PreviewList>
  )
}

function sumOf({ differences }: Preview, table: string, kind: ChangedRow['change']): number {
  return differences.filter((one) => one.table === table).reduce((sum, difference) => sum + difference[kind], 0)
}

/** A changed row has a line for each cell that says something else; one that is new or gone tells its cells in one. */
function RowOfChange({ row }: { readonly row: ChangedRow }) {
  const [first, ...rest] = row.change === 'changed' ? row.cells : []
  return (
    <>
      <tr className="change">
        <th scope="rowgroup" rowSpan={1 + rest.length}>
          <span className={`badge ${BADGES[row.change]}`}>{words.kinds[row.change]}</span>{' '}
          <span className="identifier">{row.key}</span>
        </th>
        {first ? (
          <CellsOfChange table={row.table} cell={first} />
        ) : (
          <td colSpan={3}>
            <CellsStated row={row} />
          </td>
        )}
      </tr>
      {rest.map((cell) => (
        <tr key={cell.column}>
          <CellsOfChange table={row.table} cell={cell} />
        </tr>
      ))}
    </>
  )
}

/** Without the column that the head of the row says already. */
function CellsStated({ row: { change, table, cells } }: { readonly row: ChangedRow }) {
  const key = findTable(table)?.key ?? []
  const told = cells.filter(({ column }) => key.length !== 1 || key[0] !== column)
  if (told.length === 0) return <span className="muted">{change === 'gone' ? words.isGone : words.isNew}</span>
  return (
    <dl className={`stated ${change === 'gone' ? 'said-before' : ''}`}>
      {told.map(({ column, before, after }) => (
        <div key={column}>
          <dt className="muted">{nameColumn(table, column)}</dt>
          <dd>{change === 'gone' ? before : after}</dd>
        </div>
      ))}
    </dl>
  )
}

interface CellsOfChangeProps {
  readonly table: string
  readonly cell: ChangedRow['cells'][number]
}

/** Keys of a file stand as they are written. */
function nameColumn(table: string, column: string): string {
  return table === WORKSPACE_FILES ? column : network.nameColumn(column)
}

function CellsOfChange({ table, cell: { column, before, after } }: CellsOfChangeProps) {
  return (
    <>
      <td>{nameColumn(table, column)}</td>
      <td className="said-before">{before === '' ? <span className="muted">{words.blank}</span> : before}</td>
      <td>
        <span className="aloud">{words.becomes} </span>
        {after === '' ? <span className="muted">{words.blank}</span> : after}
      </td>
    </>
  )
}
