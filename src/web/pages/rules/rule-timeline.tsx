// One figure of a rule over the horizon: the band it lies in, the cap, the days that count, the states below. Any day is read
// under the pointer or by keys; the cap and the day from which it is asked are dragged, where somebody may.

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { type CivilDay, formatDay as dayText } from '#base/calendar.ts'
import type { MetricResult, RuleResult, RulesReport } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { placeLabels } from '#report/chart/place-labels.ts'
import { bandPath, linePath } from '#report/chart/step-path.ts'
import { createTimeScale, dayOfText, labelDay, type TimeScale } from '#report/chart/time-scale.ts'
import type { ValueScale } from '#report/chart/value-scale.ts'
import {
  drawnStretches,
  formatTick,
  markersOf,
  type Run,
  runsOf,
  stretchesOf,
  stretchesOfMetric,
  valueScaleOf,
} from '#report/rules/html-timeline.ts'
import { stepsAgainstLimits } from '#report/rules/metric-side.ts'
import { formatLimit } from '#report/rules/rule-state.ts'
import { isOnAssumedFacts } from '#report/rules/wording.ts'
import { DayAxis } from '../../drawings/day-axis.tsx'
import { Strip } from '../../drawings/strip.tsx'
import { useDrag } from '../../drawings/use-drag.ts'
import { ValueAxis } from '../../drawings/value-axis.tsx'
import { formatDay } from '../../format.ts'
import { ToneWord, toneOnFooting } from '../../parts/tone.tsx'
import { rules as words } from '../../words/en/rules.ts'
import { changeDays, readDay } from './read-day.ts'

const COLUMNS = 1000
const HEIGHT = 190
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
  const plot = metric ? HEIGHT : 0
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

interface PlotProps {
  readonly metric: MetricResult
  readonly scale: TimeScale
  readonly values: ValueScale
  readonly top: number
}

