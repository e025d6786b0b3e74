// What a dry run says: rows read, what would be added, changed and gone, and what is not brought in.

import type { Arrival, Preview } from '#contract/application/arrival.ts'
import { formatNumber } from '../../format.ts'
import { TABLES } from '#model/tables.ts'
import { Quoted } from '../../parts/quoted.tsx'
import { ToneMark, ToneWord } from '../../parts/tone.tsx'
import { importing as words } from '../../words/en/import.ts'
import { network } from '../../words/en/network.ts'
import type { EarlierSource, FileByHand } from './suggest-source.ts'

interface PreviewResultProps {
  readonly arrival: Arrival
  readonly preview: Preview
  /** What was imported before. */
  readonly earlier: readonly EarlierSource[]
  /** Files of the workspace that these may take the place of. */
  readonly replaceable: readonly FileByHand[]
}

export function PreviewResult({ arrival, preview, earlier, replaceable }: PreviewResultProps) {
  const lost = earlier
    .filter(({ source }) => source === preview.source)
    .flatMap(({ tables }) => tables.filter((table) => preview.tables.every((one) => one.table !== table)))
  const { errors, warnings, leftOutRows, unrecognised = [], isCutShort = false } = preview
  const isRefused = arrival.state === 'refused'
  const isUnread = preview.tables.length === 0
  const sayRefused = arrival.read?.mapping === undefined ? words.result.refusedWhy : words.result.refusedMapped
  const sayWhy = isCutShort ? words.result.cutShort : sayRefused
  const replaced = arrival.read?.replaces ?? []
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
          {errors > 0 && <ToneWord tone="bad">{words.result.errors(errors, isCutShort)}</ToneWord>}
          {warnings > 0 && <ToneWord tone="doubt">{words.result.warnings(warnings)}</ToneWord>}
          {leftOutRows > 0 && <ToneWord tone="ahead">{words.result.leftOut(leftOutRows)}</ToneWord>}
        </span>
      </header>
      {replaced.length > 0 && (
        <p className="card-body">
          <Quoted>{words.result.replacing(quoteFiles(replaced))}</Quoted>
        </p>
      )}
      {unrecognised.length > 0 && <NotRecognised files={unrecognised} mayMap={preview.mayMap === true} />}
      {isRefused && unrecognised.length === 0 && (
        <div className="note bad result-note">
          <ToneMark tone="bad" />
          <div>
            <p className="note-title">{words.result.refused}</p>
            <p>{sayWhy(errors)}</p>
            {lost.length > 0 && (
              <p>{words.result.refusedFor(preview.source, lost.map((table) => network.nameTable(table)).join(', '))}</p>
            )}
            {!isUnread && replaced.length === 0 && replaceable.length > 0 && (
              <p>
                <Quoted>{words.result.mayReplace(quoteFiles(replaceable.map(({ name }) => name)))}</Quoted>
              </p>
            )}
            {preview.mayMap === true && <p>{words.result.mayMap}</p>}
            {preview.mayHaveGoodRows && <p>{words.result.mayGood}</p>}
          </div>
        </div>
      )}
      {preview.changesNothing && !isRefused && <p className="card-body">{words.result.changesNothing}</p>}
      {names.length > 0 && (
        <div className="scroll" role="region" aria-label={words.result.title} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.result.table}</th>
                {[
                  isRefused ? words.result.readGood : words.result.read,
                  ...(isRefused
                    ? []
                    : [words.result.added, words.result.changed, words.result.gone, words.result.same]),
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
                // Of what is refused nothing is added, and nothing changes.
                const cells = isRefused
                  ? [read?.rows]
                  : [read?.rows, difference?.added, difference?.changed, difference?.gone, difference?.unchanged]
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

const quoteFiles = (files: readonly string[]): string => files.map((file) => `\`${file}\``).join(', ')

/** Of which nobody can tell what is in it: that it is so, what would be known, and what to do. */
function NotRecognised({ files, mayMap }: { readonly files: readonly string[]; readonly mayMap: boolean }) {
  return (
    <div className="note bad result-note">
      <ToneMark tone="bad" />
      <div>
        <p className="note-title">
          <Quoted>{words.result.notRecognised(quoteFiles(files), files.length)}</Quoted>
        </p>
        <p>{words.result.areRecognised(TABLES.map(({ name }) => name).join(', '))}</p>
        <p>{mayMap ? words.result.mayMap : words.result.saveOtherwise}</p>
      </div>
    </div>
  )
}
