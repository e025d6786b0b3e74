// Who one is here and for which organisation, how the page looks, and the keys.

import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '#contract/application/people.ts'
import { paths } from '../api/paths.ts'
import { chooseOrganisation } from '../api/people.ts'
import { ask } from '../api/request.ts'
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
    location.assign('/')
  } catch (error) {
    remark(sayError(error), 'bad')
  }
}

const signOut = (): Promise<unknown> => ask<undefined>(paths.signOut, { method: 'POST', body: {} })

interface PersonMenuProps {
  readonly me: Me | undefined
  /** Without: there is no list of keys here. */
  readonly onKeys?: () => void
  readonly onGo?: () => void
}

export function PersonMenu({ me, onKeys, onGo }: PersonMenuProps) {
  const navigate = useNavigate()
  const [theme, keep] = useState(readTheme)
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
            onChoose: () => void beSomebodyElse(signOut),
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
