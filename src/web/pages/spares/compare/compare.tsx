// Two to four answers beside each other: figures, curves over each other, and what is bought differently.

import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Analysis } from '#contract/application/analysis.ts'
import { parseDay } from '#base/calendar.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { createTimeScale } from '#report/chart/time-scale.ts'
import { summariseSpares } from '#report/spares/summary.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayBought, sayMoney, sayServiceHours, saySurvival, sayTarget } from '#report/spares/words.ts'
import { PendingNote } from '../../../analyses/pending-note.tsx'
import { sparesResultQuery } from '../../../analyses/queries.ts'
import { sayQuestion } from '../../../analyses/say-question.ts'
import type { SetAddress } from '../../../address/use-address.ts'
import { CurveChart } from '../../../drawings/curve-chart.tsx'
import { formatDay, formatInstant, formatNumber } from '../../../format.ts'
import { Check } from '../../../parts/field.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { ToneMark } from '../../../parts/tone.tsx'
import { analyses as shared } from '../../../words/en/analyses.ts'
import { spares as words } from '../../../words/en/spares.ts'
import type { SparesState } from '../spares-state.ts'
import { compareBuys } from './differences.ts'
import { type Compared, namesOf } from './names-of.ts'

const MOST = 4
const SHARE_AXIS = { top: 1, ticks: [0, 0.25, 0.5, 0.75, 1], say: (tick: number) => `${tick * 100} %` }

interface CompareProps {
  readonly workspace: string
  readonly all: readonly Analysis[]
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
}

export function Compare({ workspace, all, state, setState }: CompareProps) {
  const chosen = state.beside.flatMap((id) => all.find((one) => one.id === id) ?? []).slice(0, MOST)
  const results = useQueries({
    queries: chosen.map((one) => ({ ...sparesResultQuery(workspace, one.id), enabled: one.state === 'done' })),
  })
  const compared = chosen.flatMap((analysis, index): Compared[] => {
    const report = results[index]?.data
    return report ? [{ analysis, report }] : []
  })
  const toggle = (id: string, isOn: boolean): void =>
    setState(
      { beside: isOn ? [...state.beside, id].slice(-MOST) : state.beside.filter((one) => one !== id) },
      { replace: true },
    )
  const error = results.find((one) => one.error)?.error
  return (
    <>
      <section className="card spares-section">
        <h2>{words.comparison.choose}</h2>
        <p className="muted small">{words.comparison.about}</p>
        <div className="compare-choice">
          {all
            .filter(({ state: is, id }) => is === 'done' || state.beside.includes(id))
            .slice(0, 60)
            .map((one) => (
              <Check
                key={one.id}
                checked={state.beside.includes(one.id)}
                onChange={(event) => toggle(one.id, event.target.checked)}
              >
                {sayQuestion(one)}
                <span className="cell-about">
                  {shared.ofSnapshot(one.snapshotNumber)}; {formatInstant(one.createdAt)}, {one.createdBy}
                </span>
              </Check>
            ))}
        </div>
      </section>
      {error && <ProblemNote error={error} />}
      {chosen
        .filter(({ state: is }) => is !== 'done')
        .map((one) => (
          <PendingNote key={one.id} workspace={workspace} analysis={one} />
        ))}
      {compared.length < 2 ? (
        chosen.length > compared.length && !error ? (
          <Skeleton lines={6} />
        ) : (
          <p className="muted">{words.comparison.needTwo}</p>
        )
      ) : (
        <Beside compared={compared} />
      )}
    </>
  )
}

interface Figure {
  readonly name: string
  readonly say: (report: SparesReport) => string
  readonly value?: (report: SparesReport) => number
  readonly isMoreBetter?: boolean
}

const FIGURES: readonly Figure[] = [
  { name: words.comparison.from, say: ({ scenario }) => formatDay(scenario.from) },
  { name: words.comparison.until, say: ({ scenario }) => formatDay(scenario.until) },
  { name: words.comparison.asked, say: sayTarget },
  {
    name: words.comparison.budget,
    say: ({ scenario, currency }) =>
      scenario.budget === undefined ? words.comparison.noBudget : sayMoney(scenario.budget, currency),
  },
  {
    name: words.comparison.survival,
    say: ({ network }) => (network === null ? words.notKnown : saySurvival(network)),
    value: ({ network }) => network?.survivalAtEnd ?? 0,
    isMoreBetter: true,
  },
  {
    name: words.comparison.hours,
    say: (report) =>
      report.network === null ? words.notKnown : sayServiceHours(report.network.weightHoursLost, report),
    value: ({ network }) => network?.weightHoursLost ?? Number.POSITIVE_INFINITY,
  },
  {
    name: words.comparison.short,
    say: (report) => formatNumber(summariseSpares(report).short.length),
    value: (report) => summariseSpares(report).short.length,
  },
  {
    name: words.comparison.cost,
    say: ({ purchase, currency }) => sayMoney(purchase.cost, currency),
    value: ({ purchase }) => purchase.cost,
  },
  {
    name: words.comparison.unitsBought,
    say: ({ purchase }) => formatNumber(unitsOf(purchase)),
    value: ({ purchase }) => unitsOf(purchase),
  },
  {
    name: words.comparison.after,
    say: ({ purchase }) => sayBought(purchase),
    value: ({ purchase }) => purchase.networkSurvival ?? 0,
    isMoreBetter: true,
  },
  {
    name: words.comparison.unobtainable,
    say: ({ purchase }) => formatNumber(purchase.unobtainable.length),
    value: ({ purchase }) => purchase.unobtainable.length,
  },
]

