// Who one is here and for which organisation, how the page looks, and the keys.

import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '#contract/application/people.ts'
import { leavePage } from '../api/owner.ts'
import { paths } from '../api/paths.ts'
import { chooseOrganisation } from '../api/people.ts'
import { ask } from '../api/request.ts'
import { countUnsaved, dropUnsaved, shelfOfBrowser } from '../drafts/unsaved-words.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Menu, type MenuChoice } from '../parts/menu.tsx'
import { sayError } from '../parts/problem-note.tsx'
import { remark } from '../parts/remark.ts'
import { shell } from '../words/en/shell.ts'
import { readTheme, setTheme, THEMES, type Theme } from './theme.ts'

const ICONS = { system: 'screen', light: 'sun', dark: 'moon' } as const

/** Whoever one was, nothing of what is held in the page is theirs any more. */
async function beSomebodyElse(become: () => Promise<unknown>): Promise<void> {
  try {
    await become()
    leavePage('/')
  } catch (error) {
    remark(sayError(error), 'bad')
  }
}

/**
 * What this person typed and did not save goes from the browser too. No other page would show it to others, but whoever has the
 * browser could read it, and one who signs out of a shared one leaves nothing behind. They are asked before. A session that ends
 * by itself takes nothing away: it is there when they are back.
 */
async function signOut(person: string): Promise<void> {
  await ask<undefined>(paths.signOut, { method: 'POST', body: {} })
  dropUnsaved(shelfOfBrowser(), person)
}

interface PersonMenuProps {
  readonly me: Me | undefined
  /** Without: there is no list of keys here. */
  readonly onKeys?: () => void
  readonly onGo?: () => void
}

export function PersonMenu({ me, onKeys, onGo }: PersonMenuProps) {
  const navigate = useNavigate()
  const [theme, keep] = useState(readTheme)
  /** Texts that would be lost by signing out, while that is asked. */
  const [unsaved, setUnsaved] = useState(0)
  const leave = (): void => {
    if (me) void beSomebodyElse(() => signOut(me.person.id))
  }
  const askToLeave = (): void => {
    const count = me ? countUnsaved(shelfOfBrowser(), me.person.id) : 0
    if (count === 0) leave()
    else setUnsaved(count)
  }
  const choose = (next: Theme): void => {
    setTheme(next)
    keep(next)
  }
  const themes = THEMES.map((one) => ({
    id: one,
    label: shell.theme[one],
    icon: ICONS[one],
    isChosen: one === theme,
    onChoose: () => choose(one),
  }))
  const goToPeople = (): void => {
    void navigate({ to: '/people' })
    onGo?.()
  }
  const ofTeam: readonly MenuChoice[] =
    me?.mode === 'team'
      ? [
          { id: 'people', label: shell.person.people, icon: 'people', onChoose: goToPeople },
          {
            id: 'out',
            label: shell.person.signOut,
            icon: 'external',
            onChoose: askToLeave,
          },
        ]
      : []
  const keys: readonly MenuChoice[] = onKeys
    ? [{ id: 'keys', label: shell.shortcuts.name, icon: 'keyboard', onChoose: onKeys }]
    : []
  const rest = [...keys, ...ofTeam]
  const about = me?.mode === 'team' ? `${me.organisation.name} · ${shell.person.role[me.role]}` : shell.person.local
  const button = (
    <>
      <span className="person-mark" aria-hidden="true">
        <Icon name="person" />
      </span>
      <span className="person-words">
        <span className="person-name">{me?.person.name ?? ''}</span>
        <span className="person-about">{me ? about : ''}</span>
      </span>
      <Icon name="more" />
    </>
  )
  return (
    <>
      <Menu
        className="person-button"
        label={shell.person.menu}
        button={button}
        groups={[
          ...(me && me.organisations.length > 1
            ? [{ title: shell.person.organisation, choices: organisationsOf(me) }]
            : []),
          { title: shell.theme.name, choices: themes },
          ...(rest.length > 0 ? [{ title: me ? shell.person.version(me.version) : shell.product, choices: rest }] : []),
        ]}
      />
      <Dialog
        title={shell.person.signOut}
        isOpen={unsaved > 0}
        isAlert
        onClose={() => setUnsaved(0)}
        footer={
          <>
            <Button onClick={() => setUnsaved(0)}>{shell.common.cancel}</Button>
            <Button look="grave" onClick={leave}>
              {shell.person.signOut}
            </Button>
          </>
        }
      >
        <p>{shell.person.unsaved(unsaved)}</p>
      </Dialog>
    </>
  )
}

function organisationsOf({ organisations, organisation }: Me): MenuChoice[] {
  return organisations.map(({ id, name }) => ({
    id,
    label: name,
    isChosen: id === organisation.id,
    onChoose: () => {
      if (id !== organisation.id) void beSomebodyElse(() => chooseOrganisation(id))
    },
  }))
}