/** The band between the lowest and the highest it may be. */
function Figure({ metric, rule, scale, values, top }: PlotProps & { readonly rule: RuleResult }) {
  const paths = useMemo(() => {
    const { known } = runsOf(metric, stretchesOf(rule, scale), scale)
    return known.map((run) => pathsOf(run, scale, values))
  }, [metric, rule, scale, values])
  return (
    <svg
      className="plot"
      x="0"
      y={top}
      width="100%"
      height={HEIGHT}
      viewBox={`0 0 ${COLUMNS} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {paths.map(({ isExact, area, low, high }) => (
        <g key={low}>
          <path className={isExact ? 'area' : 'band'} d={area} />
          {high !== '' && <path className="edge high" d={high} />}
          <path className="edge low" d={low} />
        </g>
      ))}
    </svg>
  )
}

function pathsOf(run: Run, scale: TimeScale, values: ValueScale) {
  const xOf = (day: CivilDay): number => scale.startOf(day) * COLUMNS
  const yOf = (value: number): number => HEIGHT * (1 - Math.min(1, value / values.top))
  const end = xOf(run.end)
  const low = run.steps.map((step) => ({ x: xOf(step.day), y: yOf(step.low) }))
  const high = run.steps.map((step) => ({ x: xOf(step.day), y: step.high === null ? 0 : yOf(step.high) }))
  const isExact = run.steps.every((step) => step.low === step.high)
  const ground = low.map(({ x }) => ({ x, y: HEIGHT }))
  return {
    isExact,
    area: bandPath(isExact ? low : high, isExact ? ground : low, end),
    low: linePath(low, end),
    high: isExact ? '' : linePath(high, end),
  }
}

/** The limits of the editions, each on its days. */
function Caps({ metric, scale, values, top, isOther }: PlotProps & { readonly isOther: boolean }) {
  const stretches =
    metric.limits === undefined
      ? [{ first: scale.from, last: scale.to, limit: metric.limit }]
      : metric.limits.map((one) => ({
          first: dayOfText(one.from) ?? scale.from,
          last: dayOfText(one.to) ?? scale.to,
          limit: one.limit,
        }))
  return (
    <g>
      {stretches.map(({ first, last, limit }) => {
        const y = Math.round(top + HEIGHT * (1 - Math.min(1, limit / values.top))) + 0.5
        return (
          <g key={first}>
            <line
              className={`cap${isOther ? ' was' : ''}`}
              x1={percent(scale.startOf(first))}
              x2={percent(scale.endOf(last))}
              y1={y}
              y2={y}
            />
            <text
              className="cap-label"
              x={percent(scale.endOf(last))}
              dx={-3}
              y={y - top < 16 ? y + 13 : y - 5}
              textAnchor="end"
            >
              {isOther ? words.stated(formatLimit({ ...metric, limit })) : formatLimit({ ...metric, limit })}
            </text>
          </g>
        )
      })}
    </g>
  )
}

function OtherCap({ metric, limit, y }: { readonly metric: MetricResult; readonly limit: number; readonly y: number }) {
  return (
    <g>
      <line className="cap other" x1="0" x2="100%" y1={y} y2={y} />
      <text className="cap-label other" x="22" y={y < 40 ? y + 15 : y - 7}>
        {formatLimit({ ...metric, limit })}
      </text>
    </g>
  )
}

interface ReaderProps {
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  /** Instead of the stated one. */
  readonly limit: number | undefined
  readonly scale: TimeScale
  readonly day: CivilDay | undefined
  readonly onDay: (day: CivilDay | undefined) => void
  readonly onChoose: ((day: CivilDay) => void) | undefined
}

/** Reads the day under the pointer, and by keys from change to change. */
function Reader({ rule, metric, limit: otherLimit, scale, day, onDay, onChoose }: ReaderProps) {
  const steps = useMemo(() => (metric ? stepsAgainstLimits(metric) : []), [metric])
  const changes = useMemo(() => changeDays(rule, steps, scale), [rule, steps, scale])
  const look = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = scale.from + Math.floor(((event.clientX - box.left) / box.width) * (scale.to - scale.from + 1))
    onDay(Math.min(scale.to, Math.max(scale.from, at)))
  }
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const next = dayByKey(event.key, day ?? scale.from, changes, scale)
    if (next === undefined) {
      if (event.key === 'Escape') onDay(undefined)
      if (event.key === 'Enter' && day !== undefined) onChoose?.(day)
      return
    }
    event.preventDefault()
    onDay(next)
  }
  const reading = day === undefined ? undefined : readDay(rule, metric, steps, day, otherLimit)
  return (
    <div
      className="reader"
      role="slider"
      tabIndex={0}
      aria-label={words.readDays}
      aria-valuemin={scale.from}
      aria-valuemax={scale.to}
      aria-valuenow={day ?? scale.from}
      aria-valuetext={
        day === undefined
          ? words.readDaysHow
          : [labelDay(day), reading?.figure, reading?.limit, reading?.state]
              .filter((part) => part !== undefined)
              .join(', ')
      }
      onPointerMove={look}
      onPointerDown={look}
      onClick={() => day !== undefined && onChoose?.(day)}
      onPointerLeave={() => onDay(undefined)}
      onBlur={() => onDay(undefined)}
      onKeyDown={press}
    />
  )
}

function dayByKey(key: string, day: CivilDay, changes: readonly CivilDay[], scale: TimeScale): CivilDay | undefined {
  switch (key) {
    case 'ArrowRight':
      return changes.find((one) => one > day) ?? scale.to
    case 'ArrowLeft':
      return changes.findLast((one) => one < day) ?? scale.from
    case 'PageUp':
      return Math.min(scale.to, day + 30)
    case 'PageDown':
      return Math.max(scale.from, day - 30)
    case 'Home':
      return scale.from
    case 'End':
      return scale.to
    default:
      return undefined
  }
}

interface ReadingProps {
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  readonly limit: number | undefined
  readonly asOf: CivilDay
  readonly day: CivilDay | undefined
  readonly isOther: boolean
}

/** The day under the pointer, else the day judged. */
function Reading({ rule, metric, limit: otherLimit, asOf, day, isOther }: ReadingProps) {
  const steps = useMemo(() => (metric ? stepsAgainstLimits(metric) : []), [metric])
  const { figure, limit, state, tone } = readDay(rule, metric, steps, day ?? asOf, otherLimit)
  return (
    <p className="reading">
      <b>{formatDay(dayText(day ?? asOf))}</b>
      {figure !== undefined && <span>{figure}</span>}
      {limit !== undefined && <span className="muted">{limit}</span>}
      {state !== undefined && tone !== undefined && (
        <ToneWord tone={toneOnFooting(tone, isOnAssumedFacts(rule))}>{sayOnFooting(state, tone, rule)}</ToneWord>
      )}
      {isOther && <span className="muted">{words.judgedOtherwise}</span>}
    </p>
  )
}

/** What is said for certain is so only if what the rule assumes is so. */
const CERTAIN_TONES: ReadonlySet<string> = new Set(['good', 'bad', 'waived'])

function sayOnFooting(word: string, tone: string, rule: RuleResult): string {
  return isOnAssumedFacts(rule) && CERTAIN_TONES.has(tone) ? `${word}, ${words.assumed}` : word
}

interface LegendProps {
  readonly drawn: readonly { readonly tone: string; readonly word: string }[]
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  readonly isOther: boolean
}

function Legend({ drawn, rule, metric, isOther }: LegendProps) {
  const wordOf = new Map(drawn.map(({ tone, word }) => [tone, word]))
  return (
    <ul className="legend">
      {metric && (
        <li>
          <svg className="swatch" width="22" height="12" aria-hidden="true">
            <rect className="band" x="0" y="1.5" width="22" height="9" />
            <path className="edge" d="M0 1.5h22M0 10.5h22" />
          </svg>
          {words.band(metric.kind === 'share' ? 'share' : metric.unit)}
        </li>
      )}
      {[...wordOf].map(([tone, word]) => (
        <li key={tone}>
          <svg className="swatch" width="22" height="12" aria-hidden="true">
            <rect className={`strip ${tone}`} x="0.5" y="0.5" width="21" height="11" />
          </svg>
          {sayOnFooting(word, tone, rule)}
        </li>
      ))}
      {isOther && <li>{words.lowerStrip}</li>}
    </ul>
  )
}

interface LimitHandleProps {
  readonly metric: MetricResult
  readonly value: number
  readonly most: number
  readonly area: { readonly current: HTMLDivElement | null }
  readonly top: number
  readonly height: number
  readonly total: number
  readonly onLimit: (limit: number) => void
}

/** A share in tenths of a per cent, exactly the nearest number to it; a count in whole ones. */
export function roundLimit(value: number, kind: 'share' | 'count'): number {
  return kind === 'share' ? Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000 : Math.max(0, Math.round(value))
}

function LimitHandle({ metric, value, most, area, top, height, total, onLimit }: LimitHandleProps) {
  const isShare = metric.kind === 'share'
  const { handlers } = useDrag({
    area: () => area.current,
    onMove: (_, y) =>
      onLimit(
        roundLimit(
          (1 - (y * total - top) / height) * most > most ? most : (1 - (y * total - top) / height) * most,
          metric.kind,
        ),
      ),
    onStep: (steps, isLarge) =>
      onLimit(roundLimit(value + steps * (isShare ? (isLarge ? 0.05 : 0.001) : 1), metric.kind)),
    onEnd: (end) => onLimit(end === 'first' ? 0 : roundLimit(most, metric.kind)),
  })
  const said = formatLimit({ ...metric, limit: value })
  return (
    <button
      type="button"
      className="handle across"
      role="slider"
      aria-orientation="vertical"
      aria-label={words.limitHandle}
      title={words.limitHandle}
      aria-valuemin={0}
      aria-valuemax={isShare ? 100 : Math.ceil(most)}
      aria-valuenow={isShare ? Math.round(value * 1000) / 10 : value}
      aria-valuetext={said}
      style={{ top: top + height * (1 - Math.min(1, value / most)) }}
      {...handlers}
    />
  )
}

interface DueHandleProps {
  readonly value: CivilDay
  readonly scale: TimeScale
  readonly area: { readonly current: HTMLDivElement | null }
  readonly top: number
  readonly height: number
  readonly onDueFrom: (day: CivilDay) => void
}

function DueHandle({ value, scale, area, top, height, onDueFrom }: DueHandleProps) {
  const keep = (day: CivilDay): CivilDay => Math.min(scale.to, Math.max(scale.from, Math.round(day)))
  const { handlers } = useDrag({
    area: () => area.current,
    onMove: (x) => onDueFrom(keep(scale.from + x * (scale.to - scale.from + 1))),
    onStep: (steps, isLarge) => onDueFrom(keep(value + steps * (isLarge ? 30 : 1))),
    onEnd: (end) => onDueFrom(end === 'first' ? scale.from : scale.to),
  })
  return (
    <button
      type="button"
      className="handle along"
      role="slider"
      aria-orientation="horizontal"
      aria-label={words.dueHandle}
      title={words.dueHandle}
      aria-valuemin={scale.from}
      aria-valuemax={scale.to}
      aria-valuenow={keep(value)}
      aria-valuetext={labelDay(value)}
      style={{ top, height, left: percent(scale.startOf(value)) }}
      {...handlers}
    />
  )
}