const unitsOf = ({ buys }: SparesReport['purchase']): number => buys.reduce((sum, { quantity }) => sum + quantity, 0)

function Beside({ compared }: { readonly compared: readonly Compared[] }) {
  const [onlyDifferent, setOnlyDifferent] = useState(true)
  const reports = compared.map(({ report }) => report)
  const names = namesOf(compared)
  const scale = useMemo(() => {
    const from = Math.min(...reports.map(({ scenario }) => parseDay(scenario.from) ?? 0))
    const until = Math.max(...reports.map(({ scenario }) => parseDay(scenario.until) ?? 0))
    return createTimeScale(from, until)
    // oxlint-disable-next-line react/exhaustive-deps -- a list made anew each time, of the same reports
  }, [...reports])
  const curves = reports.map((report, index) => ({
    name: names[index]!,
    from: parseDay(report.scenario.from) ?? scale.from,
    days: report.network === null ? [] : report.days.map((day) => parseDay(day) ?? scale.from),
    values: report.network?.survival ?? [],
  }))
  const isOfSeveral = new Set(compared.map(({ analysis }) => analysis.snapshot)).size > 1
  const rows = useMemo(() => compareBuys(reports), [...reports])
  const shown = onlyDifferent ? rows.filter(({ differs }) => differs) : rows
  const heads = compared.map((one, index) => (
    <th key={one.analysis.id} className={`number line-${index}`}>
      <svg className="swatch" width="22" height="10" aria-hidden="true">
        <path className={`edge line line-${index}`} d="M0 5h22" />
      </svg>{' '}
      {names[index]}
    </th>
  ))
  return (
    <>
      <section className="card spares-section scroll" aria-label={words.comparison.figures} tabIndex={0}>
        <h2>{words.comparison.figures}</h2>
        {isOfSeveral && (
          <div className="note doubt">
            <ToneMark tone="doubt" />
            <p>{words.comparison.severalSnapshots}</p>
          </div>
        )}
        <table className="table compare-table">
          <thead>
            <tr>
              <td />
              {heads}
            </tr>
          </thead>
          <tbody>
            <tr className={isOfSeveral ? 'differs' : ''}>
              <th scope="row">{words.comparison.snapshot}</th>
              {compared.map(({ analysis }) => (
                <td key={analysis.id} className="number">
                  {formatNumber(analysis.snapshotNumber)}
                  {analysis.isOfHead && <span className="cell-about">{words.comparison.latest}</span>}
                </td>
              ))}
            </tr>
            {FIGURES.map((figure) => {
              const said = reports.map(figure.say)
              const best = new Set(said).size > 1 ? bestIndex(figure, reports) : undefined
              return (
                <tr key={figure.name} className={new Set(said).size > 1 ? 'differs' : ''}>
                  <th scope="row">{figure.name}</th>
                  {said.map((text, index) => (
                    <td key={compared[index]!.analysis.id} className={`number${index === best ? ' best' : ''}`}>
                      {text}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <section className="card spares-section">
        <h2>{words.comparison.curves}</h2>
        <CurveChart
          label={words.comparison.curves}
          scale={scale}
          curves={curves}
          before={1}
          axis={SHARE_AXIS}
          say={sayProbability}
        />
      </section>
      <section className="card spares-section">
        <div className="section-head">
          <h2>{words.comparison.buys}</h2>
          <Check checked={onlyDifferent} onChange={(event) => setOnlyDifferent(event.target.checked)}>
            {words.comparison.onlyDifferent}
          </Check>
        </div>
        {shown.length === 0 ? (
          <p className="muted">{words.comparison.same}</p>
        ) : (
          <div className="purchase-rows">
            <table className="table">
              <thead>
                <tr>
                  <th>{words.part}</th>
                  {heads}
                </tr>
              </thead>
              <tbody>
                {shown.slice(0, 500).map((row) => (
                  <tr key={row.part}>
                    <td className="identifier">{row.part}</td>
                    {row.units.map((units, index) => (
                      <td key={compared[index]!.analysis.id} className="number">
                        {units === 0 ? words.comparison.none : formatNumber(units)}
                        {units > 0 && (
                          <span className="cell-about">
                            {row.costs[index] === undefined
                              ? words.notKnown
                              : sayMoney(row.costs[index], reports[index]!.currency)}
                          </span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}

/** The one that is best alone; undefined where they are alike, or none is better. */
function bestIndex({ value, isMoreBetter = false }: Figure, reports: readonly SparesReport[]): number | undefined {
  if (!value) return undefined
  const values = reports.map(value)
  const best = isMoreBetter ? Math.max(...values) : Math.min(...values)
  return values.filter((one) => one === best).length === 1 ? values.indexOf(best) : undefined
}
