// How an arrival is to be read: its format, the name of its source, whose columns become whose.

import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Arrival, MappingSuggestion, ReadArrival } from '#contract/application/arrival.ts'
import { getMapping } from '../../api/arrivals.ts'
import { tablesQuery } from '../../api/tables.ts'
import { Button } from '../../parts/button.tsx'
import { Check, Segments, Select, TextArea, TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { importing } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'
import { mapColumn, readMapping, setDateFormat } from './mapping-text.ts'

const words = importing.how
const SOURCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const FORMATS = ['tables', 'netbox', 'bulk-cm', 'device-type-library']

interface HowReadProps {
  readonly workspace: string
  readonly arrival: Arrival
  readonly isBusy: boolean
  readonly onPreview: (read: ReadArrival) => void
}

export function HowRead({ workspace, arrival, isBusy, onPreview }: HowReadProps) {
  const before = arrival.read ?? {}
  const [format, setFormat] = useState(before.format ?? '')
  const [source, setSource] = useState(before.source ?? arrival.preview?.source ?? '')
  const [mapping, setMapping] = useState(before.mapping ?? '')
  const [keepsGoodRows, setKeepsGoodRows] = useState(before.keepsGoodRows ?? false)
  const [mayEmpty, setMayEmpty] = useState(before.mayEmpty ?? false)
  const suggestion = useMutation({
    mutationFn: () => getMapping(workspace, arrival.id),
    onSuccess: ({ text }) => setMapping(text),
  })
  const fault = source !== '' && !SOURCE.test(source) ? words.sourceFault : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (fault !== undefined) return
    onPreview({
      ...(format === '' ? {} : { format }),
      ...(source === '' ? {} : { source }),
      ...(mapping.trim() === '' ? {} : { mapping }),
      ...(keepsGoodRows ? { keepsGoodRows } : {}),
      ...(mayEmpty ? { mayEmpty } : {}),
    })
  }
  const formats = [...new Set([...FORMATS, ...(arrival.recognised === undefined ? [] : [arrival.recognised])])]
  return (
    <form className="card" onSubmit={submit}>
      <header className="card-head">
        <h3>{words.title}</h3>
        <Button look="main" type="submit" disabled={isBusy || fault !== undefined}>
          {arrival.preview ? words.previewAnew : words.preview}
        </Button>
      </header>
      <div className="card-body how">
        <div className="how-fields">
          <Select
            label={words.format}
            value={format}
            onChange={(event) => setFormat(event.target.value)}
            options={[
              {
                value: '',
                label: arrival.recognised === undefined ? words.byItself : words.recognised(arrival.recognised),
              },
              ...formats.map((value) => ({ value, label: value })),
            ]}
          />
          <TextField
            label={words.source}
            about={words.sourceAbout}
            fault={fault}
            value={source}
            maxLength={64}
            spellCheck={false}
            onChange={(event) => setSource(event.target.value)}
          />
        </div>
        {arrival.preview?.mayHaveGoodRows && (
          <Check checked={keepsGoodRows} onChange={(event) => setKeepsGoodRows(event.target.checked)}>
            {words.keepsGoodRows}
          </Check>
        )}
        <Check checked={mayEmpty} onChange={(event) => setMayEmpty(event.target.checked)}>
          {words.mayEmpty}
        </Check>
        <section className="mapping">
          <div className="mapping-head">
            <div>
              <h4>{words.mapping}</h4>
              <p className="muted small">{words.mappingAbout}</p>
            </div>
            <Button disabled={suggestion.isPending} onClick={() => suggestion.mutate()}>
              {mapping === '' ? words.suggest : words.suggestAnew}
            </Button>
          </div>
          {suggestion.error && <ProblemNote error={suggestion.error} />}
          {mapping !== '' && <MappingEditor text={mapping} suggestion={suggestion.data} onChange={setMapping} />}
        </section>
      </div>
    </form>
  )
}

interface MappingEditorProps {
  readonly text: string
  readonly suggestion: MappingSuggestion | undefined
  readonly onChange: (text: string) => void
}

