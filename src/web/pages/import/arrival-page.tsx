// One arrival: how it is read, what it would change, its faults, and the decision on it.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type Arrival, type ReadArrival, WORKSPACE_FILES, WORKSPACE_FORMAT } from '#contract/application/arrival.ts'
import {
  acceptArrival,
  arrivalQuery,
  cancelJob,
  isBeingWorkedOn,
  previewArrival,
  rejectArrival,
} from '../../api/arrivals.ts'
import { hasCode } from '../../api/problem-error.ts'
import { factsQuery } from '../../api/queries.ts'
import { useJob } from '../../api/use-job.ts'
import { formatInstant, formatSize } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { EndedJob } from '../../parts/ended-job.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Progress } from '../../parts/progress.tsx'
import { remark } from '../../parts/remark.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { useMay } from '../../shell/use-role.ts'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { importing as words } from '../../words/en/import.ts'
import { shell } from '../../words/en/shell.ts'
import { Changes } from './changes.tsx'
import { Faults } from './faults.tsx'
import { ArrivalState, nameArrival } from './history.tsx'
import { HowRead } from './how-read.tsx'
import { PreviewResult } from './preview-result.tsx'
import { listFilesByHand, listReplaceable, listSources, namesOfTables } from './suggest-source.ts'
import { useMappingText } from './use-mapping-text.ts'

interface ArrivalPageProps {
  readonly workspace: string
  readonly id: string
  readonly onBack: () => void
}

export function ArrivalPage({ workspace, id, onBack }: ArrivalPageProps) {
  const asked = useQuery(arrivalQuery(workspace, id))
  const { data: arrival } = asked
  return (
    <>
      <div className="arrival-back">
        <Button look="quiet" icon="left" onClick={onBack}>
          {words.back}
        </Button>
      </div>
      {asked.error && !arrival && <ProblemNote error={asked.error} onAgain={() => void asked.refetch()} />}
      {!asked.error && !arrival && <Skeleton lines={6} />}
      {arrival && <ArrivalBody workspace={workspace} arrival={arrival} />}
    </>
  )
}

/** Preview, and what is done with what it says; after each the arrival and the workspace are asked anew. */
function useArrivalActs(workspace: string, arrival: Arrival) {
  const { id, read } = arrival
  const queries = useQueryClient()
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ['workspace', workspace] })
  /** At once, so that nothing can be decided on what is being read anew. */
  const show = (told: Arrival): void => void queries.setQueryData(arrivalQuery(workspace, id).queryKey, told)
  const preview = useMutation({
    mutationFn: (how: ReadArrival) => previewArrival(workspace, id, how),
    onSuccess: show,
    onSettled: refresh,
  })
  const accept = useMutation({
    mutationFn: () => acceptArrival(workspace, arrival),
    onSuccess: show,
    onSettled: refresh,
    onError: (error) => {
      if (!hasCode(error, 'changed-meanwhile')) return
      remark(words.decide.moved, 'bad')
      preview.mutate(read ?? {})
    },
  })
  const reject = useMutation({
    mutationFn: () => rejectArrival(workspace, arrival),
    onSettled: refresh,
    onSuccess: () => remark(words.decide.rejected),
  })
  // What stood against a decision stood against it then: somebody else may have decided meanwhile.
  useEffect(() => {
    if (accept.isError) accept.reset()
    if (reject.isError) reject.reset()
  }, [arrival.state])
  return { preview, accept, reject, refresh }
}

