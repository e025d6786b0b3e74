// Curves over the days reckoned: with the band each may lie in, what is asked, and any day read under the pointer or by keys.

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import type { CivilDay } from '#base/calendar.ts'
import { curvePath, groundPath, ribbonPath } from '#report/chart/curve-path.ts'
import { percent } from '#report/chart/drawing.ts'
import { placeLabels, type TimeMarker } from '#report/chart/place-labels.ts'
import { labelDay, type TimeScale } from '#report/chart/time-scale.ts'
import { formatDaysIn } from '../format.ts'
import { DayAxis } from './day-axis.tsx'
import { ValueAxis } from './value-axis.tsx'

const COLUMNS = 1000
const LABEL = 15

export interface Curve {
  readonly name: string
  /** First day of the curve, if not that of the drawing. */
  readonly from?: CivilDay
  readonly days: readonly CivilDay[]
  readonly values: readonly number[]
  readonly band?: { readonly low: readonly number[]; readonly high: readonly number[] }
}

interface CurveChartProps {
  readonly label: string
  readonly scale: TimeScale
  readonly curves: readonly Curve[]
  /** What they have on the day before the first. */
  readonly before: number
  readonly axis: { readonly top: number; readonly ticks: readonly number[]; readonly say: (tick: number) => string }
  readonly say: (value: number) => string
  readonly height?: number
  readonly limit?: { readonly value: number; readonly label: string } | undefined
  readonly gap?: { readonly first: CivilDay; readonly last: CivilDay } | undefined
  readonly markers?: readonly TimeMarker<string>[]
}

export function CurveChart(props: CurveChartProps) {
  const { label, scale, curves, before, axis, say, height = 190, limit, gap, markers = [] } = props
  const [day, setDay] = useState<CivilDay | undefined>()
  const labels = useMemo(
    () => placeLabels(markers.map((one) => ({ ...one, label: formatDaysIn(one.label) }))),
    [markers],
  )
  const top = LABEL * Math.max(0, ...labels.map(({ row }) => row + 1)) + 12
  const bottom = top + height
  const drawn = useMemo(() => {
    const yOf = (value: number): number => height * (1 - Math.min(1, Math.max(0, value / axis.top)))
    const pointsOf = (days: readonly CivilDay[], values: readonly number[], from = scale.from) => [
      { x: scale.startOf(from) * COLUMNS, y: yOf(before) },
      ...days.map((one, index) => ({ x: scale.endOf(one) * COLUMNS, y: yOf(values[index] ?? 0) })),
    ]
    return curves.map(({ name, days, values, band, from }) => {
      const points = pointsOf(days, values, from)
      return {
        name,
        line: curvePath(points),
        ground: groundPath(points, height),
        band: band && ribbonPath(pointsOf(days, band.low), pointsOf(days, band.high)),
      }
    })
  }, [curves, scale, axis.top, before, height])
  const single = curves.length === 1
  return (
    <figure className="drawing">
      <div className="drawing-area">
        <svg height={bottom + 20} role="img" aria-label={label}>
          <DayAxis scale={scale} top={top} bottom={bottom} />
          <ValueAxis top={top} height={height} most={axis.top} ticks={axis.ticks} say={axis.say} />
          {gap && gap.last >= gap.first && (
            <rect
              className="shade bad"
              x={percent(scale.startOf(gap.first))}
              width={percent(scale.endOf(gap.last) - scale.startOf(gap.first))}
              y={top}
              height={height}
            />
          )}
          <svg
            className="plot"
            x="0"
            y={top}
            width="100%"
            height={height}
            viewBox={`0 0 ${COLUMNS} ${height}`}
            preserveAspectRatio="none"
          >
            {drawn.map(({ name, line, ground, band }, index) => (
              <g key={`${name}${index}`} className={`line-${index}`}>
                {single && <path className="area" d={ground} />}
                {single && band !== undefined && <path className="band" d={band} />}
                <path className={`edge line line-${index}`} d={line} />
              </g>
            ))}
          </svg>
          {limit && (
            <>
              <line
                className="cap"
                x1="0"
                x2="100%"
                y1={top + height * (1 - limit.value / axis.top)}
                y2={top + height * (1 - limit.value / axis.top)}
              />
              <text
                className="cap-label"
                x="100%"
                dx="-4"
                y={top + height * (1 - limit.value / axis.top) + 13}
                textAnchor="end"
              >
                {limit.label}
              </text>
            </>
          )}
          {labels.map(({ at, kind, row, anchor, label: said }) => (
            <g key={`${kind}${at}`}>
              <line className={`marker ${kind}`} x1={percent(at)} x2={percent(at)} y1={LABEL * row + 3} y2={bottom} />
              <text
                className={`marker-label ${kind}`}
                x={percent(at)}
                dx={anchor === 'start' ? 4 : -4}
                y={LABEL * row + 12}
                textAnchor={anchor}
              >
                {said}
              </text>
            </g>
          ))}
          {day !== undefined && (
            <line
              className="cross"
              x1={percent(scale.endOf(day))}
              x2={percent(scale.endOf(day))}
              y1={top}
              y2={bottom}
            />
          )}
        </svg>
        <CurveReader {...props} day={day} onDay={setDay} />
      </div>
      <CurveReading curves={curves} say={say} day={day ?? scale.to} />
    </figure>
  )
}

