// One row whole: what it says, where that was stated, what it refers to and what refers to it.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import type { Condition, RowDetail, Table } from '#contract/application/table.ts'
import { formatCondition, formatRowKey, parseRowKey } from '#contract/application/condition-text.ts'
import { rowOfKeyQuery, rowQuery } from '../../api/tables.ts'
import { IconButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { network } from '../../words/en/network.ts'

interface RowPanelProps {
  readonly workspace: string
  readonly snapshot: string
  /** Without `columns` each of the key is taken to be filled. */
  readonly table: Pick<Table, 'table' | 'key'> & Partial<Pick<Table, 'columns'>>
  /** As formatRowKey has it, or `#` and the number of the row. */
  readonly rowKey: string
  readonly onClose: () => void
  readonly onNext?: (() => void) | undefined
  readonly onPrevious?: (() => void) | undefined
}

/** What of a key is stated. */
const sayKey = (values: readonly string[]): string => values.filter((value) => value !== '').join(' · ')

const isValue = (column: string, value: string): Condition =>
  value === '' ? { column, operator: 'isBlank', values: [] } : { column, operator: 'is', values: [value] }

/** The row of a key, looked up first, since numbers of rows are of one snapshot only. */
function useRow({ workspace, snapshot, table, rowKey }: RowPanelProps) {
  const numbered = /^#(\d+)$/.exec(rowKey)?.[1]
  const values = parseRowKey(rowKey)
  const isHeld = (column: string): boolean => table.columns?.find(({ name }) => name === column)?.isFilled !== false
  // A column of the key that no row fills tells no rows apart, and the snapshot does not have it.
  const where = table.key.flatMap((column, index) =>
    isHeld(column) ? [formatCondition(isValue(column, values[index] ?? ''))] : [],
  )
  const found = useQuery({ ...rowOfKeyQuery(workspace, table.table, snapshot, where), enabled: numbered === undefined })
  const number = numbered === undefined ? found.data : Number(numbered)
  const detail = useQuery({
    ...rowQuery(workspace, table.table, snapshot, number ?? 0),
    enabled: typeof number === 'number',
  })
  return { detail: detail.data, isGone: number === null, error: found.error ?? detail.error }
}

export function RowPanel(props: RowPanelProps) {
  const { workspace, table, rowKey, onClose, onNext, onPrevious } = props
  const { detail, isGone, error } = useRow(props)
  const heading = useRef<HTMLHeadingElement>(null)
  const panel = useRef<HTMLElement>(null)
  // Opened by a key, the panel has the keys; going on from row to row leaves them where they are.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEffect(() => panel.current?.scrollTo({ top: 0 }), [rowKey])
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
    document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
  }
  const name = detail?.cells.find(({ column }) => column === 'name')?.value
  const key = rowKey.startsWith('#') ? rowKey : sayKey(parseRowKey(rowKey))
  return (
    <aside ref={panel} className="row-panel" aria-label={`${network.nameTable(table.table)} ${key}`} onKeyDown={press}>
      <header className="row-head">
        <div className="row-title">
          <span className="row-kind">{network.nameTable(table.table)}</span>
          <h2 ref={heading} tabIndex={-1}>
            {name !== undefined && name !== '' ? name : key}
          </h2>
          {name !== undefined && name !== '' && <span className="identifier muted">{key}</span>}
        </div>
        {onPrevious && <IconButton icon="up" label={network.row.previous} onClick={onPrevious} />}
        {onNext && <IconButton icon="down" label={network.row.next} onClick={onNext} />}
        <IconButton icon="close" label={network.row.close} onClick={onClose} />
      </header>
      {error ? (
        <div className="row-part">
          <ProblemNote error={error} />
        </div>
      ) : isGone ? (
        <Empty icon="file" title={network.row.gone}>
          {network.row.goneWhy}
        </Empty>
      ) : detail ? (
        <Detail workspace={workspace} detail={detail} />
      ) : (
        <div className="row-part">
          <Skeleton lines={8} />
        </div>
      )}
    </aside>
  )
}

interface ToTableProps {
  readonly workspace: string
  readonly search: Readonly<Record<string, string>>
  readonly children: ReactNode
}

function ToTable({ workspace, search, children }: ToTableProps) {
  const keep = (before: { snapshot?: string }) => ({
    ...(before.snapshot === undefined ? {} : { snapshot: before.snapshot }),
    ...search,
  })
  return (
    <Link to={`/w/${workspace}/network`} search={keep as never}>
      {children}
    </Link>
  )
}

function Detail({ workspace, detail }: { readonly workspace: string; readonly detail: RowDetail }) {
  const filled = detail.cells.filter(({ value }) => value !== '')
  const blank = detail.cells.filter(({ value }) => value === '')
  const key = Object.values(detail.key)
  return (
    <>
      <section className="row-part">
        <dl className="row-cells">
          {filled.map(({ column, value, references }) => (
            <div key={column}>
              <dt>{network.nameColumn(column)}</dt>
              <dd>
                {references === undefined ? (
                  value
                ) : (
                  <ToTable workspace={workspace} search={{ table: references, row: formatRowKey([value]) }}>
                    {value}
                  </ToTable>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {blank.length > 0 && (
          <details>
            <summary>{network.row.blank(blank.length)}</summary>
            <p className="blank-names">{blank.map(({ column }) => network.nameColumn(column)).join(', ')}</p>
          </details>
        )}
      </section>
      {detail.referredBy.length > 0 && (
        <section className="row-part">
          <h3>{network.row.referredBy}</h3>
          <ul className="row-list">
            {detail.referredBy.map(({ table, column, rows }) => (
              <li key={`${table} ${column}`}>
                <ToTable
                  workspace={workspace}
                  search={{ table, where: formatCondition({ column, operator: 'is', values: [key.at(-1) ?? ''] }) }}
                >
                  {network.row.asColumn(network.nameTable(table), rows, network.nameColumn(column))}
                </ToTable>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="row-part">
        <h3>{network.row.source}</h3>
        <p className="small">{detail.source}</p>
        {detail.table === 'sites' && (
          <p className="small">
            <Link to={`/w/${workspace}/map`} search={{ site: key[0] ?? '' } as never}>
              {network.row.onMap}
            </Link>
          </p>
        )}
      </section>
    </>
  )
}
