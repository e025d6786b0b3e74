// A button that opens a list of things to do or to go to.

import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

export interface MenuChoice {
  readonly id: string
  readonly label: string
  readonly about?: string
  readonly icon?: IconName
  readonly isChosen?: boolean
  readonly isGrave?: boolean
  readonly isDisabled?: boolean
  readonly onChoose: () => void
}

export interface MenuGroup {
  readonly title?: string
  readonly choices: readonly MenuChoice[]
}

interface MenuProps {
  /** What the list is of. A button without words of its own has it for its name. */
  readonly label: string
  readonly hasWords?: boolean
  readonly className?: string
  readonly button: ReactNode
  readonly groups: readonly MenuGroup[]
  readonly isDisabled?: boolean
}

export function Menu({
  label,
  className = 'button plain',
  button,
  groups,
  hasWords = true,
  isDisabled = false,
}: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className={className} isDisabled={isDisabled} {...(hasWords ? {} : { 'aria-label': label })}>
        {button}
      </AriaButton>
      <Popover className="popover" placement="bottom start">
        <AriaMenu className="menu" aria-label={label}>
          {listGroups(label, groups)}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** What stands in a menu, `label` where a group has no title of its own. */
export function listGroups(label: string, groups: readonly MenuGroup[]): ReactNode {
  return groups.map(({ title, choices }, index) => (
    <MenuSection
      key={title ?? index}
      className="menu-section"
      {...(title === undefined ? { 'aria-label': label } : {})}
    >
      {title !== undefined && <Header className="menu-title">{title}</Header>}
      {choices.map((choice) => (
        <MenuItem
          key={choice.id}
          id={choice.id}
          className={`menu-item${choice.isGrave ? ' grave' : ''}`}
          textValue={choice.label}
          isDisabled={choice.isDisabled ?? false}
          onAction={choice.onChoose}
        >
          {choice.icon && <Icon name={choice.icon} />}
          <span className="menu-words">
            <span>{choice.label}</span>
            {choice.about !== undefined && <span className="menu-about">{choice.about}</span>}
          </span>
          {choice.isChosen && <Icon name="check" />}
        </MenuItem>
      ))}
    </MenuSection>
  ))
}
