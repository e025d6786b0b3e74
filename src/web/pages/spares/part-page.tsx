// One part: its curve, its pools, and the reckoning step by step with where each number comes from.

import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { parseDay } from '#base/calendar.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { renderExplanation } from '#report/spares/explain.ts'
import { markersOf, sayLasting, scaleOf } from '#report/spares/html-lasting.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayByItself, sayExpected, sayPoolSurvival, saySurvival } from '#report/spares/words.ts'
import { formatCondition } from '#contract/application/condition-text.ts'
import { networkAddress } from '../../analyses/network-link.ts'
import type { SetAddress } from '../../address/use-address.ts'
import { CurveChart } from '../../drawings/curve-chart.tsx'
import { formatDaysIn, formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { spares as words } from '../../words/en/spares.ts'
import type { SparesState } from './spares-state.ts'

interface PartPageProps {
  readonly workspace: string
  readonly report: SparesReport
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
}

const SHARE_AXIS = { top: 1, ticks: [0, 0.25, 0.5, 0.75, 1], say: (tick: number) => `${tick * 100} %` }
const EXPLANATION_COLUMNS = 100

export function PartPage({ workspace, report, state, setState }: PartPageProps) {
  const part = report.parts.find((one) => one.part === state.part)
  const scale = scaleOf(report)
  const explanation = useMemo(
    () => (part ? renderExplanation(report, part.part, EXPLANATION_COLUMNS) : ''),
    [report, part],
  )
  const days = useMemo(() => report.days.map((day) => parseDay(day) ?? 0), [report.days])
  const back = (
    <Button look="quiet" icon="left" onClick={() => setState({ view: 'parts', part: '' })}>
      {words.backToParts}
    </Button>
  )
  if (!part) return <Empty icon="spares" title={words.unknownPart} actions={back} />
  const { lasting } = part
  return (
    <article>
      <div className="part-nav">
        {back}
        <Link
          className="button plain"
          to={networkAddress(workspace, { table: 'units', where: unitsOf(part.part) }) as never}
        >
          <Icon name="network" /> {words.inNetwork}
        </Link>
      </div>
      <header className="part-head">
        <h2 className="identifier">{part.part}</h2>
        <p className="muted">
          {[part.manufacturer, part.class, part.description].filter((text) => text !== '').join(', ')}
        </p>
        {part.notReckoned !== undefined && (
          <p>
            {words.notReckoned}: {part.notReckoned}
          </p>
        )}
        {part.byItself !== undefined && (
          <p>
            {words.sharesSpares} {sayByItself(part)}.
          </p>
        )}
      </header>
      {lasting && scale && (
        <section className="card spares-section">
          <p className="figure-head">
            <span className="figure-value">{saySurvival(lasting)}</span>
            <span className="muted small">{formatDaysIn(sayLasting(lasting, part.recoveredOn, scale))}</span>
          </p>
          <CurveChart
            label={`${words.survival}: ${part.part}`}
            scale={scale}
            curves={[{ name: part.part, days, values: lasting.survival, band: lasting.band }]}
            before={1}
            axis={SHARE_AXIS}
            say={sayProbability}
            limit={{ value: report.scenario.probability, label: words.asked(`${report.scenario.probability * 100} %`) }}
            markers={markersOf(lasting, part.recoveredOn, scale)}
          />
        </section>
      )}
      {part.pools.length > 0 && (
        <section className="card spares-section scroll" aria-label={words.pool} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th>{words.pool}</th>
                <th className="number">{words.unitsFirst}</th>
                <th className="number">{words.unitsLast}</th>
                <th className="number">{words.failures}</th>
                <th className="number">{words.onHand}</th>
                <th className="number">{words.arriving}</th>
                <th className="number">{words.atEnd}</th>
                <th className="number">{words.buyColumn}</th>
              </tr>
            </thead>
            <tbody>
              {part.pools.map((pool) => (
                <tr key={pool.pool}>
                  <td className="identifier">{pool.pool}</td>
                  <td className="number">{formatNumber(pool.unitsFirst)}</td>
                  <td className="number">{formatNumber(pool.unitsLast)}</td>
                  <td className="number">{sayExpected(pool.expectedFailures)}</td>
                  <td className="number">{formatNumber(pool.onHand)}</td>
                  <td className="number">{sayExpected(pool.arriving)}</td>
                  <td className="number">{sayPoolSurvival(pool)}</td>
                  <td className="number">{formatNumber(pool.buy)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section className="card spares-section">
        <h3>{words.explanation}</h3>
        <pre className="explanation">{explanation}</pre>
      </section>
    </article>
  )
}

function unitsOf(part: string): string {
  return formatCondition({ column: 'part', operator: 'is', values: [part] })
}
