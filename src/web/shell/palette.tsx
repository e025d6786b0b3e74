// Search everywhere: pages, rules and scenarios by their name, rows of all tables by what they are called.

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { SearchHit } from '#contract/application/table.ts'
import type { Workspace } from '#contract/application/workspace.ts'
import { formatRowKey } from '#contract/application/condition-text.ts'
import { searchQuery } from '../api/queries.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Key } from '../parts/key.tsx'
import { sayError } from '../parts/problem-note.tsx'
import { useSettled } from '../parts/use-settled.ts'
import { shell } from '../words/en/shell.ts'
import { usePages } from './use-pages.ts'
import { useWorkspace } from './use-workspace.ts'

const TYPING_MILLISECONDS = 120

interface Choice {
  readonly id: string
  readonly group: string
  readonly icon: IconName
  readonly title: string
  readonly about: string
  readonly go: () => void
}

interface PaletteProps {
  readonly workspace: Workspace
  /** What was typed before its field was there. */
  readonly takeTyped: () => string
  readonly onClose: () => void
}

/** The keys of its row as one text, as they stand in an address. */
const keyOfHit = ({ key }: SearchHit): string => Object.values(key).join(' ')

export function Palette({ workspace, takeTyped, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  useEffect(() => setText((before) => takeTyped() + before), [takeTyped])
  const [at, setAt] = useState(0)
  const navigate = useNavigate()
  const listId = useId()
  const { snapshot, isPinned } = useWorkspace()
  const wanted = useSettled(text.trim(), TYPING_MILLISECONDS)
  const { data, isFetching, error } = useQuery({
    ...searchQuery(workspace.id, snapshot ?? '', wanted),
    enabled: wanted !== '' && snapshot !== undefined,
    placeholderData: (before) => before,
  })
  const pinned = isPinned && snapshot !== undefined ? { snapshot } : {}
  const goTo = (to: string, search: Record<string, string> = {}): void => {
    void navigate({ to, search: { ...pinned, ...search } as never })
    onClose()
  }
  const base = `/w/${workspace.id}`
  const pages = usePages()
    .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
    .map(
      ({ path, label, icon, key }): Choice => ({
        id: `page-${path}`,
        group: shell.search.pages,
        icon,
        title: label,
        about: `g ${key}`,
        go: () => goTo(path === '' ? base : `${base}/${path}`),
      }),
    )
  const hits = (wanted === '' ? [] : (data?.hits ?? [])).map(
    (hit): Choice => ({
      id: `${hit.table}-${hit.row}-${hit.column}`,
      group: hit.table,
      icon: hit.table === 'sites' ? 'map' : hit.table === 'parts' ? 'spares' : 'network',
      title: hit.name ?? keyOfHit(hit),
      about:
        hit.value === keyOfHit(hit) || hit.value === hit.name
          ? keyOfHit(hit)
          : `${shell.search.foundIn(hit.column)}: ${hit.value}`,
      go: () => goTo(`${base}/network`, { table: hit.table, row: formatRowKey(Object.values(hit.key)) }),
    }),
  )
  const rules = (wanted === '' ? [] : (data?.rules ?? [])).map(
    ({ pack, rule, title }): Choice => ({
      id: `rule-${pack}-${rule}`,
      group: shell.search.rules,
      icon: 'rules',
      title,
      about: rule,
      go: () => goTo(`${base}/rules`, { view: 'rule', pack, rule }),
    }),
  )
  const scenarios = (wanted === '' ? [] : (data?.scenarios ?? [])).map(
    ({ scenario, title }): Choice => ({
      id: `scenario-${scenario}`,
      group: shell.search.scenarios,
      icon: 'spares',
      title: title === '' ? scenario : title,
      about: scenario,
      go: () => goTo(`${base}/spares`, { scenario }),
    }),
  )
  // Who types the whole name of a row means that, whatever rules have it in their titles.
  const isRow = data?.hits.some((hit) => [keyOfHit(hit), hit.name].includes(wanted)) === true
  const choices = isRow ? [...hits, ...rules, ...scenarios, ...pages] : [...rules, ...scenarios, ...hits, ...pages]
  const chosen = Math.min(at, choices.length - 1)
  useEffect(() => setAt(0), [wanted])

  // Enter before the results are there is meant of the first of them; whoever types on takes it back.
  const isReady = wanted === text.trim() && !isFetching
  const [entered, setEntered] = useState<string | undefined>()
  const first = error ? undefined : choices[0]
  useEffect(() => {
    if (entered === undefined || !isReady) return
    setEntered(undefined)
    if (entered === wanted) first?.go()
  }, [entered, isReady, wanted, first])

  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && choices.length > 0) {
      event.preventDefault()
      setAt((chosen + step + choices.length) % choices.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (isReady) choices[chosen]?.go()
      else setEntered(text.trim())
    }
  }
  const groups = [...new Set(choices.map(({ group }) => group))]
  return (
    <Dialog title={shell.search.open} isOpen onClose={onClose} place="top" size="wide" showsTitle={false}>
      <div className="palette">
        <div className="palette-field">
          <Icon name="search" />
          <input
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={choices[chosen] ? `${listId}-${chosen}` : undefined}
            aria-autocomplete="list"
            aria-label={shell.search.hint}
            placeholder={shell.search.hint}
            autoFocus
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={press}
          />
          {isFetching && <span className="spinner" role="status" aria-label={shell.search.searching} />}
        </div>
        <div className="palette-list" id={listId} role="listbox" aria-label={shell.search.open}>
          {groups.map((group) => (
            <div key={group} role="group" aria-label={group}>
              <div className="palette-group" aria-hidden="true">
                {group}
              </div>
              {choices.map((choice, index) =>
                choice.group === group ? (
                  <PaletteChoice
                    key={choice.id}
                    id={`${listId}-${index}`}
                    choice={choice}
                    isChosen={index === chosen}
                    onPoint={() => setAt(index)}
                  />
                ) : null,
              )}
            </div>
          ))}
        </div>
        {error && <p className="palette-word bad">{sayError(error)}</p>}
        {choices.length === 0 && !isFetching && !error && (
          <p className="palette-word">{text.trim() === '' ? shell.search.begin : shell.search.none(text.trim())}</p>
        )}
        {wanted !== '' && data?.hasMore && <p className="palette-word">{shell.search.more}</p>}
        <footer className="palette-keys" aria-hidden="true">
          <span>
            <Key>↑</Key>
            <Key>↓</Key> {shell.search.keys.choose}
          </span>
          <span>
            <Key>Enter</Key> {shell.search.keys.open}
          </span>
          <span>
            <Key>Esc</Key> {shell.search.keys.close}
          </span>
        </footer>
      </div>
    </Dialog>
  )
}

interface PaletteChoiceProps {
  readonly id: string
  readonly choice: Choice
  readonly isChosen: boolean
  readonly onPoint: () => void
}

function PaletteChoice({ id, choice, isChosen, onPoint }: PaletteChoiceProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isChosen}
      className="palette-choice"
      onPointerMove={onPoint}
      onClick={choice.go}
    >
      <Icon name={choice.icon} />
      <span className="palette-title">{choice.title}</span>
      <span className="palette-about">{choice.about}</span>
    </div>
  )
}
