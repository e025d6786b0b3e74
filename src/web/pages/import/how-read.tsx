// How an arrival is to be read: its format, the name of its source, whose columns become whose.

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Arrival, ReadArrival } from '#contract/application/arrival.ts'
import { mappingQuery } from '../../api/arrivals.ts'
import { KeptNote } from '../../drafts/kept-note.tsx'
import type { TextState } from '../../drafts/use-written-text.ts'
import { Button } from '../../parts/button.tsx'
import { Check, Select, TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { importing } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { type EarlierSource, type FileByHand, namesOfTables, suggestSource, tablesLost } from './suggest-source.ts'

const words = importing.how
const SOURCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const nameFormat = (format: string): string => words.formats[format] ?? format

interface HowReadProps {
  readonly workspace: string
  readonly arrival: Arrival
  /** What was imported before. */
  readonly earlier: readonly EarlierSource[]
  /** Files of the workspace that these may take the place of. */
  readonly replaceable: readonly FileByHand[]
  /** The mapping as it is written. */
  readonly writing: TextState
  readonly isBusy: boolean
  readonly onPreview: (read: ReadArrival) => void
}

export function HowRead({ workspace, arrival, earlier, replaceable, writing, isBusy, onPreview }: HowReadProps) {
  const before = arrival.read ?? {}
  const files = namesOfTables(arrival)
  const [format, setFormat] = useState(before.format ?? '')
  const suggested = suggestSource(format === '' ? (arrival.recognised ?? '') : format, files, earlier)
  const [chosenSource, setSource] = useState(before.source ?? arrival.preview?.source)
  const source = chosenSource ?? suggested
  const replaced = earlier.find((one) => one.source === source)
  const { text: mapping, setText: setMapping } = writing
  const [keepsGoodRows, setKeepsGoodRows] = useState(before.keepsGoodRows ?? false)
  const [mayEmpty, setMayEmpty] = useState(before.mayEmpty ?? false)
  const [replaces, setReplaces] = useState<readonly string[]>(before.replaces ?? [])
  const [isAsked, setAsked] = useState(false)
  // What stands in the columns is shown beside a mapping that was kept, too.
  const suggestion = useQuery({
    ...mappingQuery(workspace, arrival.id, format),
    enabled: isAsked || mapping !== '',
    retry: false,
  })
  const suggest = async (): Promise<void> => {
    setAsked(true)
    const { data } = await suggestion.refetch()
    if (data) setMapping(data.text)
  }
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
      ...(replaces.length === 0 ? {} : { replaces: [...replaces] }),
    })
  }
  const formats = [
    ...new Set([...Object.keys(words.formats), ...(arrival.recognised === undefined ? [] : [arrival.recognised])]),
  ]
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
                label:
                  arrival.recognised === undefined || (arrival.preview?.unrecognised?.length ?? 0) > 0
                    ? words.notRecognised
                    : words.recognised(nameFormat(arrival.recognised)),
              },
              ...formats.map((value) => ({ value, label: nameFormat(value) })),
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
        {source !== '' && fault === undefined && (
          <SourceNote source={source} replaced={replaced} files={files} suggested={suggested} onSource={setSource} />
        )}
        {replaceable.length > 0 && (
          <fieldset className="replaced-files">
            <legend>{words.replacesFiles}</legend>
            <p className="muted small">{words.replacesFilesAbout}</p>
            {replaceable.map(({ name }) => (
              <Check
                key={name}
                checked={replaces.includes(name)}
                onChange={({ target: { checked } }) =>
                  setReplaces(checked ? [...replaces, name] : replaces.filter((one) => one !== name))
                }
              >
                <Quoted>{words.replacesFile(name)}</Quoted>
              </Check>
            ))}
          </fieldset>
        )}
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
              <p className="muted small" role="status">
                {writing.isChanged && words.mappingKept}
              </p>
            </div>
            <Button disabled={suggestion.isFetching} onClick={() => void suggest()}>
              {mapping === '' ? words.suggest : words.suggestAnew}
            </Button>
          </div>
          {suggestion.isFetching && <p className="muted small">{words.looking}</p>}
          {suggestion.error && !suggestion.isFetching && <ProblemNote error={suggestion.error} />}
          <KeptNote {...writing} />
          {writing.isBehind && (
            <div className="note doubt" role="status">
              <ToneMark tone="doubt" />
              <div>
                <p>{words.mappingMeanwhile}</p>
                <Button onClick={writing.takeLatest}>{words.mappingTheirs}</Button>
              </div>
            </div>
          )}
          {mapping !== '' && <MappingEditor text={mapping} seen={suggestion.data?.sources} onChange={setMapping} />}
        </section>
      </div>
    </form>
  )
}

interface SourceNoteProps {
  readonly source: string
  readonly replaced: EarlierSource | undefined
  readonly files: readonly string[]
  readonly suggested: string
  readonly onSource: (source: string) => void
}

/** Whether it adds to what is there, or what it takes the place of. */
function SourceNote({ source, replaced, files, suggested, onSource }: SourceNoteProps) {
  if (!replaced) return <p className="muted small">{words.adds(source)}</p>
  const listed = (tables: readonly string[]): string => tables.map((table) => network.nameTable(table)).join(', ')
  const lost = tablesLost(replaced, files)
  if (lost.length === 0) return <p className="muted small">{words.replaces(source, listed(replaced.tables))}</p>
  return (
    <div className="note doubt" role="status">
      <ToneMark tone="doubt" />
      <div>
        <p>{words.replaces(source, listed(replaced.tables))}</p>
        <p>{words.takesAway(listed(lost))}</p>
        {suggested !== source && <Button onClick={() => onSource(suggested)}>{words.addInstead(suggested)}</Button>}
      </div>
    </div>
  )
}
