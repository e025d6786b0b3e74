// What to do now: what to buy, what to move first, what cannot be had, and what rules ask of the stock.

import { useMemo, useState } from 'react'
import type { BuyRow, SparesReport } from '#model/spares-report.ts'
import { sayMissing } from '#report/spares/missing-words.ts'
import { sayDepots } from '#report/spares/move-words.ts'
import { barsOfBought } from '#report/spares/summary.ts'
import { sayBar, sayMoney } from '#report/spares/words.ts'
import { reportAddress } from '../../analyses/paths.ts'
import type { SetAddress } from '../../address/use-address.ts'
import { formatCount, formatDay, formatNumber } from '../../format.ts'
import { Told } from '../../parts/told.tsx'
import { Icon } from '../../parts/icon.tsx'
import { TextField } from '../../parts/field.tsx'
import { ToneWord } from '../../parts/tone.tsx'
import { spares as words } from '../../words/en/spares.ts'
import type { SparesState } from './spares-state.ts'

interface PurchaseProps {
  readonly workspace: string
  readonly analysis: string
  readonly report: SparesReport
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
}

type BuyColumn = 'part' | 'quantity' | 'cost' | 'arrivesOn' | 'depot'

/** Rows beyond these are in the file: nobody reads so many here. */
const MOST_ROWS = 500

const COVER_TONES = { met: 'good', 'not met': 'bad', 'cannot be shown': 'doubt' } as const

