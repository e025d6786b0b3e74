// Everything that is wrong with what arrived, in a table: found, filtered, taken along.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Preview } from '#contract/application/arrival.ts'
import { faultsQuery } from '../../api/arrivals.ts'
import { paths } from '../../api/paths.ts'
import { formatNumber } from '../../format.ts'
import { Segments } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { useSettled } from '../../parts/use-settled.ts'
import { importing } from '../../words/en/import.ts'
import { readMapping } from './mapping-text.ts'
import { PreviewList } from './preview-list.tsx'
import { sayColumn } from './say-column.ts'

const words = importing.faults
type Severity = 'all' | 'error' | 'warning'

interface FaultsProps {
  readonly workspace: string
  readonly arrival: string
  readonly preview: Preview
  /** Text of the mapping it was read by. */
  readonly mapping: string
}

export function Faults({ workspace, arrival, preview, mapping }: FaultsProps) {
  const columns = useMemo(() => readMapping(mapping).columns, [mapping])
  const [severity, setSeverity] = useState<Severity>('all')
  const [text, setText] = useState('')
  const search = useSettled(text.trim(), 200)
  const asked = { ...(severity === 'all' ? {} : { severity }), ...(search === '' ? {} : { search }) }
  const faults = useInfiniteQuery(faultsQuery(workspace, arrival, JSON.stringify(preview), asked))
  const { unlistedFaults: unlisted, isCutShort = false } = preview
  const items = faults.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PreviewList
      words={words}
      query={faults}
      isEmpty={items.length === 0}
      fileAt={(form) => paths.arrivalFaultsFile(workspace, arrival, form)}
      asked={asked}
      notListed={unlisted === undefined ? undefined : words.unlisted(unlisted, isCutShort)}
      choices={
        <>
          <Segments<Severity>
            label={words.title}
            value={severity}
            onChange={setSeverity}
            options={[
              { value: 'all', label: words.all },
              { value: 'error', label: `${words.errors} ${formatNumber(preview.errors)}` },
              { value: 'warning', label: `${words.warnings} ${formatNumber(preview.warnings)}` },
            ]}
          />
          <div className="condition-search">
            <Icon name="search" />
            <input
              className="input"
              type="search"
              aria-label={words.filter}
              placeholder={words.filter}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        </>
      }
    >
      <table className="table faults">
        <thead>
          <tr>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.expected}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((fault, index) => (
            <tr key={index}>
              <th scope="row">
                <span className="fault-file">
                  <ToneMark tone={fault.severity === 'error' ? 'bad' : 'doubt'} />
                  <span className="aloud">{fault.severity}</span>
                  {fault.file}
                </span>
                <span className="muted">
                  <Quoted>
                    {[
                      ...(fault.line === undefined ? [] : [words.line(fault.line)]),
                      ...(fault.column === undefined ? [] : [sayColumn(columns, fault.file, fault.column)]),
                    ].join(', ')}
                  </Quoted>
                </span>
              </th>
              <td>
                <Quoted>{fault.problem}</Quoted> {fault.text !== undefined && <code>{fault.text}</code>}
              </td>
              <td>
                {fault.expected !== undefined && <Quoted>{fault.expected}</Quoted>}
                {fault.didYouMean !== undefined && (
                  <span className="fault-mean">
                    {words.didYouMean} <code>{fault.didYouMean}</code>?
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </PreviewList>
  )
}
