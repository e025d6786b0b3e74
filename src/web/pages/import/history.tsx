// What arrived before, and the snapshots that were made of it.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
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
  return (
    <div className="histories">
      <section className="card">
        <header className="card-head">
          <h2>{words.history}</h2>
        </header>
        {arrivals.error ? (
          <div className="card-body">
            <ProblemNote error={arrivals.error} onAgain={() => void arrivals.refetch()} />
          </div>
        ) : !arrivals.data ? (
          <div className="card-body">
            <Skeleton />
          </div>
        ) : arrivals.data.length === 0 ? (
          <p className="card-body muted">{words.noHistory}</p>
        ) : (
          <div className="scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.columns.files}</th>
                  <th scope="col">{words.columns.state}</th>
                  <th scope="col">{words.columns.when}</th>
                  <th scope="col">{words.columns.who}</th>
                </tr>
              </thead>
              <tbody>
                {arrivals.data.map((arrival) => (
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
              </tbody>
            </table>
          </div>
        )}
      </section>
      <section className="card">
        <header className="card-head">
          <h2>{words.snapshots}</h2>
        </header>
        {!snapshots.data ? (
          <div className="card-body">
            <Skeleton />
          </div>
        ) : snapshots.data.length === 0 ? (
          <p className="card-body muted">{words.noSnapshots}</p>
        ) : (
          <div className="scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.columns.number}</th>
                  <th scope="col">{words.columns.origin}</th>
                  <th scope="col">{words.columns.when}</th>
                  <th scope="col">{words.columns.who}</th>
                  <th scope="col" className="number">
                    {words.columns.rows}
                  </th>
                </tr>
              </thead>
              <tbody>
                {[...snapshots.data]
                  .sort((left, right) => right.number - left.number)
                  .map((snapshot) => (
                    <tr key={snapshot.digest}>
                      <th scope="row">
                        <Link
                          to={`/w/${workspace.id}/network`}
                          search={
                            (snapshot.digest === workspace.head?.digest ? {} : { snapshot: snapshot.digest }) as never
                          }
                        >
                          {shell.snapshot.name(snapshot.number)}
                        </Link>
                      </th>
                      <td>{sayOrigin(snapshot)}</td>
                      <td className="whole">{formatInstant(snapshot.sealedAt)}</td>
                      <td>{snapshot.sealedBy}</td>
                      <td className="number">
                        {formatNumber(snapshot.tables.reduce((sum, { rows }) => sum + rows, 0))}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  )
}
