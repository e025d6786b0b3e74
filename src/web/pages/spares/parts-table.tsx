// Every part: how long it lasts, when it is swapped out, what fails, what lies on the shelf, what is to be bought.

import { useMemo, useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { PartResult, SparesReport } from '#model/spares-report.ts'
import type { TimeScale } from '#report/chart/time-scale.ts'
import { scaleOf } from '#report/spares/html-lasting.ts'
import { bought, expectedFailures, onHand } from '#report/spares/part-sums.ts'
import { sayExpected, sayShared, saySurvival } from '#report/spares/words.ts'
import type { SetAddress } from '../../address/use-address.ts'
import { formatDay, formatNumber } from '../../format.ts'
import { Empty } from '../../parts/empty.tsx'
import { Check, Select, TextField } from '../../parts/field.tsx'
import { spares as words } from '../../words/en/spares.ts'
import { LastingBar } from './answer.tsx'
import { KNOWN_OF_PART, listParts, type PartColumn } from './list-parts.ts'
import type { SparesState } from './spares-state.ts'

interface PartsTableProps {
  readonly report: SparesReport
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
}

const HEADS: readonly (readonly [PartColumn, string])[] = [
  ['part', words.part],
  ['lasts', words.lasts],
  ['recovered', words.recover],
  ['survival', words.atEnd],
  ['failures', words.failures],
  ['onHand', words.onHand],
  ['buy', words.buyColumn],
]

export function PartsTable({ report, state, setState }: PartsTableProps) {
  const scale = scaleOf(report)
  const { search, vendor, short, known, sort } = state
  const { probability } = report.scenario
  const parts = useMemo(
    () => listParts(report.parts, { search, vendor, shortOf: short ? probability : undefined, known, sort }),
    [report.parts, search, vendor, short, probability, known, sort],
  )
  const frame = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the list is drawn by its own state alone
  const rows = useVirtualizer({
    count: parts.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 50,
    overscan: 10,
  })
  return (
    <>
      <div className="part-filters">
        <TextField
          label={words.searchParts}
          hidesLabel
          type="search"
          placeholder={words.searchHint}
          value={search}
          onChange={(event) => setState({ search: event.target.value }, { replace: true })}
        />
        <Select
          label={words.vendor}
          hidesLabel
          value={vendor}
          onChange={(event) => setState({ vendor: event.target.value }, { replace: true })}
          options={[
            { value: '', label: words.allVendors },
            ...report.vendors.map((one) => ({ value: one.vendor, label: one.name })),
          ]}
        />
        <Select
          label={words.known.label}
          hidesLabel
          value={known}
          onChange={({ target }) =>
            setState({ known: KNOWN_OF_PART.find((one) => one === target.value) ?? 'all' }, { replace: true })
          }
          options={KNOWN_OF_PART.map((value) => ({ value, label: words.known[value] }))}
        />
        <Check checked={short} onChange={(event) => setState({ short: event.target.checked }, { replace: true })}>
          {words.onlyShort}
        </Check>
        <span className="muted small" role="status">
          {words.partCount(parts.length, report.parts.length)}
        </span>
      </div>
      {parts.length === 0 || !scale ? (
        <Empty icon="spares" title={words.noPart} />
      ) : (
        <div className="card part-table">
          <div className="part-rows" ref={frame} tabIndex={0} role="region" aria-label={words.parts}>
            <div className="part-row part-heads">
              {HEADS.map(([column, name]) => (
                <button
                  key={column}
                  type="button"
                  aria-pressed={sort === column || sort === `-${column}`}
                  onClick={() => setState({ sort: sort === column ? `-${column}` : column }, { replace: true })}
                >
                  {name} {sort === column ? '↑' : sort === `-${column}` ? '↓' : ''}
                </button>
              ))}
            </div>
            <ul style={{ height: rows.getTotalSize() }}>
              {rows.getVirtualItems().map(({ index, start, key }) => (
                <li
                  key={key}
                  data-index={index}
                  ref={rows.measureElement}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <PartRow
                    part={parts[index]!}
                    scale={scale}
                    onOpen={() => setState({ view: 'part', part: parts[index]!.part })}
                  />
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  )
}

function PartRow({
  part,
  scale,
  onOpen,
}: {
  readonly part: PartResult
  readonly scale: TimeScale
  readonly onOpen: () => void
}) {
  const { lasting } = part

  const until =
    lasting &&
    (lasting.lastsToEnd ? words.toEnd : lasting.lastsUntil === null ? words.notAtAll : formatDay(lasting.lastsUntil))
  return (
    <button type="button" className="part-row" onClick={onOpen}>
      <span>
        <span className="identifier">{part.part}</span>
        <span className="cell-about">
          {[sayShared(part), part.manufacturer, part.description].filter((text) => text !== '').join(', ')}
        </span>
      </span>
      <span className="part-lasts">
        {lasting && <LastingBar row={{ lasting, recoveredOn: part.recoveredOn }} scale={scale} />}
        <span className="cell-about">
          {until ?? (part.reckonedWith === undefined ? words.notReckoned : words.reckonedWith(part.reckonedWith))}
        </span>
      </span>
      <span className="small">{part.recoveredOn === undefined ? words.notByEnd : formatDay(part.recoveredOn)}</span>
      <span className="number" data-label={words.atEnd}>
        {lasting ? saySurvival(lasting) : '–'}
      </span>
      <span className="number" data-label={words.failures}>
        {part.reckonedWith !== undefined ? '–' : sayExpected(expectedFailures(part))}
      </span>
      <span className="number" data-label={words.onHand}>
        {part.reckonedWith !== undefined ? '–' : formatNumber(onHand(part))}
      </span>
      <span className="number" data-label={words.buyColumn}>
        {part.reckonedWith !== undefined ? '–' : formatNumber(bought(part))}
      </span>
    </button>
  )
}
