// A mapping of columns: column by column beside what stands in them and what becomes of it, or as text.

import { useState } from 'react'
import type { SourceMapping } from '#model/column-mapping.ts'
import { proposeColumns } from '#model/propose-columns.ts'
import { Segments, TextArea } from '../../parts/field.tsx'
import { importing } from '../../words/en/import.ts'
import type { SeenTable } from './mapped-rows.ts'
import { mapColumn, readMapping, setStyle, setTable } from './mapping-text.ts'
import { SourceForm } from './source-form.tsx'

const words = importing.how

interface MappingEditorProps {
  readonly text: string
  /** What stands in the files; undefined while it is not known. */
  readonly seen: readonly SeenTable[] | undefined
  readonly onChange: (text: string) => void
}

export function MappingEditor({ text, seen, onChange }: MappingEditorProps) {
  const [way, setWay] = useState<'form' | 'text'>('form')
  const { columns: mapping, isOfOther } = readMapping(text)
  if (mapping === undefined || way === 'text') {
    return (
      <>
        {mapping && <Ways way="text" onChange={setWay} />}
        <TextArea
          label={words.mapping}
          hidesLabel
          rows={Math.min(30, text.split('\n').length + 1)}
          value={text}
          fault={mapping || isOfOther ? undefined : words.broken}
          onChange={(event) => onChange(event.target.value)}
        />
      </>
    )
  }
  return (
    <>
      <Ways way="form" onChange={setWay} />
      {mapping.sources.map((source, index) => {
        const table = seen?.find((one) => isOf(source, one))
        return (
          <SourceForm
            key={`${index} ${source.file} ${source.sheet ?? ''}`}
            source={source}
            seen={table}
            onTable={(name) => {
              const theirs = table?.columns ?? []
              const names = theirs.map((column) => column.name)
              onChange(setTable(text, index, name, proposeColumns(name, theirs), names))
            }}
            onMap={(ours, theirs) => onChange(mapColumn(text, index, ours, theirs))}
            onStyle={(ours, style) => onChange(setStyle(text, index, ours, style))}
          />
        )
      })}
    </>
  )
}

function Ways({ way, onChange }: { readonly way: 'form' | 'text'; readonly onChange: (way: 'form' | 'text') => void }) {
  return (
    <Segments
      label={words.mapping}
      value={way}
      onChange={onChange}
      options={[
        { value: 'form', label: words.form },
        { value: 'text', label: words.text },
      ]}
    />
  )
}

/** `*` stands for any text; without a sheet the first is meant. */
function isOf({ file, sheet }: SourceMapping, seen: SeenTable): boolean {
  const parts = file.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(seen.file) && (sheet === undefined || sheet === seen.sheet)
}
