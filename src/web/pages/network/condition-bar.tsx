// What stands above the rows: search, conditions, columns, saved views, link, export.

import { useEffect, useState } from 'react'
import type { Matter } from '#contract/application/matter.ts'
import { formatMatter, type MatterCondition } from '#contract/application/matter-text.ts'
import type { Condition, Table } from '#contract/application/table.ts'
import { formatCondition } from '#contract/application/condition-text.ts'
import { addressOf } from '../../api/request.ts'
import { paths } from '../../api/paths.ts'
import { asParameters, type RowsAsked } from '../../api/tables.ts'
import { Icon } from '../../parts/icon.tsx'
import { Button } from '../../parts/button.tsx'
import { download } from '../../parts/download.ts'
import { Menu } from '../../parts/menu.tsx'
import { remark } from '../../parts/remark.ts'
import { useSettled } from '../../parts/use-settled.ts'
import { useMay } from '../../shell/use-role.ts'
import { network } from '../../words/en/network.ts'
import { withheld as secret } from '../../words/en/withheld.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { ConditionForm } from './condition-form.tsx'
import { MatterChip } from './matter-condition.tsx'
import type { NetworkState } from './network-state.ts'
import { sayCondition } from './say-condition.ts'
import { ViewsMenu } from './views-menu.tsx'

/** As the server has it: a workbook is made in memory there. */
const MOST_ROWS_AS_XLSX = 100_000
const EXPORT_FORMS = ['csv', 'json', 'xlsx'] as const
const TYPING_MILLISECONDS = 250

interface ConditionBarProps {
  readonly table: Table
  readonly workspace: string
  readonly conditions: readonly Condition[]
  readonly matter: MatterCondition | undefined
  readonly found: Matter | undefined
  readonly shownColumns: readonly string[]
  readonly asked: RowsAsked
  /** False: it is not known yet how many rows there are. */
  readonly isCounted: boolean
  readonly matched: number
  readonly total: number
  /** Rows of the table that name sites kept secret, where this person is not shown them. */
  readonly withheld: number
  readonly state: NetworkState
  readonly onChange: (change: Partial<NetworkState>, replace?: boolean) => void
}

export function ConditionBar(props: ConditionBarProps) {
  const { table, workspace, conditions, matter, asked, matched, total, withheld, state, onChange } = props
  const mayTakeSecrets = useMay('approver')
  const setConditions = (next: readonly Condition[]): void => onChange({ where: next.map(formatCondition) })
  const exportOf = (form: (typeof EXPORT_FORMS)[number], withheld?: 'include') => ({
    id: `${form} ${withheld ?? ''}`,
    label: withheld === undefined ? network.export[form] : secret.form(network.export[form]),
    icon: 'file' as const,
    ...(form === 'xlsx' && matched > MOST_ROWS_AS_XLSX
      ? { isDisabled: true, about: network.export.tooMany(MOST_ROWS_AS_XLSX) }
      : {}),
    onChoose: () =>
      download(addressOf(paths.exportTable(workspace, table.table, form), { ...asParameters(asked), withheld })),
  })
  return (
    <div className="condition-bar">
      <SearchField table={table} search={state.search} onSearch={(search) => onChange({ search }, true)} />
      {matter && (
        <MatterChip
          workspace={workspace}
          table={table.table}
          condition={matter}
          found={props.found}
          onAnswer={(answer) => onChange({ matter: formatMatter({ ...matter, answer }), row: '' })}
          onRemove={() => onChange({ matter: '' })}
        />
      )}
      {conditions.map((condition, index) => (
        <ConditionForm
          key={`${formatCondition(condition)}-${index}`}
          table={table}
          workspace={workspace}
          others={{ ...asked, where: asked.where.filter((one) => one !== formatCondition(condition)) }}
          condition={condition}
          onDone={(next) => setConditions(conditions.toSpliced(index, 1, next))}
          onRemove={() => setConditions(conditions.toSpliced(index, 1))}
          words={sayCondition(condition)}
        />
      ))}
      <ConditionForm
        table={table}
        workspace={workspace}
        others={asked}
        onDone={(next) => setConditions([...conditions, next])}
      />
      <span className="condition-count" role="status">
        {props.isCounted && network.rows(matched, total)}
        {withheld > 0 && <span className="condition-withheld">{secret.notListed(table.table, withheld)}</span>}
      </span>
      <div className="condition-end">
        <ColumnChooser
          table={table}
          shown={props.shownColumns}
          onChange={(columns) => onChange({ columns })}
          isChosen={state.columns.length > 0}
        />
        <ViewsMenu page="network" />
        <Button icon="link" onClick={() => void copyLink()}>
          <span className="button-words">{network.link.copy}</span>
        </Button>
        <Menu
          label={network.export.open}
          isDisabled={!props.isCounted}
          button={
            <>
              <Icon name="download" />
              <span className="button-words">{network.export.open}</span>
            </>
          }
          groups={[
            { title: network.export.about(matched), choices: EXPORT_FORMS.map((form) => exportOf(form)) },
            ...(mayTakeSecrets
              ? [{ title: secret.group, choices: EXPORT_FORMS.map((form) => exportOf(form, 'include')) }]
              : []),
          ]}
        />
      </div>
    </div>
  )
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href)
    remark(network.link.copied)
  } catch {
    remark(network.link.failed, 'bad')
  }
}

interface SearchFieldProps {
  readonly table: Table
  readonly search: string
  readonly onSearch: (search: string) => void
}

function SearchField({ table, search, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(search)
  const settled = useSettled(text, TYPING_MILLISECONDS)
  useEffect(() => {
    if (settled !== search && settled === text) onSearch(settled)
  }, [settled])
  // The address is what counts: a way back, or a view, brings its own search.
  useEffect(() => setText(search), [search])
  const words = network.searchIn(network.nameTable(table.table))
  return (
    <div className="condition-search">
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={words}
        placeholder={words}
        value={text}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  )
}
