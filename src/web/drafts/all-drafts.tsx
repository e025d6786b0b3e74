// The drafts of one kind, and the way to another.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedDraft } from '#contract/application/draft.ts'
import { draftsQuery } from '../analyses/queries.ts'
import { useMayAnalyse } from '../analyses/use-may-analyse.ts'
import { formatInstant } from '../format.ts'
import { Button } from '../parts/button.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { ToneWord } from '../parts/tone.tsx'
import { analyses } from '../words/en/analyses.ts'
import { type Beginning, NewDraft, type NewDraftProps } from './new-draft.tsx'
import { useUnsaved } from './use-unsaved.ts'

const words = analyses.draft

type Choice = Omit<Extract<Beginning, { readonly kind: 'choice' }>, 'kind'>

interface AllDraftsProps extends Pick<NewDraftProps, 'workspace' | 'kind'>, Choice {
  readonly about: string
  /** What one does to begin another. */
  readonly create: string
  readonly onOpen: (id: string) => void
}

export function AllDrafts({ workspace, kind, about, create, sources, template, onOpen }: AllDraftsProps) {
  const { data = [], error, isPending } = useQuery(draftsQuery(workspace))
  const [isCreating, setCreating] = useState(false)
  const mayAnalyse = useMayAnalyse()
  return (
    <section>
      <div className="section-head">
        <p className="page-about">{about}</p>
        {mayAnalyse && (
          <Button look="main" icon="plus" onClick={() => setCreating(true)}>
            {create}
          </Button>
        )}
      </div>
      {error && <ProblemNote error={error} />}
      {isPending ? (
        <Skeleton />
      ) : (
        <DraftList workspace={workspace} drafts={data.filter((draft) => draft.kind === kind)} onOpen={onOpen} />
      )}
      {isCreating && (
        <NewDraft
          workspace={workspace}
          kind={kind}
          title={create}
          start={{ kind: 'choice', sources, template }}
          onCreated={({ id }) => onOpen(id)}
          onClose={() => setCreating(false)}
        />
      )}
    </section>
  )
}

interface DraftListProps {
  readonly workspace: string
  readonly drafts: readonly ListedDraft[]
  readonly onOpen: (id: string) => void
}

function DraftList({ workspace, drafts, onOpen }: DraftListProps) {
  const unsaved = useUnsaved()
  if (drafts.length === 0) return <p className="muted">{words.none}</p>
  return (
    <div className="draft-list">
      {drafts.map((draft) => (
        <button key={draft.id} type="button" className="card draft-card" onClick={() => onOpen(draft.id)}>
          <b className="identifier">{draft.name}</b>
          <span className="muted small">
            {words.version(draft.version, formatInstant(draft.updatedAt), draft.updatedBy)}
          </span>
          <FaultCount count={draft.faultCount} />
          {unsaved.has(`${workspace}/${draft.id}`) && (
            <span className="small">
              <ToneWord tone="doubt">{words.unsavedHere}</ToneWord>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

/** Of a draft nobody opened since the server began it is not known. */
function FaultCount({ count }: { readonly count: number | undefined }) {
  if (count === undefined) return <span className="small muted">{words.faultsNotLooked}</span>
  return (
    <span className={`small ${count > 0 ? 'bad' : 'muted'}`}>{count > 0 ? words.faults(count) : words.noFaults}</span>
  )
}
