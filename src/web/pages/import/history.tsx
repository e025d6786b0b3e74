// What arrived before, and the snapshots that were made of it.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Arrival } from '#contract/application/arrival.ts'
import type { Workspace } from '#contract/application/workspace.ts'
import { arrivalsQuery } from '../../api/arrivals.ts'
import { snapshotsQuery } from '../../api/queries.ts'
import { formatInstant, formatNumber } from '../../format.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { type Tone, ToneMark } from '../../parts/tone.tsx'
import { sayOrigin } from '../../shell/snapshot-menu.tsx'
import { importing as words } from '../../words/en/import.ts'
import { shell } from '../../words/en/shell.ts'

const TONES: Readonly<Record<Arrival['state'], readonly [badge: string, tone: Tone]>> = {
  received: ['', 'blank'],
  previewing: ['main', 'wait'],
  previewed: ['doubt', 'doubt'],
  refused: ['bad', 'bad'],
  accepting: ['main', 'wait'],
  accepted: ['good', 'good'],
  rejected: ['', 'none'],
}

export function ArrivalState({ state }: { readonly state: Arrival['state'] }) {
  const [badge, tone] = TONES[state]
  return (
    <span className={`badge ${badge}`}>
      <ToneMark tone={tone} />
      {words.states[state]}
    </span>
  )
}

export function nameArrival({ files }: Arrival): string {
  const [first, ...rest] = files
  if (!first) return words.files(0)
  return rest.length === 0 ? first.name : `${first.name} + ${rest.length}`
}

interface HistoryProps {
  readonly workspace: Workspace
  readonly onOpen: (arrival: string) => void
}

export function History({ workspace, onOpen }: HistoryProps) {
  const arrivals = useQuery(arrivalsQuery(workspace.id))
  const snapshots = useQuery(snapshotsQuery(workspace.id))
  const newestFirst = snapshots.data?.toSorted((left, right) => right.number - left.number)
  const { columns } = words
  return (
    <div className="histories">
      <HistoryCard
        title={words.history}
        ifNone={words.noHistory}
        query={arrivals}
        columns={[columns.files, columns.state, columns.when, columns.who]}
      >
        {arrivals.data?.map((arrival) => (
          <tr key={arrival.id}>
            <th scope="row">
              <button type="button" className="link" onClick={() => onOpen(arrival.id)}>
                {nameArrival(arrival)}
              </button>
            </th>
            <td>
              <ArrivalState state={arrival.state} />
            </td>
            <td className="whole">{formatInstant(arrival.createdAt)}</td>
            <td>{arrival.createdBy}</td>
          </tr>
        ))}
      </HistoryCard>
      <HistoryCard
        title={words.snapshots}
        ifNone={words.noSnapshots}
        query={snapshots}
        columns={[columns.number, columns.origin, columns.when, columns.who]}
        figures={columns.rows}
      >
        {newestFirst?.map((snapshot) => (
          <tr key={snapshot.digest}>
            <th scope="row">
              <Link
                to={`/w/${workspace.id}/network`}
                search={(snapshot.digest === workspace.head?.digest ? {} : { snapshot: snapshot.digest }) as never}
              >
                {shell.snapshot.name(snapshot.number)}
              </Link>
            </th>
            <td>{sayOrigin(snapshot)}</td>
            <td className="whole">{formatInstant(snapshot.sealedAt)}</td>
            <td>{snapshot.sealedBy}</td>
            <td className="number">{formatNumber(snapshot.tables.reduce((sum, { rows }) => sum + rows, 0))}</td>
          </tr>
        ))}
      </HistoryCard>
    </div>
  )
}

interface HistoryCardProps {
  readonly title: string
  readonly ifNone: string
  readonly query: {
    readonly data: readonly unknown[] | undefined
    readonly error: unknown
    readonly refetch: () => unknown
  }
  readonly columns: readonly string[]
  /** Head of a last column of figures. */
  readonly figures?: string
  /** The rows. */
  readonly children: ReactNode
}

function HistoryCard({ title, ifNone, query, columns, figures, children }: HistoryCardProps) {
  return (
    <section className="card">
      <header className="card-head">
        <h2>{title}</h2>
      </header>
      {query.error !== null ? (
        <div className="card-body">
          <ProblemNote error={query.error} onAgain={() => void query.refetch()} />
        </div>
      ) : !query.data ? (
        <div className="card-body">
          <Skeleton />
        </div>
      ) : query.data.length === 0 ? (
        <p className="card-body muted">{ifNone}</p>
      ) : (
        <div className="scroll">
          <table className="table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
                {figures !== undefined && (
                  <th scope="col" className="number">
                    {figures}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