/** The value that holds on a day: that of the last step up to it. */
export function valueOn({ days, values }: Curve, day: CivilDay): number | undefined {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= day) low = middle + 1
    else high = middle
  }
  return values[low - 1]
}

interface CurveReaderProps extends CurveChartProps {
  readonly day: CivilDay | undefined
  readonly onDay: (day: CivilDay | undefined) => void
}

function CurveReader({ label, scale, curves, say, day, onDay }: CurveReaderProps) {
  const look = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = scale.from + Math.floor(((event.clientX - box.left) / box.width) * (scale.to - scale.from + 1))
    onDay(Math.min(scale.to, Math.max(scale.from, at)))
  }
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const days = curves[0]?.days ?? []
    const held = day ?? scale.from
    const next =
      event.key === 'ArrowRight'
        ? (days.find((one) => one > held) ?? scale.to)
        : event.key === 'ArrowLeft'
          ? (days.findLast((one) => one < held) ?? scale.from)
          : event.key === 'Home'
            ? scale.from
            : event.key === 'End'
              ? scale.to
              : undefined
    if (next === undefined) return
    event.preventDefault()
    onDay(next)
  }
  const said = (at: CivilDay): string =>
    [labelDay(at), ...curves.map((curve) => `${curve.name} ${sayOf(curve, at, say)}`)].join(', ')
  return (
    <div
      className="reader"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={scale.from}
      aria-valuemax={scale.to}
      aria-valuenow={day ?? scale.to}
      aria-valuetext={said(day ?? scale.to)}
      onPointerMove={look}
      onPointerDown={look}
      onPointerLeave={() => onDay(undefined)}
      onBlur={() => onDay(undefined)}
      onKeyDown={press}
    />
  )
}

function sayOf(curve: Curve, day: CivilDay, say: (value: number) => string): string {
  const value = valueOn(curve, day)
  return value === undefined ? '' : say(value)
}

function CurveReading({ curves, say, day }: Pick<CurveChartProps, 'curves' | 'say'> & { readonly day: CivilDay }) {
  return (
    <p className="reading">
      <b>{labelDay(day)}</b>
      {curves.map((curve, index) => {
        const low = curve.band && valueOn({ ...curve, values: curve.band.low }, day)
        const high = curve.band && valueOn({ ...curve, values: curve.band.high }, day)
        const isWide = low !== undefined && high !== undefined && say(low) !== say(high)
        return (
          <span key={`${curve.name}${index}`} className={`curve-value line-${index}`}>
            {curves.length > 1 && (
              <>
                <svg className="swatch" width="22" height="10" aria-hidden="true">
                  <path className={`edge line line-${index}`} d="M0 5h22" />
                </svg>{' '}
                {curve.name}:{' '}
              </>
            )}
            {sayOf(curve, day, say)}
            {curves.length === 1 && isWide && (
              <span className="muted">
                {' '}
                ({say(low)} – {say(high)})
              </span>
            )}
          </span>
        )
      })}
    </p>
  )
}
