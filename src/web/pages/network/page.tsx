// The tables of the network: found, filtered, ordered, taken along.

import { useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Table } from '#contract/application/table.ts'
import { formatCondition, formatRowKey } from '#contract/application/condition-text.ts'
import { formatMatter, type MatterCondition, parseMatter } from '#contract/application/matter-text.ts'
import { AddressNote } from '../../address/address-note.tsx'
import { useAddress } from '../../address/use-address.ts'
import { matterQuery } from '../../api/matter.ts'
import { ROWS_AT_ONCE, type RowsAsked, rowsQuery, tablesQuery } from '../../api/tables.ts'
import { formatShort } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Grid, type GridColumn } from '../../parts/grid/grid.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useSettled } from '../../parts/use-settled.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { NoSnapshot } from '../../shell/no-snapshot.tsx'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { network } from '../../words/en/network.ts'
import { ConditionBar } from './condition-bar.tsx'
import { listUnknown, nextSort, NETWORK, readConditions, readSort } from './network-state.ts'
import { countNamed, MatterNote } from './matter-condition.tsx'
import { RowPanel } from './row-panel.tsx'
import { shapeColumn } from './shape-column.ts'
import './network.css'

const FIRST_TABLES = ['elements', 'sites', 'units', 'parts']

export function Page() {
  const { workspace, snapshot } = useWorkspace()
  const tables = useQuery({ ...tablesQuery(workspace.id, snapshot ?? ''), enabled: snapshot !== undefined })
  const [{ table: chosen }] = useAddress(NETWORK)
  if (snapshot === undefined)
    return (
      <NoSnapshot workspace={workspace.id} icon="network">
        {network.noTablesWhy}
      </NoSnapshot>
    )
  if (tables.error || !tables.data) return <Waiting query={tables} />
  const ordered = orderTables(tables.data)
  const table = ordered.find(({ table: name }) => name === chosen) ?? ordered[0]
  if (!table) return <Empty icon="network" title={network.noTables} />
  return <TablePage key={table.table} tables={ordered} table={table} workspace={workspace.id} snapshot={snapshot} />
}

/** Those asked for most come first; those without rows last. */
function orderTables(tables: readonly Table[]): readonly Table[] {
  const place = ({ table, rows }: Table): number => {
    const first = FIRST_TABLES.indexOf(table)
    return (rows === 0 ? 1000 : 0) + (first === -1 ? FIRST_TABLES.length : first)
  }
  return [...tables].sort((left, right) => place(left) - place(right))
}

/** Never asked about. */
const NOTHING: MatterCondition = { analysis: '', pack: '', rule: '' }

interface TablePageProps {
  readonly tables: readonly Table[]
  readonly table: Table
  readonly workspace: string
  readonly snapshot: string
}

