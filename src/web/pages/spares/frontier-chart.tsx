// The survival of all parts, or the service they lose, by what is spent: a line is dragged to what is wanted, and what it takes
// stands beside.

import { useMemo, useRef } from 'react'
import type { FrontierPoint, SparesReport } from '#model/spares-report.ts'
import { percent } from '#report/chart/drawing.ts'
import { sayTick } from '#report/chart/say-tick.ts'
import { bandPath, linePath } from '#report/chart/step-path.ts'
import { createValueScale } from '#report/chart/value-scale.ts'
import { serviceHours } from '#report/spares/service-hours.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayMoney, sayServiceHours } from '#report/spares/words.ts'
import { useTried } from '../../analyses/use-tried.ts'
import type { SetAddress } from '../../address/use-address.ts'
import { Handle } from '../../drawings/handle.tsx'
import { ValueAxis } from '../../drawings/value-axis.tsx'
import { Segments, TextField } from '../../parts/field.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { spares as words } from '../../words/en/spares.ts'
import { bestOf, pointFor, valueOf, type Want, WANTS } from './frontier.ts'
import type { SparesState } from './spares-state.ts'
import { WantedOrder } from './wanted-order.tsx'

const COLUMNS = 1000
const HEIGHT = 200
const TOP = 12

interface FrontierProps {
  readonly report: SparesReport
  readonly state: SparesState
  readonly setState: SetAddress<SparesState>
  /** The same question with a budget, in whole units of the currency; undefined: one may not ask. */
  readonly onBudget: ((budget: number) => void) | undefined
}

export function Frontier({ report, state, setState, onBudget }: FrontierProps) {
  const { frontier, purchase, moves } = report
  const [wanted, setWanted] = useTried(state.wanted, (next) => setState({ wanted: next }, { replace: true }))
  if (frontier.length < 2)
    return (
      <section className="card spares-section">
        <h3>{words.frontier}</h3>
        <p className="muted">{words.frontierNone}</p>
      </section>
    )
  const proposed: FrontierPoint = {
    cost: purchase.cost,
    survival: purchase.networkSurvival ?? 0,
    weightHoursLost: purchase.weightHoursLost.after,
    ordersMore: [],
  }
  const want = state.want === 'stated' ? statedWant(report) : state.want
  const value = wanted >= 0 ? wanted : startOf(frontier, proposed, want)
  const point = pointFor(frontier, { by: want, value })
  return (
    <section className="card spares-section">
      <div className="section-head">
        <div>
          <h3>{words.frontier}</h3>
          <p className="muted small">
            {words.frontierAbout} {moves.length > 0 && words.frontierWithMoves(moves.length)}
          </p>
        </div>
        <Segments
          label={words.frontier}
          options={WANTS.map((one) => ({ value: one, label: words.by[one] }))}
          value={want}
          onChange={(next) => setState({ want: next, wanted: -1 }, { replace: true })}
        />
      </div>
      <FrontierDrawing
        report={report}
        want={want}
        value={value}
        point={point}
        proposed={proposed}
        onWanted={setWanted}
      />
      <WantedFigures report={report} want={want} value={value} point={point} proposed={proposed} onWanted={setWanted} />
      {point && <WantedOrder report={report} point={point} onBudget={onBudget} />}
    </section>
  )
}

const LEAST_TOLD = 0.0005

/** Hours, where they are asked, or where no money makes a survival that could be told from none. */
function statedWant({ scenario, frontier }: SparesReport): Want {
  const isHours = scenario.target.weightHoursLost !== undefined
  return isHours || (bestOf(frontier, 'survival') ?? 0) < LEAST_TOLD ? 'hours' : 'survival'
}

/** Where the line stands at first: at what is proposed, as far as the frontier reaches. */
function startOf(frontier: readonly FrontierPoint[], proposed: FrontierPoint, want: Want): number {
  const value = valueOf(proposed, want)
  const best = bestOf(frontier, want) ?? value
  return want === 'hours' ? Math.max(value, best) : Math.min(value, best)
}