export function Purchase({ workspace, analysis, report, state, setState }: PurchaseProps) {
  const { purchase, moves, currency, cover } = report
  const openPart = (part: string): void => setState({ view: 'part', part })
  return (
    <>
      <section className="card spares-section">
        <div className="section-head">
          <h2>
            {words.buy}{' '}
            <span className="muted">
              {formatCount(purchase.buys.length, 'line')}, {sayMoney(purchase.cost, currency)}
            </span>
          </h2>
          <span className="actions">
            {(['csv', 'xlsx'] as const).map((form) => (
              <a key={form} className="button plain" href={reportAddress(workspace, analysis, form, true)} download>
                <Icon name="download" /> {form.toUpperCase()}
              </a>
            ))}
          </span>
        </div>
        {purchase.buys.length === 0 ? (
          <p className="muted">{words.nothingToBuy}</p>
        ) : (
          <Buys report={report} search={state.search} setState={setState} onPart={openPart} />
        )}
      </section>
      <section className="card spares-section">
        <h2>
          {words.move} <span className="muted">{formatNumber(moves.length)}</span>
        </h2>
        {moves.length === 0 ? (
          <p className="muted">{words.nothingToMove}</p>
        ) : (
          <div className="purchase-rows">
            <table className="table">
              <thead>
                <tr>
                  <th>{words.part}</th>
                  <th className="number">{words.units}</th>
                  <th>{words.from}</th>
                  <th>{words.to}</th>
                </tr>
              </thead>
              <tbody>
                {moves.slice(0, MOST_ROWS).map((move) => (
                  <tr key={`${move.part} ${move.standsInFor ?? ''} ${move.fromPool} ${move.toPool}`}>
                    <td>
                      <PartLink part={move.part} onPart={openPart} />
                      {move.standsInFor !== undefined && (
                        <div className="muted">
                          {words.setAsideFor} <PartLink part={move.standsInFor} onPart={openPart} />
                        </div>
                      )}
                    </td>
                    <td className="number">{formatNumber(move.quantity)}</td>
                    <td>
                      <Place pool={move.fromPool} depots={sayDepots(move.fromDepots)} />
                    </td>
                    <td>
                      <Place pool={move.toPool} depots={sayDepots(move.toDepots)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {purchase.unobtainable.length > 0 && (
        <section className="card spares-section">
          <h2>
            {words.cannot} <span className="muted">{formatNumber(purchase.unobtainable.length)}</span>
          </h2>
          <div className="purchase-rows">
            <table className="table stacks">
              <thead>
                <tr>
                  <th>{words.part}</th>
                  <th>{words.missing}</th>
                  <th>{words.why}</th>
                  <th>{words.alternatives}</th>
                </tr>
              </thead>
              <tbody>
                {purchase.unobtainable.map((row) => (
                  <tr key={row.part}>
                    <td>
                      <PartLink part={row.part} onPart={openPart} />
                    </td>
                    <td className="whole" data-label={words.missing}>
                      {sayMissing(row)}
                    </td>
                    <td className="stack-line">
                      <Told>{row.why}</Told>
                    </td>
                    <td className="stack-line" data-label={words.alternatives}>
                      <ul className="alternatives">
                        {row.alternatives.map((one) => (
                          <li key={one}>{one}</li>
                        ))}
                      </ul>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {cover.length > 0 && (
        <section className="card spares-section scroll" aria-label={words.cover} tabIndex={0}>
          <h2>{words.cover}</h2>
          <table className="table">
            <thead>
              <tr>
                <th>{words.rule}</th>
                <th>{words.verdict}</th>
                <th className="number">{words.parts}</th>
                <th>{words.short}</th>
                <th>{words.measuredBy}</th>
              </tr>
            </thead>
            <tbody>
              {cover.map((row) => (
                <tr key={`${row.pack}${row.rule}`}>
                  <td>
                    <span className="identifier">{row.rule}</span> {row.title}
                    <span className="cell-about">
                      {row.pack}, {row.status}, {row.provenance}
                    </span>
                  </td>
                  <td>
                    <ToneWord tone={COVER_TONES[row.verdict]}>{row.verdict}</ToneWord>
                  </td>
                  <td className="number">{formatNumber(row.parts)}</td>
                  <td>
                    {formatNumber(row.partsShort.length)}
                    {row.why === undefined ? (
                      <PartsShort parts={row.partsShort} />
                    ) : (
                      <span className="cell-about">{row.why}</span>
                    )}
                  </td>
                  <td>{row.measuredBy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

function PartLink({ part, onPart }: { readonly part: string; readonly onPart: (part: string) => void }) {
  return (
    <button type="button" className="as-link identifier" onClick={() => onPart(part)}>
      {part}
    </button>
  )
}

interface BuysProps {
  readonly report: SparesReport
  readonly search: string
  readonly setState: SetAddress<SparesState>
  readonly onPart: (part: string) => void
}

function Buys({ report, search, setState, onPart }: BuysProps) {
  const [sort, setSort] = useState<{ readonly column: BuyColumn; readonly isDescending: boolean }>({
    column: 'cost',
    isDescending: true,
  })
  const { buys } = report.purchase
  const rows = useMemo(() => {
    const wanted = search.toLowerCase()
    const found = buys.filter((buy) =>
      `${buy.part} ${buy.pool} ${buy.depot ?? ''} ${buy.reason}`.toLowerCase().includes(wanted),
    )
    return found.toSorted((left, right) => compareBuys(left, right, sort.column) * (sort.isDescending ? -1 : 1))
  }, [buys, search, sort])
  const head = (column: BuyColumn, name: string, isNumber = false) => (
    <th
      className={isNumber ? 'number' : ''}
      aria-sort={sort.column === column ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        onClick={() => setSort({ column, isDescending: sort.column === column ? !sort.isDescending : isNumber })}
      >
        {name} {sort.column === column ? (sort.isDescending ? '↓' : '↑') : ''}
      </button>
    </th>
  )
  return (
    <>
      <div className="purchase-bar">
        <TextField
          label={words.search}
          hidesLabel
          type="search"
          placeholder={words.search}
          value={search}
          onChange={(event) => setState({ search: event.target.value }, { replace: true })}
        />
        <span className="muted small" role="status">
          {formatCount(rows.length, 'line')},{' '}
          {formatCount(
            rows.reduce((sum, { quantity }) => sum + quantity, 0),
            'unit',
          )}
          ,{' '}
          {sayMoney(
            rows.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
            report.currency,
          )}
        </span>
      </div>
      <div className="purchase-rows">
        <table className="table stacks">
          <thead>
            <tr>
              {head('part', words.part)}
              {head('quantity', words.units, true)}
              {head('cost', words.cost, true)}
              {head('arrivesOn', words.arrives)}
              {head('depot', `${words.forPool}, ${words.depot}`)}
              <th>{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((buy) => (
              <tr key={`${buy.part}/${buy.pool}/${buy.depot ?? ''}`}>
                <td>
                  <PartLink part={buy.part} onPart={onPart} />
                </td>
                <td className="number" data-label={words.units}>
                  {formatNumber(buy.quantity)}
                </td>
                <td className="number" data-label={words.cost}>
                  {buy.cost === null ? words.notKnown : sayMoney(buy.cost, undefined)}
                  {buy.cost !== null && (
                    <span className="cell-about">
                      {words.unitPrice} {sayMoney(buy.cost / buy.quantity, undefined)}
                    </span>
                  )}
                </td>
                <td className="whole" data-label={words.arrives}>
                  {buy.arrivesOn === null ? words.notKnown : formatDay(buy.arrivesOn)}
                </td>
                <td data-label={words.forPool}>
                  <span className="identifier">{buy.pool}</span>
                  <span className="cell-about">{buy.depot}</span>
                </td>
                <td className="stack-line">
                  {buy.reason}
                  {buy.caution !== undefined && <span className="cell-about">{buy.caution}</span>}
                  {barsOfBought(report, buy.part).map((bar) => (
                    <ToneWord key={bar.rule} tone={bar.answer === 'yes' ? 'bad' : 'doubt'}>
                      {sayBar(bar)} ({bar.rule})
                    </ToneWord>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST_ROWS && <p className="muted small">{words.partCount(MOST_ROWS, rows.length)}</p>}
    </>
  )
}

function compareBuys(left: BuyRow, right: BuyRow, column: BuyColumn): number {
  const [one, other] = [left[column] ?? '', right[column] ?? '']
  return one < other ? -1 : one > other ? 1 : left.part < right.part ? -1 : 1
}

/** A pool with its depots, as far as they are known. */
function Place({ pool, depots }: { readonly pool: string; readonly depots: string }) {
  return (
    <>
      <span className="identifier">{pool}</span>
      {depots !== '' && depots !== pool && <span className="muted"> {depots}</span>}
    </>
  )
}

const SHORT_NAMED = 4

function PartsShort({ parts }: { readonly parts: readonly string[] }) {
  const more = parts.slice(SHORT_NAMED)
  return (
    <span className="cell-about">
      {parts.slice(0, SHORT_NAMED).join(', ')}
      {more.length > 0 && (
        <details>
          <summary>{words.andMore(more.length)}</summary>
          {more.join(', ')}
        </details>
      )}
    </span>
  )
}
