// Who one is here, how the page looks, and the keys.

import { useState } from 'react'
import type { Me } from '#contract/application/people.ts'
import { paths } from '../api/paths.ts'
import { ask } from '../api/request.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { shell } from '../words/en/shell.ts'
import { readTheme, setTheme, THEMES, type Theme } from './theme.ts'

const ICONS = { system: 'screen', light: 'sun', dark: 'moon' } as const

async function signOut(): Promise<void> {
  await ask<undefined>(paths.signOut, { method: 'POST', body: {} })
  location.assign('/')
}

interface PersonMenuProps {
  readonly me: Me | undefined
  readonly onKeys: () => void
}

export function PersonMenu({ me, onKeys }: PersonMenuProps) {
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
  const rest = [
    { id: 'keys', label: shell.shortcuts.name, icon: 'keyboard' as const, onChoose: onKeys },
    ...(me?.mode === 'team'
      ? [
          {
            id: 'out',
            label: shell.person.signOut,
            icon: 'external' as const,
            onChoose: () => void signOut(),
          },
        ]
      : []),
  ]
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
      label={`${shell.theme.name}, ${shell.shortcuts.name}`}
      button={button}
      groups={[
        { title: shell.theme.name, choices: themes },
        { title: me ? shell.person.version(me.version) : shell.product, choices: rest },
      ]}
    />
  )
}