interface DrawingProps {
  readonly report: SparesReport
  readonly want: Want
  readonly value: number
  readonly point: FrontierPoint | undefined
  readonly proposed: FrontierPoint
  readonly onWanted: (value: number) => void
}

function useScales(report: SparesReport, isHours: boolean, proposed: FrontierPoint) {
  return useMemo(() => {
    const { frontier } = report
    const cost = createValueScale(Math.max(proposed.cost, ...frontier.map((one) => one.cost)) / 100, 5, false)
    const most = Math.max(...frontier.map(({ weightHoursLost }) => weightHoursLost))
    const { divisor, unit } = serviceHours(report, most)
    const hours = createValueScale(most / divisor, 4, false)
    const upright = isHours
      ? {
          top: hours.top * divisor,
          ticks: hours.ticks.map((tick) => tick * divisor),
          say: (tick: number) => sayTick(tick / divisor),
          unit,
        }
      : { top: 1, ticks: [0, 0.25, 0.5, 0.75, 1], say: (tick: number) => `${tick * 100} %`, unit: '' }
    const xOf = (amount: number): number => Math.min(1, amount / 100 / cost.top)
    const yOf = (value: number): number => HEIGHT * (1 - Math.min(1, value / upright.top))
    const steps = frontier.map((one) => ({
      x: xOf(one.cost) * COLUMNS,
      y: yOf(isHours ? one.weightHoursLost : one.survival),
    }))
    const end = xOf(frontier.at(-1)!.cost) * COLUMNS
    const ground = steps.map(({ x }) => ({ x, y: HEIGHT }))
    return { cost, upright, xOf, yOf, line: linePath(steps, end), area: bandPath(steps, ground, end) }
  }, [report, isHours, proposed.cost])
}