function ArrivalBody({ workspace, arrival }: { readonly workspace: string; readonly arrival: Arrival }) {
  const { preview, accept, reject, refresh } = useArrivalActs(workspace, arrival)
  const mapping = useMappingText(arrival)
  const mayRead = useMay('analyst')
  const mayDecide = useMay('approver')
  const mayCancel = arrival.state === 'accepting' ? mayDecide : mayRead
  const head = useWorkspace().workspace.head?.digest
  const facts = useQuery({ ...factsQuery(workspace, head ?? ''), enabled: head !== undefined })
  const earlier = useMemo(() => listSources(facts.data?.inputs ?? []), [facts.data])
  const replaceable = useMemo(
    () =>
      listReplaceable(
        listFilesByHand(facts.data?.inputs ?? []),
        namesOfTables(arrival),
        (arrival.preview?.tables ?? []).map(({ table }) => table),
      ),
    [facts.data, arrival],
  )
  const isWorking = isBeingWorkedOn(arrival)
  const isOpen = arrival.state === 'received' || arrival.state === 'previewed' || arrival.state === 'refused'
  const job = useJob(isWorking || isOpen ? arrival.job : undefined, () => {
    if (isWorking) refresh()
  })
  const cancel = useMutation({ mutationFn: (id: string) => cancelJob(id), onSettled: refresh })
  const stale = whyStale(arrival)
  const error = preview.error ?? (hasCode(accept.error, 'changed-meanwhile') ? undefined : accept.error) ?? reject.error
  return (
    <div className="arrival">
      <header className="arrival-head">
        <div>
          <h2>
            {nameArrival(arrival)} <ArrivalState state={arrival.state} />
          </h2>
          <p className="muted small">
            {words.arrivedBy(arrival.createdBy, formatInstant(arrival.createdAt))}
            {arrival.decidedBy !== undefined &&
              arrival.decidedAt !== undefined &&
              ` · ${words.decidedBy(words.states[arrival.state], arrival.decidedBy, formatInstant(arrival.decidedAt))}`}
          </p>
        </div>
        {isOpen && (
          <Decision
            arrival={arrival}
            onAccept={() => accept.mutate()}
            onReject={() => reject.mutate()}
            isBusy={accept.isPending || reject.isPending || preview.isPending}
          />
        )}
      </header>
      {error && <ProblemNote error={error} />}
      {isWorking && (
        <div className="card card-body arrival-working">
          <Progress
            what={
              job?.state === 'queued'
                ? shell.common.waiting
                : (job?.progress?.what ??
                  (arrival.state === 'accepting' ? words.working.accepting : words.working.previewing))
            }
            done={job?.progress?.done}
            total={job?.progress?.total}
          />
          {arrival.job !== undefined && mayCancel && (
            <Button disabled={cancel.isPending} onClick={() => cancel.mutate(arrival.job ?? '')}>
              {words.working.cancel}
            </Button>
          )}
        </div>
      )}
      {isOpen && job && (
        <EndedJob job={job} mayResume={job.kind === 'accept-arrival' ? mayDecide : mayRead} onResumed={refresh} />
      )}
      {stale !== undefined && !isWorking && (
        <div className="note doubt">
          <ToneMark tone="doubt" />
          <div>
            <p>{stale}</p>
            {isOpen && mayRead && (
              <Button
                icon="refresh"
                look="main"
                disabled={preview.isPending}
                onClick={() => preview.mutate(arrival.read ?? {})}
              >
                {words.how.previewAnew}
              </Button>
            )}
          </div>
        </div>
      )}
      {arrival.preview && !isWorking && (
        <>
          <PreviewResult arrival={arrival} preview={arrival.preview} earlier={earlier} replaceable={replaceable} />
          {arrival.preview.errors + arrival.preview.warnings > 0 && (
            <Faults
              workspace={workspace}
              arrival={arrival.id}
              preview={arrival.preview}
              mapping={arrival.read?.mapping ?? ''}
            />
          )}
          {arrival.state !== 'refused' && !arrival.preview.changesNothing && (
            <Changes workspace={workspace} arrival={arrival.id} preview={arrival.preview} />
          )}
        </>
      )}
      {isOpen && mayRead && arrival.recognised === WORKSPACE_FORMAT && (
        <section className="card">
          <header className="card-head">
            <h3>{words.how.title}</h3>
            <Button look="main" disabled={preview.isPending} onClick={() => preview.mutate({})}>
              {arrival.preview ? words.how.previewAnew : words.how.preview}
            </Button>
          </header>
          <p className="card-body">{words.how.ofWorkspace}</p>
        </section>
      )}
      {isOpen && mayRead && arrival.recognised !== WORKSPACE_FORMAT && (head === undefined || facts.isFetched) && (
        <HowRead
          workspace={workspace}
          arrival={arrival}
          earlier={earlier}
          replaceable={replaceable}
          writing={mapping}
          isBusy={preview.isPending}
          onPreview={(how) => preview.mutate(how)}
        />
      )}
      <section className="card">
        <header className="card-head">
          <h3>{words.files(arrival.files.length)}</h3>
        </header>
        <ul className="card-body arrived">
          {arrival.files.map(({ name, bytes, sha256 }) => (
            <li key={name}>
              <span>{name}</span> <span className="muted">{formatSize(bytes)}</span>{' '}
              <code className="muted" title={sha256}>
                {sha256.slice(0, 12)}
              </code>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** Why its preview is not to be gone by; undefined where it is. */
function whyStale({ isOutdated, isBehind, state }: Arrival): string | undefined {
  if (isOutdated === true) return state === 'accepted' || state === 'rejected' ? words.outdatedThen : words.outdated
  return isBehind && state === 'previewed' ? words.behind : undefined
}

interface DecisionProps {
  readonly arrival: Arrival
  readonly isBusy: boolean
  readonly onAccept: () => void
  readonly onReject: () => void
}

function Decision({ arrival, isBusy, onAccept, onReject }: DecisionProps) {
  const mayDecide = useMay('approver')
  const [asked, setAsked] = useState<'accept' | 'reject'>()
  if (!mayDecide) return <p className="muted">{words.decide.onlyApprovers}</p>
  const differences = arrival.preview?.differences ?? []
  const sum = (kind: 'added' | 'changed' | 'gone', isOfFiles = false): number =>
    differences
      .filter(({ table }) => (table === WORKSPACE_FILES) === isOfFiles)
      .reduce((all, difference) => all + difference[kind], 0)
  const files = sum('added', true) + sum('changed', true)
  const close = (): void => setAsked(undefined)
  const isAccept = asked === 'accept'
  return (
    <div className="actions">
      <Button disabled={isBusy} onClick={() => setAsked('reject')}>
        {words.decide.reject}
      </Button>
      {arrival.state === 'previewed' && !arrival.isBehind && arrival.preview?.changesNothing === false && (
        <Button look="main" icon="check" disabled={isBusy} onClick={() => setAsked('accept')}>
          {words.decide.accept}
        </Button>
      )}
      <Dialog
        title={isAccept ? words.decide.acceptTitle : words.decide.rejectTitle}
        isOpen={asked !== undefined}
        onClose={close}
        isAlert
        footer={
          <>
            <Button onClick={close}>{shell.common.cancel}</Button>
            <Button
              look={isAccept ? 'main' : 'grave'}
              onClick={() => {
                close()
                if (isAccept) onAccept()
                else onReject()
              }}
            >
              {isAccept ? words.decide.accept : words.decide.reject}
            </Button>
          </>
        }
      >
        <p>
          {isAccept ? words.decide.acceptWhy(sum('added'), sum('changed'), sum('gone'), files) : words.decide.rejectWhy}
        </p>
      </Dialog>
    </div>
  )
}
