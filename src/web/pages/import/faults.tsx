// Everything that is wrong with what arrived, in a table: found, filtered, taken along.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Preview } from '#contract/application/arrival.ts'
import { faultsQuery } from '../../api/arrivals.ts'
import { paths } from '../../api/paths.ts'
import { addressOf } from '../../api/request.ts'
import { formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Segments } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { useSettled } from '../../parts/use-settled.ts'
import { importing } from '../../words/en/import.ts'

const words = importing.faults
const FORMS = ['csv', 'json'] as const
type Severity = 'all' | 'error' | 'warning'

interface FaultsProps {
  readonly workspace: string
  readonly arrival: string
  readonly preview: Preview
}

export function Faults({ workspace, arrival, preview }: FaultsProps) {
  const [severity, setSeverity] = useState<Severity>('all')
  const [text, setText] = useState('')
  const search = useSettled(text.trim(), 200)
  const asked = { ...(severity === 'all' ? {} : { severity }), ...(search === '' ? {} : { search }) }
  const faults = useInfiniteQuery(faultsQuery(workspace, arrival, JSON.stringify(preview), asked))
  const items = faults.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="card">
      <header className="card-head fault-head">
        <h3>{words.title}</h3>
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
        {FORMS.map((form) => (
          <a
            key={form}
            className="button plain"
            href={addressOf(paths.arrivalFaultsFile(workspace, arrival, form), asked)}
            download
          >
            <Icon name="download" />
            {words.download(form)}
          </a>
        ))}
      </header>
      {faults.error && (
        <div className="card-body">
          <ProblemNote error={faults.error} onAgain={() => void faults.refetch()} />
        </div>
      )}
      {faults.isPending && (
        <div className="card-body">
          <Skeleton />
        </div>
      )}
      {faults.data && !faults.isFetching && items.length === 0 && <p className="card-body muted">{words.none}</p>}
      {items.length > 0 && (
        <div className="scroll" role="region" aria-label={words.title} tabIndex={0}>
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
                      {[
                        ...(fault.line === undefined ? [] : [words.line(fault.line)]),
                        ...(fault.column === undefined ? [] : [fault.column]),
                      ].join(', ')}
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
        </div>
      )}
      {faults.hasNextPage && (
        <footer className="card-body more">
          <Button disabled={faults.isFetchingNextPage} onClick={() => void faults.fetchNextPage()}>
            {words.more}
          </Button>
        </footer>
      )}
    </section>
  )
}
