// The answer in figures and curves: how surely the spares last, against what they must outlast, and what money buys.

import { useMemo, useState } from 'react'
import { parseDay } from '#base/calendar.ts'
import type { Lasting, SparesReport } from '#model/spares-report.ts'
import { percent } from '#report/chart/drawing.ts'
import type { TimeScale } from '#report/chart/time-scale.ts'
import { markersOf, sayLasting, scaleOf } from '#report/spares/html-lasting.ts'
import { recoveryOf } from '#report/spares/part-sums.ts'
import { drawDisruptions } from '#report/spares/html-overview.ts'
import { sayAskedSurvival, type SparesSummary, summariseSpares } from '#report/spares/summary.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayMoney, sayMonths, sayServiceHours, saySurvival } from '#report/spares/words.ts'
import { Reservations } from '../../analyses/reservations.tsx'
import { ReportPart } from '../../analyses/report-part.tsx'
import type { SetAddress } from '../../address/use-address.ts'
import { CurveChart } from '../../drawings/curve-chart.tsx'
import { DayAxis } from '../../drawings/day-axis.tsx'
import { formatCount, formatDay, formatDaysIn, formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Select } from '../../parts/field.tsx'
import { Told } from '../../parts/told.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { spares as words } from '../../words/en/spares.ts'
import { Frontier } from './frontier-chart.tsx'
import type { SparesState } from './spares-state.ts'

interface AnswerProps {
  readonly report: SparesReport
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
  /** The same question with a budget, in whole units of the currency; undefined: one may not ask. */
  readonly onBudget: ((budget: number) => void) | undefined
}

const TONES = {
  no: 'bad',
  yes: 'good',
  'not all known': 'doubt',
  'nothing known': 'doubt',
  'nothing to reckon': 'blank',
} as const

export function Answer({ report, state, setState, onBudget }: AnswerProps) {
  const summary = useMemo(() => summariseSpares(report), [report])
  const tone = TONES[summary.answer]
  const scale = scaleOf(report)
  return (
    <>
      <section className={`card answer ${tone}`}>
        <ToneMark tone={tone} />
        <div>
          <p className="muted small">{report.scenario.title}</p>
          <h2>
            <Told>{summary.headline}</Told>
          </h2>
          <p>
            <Told>{`${summary.asked} ${summary.together}`}</Told>
          </p>
          {summary.purchase !== '' && (
            <p className="answer-next">
              <Told>{summary.purchase}</Told>
            </p>
          )}
          <Reservations reservations={summary.reservations} />
        </div>
      </section>
      <KeyFigures report={report} summary={summary} setState={setState} />
      {scale && report.network !== null && <Survival report={report} scale={scale} state={state} setState={setState} />}
      {scale && <Recovery report={report} scale={scale} setState={setState} />}
      <Frontier report={report} state={state} setState={setState} onBudget={onBudget} />
      <ReportPart markup={drawDisruptions(report)} />
    </>
  )
}

