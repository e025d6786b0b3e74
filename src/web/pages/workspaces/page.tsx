// All workspaces of the organisation: opened, made, renamed, removed.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Workspace } from '#contract/application/workspace.ts'
import { codecOf, flag } from '../../address/codec.ts'
import { useAddress } from '../../address/use-address.ts'
import { meQuery, workspacesQuery } from '../../api/queries.ts'
import { useChange } from '../../api/use-change.ts'
import { useJob } from '../../api/use-job.ts'
import { getWorkspace, renameWorkspace } from '../../api/workspaces.ts'
import { formatInstant, formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { ChangeFault } from '../../parts/change-fault.tsx'
import { Empty } from '../../parts/empty.tsx'
import { TextField } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { remark } from '../../parts/remark.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ToneWord } from '../../parts/tone.tsx'
import { PersonMenu } from '../../shell/person-menu.tsx'
import { useMay } from '../../shell/use-role.ts'
import { shell } from '../../words/en/shell.ts'
import { workspaces as words } from '../../words/en/workspaces.ts'
import { CreateDialog } from './create-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { sayHead } from './say-head.ts'
import './workspaces.css'

const WORKSPACES = codecOf({ new: flag() })

export function Page() {
  const asked = useQuery({
    ...workspacesQuery,
    refetchInterval: ({ state }) => (state.data?.some(({ head, job }) => !head && job !== undefined) ? 2000 : false),
  })
  const [state, setState] = useAddress(WORKSPACES)
  const [renaming, setRenaming] = useState<Workspace>()
  const navigate = useNavigate()
  const [removing, setRemoving] = useState<Workspace>()
  const { data: me } = useQuery(meQuery)
  const mayMake = useMay('analyst')
  const mayRemove = useMay('administrator')
  const create = (): void => setState({ new: true })
  const button = mayMake && (
    <Button look="main" icon="plus" onClick={create}>
      {words.create}
    </Button>
  )
  return (
    <main className="page workspaces" id="page">
      <title>{`${words.title} · ${shell.product}`}</title>
      <header className="page-head">
        <div className="workspaces-title">
          <img src="/mainstay.svg" alt="" width="32" height="32" />
          <div>
            <h1>{words.title}</h1>
            <p className="page-about">{words.about}</p>
          </div>
        </div>
        <div className="actions">
          {asked.data && asked.data.length > 0 && button}
          <PersonMenu me={me} />
        </div>
      </header>
      {asked.error && <ProblemNote error={asked.error} onAgain={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton lines={5} />}
      {asked.data?.length === 0 && (
        <Empty icon="layers" title={words.none} actions={button}>
          {words.noneWhy}
        </Empty>
      )}
      {asked.data && asked.data.length > 0 && (
        <div className="card scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.snapshot}</th>
                <th scope="col" className="number">
                  {words.columns.rows}
                </th>
                <th scope="col">{words.columns.created}</th>
                <th scope="col">
                  <span className="aloud">{words.columns.change}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {asked.data.map((workspace) => (
                <tr key={workspace.id}>
                  <th scope="row">
                    <Link className="workspace-link" to={`/w/${workspace.id}`}>
                      {workspace.name}
                    </Link>
                  </th>
                  <td>{workspace.head ? sayHead(workspace) : <Making workspace={workspace} />}</td>
                  <td className="number">
                    {workspace.head && formatNumber(workspace.head.tables.reduce((sum, { rows }) => sum + rows, 0))}
                  </td>
                  <td className="whole">{formatInstant(workspace.createdAt)}</td>
                  <td className="number">
                    {mayMake && (
                      <Button look="quiet" icon="edit" onClick={() => setRenaming(workspace)}>
                        {words.rename}
                      </Button>
                    )}
                    {mayRemove && (
                      <Button look="quiet" icon="trash" onClick={() => setRemoving(workspace)}>
                        {words.remove}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {state.new && (
        <CreateDialog
          onClose={() => setState({ new: false }, { replace: true })}
          onMade={({ id }) => void navigate({ to: `/w/${id}` })}
        />
      )}
      {renaming && <RenameDialog workspace={renaming} onClose={() => setRenaming(undefined)} />}
      {removing && <RemoveDialog workspace={removing} onClose={() => setRemoving(undefined)} />}
    </main>
  )
}

/** A workspace that holds nothing yet; where making it ended, its page says why, and takes it up again. */
function Making({ workspace }: { readonly workspace: Workspace }) {
  const job = useJob(workspace.job)
  if (job?.state !== 'failed' && job?.state !== 'cancelled') return sayHead(workspace)
  return (
    <Link to={`/w/${workspace.id}`}>
      <ToneWord tone="bad">{words.notMade}</ToneWord>
    </Link>
  )
}

function RenameDialog({ workspace, onClose }: { readonly workspace: Workspace; readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [name, setName] = useState(workspace.name)
  const { attempt, theirs } = useChange({
    thing: workspace,
    load: () => getWorkspace(workspace.id),
    gist: (one) => one.name,
    change: (seen) => renameWorkspace(workspace.id, name.trim(), seen),
  })
  const rename = useMutation({
    mutationFn: attempt,
    onSuccess: () => {
      void queries.invalidateQueries()
      remark(words.renamed)
      onClose()
    },
  })
  return (
    <FormDialog
      title={words.renameTitle}
      label={shell.common.save}
      isWhole={name.trim() !== ''}
      done={rename}
      fault={
        rename.error && (
          <ChangeFault
            error={rename.error}
            theirs={theirs}
            say={(now) => words.renamedMeanwhile(now.name)}
            onTake={(now) => setName(now.name)}
          />
        )
      }
      onClose={onClose}
    >
      <TextField
        label={words.name}
        value={name}
        maxLength={120}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  )
}