function FrontierDrawing({ report, want, value, point, proposed, onWanted }: DrawingProps) {
  const isHours = want === 'hours'
  const { cost, upright, xOf, yOf, line, area } = useScales(report, isHours, proposed)
  const frame = useRef<HTMLDivElement>(null)
  const bottom = TOP + HEIGHT
  const total = bottom + 22
  const most = want === 'cost' ? cost.top * 100 : upright.top
  const keep = (next: number): number => roundWanted(Math.min(most, Math.max(0, next)), want)
  const step = want === 'survival' ? 0.005 : most / 200
  const at = point && { x: xOf(point.cost), y: TOP + yOf(isHours ? point.weightHoursLost : point.survival) }
  const marked = { x: xOf(proposed.cost), y: TOP + yOf(isHours ? proposed.weightHoursLost : proposed.survival) }
  const said = sayWanted(value, want, report)
  return (
    <figure className="drawing">
      <div className="drawing-area" ref={frame}>
        <svg height={total} role="img" aria-label={`${words.frontier}: ${words.by[isHours ? 'hours' : 'survival']}`}>
          <ValueAxis top={TOP} height={HEIGHT} most={upright.top} ticks={upright.ticks} say={upright.say} />
          {cost.ticks.map((tick, index) => {
            const x = percent(tick / cost.top)
            return (
              <g key={tick}>
                <line className="grid" x1={x} x2={x} y1={TOP} y2={bottom + 4} />
                <text
                  className="tick"
                  x={x}
                  y={bottom + 16}
                  textAnchor={index === 0 ? 'start' : index === cost.ticks.length - 1 ? 'end' : 'middle'}
                >
                  {sayTick(tick)}
                </text>
              </g>
            )
          })}
          <svg
            className="plot"
            x="0"
            y={TOP}
            width="100%"
            height={HEIGHT}
            viewBox={`0 0 ${COLUMNS} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            <path className="area" d={area} />
            <path className="edge" d={line} />
          </svg>
          <circle className="proposed" cx={percent(marked.x)} cy={marked.y} r="5" />
          {want === 'cost' ? (
            <line className="cap other" x1={percent(xOf(value))} x2={percent(xOf(value))} y1={TOP} y2={bottom} />
          ) : (
            <line className="cap other" x1="0" x2="100%" y1={TOP + yOf(value)} y2={TOP + yOf(value)} />
          )}
          {at && (
            <>
              <line className="marker chosen" x1={percent(at.x)} x2={percent(at.x)} y1={at.y} y2={bottom} />
              <circle className="chosen" cx={percent(at.x)} cy={at.y} r="5" />
            </>
          )}
        </svg>
        <Handle
          way={want === 'cost' ? 'along' : 'across'}
          label={words.frontierHandle}
          least={0}
          most={Math.round(want === 'survival' ? 100 : most)}
          value={Math.round(want === 'survival' ? value * 100 : value)}
          said={said}
          style={want === 'cost' ? { left: percent(xOf(value)), top: TOP, height: HEIGHT } : { top: TOP + yOf(value) }}
          area={() => frame.current}
          onMove={(x, y) => onWanted(keep(want === 'cost' ? x * most : (1 - (y * total - TOP) / HEIGHT) * most))}
          onStep={(steps, isLarge) => onWanted(keep(value + steps * step * (isLarge ? 10 : 1)))}
          onEnd={(end) => onWanted(keep(end === 'first' ? 0 : most))}
        />
      </div>
      <ul className="legend">
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle className="proposed" cx="6" cy="6" r="4" />
          </svg>
          {words.proposed}: {sayMoney(proposed.cost, report.currency)}, {sayProbability(proposed.survival)}
        </li>
        {report.currency !== undefined && <li>{report.currency}</li>}
        {isHours && <li>{upright.unit}</li>}
      </ul>
    </figure>
  )
}

function roundWanted(value: number, want: Want): number {
  return want === 'survival'
    ? Math.round(value * 1000) / 1000
    : want === 'cost'
      ? Math.round(value / 100) * 100
      : Math.round(value)
}

function sayWanted(value: number, want: Want, report: SparesReport): string {
  if (want === 'survival') return sayProbability(value)
  return want === 'cost' ? sayMoney(value, report.currency) : sayServiceHours(value, report)
}

function WantedFigures({ report, want, value, point, proposed, onWanted }: DrawingProps) {
  const { currency, frontier } = report
  const shown =
    want === 'survival' ? Math.round(value * 1000) / 10 : want === 'cost' ? Math.round(value / 100) : Math.round(value)
  const best = bestOf(frontier, want)
  const difference = point === undefined ? 0 : point.cost - proposed.cost
  return (
    <div className="wanted">
      <TextField
        label={words.wanted[want]}
        type="number"
        min={0}
        max={want === 'survival' ? 100 : undefined}
        step={want === 'survival' ? 0.1 : 1}
        value={shown}
        onChange={({ target }) => {
          const next = target.valueAsNumber
          if (Number.isFinite(next) && next >= 0)
            onWanted(want === 'survival' ? Math.min(100, next) / 100 : want === 'cost' ? next * 100 : next)
        }}
      />
      {point === undefined ? (
        <p className="wanted-beyond">
          <ToneMark tone="bad" /> {words.beyond} {best !== undefined && words.most(sayWanted(best, want, report))}
        </p>
      ) : (
        <dl className="wanted-figures" aria-live="polite">
          <div>
            <dt>{words.costs}</dt>
            <dd>{sayMoney(point.cost, currency)}</dd>
          </div>
          <div>
            <dt>{words.survives}</dt>
            <dd>{sayProbability(point.survival)}</dd>
          </div>
          <div>
            <dt>{words.loses}</dt>
            <dd>{sayServiceHours(point.weightHoursLost, report)}</dd>
          </div>
          <div>
            <dt>{words.against}</dt>
            <dd>
              {difference === 0 ? '0' : `${difference > 0 ? '+' : '−'} ${sayMoney(Math.abs(difference), currency)}`}
            </dd>
          </div>
        </dl>
      )}
    </div>
  )
}
