// Views that were saved: gone to, saved, deleted.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedView } from '#contract/application/saved-view.ts'
import { parseSearch } from '../../address/search.ts'
import { useChange } from '../../api/use-change.ts'
import { changeView, deleteView, getView, saveView, viewsQuery } from '../../api/views.ts'
import { Button } from '../../parts/button.tsx'
import { ChangeFault } from '../../parts/change-fault.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { remark } from '../../parts/remark.ts'
import { network } from '../../words/en/network.ts'
import { shell } from '../../words/en/shell.ts'

type Asked = { readonly kind: 'save' } | { readonly kind: 'change' | 'delete'; readonly view: SavedView }

/** A view is of whatever snapshot is the latest, so the snapshot and the open row are no part of it. */
function queryToKeep(): string {
  const parameters = new URLSearchParams(location.search)
  parameters.delete('snapshot')
  parameters.delete('row')
  return parameters.toString()
}

export function ViewsMenu({ page }: { readonly page: SavedView['page'] }) {
  const navigate = useNavigate()
  const { data: views = [] } = useQuery(viewsQuery(page))
  const [asked, setAsked] = useState<Asked>()
  const goTo = ({ query }: SavedView): void => void navigate({ to: '.', search: parseSearch(query) as never })
  const choiceOf = (view: SavedView) => ({
    id: view.id,
    label: view.name,
    icon: 'bookmark' as const,
    onChoose: () => goTo(view),
  })
  const mine = views.filter(({ isMine }) => isMine)
  const others = views.filter(({ isMine }) => !isMine)
  const groups = [
    ...(mine.length > 0 ? [{ title: network.views.mine, choices: mine.map(choiceOf) }] : []),
    ...(others.length > 0 ? [{ title: network.views.shared, choices: others.map(choiceOf) }] : []),
    {
      ...(views.length === 0 ? { title: network.views.none } : {}),
      choices: [
        { id: 'save', label: network.views.save, icon: 'plus' as const, onChoose: () => setAsked({ kind: 'save' }) },
        ...mine.map((view) => ({
          id: `change-${view.id}`,
          label: network.views.change(view.name),
          icon: 'edit' as const,
          onChoose: () => setAsked({ kind: 'change', view }),
        })),
        ...mine.map((view) => ({
          id: `delete-${view.id}`,
          label: network.views.delete(view.name),
          icon: 'trash' as const,
          isGrave: true,
          onChoose: () => setAsked({ kind: 'delete', view }),
        })),
      ],
    },
  ]
  const close = (): void => setAsked(undefined)
  return (
    <>
      <Menu
        label={network.views.open}
        button={
          <>
            <Icon name="bookmark" />
            <span className="button-words">{network.views.open}</span>
          </>
        }
        groups={groups}
      />
      {asked?.kind === 'save' && <SaveDialog page={page} onClose={close} />}
      {asked?.kind === 'change' && <ChangeDialog view={asked.view} onClose={close} />}
      {asked?.kind === 'delete' && <DeleteDialog view={asked.view} onClose={close} />}
    </>
  )
}

function SaveDialog({ page, onClose }: { readonly page: SavedView['page']; readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const save = useMutation({
    mutationFn: () => saveView({ name: name.trim(), page, query: queryToKeep(), isShared }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['views'] })
      remark(network.views.saved)
      onClose()
    },
  })
  return (
    <FormDialog
      title={network.views.title}
      label={shell.common.save}
      isWhole={name.trim() !== ''}
      done={save}
      onClose={onClose}
    >
      <ViewFields name={name} onName={setName} isShared={isShared} onShared={setShared} />
    </FormDialog>
  )
}

interface ViewFieldsProps {
  readonly name: string
  readonly onName: (name: string) => void
  readonly isShared: boolean
  readonly onShared: (isShared: boolean) => void
}

function ViewFields({ name, onName, isShared, onShared }: ViewFieldsProps) {
  return (
    <>
      <TextField
        label={network.views.name}
        about={network.views.nameAbout}
        value={name}
        maxLength={120}
        autoFocus
        onChange={(event) => onName(event.target.value)}
      />
      <Check checked={isShared} onChange={(event) => onShared(event.target.checked)}>
        {network.views.share}
      </Check>
    </>
  )
}

interface OfViewProps {
  readonly view: SavedView
  readonly onClose: () => void
}

/** Its name, and who has it; what it shows stays. */
function ChangeDialog({ view, onClose }: OfViewProps) {
  const queries = useQueryClient()
  const [name, setName] = useState(view.name)
  const [isShared, setShared] = useState(view.isShared)
  const { attempt, theirs } = useChange({
    thing: view,
    load: () => getView(view.id),
    gist: gistOf,
    change: (tag, { page, query }) => changeView(view.id, { name: name.trim(), page, query, isShared }, tag),
  })
  const change = useMutation({
    mutationFn: attempt,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['views'] })
      remark(network.views.changed)
      onClose()
    },
  })
  return (
    <FormDialog
      title={network.views.changeTitle}
      label={shell.common.save}
      isWhole={name.trim() !== ''}
      done={change}
      fault={
        change.error && (
          <ChangeFault
            error={change.error}
            theirs={theirs}
            say={(now) => network.views.meanwhile(now.name, now.isShared)}
            onTake={(now) => {
              setName(now.name)
              setShared(now.isShared)
            }}
          />
        )
      }
      onClose={onClose}
    >
      <ViewFields name={name} onName={setName} isShared={isShared} onShared={setShared} />
    </FormDialog>
  )
}

const gistOf = ({ name, query, isShared }: SavedView): unknown => [name, query, isShared]

function DeleteDialog({ view, onClose }: OfViewProps) {
  const queries = useQueryClient()
  const { attempt, theirs } = useChange({
    thing: view,
    load: () => getView(view.id),
    gist: gistOf,
    change: (seen) => deleteView(view.id, seen),
  })
  const remove = useMutation({
    mutationFn: attempt,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['views'] })
      remark(network.views.deleted)
      onClose()
    },
  })
  return (
    <Dialog title={network.views.deleteTitle} isOpen onClose={onClose} isAlert>
      <p>{network.views.deleteWhy(view.name)}</p>
      {remove.error && (
        <ChangeFault
          error={remove.error}
          theirs={theirs}
          say={(now) => network.views.meanwhile(now.name, now.isShared)}
        />
      )}
      <div className="actions end">
        <Button onClick={onClose}>{shell.common.cancel}</Button>
        <Button look="grave" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {shell.common.delete}
        </Button>
      </div>
    </Dialog>
  )
}