function TablePage({ tables, table, workspace, snapshot }: TablePageProps) {
  const [state, setState] = useAddress(NETWORK)
  const shownColumns = useMemo(() => chooseColumns(table, state.columns), [table, state.columns])
  // The snapshot has those columns only that some row fills.
  const heldColumns = useMemo(() => table.columns.filter(({ isFilled }) => isFilled).map(({ name }) => name), [table])
  const askedColumns = shownColumns.flatMap(({ name }) => (heldColumns.includes(name) ? [name] : []))
  const conditions = readConditions(state.where).filter(({ column }) => heldColumns.includes(column))
  const sort = readSort(state.sort).filter(({ column }) => heldColumns.includes(column))
  const matter = useMemo(() => parseMatter(state.matter), [state.matter])
  const found = useQuery({ ...matterQuery(workspace, matter ?? NOTHING), enabled: matter !== undefined })
  const isFound = matter === undefined || found.data !== undefined
  const asked: RowsAsked = {
    snapshot,
    columns: askedColumns.join(','),
    where: conditions.map(formatCondition),
    ...(state.search === '' ? {} : { search: state.search }),
    ...(matter === undefined ? {} : { matter: formatMatter(matter) }),
    ...(sort.length === 0
      ? {}
      : { sort: sort.map(({ column, isDescending }) => (isDescending ? `-${column}` : column)).join(',') }),
  }
  const askedKey = JSON.stringify(asked)
  const [view, setView] = useState({ first: 0, end: ROWS_AT_ONCE })
  const onView = useCallback((first: number, end: number) => setView({ first, end }), [])
  const pages = useSettled(pagesOf(view.first, view.end), 40)
  const results = useQueries({
    queries: [...new Set([0, ...pages.split(' ').map(Number)])].map((page) => ({
      ...rowsQuery(workspace, table.table, asked, page),
      enabled: isFound,
    })),
  })
  const loaded = new Map(
    results.flatMap(({ data }) => (data ? [[Math.floor(data.offset / ROWS_AT_ONCE), data] as const] : [])),
  )
  const rowOf = (row: number) => loaded.get(Math.floor(row / ROWS_AT_ONCE))?.rows[row % ROWS_AT_ONCE]
  const any = loaded.values().next().value
  // While other rows are on their way, the count stays as it was, so that nothing jumps.
  const lastCount = useRef({ matched: table.rows, total: table.rows, withheld: 0 })
  if (any) lastCount.current = { matched: any.matched, total: any.total, withheld: any.withheld ?? 0 }
  const { matched, total, withheld } = lastCount.current
  const error = (matter && found.error) ?? results.find((result) => result.error)?.error
  const columns: readonly GridColumn[] = useMemo(() => shownColumns.map(shapeColumn), [shownColumns])
  const shownPlaces = shownColumns.map(({ name }) => askedColumns.indexOf(name))
  const keyPlaces = table.key.map((name) => askedColumns.indexOf(name))
  const keyOf = (row: number): string | undefined => {
    const found = rowOf(row)
    if (!found) return undefined
    const hasKey =
      table.key.length > 0 && table.key.every((name, index) => keyPlaces[index] !== -1 || !heldColumns.includes(name))
    return hasKey ? formatRowKey(keyPlaces.map((place) => found.cells[place] ?? '')) : `#${found.row}`
  }
  const open = (row: number): void => {
    const key = keyOf(row)
    if (key !== undefined) setState({ row: key }, { replace: state.row !== '' })
  }
  const again = (): void => {
    if (matter) void found.refetch()
    if (isFound) for (const result of results) void result.refetch()
  }
  const openRow = state.row === '' ? undefined : findRow(keyOf, state.row, view)
  const step = (by: number): (() => void) | undefined => {
    if (openRow === undefined || !rowOf(openRow + by)) return undefined
    return () => open(openRow + by)
  }
  const isNarrowedOtherwise = conditions.length > 0 || state.search !== ''
  const isNarrowed = isNarrowedOtherwise || matter !== undefined
  const missing =
    matter && found.data && any && !isNarrowedOtherwise
      ? Math.max(0, countNamed(found.data, table.table, matter.answer) - any.matched)
      : 0
  return (
    <div className="network">
      <TableTabs
        tables={tables}
        table={table}
        onChoose={(name) =>
          setState({ table: name, where: [], search: '', matter: '', sort: [], columns: [], row: '' })
        }
      />
      <AddressNote codec={NETWORK} unknown={listUnknown(state, tables, table)} />
      <ConditionBar
        table={table}
        workspace={workspace}
        conditions={conditions}
        matter={matter}
        found={found.data}
        shownColumns={shownColumns.map(({ name }) => name)}
        asked={asked}
        isCounted={matter === undefined || any !== undefined}
        matched={matched}
        total={total}
        withheld={withheld}
        state={state}
        onChange={(change, replace) => setState(change, { replace: replace ?? false })}
      />
      {matter && found.data && <MatterNote snapshot={snapshot} found={found.data} missing={missing} />}
      <div className={`network-split${state.row === '' ? '' : ' with-row'}`}>
        <div className="network-grid">
          {error && (
            <div className="network-fault">
              <ProblemNote error={error} onAgain={again} />
            </div>
          )}
          {!error && !isFound && (
            <div className="network-fault">
              <p>{network.matter.looking}</p>
              <Skeleton lines={8} label={network.matter.looking} />
            </div>
          )}
          {!error && any?.matched === 0 ? (
            <NoRows
              table={table}
              isNarrowed={isNarrowed}
              onClear={() => setState({ where: [], search: '', matter: '' })}
            />
          ) : (
            !error &&
            isFound && (
              <Grid
                label={network.nameTable(table.table)}
                columns={columns}
                rowCount={matched}
                rowAt={(row) => {
                  const cells = rowOf(row)?.cells
                  return cells && shownPlaces.map((place) => cells[place] ?? '')
                }}
                drawCell={(text) => (text === '' ? <span className="blank-cell">–</span> : text)}
                sort={sort}
                onSort={(column, isFurther) => setState({ sort: nextSort(state.sort, column, isFurther) })}
                openRow={openRow}
                onOpen={open}
                onView={onView}
                rowsKey={askedKey}
              />
            )
          )}
        </div>
        {state.row !== '' && (
          <RowPanel
            workspace={workspace}
            snapshot={snapshot}
            table={table}
            rowKey={state.row}
            onClose={() => setState({ row: '' })}
            onNext={step(1)}
            onPrevious={step(-1)}
          />
        )}
      </div>
    </div>
  )
}