function KeyFigures({
  report,
  summary: { short, reckonedCount },
  setState,
}: Pick<AnswerProps, 'report' | 'setState'> & { readonly summary: SparesSummary }) {
  const { purchase, currency, network, moves } = report
  const units = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
  const moved = moves.reduce((sum, { quantity }) => sum + quantity, 0)
  const figures: readonly (readonly [string, string, string, () => void])[] = [
    [
      words.comparison.short,
      formatNumber(short.length),
      words.ofReckoned(reckonedCount),
      () => setState({ view: 'parts', short: true }),
    ],
    [
      words.all,
      network === null ? words.notKnown : saySurvival(network),
      network === null ? '' : sayServiceHours(network.weightHoursLost, report),
      () => setState({ view: 'answer', curve: '' }),
    ],
    [
      words.buy,
      units === 0
        ? '0'
        : purchase.buys.every(({ cost }) => cost === null)
          ? words.notKnown
          : sayMoney(purchase.cost, currency),
      formatCount(units, 'unit'),
      () => setState({ view: 'buy' }),
    ],
    [words.move, formatNumber(moved), formatCount(moves.length, 'move'), () => setState({ view: 'buy' })],
    [
      words.cannot,
      formatNumber(purchase.unobtainable.length),
      formatCount(
        purchase.unobtainable.reduce((sum, one) => sum + one.missing, 0),
        'unit',
      ),
      () => setState({ view: 'buy' }),
    ],
  ]
  return (
    <ul className="key-figures">
      {figures.map(([what, value, about, go]) => (
        <li key={what}>
          <button type="button" className="card key-figure" onClick={go}>
            <span className="muted small">{what}</span>
            <span className="key-value">{value}</span>
            <span className="muted small">{about}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const SHARE_AXIS = { top: 1, ticks: [0, 0.25, 0.5, 0.75, 1], say: (tick: number) => `${tick * 100} %` }

interface Lasted {
  readonly key: string
  readonly name: string
  readonly lasting: Lasting
  readonly recoveredOn: string | undefined
}

/** All together, each manufacturer, each part that is reckoned. */
function listLasting(report: SparesReport): readonly Lasted[] {
  // Of nothing it is known how long it lasts.
  if (report.network === null) return []
  const all: Lasted = {
    key: '',
    name: words.all,
    lasting: report.network,
    recoveredOn: lastOf(report.vendors.map((vendor) => recoveryOf(report.parts, vendor))),
  }
  const vendors = report.vendors
    .toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths)
    .map((vendor) => ({
      key: `vendor:${vendor.vendor}`,
      name: vendor.name,
      lasting: vendor.lasting,
      recoveredOn: recoveryOf(report.parts, vendor),
    }))
  const parts = report.parts.flatMap(({ part, lasting, recoveredOn }) =>
    lasting ? [{ key: `part:${part}`, name: part, lasting, recoveredOn }] : [],
  )
  return [all, ...vendors, ...parts]
}

function lastOf(days: readonly (string | undefined)[]): string | undefined {
  return days.reduce(
    (last, day) => (day === undefined || last === undefined ? undefined : day > last ? day : last),
    days[0],
  )
}

function Survival({ report, scale, state, setState }: Omit<AnswerProps, 'onBudget'> & { readonly scale: TimeScale }) {
  const all = useMemo(() => listLasting(report), [report])
  const shown = all.find(({ key }) => key === state.curve) ?? all[0]!
  const days = useMemo(() => report.days.map((day) => parseDay(day) ?? scale.from), [report.days, scale])
  const curves = useMemo(
    () => [{ name: shown.name, days, values: shown.lasting.survival, band: shown.lasting.band }],
    [shown, days],
  )
  const asked = report.scenario.target.survival ?? report.scenario.probability
  return (
    <section className="card spares-section">
      <div className="section-head">
        <div>
          <h3>{words.survival}</h3>
          <p className="muted small">{words.survivalAbout}</p>
        </div>
        <Select
          label={words.of}
          hidesLabel
          value={shown.key}
          onChange={(event) => setState({ curve: event.target.value }, { replace: true })}
          options={all.map(({ key, name }) => ({ value: key, label: name }))}
        />
      </div>
      <p className="figure-head">
        <span className="figure-value">{saySurvival(shown.lasting)}</span>
        <span className="muted small">{formatDaysIn(sayLasting(shown.lasting, shown.recoveredOn, scale))}</span>
      </p>
      <CurveChart
        label={`${words.survival}: ${shown.name}`}
        scale={scale}
        curves={curves}
        before={1}
        axis={SHARE_AXIS}
        say={sayProbability}
        limit={{ value: asked, label: words.asked(sayAskedSurvival(report)) }}
        gap={gapOf(shown, scale)}
        markers={markersOf(shown.lasting, shown.recoveredOn, scale)}
      />
      <ul className="legend">
        <li>
          <svg width="22" height="12" aria-hidden="true">
            <path className="edge" d="M0 6h22" />
          </svg>
          {words.curve}
        </li>
        {shown.lasting.band !== undefined && (
          <li>
            <svg width="22" height="12" aria-hidden="true">
              <rect className="band" width="22" height="12" />
            </svg>
            {words.band}
          </li>
        )}
        <li>
          <svg width="22" height="12" aria-hidden="true">
            <rect className="shade bad" width="22" height="12" />
          </svg>
          {words.recoveryLegend.gap}
        </li>
      </ul>
    </section>
  )
}

function gapOf({ lasting, recoveredOn }: Lasted, scale: TimeScale) {
  if (lasting.lastsToEnd) return undefined
  const first = (lasting.lastsUntil === null ? scale.from - 1 : (parseDay(lasting.lastsUntil) ?? scale.to)) + 1
  const last = Math.min(scale.to, parseDay(recoveredOn ?? '') ?? scale.to)
  return { first, last }
}

const ROWS = 14

/** Manufacturers and the parts that last shortest, each as a bar from how long it lasts to when it is swapped out. */
function Recovery({
  report,
  scale,
  setState,
}: Pick<AnswerProps, 'report' | 'setState'> & { readonly scale: TimeScale }) {
  const [showsAll, setShowsAll] = useState(false)
  const { vendors, parts } = useMemo(() => {
    const [, ...others] = listLasting(report)
    return {
      vendors: others.filter(({ key }) => key.startsWith('vendor:')),
      parts: others
        .filter(({ key }) => key.startsWith('part:'))
        .toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths),
    }
  }, [report])
  const shown = (all: readonly Lasted[]) => (showsAll ? all : all.slice(0, ROWS))
  const rows = [...shown(vendors), ...shown(parts)]
  return (
    <section className="card spares-section">
      <h3>{words.recovery}</h3>
      <p className="muted small">{words.recoveryAbout}</p>
      <div className="recovery-axis" aria-hidden="true">
        <svg height="16">
          <DayAxis scale={scale} top={0} bottom={-2} most={6} />
        </svg>
      </div>
      <ul className="recovery">
        {rows.map((row) => (
          <li key={row.key}>
            <button
              type="button"
              onClick={() =>
                setState(
                  row.key.startsWith('part:')
                    ? { view: 'part', part: row.name }
                    : { view: 'parts', vendor: row.key.slice(7) },
                )
              }
            >
              <span className={row.key.startsWith('part:') ? 'identifier' : 'recovery-vendor'}>{row.name}</span>
              <LastingBar row={row} scale={scale} />
              <span className="small muted">
                {row.lasting.lastsToEnd
                  ? words.toEnd
                  : row.lasting.lastsUntil === null
                    ? words.notAtAll
                    : formatDay(row.lasting.lastsUntil)}
                {row.lasting.lastsToEnd ? '' : `, ${sayMonths(row.lasting.coverMonths)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length < vendors.length + parts.length && (
        <div className="actions small muted">
          {words.recoveryShown(sayShown(vendors, 'manufacturer'), sayShown(parts, 'part'))}
          <Button onClick={() => setShowsAll(true)}>{words.recoveryAll(vendors.length, parts.length)}</Button>
        </div>
      )}
      <ul className="legend">
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <rect className="lasts-bar" width="22" height="10" />
          </svg>
          {words.recoveryLegend.lasts}
        </li>
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <rect className="gap-bar" width="22" height="10" />
          </svg>
          {words.recoveryLegend.gap}
        </li>
        <li>
          <svg width="10" height="12" aria-hidden="true">
            <line className="recovered-mark" x1="5" x2="5" y1="0" y2="12" />
          </svg>
          {words.recoveryLegend.recovered}
        </li>
      </ul>
    </section>
  )
}

function sayShown(all: readonly Lasted[], what: string): string {
  return all.length <= ROWS ? formatCount(all.length, what) : words.recoveryOf(ROWS, formatCount(all.length, what))
}

export function LastingBar({
  row,
  scale,
}: {
  readonly row: Pick<Lasted, 'lasting' | 'recoveredOn'>
  readonly scale: TimeScale
}) {
  const { lasting, recoveredOn } = row
  const lasts = lasting.lastsToEnd
    ? 1
    : lasting.lastsUntil === null
      ? 0
      : scale.endOf(parseDay(lasting.lastsUntil) ?? scale.from)
  const recovered = recoveredOn === undefined ? undefined : scale.endOf(parseDay(recoveredOn) ?? scale.to)
  const gapEnd = recovered ?? 1
  return (
    <svg className="lasting-bar" height="14" aria-hidden="true">
      <rect className="ground" x="0" width="100%" y="3" height="8" />
      <rect className="lasts-bar" x="0" width={percent(lasts)} y="3" height="8" />
      {gapEnd > lasts && (
        <rect className="gap-bar" x={percent(lasts)} width={percent(gapEnd - lasts)} y="3" height="8" />
      )}
      {recovered !== undefined && (
        <line className="recovered-mark" x1={percent(recovered)} x2={percent(recovered)} y1="0" y2="14" />
      )}
    </svg>
  )
}
