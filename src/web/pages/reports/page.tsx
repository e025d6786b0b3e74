// Every analysis with its answer, its inputs and their fingerprints, and its report in every form.

import { Told } from '../../parts/told.tsx'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Analysis } from '#contract/application/analysis.ts'
import { reportAddress } from '../../analyses/paths.ts'
import { PendingNote } from '../../analyses/pending-note.tsx'
import { analysesQuery, isPending } from '../../analyses/queries.ts'
import { copyAddress, ReportMenu } from '../../analyses/report-menu.tsx'
import { sayQuestion } from '../../analyses/say-question.ts'
import { choice, codecOf, text } from '../../address/codec.ts'
import { AddressNote } from '../../address/address-note.tsx'
import { useAddress } from '../../address/use-address.ts'
import { formatCount, formatInstant } from '../../format.ts'
import { Empty } from '../../parts/empty.tsx'
import { IconButton } from '../../parts/button.tsx'
import { Segments, TextField } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ToneWord } from '../../parts/tone.tsx'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { analyses as shared } from '../../words/en/analyses.ts'
import { reports as words } from '../../words/en/reports.ts'
import '../../analyses/analyses.css'
import { RemoveAnalysis } from './remove-analysis.tsx'
import { RemovedAnalyses } from './removed-analyses.tsx'
import './reports.css'

const REPORTS = codecOf({ kind: choice(['all', 'rules', 'spares'], 'all'), search: text(), open: text() })

const KINDS = ['all', 'rules', 'spares'] as const
const TONES = {
  done: 'good',
  failed: 'bad',
  cancelled: 'none',
  queued: 'wait',
  running: 'wait',
  removed: 'none',
} as const

function matches(one: Analysis, search: string): boolean {
  const said = [
    sayQuestion(one),
    one.headline,
    one.createdBy,
    one.result,
    ...one.inputs.flatMap(({ name, sha256 }) => [name, sha256]),
  ]
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.some((part) => part?.toLowerCase().includes(word)))
}

export function Page() {
  const { workspace } = useWorkspace()
  const [state, setState] = useAddress(REPORTS)
  const { data, error, isPending: isLoading, refetch } = useQuery(analysesQuery(workspace.id))
  const shown = useMemo(
    () =>
      (data ?? []).filter(
        (one) => (state.kind === 'all' || one.question.kind === state.kind) && matches(one, state.search),
      ),
    [data, state.kind, state.search],
  )
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="page-about">{words.about}</p>
        </div>
      </div>
      <AddressNote codec={REPORTS} />
      {error && <ProblemNote error={error} onAgain={() => void refetch()} />}
      {isLoading && <Skeleton lines={6} />}
      {data?.length === 0 && (
        <Empty
          icon="file"
          title={words.none}
          actions={
            <Link className="button main" to={`/w/${workspace.id}/rules` as never}>
              {words.goRules}
            </Link>
          }
        >
          <p>{words.noneWhy}</p>
        </Empty>
      )}
      {data && data.length > 0 && (
        <>
          <div className="report-filters">
            <Segments
              label={words.title}
              options={KINDS.map((kind) => ({ value: kind, label: words.kind[kind] }))}
              value={state.kind}
              onChange={(kind) => setState({ kind }, { replace: true })}
            />
            <TextField
              label={words.search}
              hidesLabel
              type="search"
              placeholder={words.searchHint}
              value={state.search}
              onChange={(event) => setState({ search: event.target.value }, { replace: true })}
            />
            <span className="muted small" role="status">
              {formatCount(shown.length, 'report')}
            </span>
          </div>
          <ul className="report-list">
            {shown.map((one) => (
              <li key={one.id}>
                <ReportCard
                  workspace={workspace.id}
                  analysis={one}
                  isOpen={state.open === one.id}
                  onOpen={(isOpen) => setState({ open: isOpen ? one.id : '' }, { replace: true })}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <RemovedAnalyses workspace={workspace.id} />
    </div>
  )
}

interface ReportCardProps {
  readonly workspace: string
  readonly analysis: Analysis
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

function ReportCard({ workspace, analysis, isOpen, onOpen }: ReportCardProps) {
  const { question, state, inputs } = analysis
  const isDone = state === 'done'
  const here = `/w/${workspace}/${question.kind}?analysis=${analysis.id}`
  return (
    <article className="card report-card">
      <div className="report-main">
        <div className="report-words">
          <p className="report-question">
            <Icon name={question.kind} />
            <Link to={here as never}>{sayQuestion(analysis)}</Link>
          </p>
          {analysis.headline !== undefined && (
            <p className="report-headline">
              <Told>{analysis.headline}</Told>
            </p>
          )}
          <p className="muted small">
            {shared.asked(formatInstant(analysis.createdAt), analysis.createdBy)};{' '}
            {shared.ofSnapshot(analysis.snapshotNumber)}
            {analysis.isOfHead ? ` (${words.latest})` : ''}
          </p>
        </div>
        <div className="report-actions">
          <ToneWord tone={TONES[state]}>{shared.state[state]}</ToneWord>
          {isDone && (
            <span className="actions">
              <a
                className="button plain"
                href={reportAddress(workspace, analysis.id, 'html')}
                target="_blank"
                rel="noopener noreferrer"
              >
                <Icon name="external" /> {words.open}
              </a>
              <ReportMenu workspace={workspace} analysis={analysis} link={here} />
              <IconButton icon="link" label={shared.copyLink} onClick={() => void copyAddress(here)} />
            </span>
          )}
          {!isPending(analysis) && <RemoveAnalysis workspace={workspace} analysis={analysis} />}
        </div>
      </div>
      {(isPending(analysis) || state === 'failed' || state === 'cancelled') && (
        <PendingNote workspace={workspace} analysis={analysis} />
      )}
      {isDone && (
        <details
          open={isOpen}
          onToggle={({ currentTarget }) => currentTarget.open !== isOpen && onOpen(currentTarget.open)}
        >
          <summary className="small">
            {formatCount(inputs.length, 'input')}, {words.version} {analysis.productVersion}
          </summary>
          {isOpen && <Inputs analysis={analysis} />}
        </details>
      )}
    </article>
  )
}

function Inputs({ analysis }: { readonly analysis: Analysis }) {
  const { inputs, result, snapshot } = analysis
  const lines = [
    ...inputs.map(({ name, sha256 }) => [name, sha256] as const),
    [shared.ofSnapshot(analysis.snapshotNumber), snapshot] as const,
    ...(result === undefined ? [] : [[words.result, result] as const]),
  ]
  return (
    <div className="scroll">
      <table className="table">
        <thead>
          <tr>
            <th>{words.inputs}</th>
            <th>{words.fingerprint}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, sha256]) => (
            <tr key={`${name}${sha256}`}>
              <td>{name}</td>
              <td className="fingerprint">{sha256}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