/** Those chosen, or all that are filled, what most rows leave blank after the others; what of the key is shown is first. */
function chooseColumns(table: Table, chosen: readonly string[]): Table['columns'] {
  const known = table.columns.filter(({ name }) => chosen.includes(name))
  const filled = table.columns.filter(({ isFilled }) => isFilled)
  const isSparse = ({ stated }: Table['columns'][number]): boolean => stated < table.rows / 2
  const some = known.length > 0 ? known : filled.length > 0 ? filled : table.columns
  // One order, chosen or not: what is hidden leaves the others where they were.
  const all = [...some.filter((one) => !isSparse(one)), ...some.filter((one) => isSparse(one))]
  return [...all.filter(({ name }) => table.key.includes(name)), ...all.filter(({ name }) => !table.key.includes(name))]
}

/** Numbers of the pages that hold some rows, as a text, so that the same pages are the same value. */
function pagesOf(first: number, end: number): string {
  const from = Math.floor(first / ROWS_AT_ONCE)
  const to = Math.floor(Math.max(first, end - 1) / ROWS_AT_ONCE)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).join(' ')
}

function findRow(
  keyOf: (row: number) => string | undefined,
  key: string,
  view: { first: number; end: number },
): number | undefined {
  for (let row = view.first; row < view.end; row++) if (keyOf(row) === key) return row
  return undefined
}

interface TableTabsProps {
  readonly tables: readonly Table[]
  readonly table: Table
  readonly onChoose: (table: string) => void
}

function TableTabs({ tables, table, onChoose }: TableTabsProps) {
  const here = useRef<HTMLButtonElement>(null)
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [table.table])
  return (
    <nav className="table-tabs" aria-label={network.tables}>
      {tables.map(({ table: name, rows, about }) => (
        <button
          key={name}
          type="button"
          ref={name === table.table ? here : undefined}
          className={`table-tab${rows === 0 ? ' hollow' : ''}`}
          aria-current={name === table.table ? 'true' : undefined}
          title={about}
          onClick={() => onChoose(name)}
        >
          {network.nameTable(name)} <span className="table-count">{formatShort(rows)}</span>
        </button>
      ))}
    </nav>
  )
}

function NoRows({
  table,
  isNarrowed,
  onClear,
}: {
  readonly table: Table
  readonly isNarrowed: boolean
  readonly onClear: () => void
}) {
  if (!isNarrowed) {
    return (
      <Empty icon="network" title={network.emptyTable(network.nameTable(table.table))}>
        {network.emptyTableWhy}
      </Empty>
    )
  }
  return (
    <Empty icon="filter" title={network.noRows} actions={<Button onClick={onClear}>{network.clear}</Button>}>
      {network.noRowsWhy}
    </Empty>
  )
}
