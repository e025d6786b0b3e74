// One condition: said in a few words, changed where it stands.

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { Condition, Table, TableColumn } from '#contract/application/table.ts'
import { CONDITION_OPERATORS, type ConditionOperator } from '#model/condition-operators.ts'
import { columnQuery, type RowsAsked } from '../../api/tables.ts'
import { formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Check, Select, TextField } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { network } from '../../words/en/network.ts'
import type { ConditionWords } from './say-condition.ts'

const words = network.conditions
const MOST_VALUES = 100

interface ConditionFormProps {
  readonly table: Table
  readonly workspace: string
  /** The rows that the search and all other conditions leave: what a column holds is counted of these. */
  readonly others: RowsAsked
  /** Absent: a new one. */
  readonly condition?: Condition
  readonly words?: ConditionWords
  readonly onDone: (condition: Condition) => void
  readonly onRemove?: () => void
}

export function ConditionForm(props: ConditionFormProps) {
  const { condition, words: said, onRemove } = props
  const [isOpen, setOpen] = useState(false)
  const dialog = (
    <Popover className="popover" placement="bottom start">
      <Dialog className="popover-form condition-form" aria-label={condition ? words.change : words.title}>
        <ConditionFields {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </Popover>
  )
  if (!said) {
    return (
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton className="button plain">
          <Icon name="filter" />
          {words.add}
        </AriaButton>
        {dialog}
      </DialogTrigger>
    )
  }
  return (
    <span className="condition">
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton>
          {said.column} <span className="condition-operator">{said.operator}</span> {said.values}
        </AriaButton>
        {dialog}
      </DialogTrigger>
      <button
        type="button"
        aria-label={words.remove(`${said.column} ${said.operator} ${said.values}`)}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </span>
  )
}

const takesNothing = (operator: ConditionOperator): boolean => operator === 'isBlank' || operator === 'isNotBlank'
const takesSeveral = (operator: ConditionOperator): boolean => operator === 'is' || operator === 'isNot'

function operatorsOf({ kind }: TableColumn): readonly ConditionOperator[] {
  const isOrdered = kind === 'amount' || kind === 'number' || kind === 'date'
  return CONDITION_OPERATORS.filter((operator) => {
    if (operator === 'atLeast' || operator === 'atMost') return isOrdered
    return !(isOrdered && kind !== 'date' && (operator === 'contains' || operator === 'startsWith'))
  })
}

function ConditionFields({
  table,
  workspace,
  others,
  condition,
  onDone,
  onClose,
}: ConditionFormProps & { readonly onClose: () => void }) {
  const usable = table.columns.filter(({ isFilled, name }) => isFilled || name === condition?.column)
  const [column, setColumn] = useState(
    condition?.column ?? usable.find(({ kind }) => kind === 'vendor')?.name ?? usable[0]?.name ?? '',
  )
  const [operator, setOperator] = useState<ConditionOperator>(condition?.operator ?? 'is')
  const [values, setValues] = useState<readonly string[]>(condition?.values ?? [])
  const [text, setText] = useState(condition && !takesSeveral(condition.operator) ? (condition.values[0] ?? '') : '')
  const found = usable.find(({ name }) => name === column)
  const operators = found ? operatorsOf(found) : CONDITION_OPERATORS
  const chooseColumn = (name: string): void => {
    setColumn(name)
    setValues([])
    setText('')
    const next = usable.find((one) => one.name === name)
    if (next && !operatorsOf(next).includes(operator)) setOperator('is')
  }
  const typed = text.trim()
  const given = takesNothing(operator)
    ? []
    : takesSeveral(operator)
      ? [...values, ...(typed === '' || values.includes(typed) || values.length > 0 ? [] : [typed])]
      : [typed]
  const isWhole =
    column !== '' && (takesNothing(operator) || (given.length > 0 && (takesSeveral(operator) || typed !== '')))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isWhole) return
    onDone({ column, operator, values: given.slice(0, MOST_VALUES) })
    onClose()
  }
  const toggle = (value: string): void =>
    setValues(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  return (
    <form className="popover-form" onSubmit={submit}>
      <Select
        label={words.column}
        value={column}
        onChange={(event) => chooseColumn(event.target.value)}
        options={usable.map(({ name }) => ({ value: name, label: network.nameColumn(name) }))}
        about={found?.about}
        autoFocus
      />
      <Select
        label={words.operator}
        value={operator}
        onChange={(event) => setOperator(event.target.value as ConditionOperator)}
        options={operators.map((one) => ({ value: one, label: words.operators[one] }))}
      />
      {!takesNothing(operator) && (
        <TextField
          label={takesSeveral(operator) ? words.find : words.value}
          value={text}
          maxLength={400}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {takesSeveral(operator) && column !== '' && (
        <Values
          workspace={workspace}
          table={table.table}
          others={others}
          column={column}
          text={typed}
          values={values}
          onToggle={toggle}
        />
      )}
      <div className="actions">
        <Button look="main" type="submit" disabled={!isWhole}>
          {condition ? words.keep : words.add1}
        </Button>
      </div>
    </form>
  )
}

interface ValuesProps {
  readonly workspace: string
  readonly table: string
  readonly others: RowsAsked
  readonly column: string
  readonly text: string
  readonly values: readonly string[]
  readonly onToggle: (value: string) => void
}

/** What the column holds, the commonest first, and what was chosen of it. */
function Values({ workspace, table, others, column, text, values, onToggle }: ValuesProps) {
  const { data } = useQuery(columnQuery(workspace, table, others, column))
  const common = data?.commonest ?? []
  const rowsOf = new Map(common.map(({ value, rows }) => [value, rows]))
  const shown = common.map(({ value }) => value).filter((value) => value.toLowerCase().includes(text.toLowerCase()))
  const own = values.filter((value) => !shown.includes(value))
  const all = [...own, ...shown, ...(text !== '' && !rowsOf.has(text) && !own.includes(text) ? [text] : [])]
  if (data && all.length === 0) return null
  return (
    <>
      <div className="choices" role="group" aria-label={`${network.nameColumn(column)}: ${words.anyOf}`} tabIndex={-1}>
        {all.map((value) => (
          <Check key={value} checked={values.includes(value)} onChange={() => onToggle(value)}>
            <span>{value === '' ? words.blank : value}</span>
            {rowsOf.has(value) && <span className="choice-rows">{formatNumber(rowsOf.get(value) ?? 0)}</span>}
          </Check>
        ))}
      </div>
      {data && data.distinct > common.length && <p className="field-about">{words.more(data.distinct)}</p>}
    </>
  )
}
