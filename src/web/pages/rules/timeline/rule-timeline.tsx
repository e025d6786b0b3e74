// One figure of a rule over the horizon: the band it lies in, the cap, the days that count, the states below. Any day is read
// under the pointer or by keys; the cap and the day from which it is asked are dragged, where somebody may.

import { useMemo, useRef, useState } from 'react'
import type { CivilDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult, RulesReport } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { placeLabels } from '#report/chart/place-labels.ts'
import { createTimeScale, dayOfText } from '#report/chart/time-scale.ts'
import {
  drawnStretches,
  formatTick,
  markersOf,
  stretchesOf,
  stretchesOfMetric,
  valueScaleOf,
} from '#report/rules/html-timeline.ts'
import { DayAxis } from '../../../drawings/day-axis.tsx'
import { Strip } from '../../../drawings/strip.tsx'
import { ValueAxis } from '../../../drawings/value-axis.tsx'
import { rules as words } from '../../../words/en/rules.ts'
import { DueHandle, LimitHandle } from './handles.tsx'
import { Caps, Figure, OtherCap, PLOT_HEIGHT } from './plot.tsx'
import { Reader } from './reader.tsx'
import { Legend, Reading } from './reading.tsx'

const STRIP = 18
const LABEL = 15

interface RuleTimelineProps {
  readonly report: RulesReport
  /** As the instrument states it. */
  readonly rule: RuleResult
  /** As it is looked at: the same, or judged otherwise. */
  readonly shown: RuleResult
  readonly metric: MetricResult | undefined
  /** Another limit than the stated one. */
  readonly limit?: number | undefined
  readonly onLimit?: ((limit: number) => void) | undefined
  readonly dueFrom?: CivilDay | undefined
  readonly onDueFrom?: ((day: CivilDay) => void) | undefined
  /** A day is pointed out, or entered. */
  readonly onChoose?: ((day: CivilDay) => void) | undefined
}

export function RuleTimeline(props: RuleTimelineProps) {
  const { report, rule, shown, metric: asked, limit, onLimit, dueFrom, onDueFrom, onChoose } = props
  const [from, to] = [dayOfText(report.horizon.from) ?? 0, dayOfText(report.horizon.to) ?? 0]
  const scale = useMemo(() => createTimeScale(from, to), [from, to])
  const metric = asked?.steps.some((step) => step.low !== 0 || step.high !== 0) === true ? asked : undefined
  const values = useMemo(() => (metric ? valueScaleOf(metric) : undefined), [metric])
  const ofRule = useMemo(() => stretchesOf(shown, scale), [shown, scale])
  const stretches = useMemo(
    () =>
      metric && rule === shown && rule.metrics.length > 1 ? stretchesOfMetric(rule, metric, ofRule, scale) : ofRule,
    [rule, shown, metric, ofRule, scale],
  )
  const drawn = useMemo(() => drawnStretches(stretches, scale), [stretches, scale])
  const isOther = shown !== rule
  const statedDrawn = useMemo(
    () => (isOther ? drawnStretches(stretchesOf(rule, scale), scale) : drawn),
    [isOther, drawn, rule, scale],
  )
  const labels = useMemo(() => placeLabels(markersOf(rule, metric, report, scale)), [rule, metric, report, scale])
  const area = useRef<HTMLDivElement>(null)
  const [day, setDay] = useState<CivilDay | undefined>()

  const top = LABEL * Math.max(0, ...labels.map(({ row }) => row + 1)) + 12
  const plot = metric ? PLOT_HEIGHT : 0
  const stripTop = top + plot + (metric ? 7 : 0)
  // Room for the strip as stated, also before anything is changed: what is dragged must not move away.
  const canChange = onLimit !== undefined || onDueFrom !== undefined
  const bottom = stripTop + STRIP + (canChange ? STRIP : 0)
  const height = bottom + 20
  const most = values?.top ?? 1
  const stated = metric?.limit ?? 0

  return (
    <figure className="drawing">
      <div className="drawing-area" ref={area}>
        <svg height={height} role="img" aria-label={words.timelineOf(rule.rule, metric?.name)}>
          <DayAxis scale={scale} top={top} bottom={bottom} />
          {metric && values && (
            <>
              <ValueAxis
                top={top}
                height={plot}
                most={most}
                ticks={values.ticks}
                say={(tick) => formatTick(metric, tick)}
              />
              <Strip
                stretches={drawn.filter(({ tone }) => SHADED.has(tone))}
                top={top}
                height={plot}
                className="shade"
              />
              <Figure metric={metric} rule={rule} scale={scale} values={values} top={top} />
              <Caps metric={metric} scale={scale} values={values} top={top} isOther={limit !== undefined} />
              {limit !== undefined && (
                <OtherCap metric={metric} limit={limit} y={top + plot * (1 - Math.min(1, limit / most))} />
              )}
            </>
          )}
          <Strip stretches={drawn} top={stripTop} height={STRIP} />
          {canChange && <Strip stretches={statedDrawn} top={stripTop + STRIP + 4} height={STRIP - 8} />}
          {labels.map(({ at, kind, row }) => (
            <line
              key={`${kind}${at}`}
              className={`marker ${kind}`}
              x1={percent(at)}
              x2={percent(at)}
              y1={LABEL * row + 3}
              y2={stripTop + STRIP}
            />
          ))}
          {labels.map(({ at, kind, row, anchor, label }) => (
            <text
              key={`${kind}${at}`}
              className={`marker-label ${kind}`}
              x={percent(at)}
              dx={anchor === 'start' ? 4 : -4}
              y={LABEL * row + 12}
              textAnchor={anchor}
            >
              {label}
            </text>
          ))}
          {dueFrom !== undefined && (
            <line
              className="cap other"
              x1={percent(scale.startOf(dueFrom))}
              x2={percent(scale.startOf(dueFrom))}
              y1={top - 6}
              y2={stripTop + STRIP}
            />
          )}
          {day !== undefined && (
            <line
              className="cross"
              x1={percent((scale.startOf(day) + scale.endOf(day)) / 2)}
              x2={percent((scale.startOf(day) + scale.endOf(day)) / 2)}
              y1={top - 8}
              y2={bottom}
            />
          )}
        </svg>
        <Reader rule={shown} metric={metric} limit={limit} scale={scale} day={day} onDay={setDay} onChoose={onChoose} />
        {metric && values && onLimit && (
          <LimitHandle
            metric={metric}
            value={limit ?? stated}
            most={most}
            area={area}
            top={top}
            height={plot}
            total={height}
            onLimit={onLimit}
          />
        )}
        {onDueFrom && (dueFrom !== undefined || rule.dueFrom !== undefined) && (
          <DueHandle
            value={dueFrom ?? dayOfText(rule.dueFrom ?? '') ?? from}
            scale={scale}
            area={area}
            top={Math.max(0, top - 12)}
            height={stripTop + STRIP - top + 12}
            onDueFrom={onDueFrom}
          />
        )}
      </div>
      <Reading
        rule={shown}
        metric={metric}
        limit={limit}
        asOf={dayOfText(report.asOf) ?? from}
        day={day}
        isOther={isOther}
      />
      <Legend drawn={drawn} rule={rule} metric={metric} isOther={canChange} />
    </figure>
  )
}

const SHADED: ReadonlySet<string> = new Set(['bad', 'waived', 'doubt'])
