// What a dry run says: rows read, what would be added, changed and gone, and what is not brought in.

import type { Arrival, Preview } from '#contract/application/arrival.ts'
import { formatNumber } from '../../format.ts'
import { ToneMark, ToneWord } from '../../parts/tone.tsx'
import { importing as words } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'
import type { EarlierSource } from './suggest-source.ts'

interface PreviewResultProps {
  readonly arrival: Arrival
  readonly preview: Preview
  /** What was imported before. */
  readonly earlier: readonly EarlierSource[]
}

export function PreviewResult({ arrival, preview, earlier }: PreviewResultProps) {
  const lost = earlier
    .filter(({ source }) => source === preview.source)
    .flatMap(({ tables }) => tables.filter((table) => preview.tables.every((one) => one.table !== table)))
  const { errors, warnings, leftOutRows } = preview
  const differenceOf = (table: string) => preview.differences.find((one) => one.table === table)
  const names = [
    ...new Set([...preview.tables.map(({ table }) => table), ...preview.differences.map(({ table }) => table)]),
  ]
  return (
    <section className="card">
      <header className="card-head">
        <h3>{words.result.title}</h3>
        <span className="result-words">
          {errors + warnings === 0 && <ToneWord tone="good">{words.result.clean}</ToneWord>}
          {errors > 0 && <ToneWord tone="bad">{words.result.errors(errors)}</ToneWord>}
          {warnings > 0 && <ToneWord tone="doubt">{words.result.warnings(warnings)}</ToneWord>}
          {leftOutRows > 0 && <ToneWord tone="ahead">{words.result.leftOut(leftOutRows)}</ToneWord>}
        </span>
      </header>
      {arrival.state === 'refused' && (
        <div className="note bad result-note">
          <ToneMark tone="bad" />
          <div>
            <p className="note-title">{words.result.refused}</p>
            <p>{words.result.refusedWhy(errors)}</p>
            {lost.length > 0 && (
              <p>{words.result.refusedFor(preview.source, lost.map((table) => network.nameTable(table)).join(', '))}</p>
            )}
            {preview.format === 'tables' && arrival.read?.mapping === undefined && <p>{words.result.mayMap}</p>}
            {preview.mayHaveGoodRows && <p>{words.result.mayGood}</p>}
          </div>
        </div>
      )}
      {preview.changesNothing && arrival.state !== 'refused' && (
        <p className="card-body">{words.result.changesNothing}</p>
      )}
      {names.length > 0 && (
        <div className="scroll" role="region" aria-label={words.result.title} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.result.table}</th>
                {[
                  words.result.read,
                  words.result.added,
                  words.result.changed,
                  words.result.gone,
                  words.result.same,
                ].map((title) => (
                  <th key={title} scope="col" className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {names.map((table) => {
                const difference = differenceOf(table)
                const read = preview.tables.find((one) => one.table === table)
                const cells = [
                  read?.rows,
                  difference?.added,
                  difference?.changed,
                  difference?.gone,
                  difference?.unchanged,
                ]
                return (
                  <tr key={table}>
                    <th scope="row">
                      {network.nameTable(table)}{' '}
                      {(difference?.isJoined ?? read?.isJoined) && <span className="muted">{words.result.joined}</span>}
                    </th>
                    {cells.map((count, index) => (
                      <td key={index} className={`number${count ? '' : ' muted'}`}>
                        {count === undefined ? '–' : formatNumber(count)}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {preview.unmapped.length > 0 && (
        <details className="card-body unmapped">
          <summary>
            {words.result.unmapped} ({formatNumber(preview.unmapped.length)})
          </summary>
          <ul>
            {preview.unmapped.map(({ what, count, examples, remedy }) => (
              <li key={what}>
                {what} <span className="muted">{formatNumber(count)}</span>
                {examples.length > 0 && <span className="muted"> · {examples.slice(0, 3).join(', ')}</span>}
                {remedy !== '' && <span className="unmapped-remedy">{remedy}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
