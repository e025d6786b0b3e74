// Which columns are shown.

import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { Table } from '#contract/application/table.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { network } from '../../words/en/network.ts'

interface ColumnChooserProps {
  readonly table: Table
  readonly shown: readonly string[]
  readonly isChosen: boolean
  /** Empty: those that are filled. */
  readonly onChange: (columns: readonly string[]) => void
}

export function ColumnChooser({ table, shown, isChosen, onChange }: ColumnChooserProps) {
  const toggle = (name: string): void => {
    const next = table.columns
      .map((column) => column.name)
      .filter((one) => (one === name ? !shown.includes(one) : shown.includes(one)))
    if (next.length > 0) onChange(next)
  }
  return (
    <DialogTrigger>
      <AriaButton className={`button plain${isChosen ? ' on' : ''}`}>
        <Icon name="columns" />
        <span className="button-words">{network.columns.open}</span>
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="popover-form" aria-label={network.columns.title}>
          <div className="actions">
            <Button onClick={() => onChange(table.columns.map(({ name }) => name))}>{network.columns.all}</Button>
            <Button onClick={() => onChange([])}>{network.columns.filled}</Button>
          </div>
          <div className="choices columns-list">
            {table.columns.map(({ name, isFilled }) => (
              <Check
                key={name}
                checked={shown.includes(name)}
                disabled={table.key.includes(name)}
                onChange={() => toggle(name)}
              >
                <span>{network.nameColumn(name)}</span>
                {!isFilled && <span className="choice-rows">{network.columns.blank}</span>}
              </Check>
            ))}
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
