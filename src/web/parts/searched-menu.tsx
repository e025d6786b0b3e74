// A menu of so many things that what is looked for is typed: what does not contain it goes.

import type { ReactNode } from 'react'
import {
  Autocomplete,
  Button as AriaButton,
  Input,
  Menu as AriaMenu,
  MenuTrigger,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { listGroups, type MenuGroup } from './menu.tsx'

interface SearchedMenuProps {
  readonly label: string
  /** What is typed there. */
  readonly search: string
  /** Said where nothing contains it. */
  readonly none: string
  readonly button: ReactNode
  readonly groups: readonly MenuGroup[]
}

export function SearchedMenu({ label, search, none, button, groups }: SearchedMenuProps) {
  // In whatever case, and with or without accents.
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <MenuTrigger>
      <AriaButton className="button plain">{button}</AriaButton>
      <Popover className="popover menu-searched" placement="bottom start">
        <Autocomplete filter={contains}>
          <SearchField className="menu-search" aria-label={search} autoFocus>
            <Input className="input" placeholder={search} />
          </SearchField>
          <AriaMenu className="menu" aria-label={label} renderEmptyState={() => <p className="menu-title">{none}</p>}>
            {listGroups(label, groups)}
          </AriaMenu>
        </Autocomplete>
      </Popover>
    </MenuTrigger>
  )
}