function MappingEditor({ text, suggestion, onChange }: MappingEditorProps) {
  const [way, setWay] = useState<'form' | 'text'>('form')
  const mapping = readMapping(text)
  const shown = mapping ? way : 'text'
  return (
    <>
      <Segments
        label={words.mapping}
        value={shown}
        onChange={setWay}
        options={[
          { value: 'form', label: words.form },
          { value: 'text', label: words.text },
        ]}
      />
      {shown === 'text' ? (
        <TextArea
          label={words.mapping}
          hidesLabel
          rows={Math.min(30, text.split('\n').length + 1)}
          value={text}
          fault={mapping ? undefined : words.broken}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        mapping?.sources.map((source, index) => (
          <SourceForm
            key={`${source.file} ${source.table} ${index}`}
            source={source}
            theirs={suggestion?.sources.find(({ file }) => matches(source.file, file))?.columns}
            onMap={(ours, theirs) => onChange(mapColumn(text, index, ours, theirs))}
            onDateFormat={(ours, format) => onChange(setDateFormat(text, index, ours, format))}
          />
        ))
      )}
    </>
  )
}

function matches(pattern: string, file: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(file)
}

type Mapped = NonNullable<ReturnType<typeof readMapping>>['sources'][number]

interface SourceFormProps {
  readonly source: Mapped
  readonly theirs: MappingSuggestion['sources'][number]['columns'] | undefined
  readonly onMap: (ours: string, theirs: string) => void
  readonly onDateFormat: (ours: string, format: string) => void
}

function SourceForm({ source, theirs = [], onMap, onDateFormat }: SourceFormProps) {
  const { workspace, snapshot } = useWorkspace()
  const { data: tables } = useQuery({ ...tablesQuery(workspace.id, snapshot ?? ''), enabled: snapshot !== undefined })
  const known = tables?.find(({ table }) => table === source.table)?.columns ?? []
  const mapped = Object.keys(source.columns)
  const ours = [
    ...known.map(({ name }) => name).filter((name) => name !== 'origin'),
    ...mapped.filter((name) => !known.some((one) => one.name === name)),
  ]
  const names = [
    ...new Set([
      ...theirs.map(({ name }) => name),
      ...Object.values(source.columns).flatMap(({ from }) => (from === undefined ? [] : [from])),
      ...(source.ignore ?? []).filter((name) => name !== '*'),
    ]),
  ]
  const samplesOf = (name: string | undefined): string =>
    theirs
      .find((column) => column.name === name)
      ?.samples.slice(0, 3)
      .join(' · ') ?? ''
  return (
    <section className="source-form">
      <h5>
        {source.file} → {network.nameTable(source.table)}
      </h5>
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.ours}</th>
              <th scope="col">{words.theirs}</th>
              <th scope="col">{words.samples}</th>
            </tr>
          </thead>
          <tbody>
            {ours.map((name) => {
              const held = source.columns[name]
              const kind = known.find((column) => column.name === name)?.kind
              return (
                <tr key={name}>
                  <th scope="row">{network.nameColumn(name)}</th>
                  <td>
                    {held?.constant !== undefined ? (
                      <code>{held.constant}</code>
                    ) : (
                      <Select
                        label={`${words.theirs}: ${network.nameColumn(name)}`}
                        hidesLabel
                        value={held?.from ?? ''}
                        onChange={(event) => onMap(name, event.target.value)}
                        options={[{ value: '', label: '–' }, ...names.map((value) => ({ value, label: value }))]}
                      />
                    )}
                    {held && kind === 'date' && (
                      <TextField
                        label={`${words.dateFormat}: ${network.nameColumn(name)}`}
                        hidesLabel
                        placeholder={words.dateFormat}
                        value={held.dateFormat ?? ''}
                        onChange={(event) => onDateFormat(name, event.target.value)}
                      />
                    )}
                  </td>
                  <td className="muted">{samplesOf(held?.from)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
