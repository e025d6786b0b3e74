// One table of a file: which of its columns become which of ours, what stands in them, and the first rows as they would be read.

import { useState } from 'react'
import type { ColumnSource, SourceMapping } from '#model/column-mapping.ts'
import type { Column } from '#model/column.ts'
import { findTable, TABLES } from '#model/tables.ts'
import { Check, Select, TextField } from '../../parts/field.tsx'
import { ToneMark, ToneWord } from '../../parts/tone.tsx'
import { importing } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'
import { listLacking, listUnnamed, mapRows, type SeenTable } from './mapped-rows.ts'

const words = importing.how
const TABLE_OPTIONS = TABLES.map(({ name }) => ({ value: name, label: network.nameTable(name) }))

interface SourceFormProps {
  readonly source: SourceMapping
  readonly seen: SeenTable | undefined
  readonly onTable: (table: string) => void
  readonly onMap: (ours: string, theirs: string) => void
  readonly onStyle: (ours: string, style: Pick<ColumnSource, 'dateFormat' | 'decimalComma'>) => void
}

export function SourceForm({ source, seen, onTable, onMap, onStyle }: SourceFormProps) {
  const { table, file, sheet, columns, ignore = [] } = source
  const schema = findTable(table)
  const lacking = listLacking(source)
  const unread = [...new Set([...ignore, ...(seen ? listUnnamed(source, seen) : [])])]
  const stated = Object.values(columns).flatMap(({ from }) => (from === undefined ? [] : [from]))
  const names = [...new Set([...(seen?.columns.map(({ name }) => name) ?? []), ...stated, ...ignore])]
  const ofRows = (schema?.columns ?? []).filter(({ name }) => name !== 'origin')
  const isAtOnce = ({ name, required }: Column): boolean => required === true || columns[name] !== undefined
  // Which are shown at once stays as it was: a column that is chosen does not jump away from under one's hands.
  const [first, setFirst] = useState({ table, names: ofRows.filter(isAtOnce).map(({ name }) => name) })
  if (first.table !== table) setFirst({ table, names: ofRows.filter(isAtOnce).map(({ name }) => name) })
  const shown = ofRows.filter(({ name }) => first.names.includes(name))
  const others = ofRows.filter(({ name }) => !first.names.includes(name))
  const tableOf = (some: readonly Column[]) => (
    <div className="scroll">
      <table className="table columns">
        <thead>
          <tr>
            <th scope="col">{words.ours}</th>
            <th scope="col">{words.theirs}</th>
            <th scope="col">{words.samples}</th>
          </tr>
        </thead>
        <tbody>
          {some.map((column) => (
            <ColumnRow
              key={column.name}
              column={column}
              isLacking={lacking.includes(column.name)}
              held={columns[column.name]}
              names={names.filter((name) => name !== '*')}
              seen={seen}
              onMap={onMap}
              onStyle={onStyle}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
  const withSamples = (name: string): string => {
    const samples = seen?.columns.find((one) => one.name === name)?.samples ?? []
    return samples.length === 0 ? name : `${name} (${samples.slice(0, 2).join(' · ')})`
  }
  const where = sheet === undefined ? file : `${file}, ${sheet}`
  return (
    <section className="source-form">
      <div className="source-head">
        <h5>{where}</h5>
        <Select
          label={`${words.table}: ${where}`}
          hidesLabel
          value={table}
          onChange={(event) => onTable(event.target.value)}
          options={schema ? TABLE_OPTIONS : [{ value: table, label: table }, ...TABLE_OPTIONS]}
        />
      </div>
      {lacking.length > 0 && (
        <div className="note doubt" role="status">
          <ToneMark tone="doubt" />
          <p>{words.lacking(lacking.map((name) => network.nameColumn(name)).join(', '))}</p>
        </div>
      )}
      {tableOf(shown)}
      {others.length > 0 && (
        <details className="other-columns">
          <summary>{words.more(others.length)}</summary>
          {tableOf(others)}
        </details>
      )}
      {unread.length > 0 && <p className="muted small">{words.unread(unread.map(withSamples).join(', '))}</p>}
      {seen && <MappedRowsTable source={source} seen={seen} />}
    </section>
  )
}

interface ColumnRowProps extends Pick<SourceFormProps, 'seen' | 'onMap' | 'onStyle'> {
  readonly column: Column
  readonly isLacking: boolean
  readonly held: ColumnSource | undefined
  readonly names: readonly string[]
}

function ColumnRow({ column, isLacking, held, names, seen, onMap, onStyle }: ColumnRowProps) {
  const { name, kind, about, required } = column
  const ours = network.nameColumn(name)
  const samples = seen?.columns.find((one) => one.name === held?.from)?.samples ?? []
  return (
    <tr>
      <th scope="row" title={about}>
        {ours}{' '}
        {required === true &&
          (isLacking ? (
            <ToneWord tone="doubt">{words.needed}</ToneWord>
          ) : (
            <span className="muted">{words.needed}</span>
          ))}
      </th>
      <td>
        {held?.constant !== undefined ? (
          <code>{held.constant}</code>
        ) : (
          <Select
            label={`${words.theirs}: ${ours}`}
            hidesLabel
            value={held?.from ?? ''}
            onChange={(event) => onMap(name, event.target.value)}
            options={[{ value: '', label: '–' }, ...names.map((value) => ({ value, label: value }))]}
          />
        )}
        {held?.from !== undefined && kind === 'date' && (
          <TextField
            label={`${words.dateFormat}: ${ours}`}
            hidesLabel
            placeholder={words.dateFormat}
            value={held.dateFormat ?? ''}
            onChange={(event) => onStyle(name, { dateFormat: event.target.value })}
          />
        )}
        {held?.from !== undefined && (kind === 'amount' || kind === 'number') && (
          <Check
            checked={held.decimalComma ?? false}
            onChange={(event) => onStyle(name, { decimalComma: event.target.checked })}
          >
            {words.decimalComma}
          </Check>
        )}
      </td>
      <td className="muted samples">{samples.join(' · ')}</td>
    </tr>
  )
}

function MappedRowsTable({ source, seen }: { readonly source: SourceMapping; readonly seen: SeenTable }) {
  const { columns, rows } = mapRows(source, seen)
  if (columns.length === 0) return <p className="muted small">{words.noColumns}</p>
  if (rows.length === 0) return <p className="muted small">{words.noRows}</p>
  return (
    <div className="scroll mapped-rows">
      <table className="table">
        <caption>{words.rowsMapped}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {network.nameColumn(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map(({ text, problem }, column) => (
                <td key={column}>
                  {text}
                  {problem !== undefined && (
                    <span className="mapped-fault">
                      <ToneWord tone="bad">{problem}</ToneWord>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
