// What is taken away from when on: each day is dragged on the horizon, or filled in.

import { useRef } from 'react'
import { type CivilDay, formatDay as dayText, parseDay } from '#base/calendar.ts'
import type { WorkspaceFacts } from '#contract/application/workspace.ts'
import { type Disruption, type Scenario, SUPPLIES, type Supply } from '#model/scenario.ts'
import { percent } from '#report/chart/drawing.ts'
import { createTimeScale, labelDay, type TimeScale } from '#report/chart/time-scale.ts'
import { DayAxis } from '../../../drawings/day-axis.tsx'
import { Handle } from '../../../drawings/handle.tsx'
import { IconButton } from '../../../parts/button.tsx'
import { TextField } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Menu } from '../../../parts/menu.tsx'
import { SearchedMenu } from '../../../parts/searched-menu.tsx'
import { spares } from '../../../words/en/spares.ts'
import { addDisruption, removeDisruption, setInText, setStop, suppliesLeft } from './scenario-text.ts'

const words = spares.editor

interface DisruptionsProps {
  readonly scenario: Scenario
  readonly text: string
  /** Whom a disruption can cut off. */
  readonly vendors: readonly Vendor[]
  readonly onText: (text: string) => void
}

type Vendor = WorkspaceFacts['vendors'][number]

const HALF_A_YEAR = 183

/** The days reckoned, and a little before them: what stopped already is seen too. */
function scaleOf({ from, until, disruptions }: Scenario): TimeScale {
  const stops = disruptions.flatMap((one) => SUPPLIES.flatMap((supply) => parseDay(one.stops[supply] ?? '') ?? []))
  const last = parseDay(until) ?? Math.max(0, ...stops) + 2 * HALF_A_YEAR
  const first = parseDay(from ?? '') ?? Math.min(last - 2 * HALF_A_YEAR, ...stops)
  return createTimeScale(Math.min(first, ...stops) - 30, Math.max(last, first + HALF_A_YEAR))
}

export function Disruptions({ scenario, text, vendors, onText }: DisruptionsProps) {
  const scale = scaleOf(scenario)
  const firstDay = dayText(parseDay(scenario.from ?? '') ?? scale.from + 30)
  return (
    <section className="card spares-section">
      <div className="section-head">
        <div>
          <h3>{words.timeline}</h3>
          <p className="muted small">{words.dragAbout}</p>
        </div>
        <SearchedMenu
          label={words.add}
          search={words.searchVendor}
          none={words.noVendor}
          button={
            <>
              <Icon name="plus" />
              {words.add}
            </>
          }
          groups={[
            {
              title: words.addFor,
              choices: choicesOf(vendors, (vendor) => onText(addDisruption(text, vendor, firstDay))),
            },
          ]}
        />
      </div>
      {scenario.disruptions.length === 0 ? (
        <p className="muted">{words.nothing}</p>
      ) : (
        <div className="stop-axis" aria-hidden="true">
          <svg height="18">
            <DayAxis scale={scale} top={0} bottom={0} most={6} />
          </svg>
        </div>
      )}
      {scenario.disruptions.map((disruption, index) => (
        <OneDisruption
          key={index}
          disruption={disruption}
          index={index}
          scale={scale}
          horizon={[parseDay(scenario.from ?? ''), parseDay(scenario.until)]}
          text={text}
          vendors={vendors}
          onText={onText}
          firstDay={firstDay}
        />
      ))}
    </section>
  )
}

const choicesOf = (vendors: readonly Vendor[], onChoose: (vendor: string) => void) =>
  vendors.map(({ vendor, name }) => ({ id: vendor, label: name, onChoose: () => onChoose(vendor) }))

interface OneDisruptionProps extends Omit<DisruptionsProps, 'scenario'> {
  readonly disruption: Disruption
  readonly index: number
  readonly scale: TimeScale
  readonly horizon: readonly [CivilDay | undefined, CivilDay | undefined]
  readonly firstDay: string
}

function OneDisruption({ disruption, index, scale, horizon, text, vendors, onText, firstDay }: OneDisruptionProps) {
  const left = suppliesLeft(disruption)
  const stopped = SUPPLIES.filter((supply) => disruption.stops[supply] !== undefined)
  const setField = (field: string, value: string): void =>
    onText(setInText(text, ['disruptions', index, field], value === '' ? undefined : value))
  const setList = (field: string, value: string): void => {
    const list = value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    onText(setInText(text, ['disruptions', index, field], list.length === 0 ? undefined : list))
  }
  return (
    <div className="disruption-form">
      <div className="disruption-head">
        <b>{disruption.title ?? disruption.disruption}</b>
        <span className="actions">
          {left.length > 0 && (
            <Menu
              label={words.addStop}
              button={words.addStop}
              groups={[
                {
                  choices: left.map((supply) => ({
                    id: supply,
                    label: words.supply[supply],
                    onChoose: () => onText(setStop(text, index, supply, firstDay)),
                  })),
                },
              ]}
            />
          )}
          <IconButton
            icon="trash"
            label={`${words.remove} ${disruption.title ?? disruption.disruption}`}
            onClick={() => onText(removeDisruption(text, index))}
          />
        </span>
      </div>
      {stopped.map((supply) => (
        <Stop
          key={supply}
          supply={supply}
          day={disruption.stops[supply]!}
          canRemove={stopped.length > 1}
          scale={scale}
          horizon={horizon}
          onDay={(day) => onText(setStop(text, index, supply, day))}
        />
      ))}
      <details>
        <summary className="small">
          {disruption.disruption}: {[...(disruption.vendors ?? []), ...(disruption.parts ?? [])].slice(0, 4).join(', ')}
        </summary>
        <div className="scenario-fields">
          <TextField
            label={words.identifier}
            value={disruption.disruption}
            onChange={({ target }) => setField('disruption', target.value)}
          />
          <TextField
            label={words.disruptionTitle}
            value={disruption.title ?? ''}
            onChange={({ target }) => setField('title', target.value)}
          />
          <div>
            <ListField
              label={words.vendors}
              values={disruption.vendors}
              onList={(value) => setList('vendors', value)}
            />
            <SearchedMenu
              label={words.addVendor}
              search={words.searchVendor}
              none={words.noVendor}
              button={words.addVendor}
              groups={[
                {
                  choices: choicesOf(
                    vendors.filter(({ vendor }) => disruption.vendors?.includes(vendor) !== true),
                    (vendor) => setList('vendors', [...(disruption.vendors ?? []), vendor].join(',')),
                  ),
                },
              ]}
            />
          </div>
          <ListField label={words.parts} values={disruption.parts} onList={(value) => setList('parts', value)} />
          <TextField
            label={words.source}
            about={words.sourceAbout}
            value={disruption.source ?? ''}
            onChange={({ target }) => setField('source', target.value)}
          />
        </div>
      </details>
    </div>
  )
}

/** Taken over when it is left: while one types, a comma is no name yet. */
function ListField({
  label,
  values = [],
  onList,
}: {
  readonly label: string
  readonly values: readonly string[] | undefined
  readonly onList: (value: string) => void
}) {
  const held = Array.isArray(values) ? values.join(', ') : String(values)
  return (
    <TextField
      key={held}
      label={label}
      about={words.vendorsAbout}
      defaultValue={held}
      onBlur={({ target }) => {
        if (target.value !== held) onList(target.value)
      }}
    />
  )
}

interface StopProps {
  readonly supply: Supply
  readonly day: string
  readonly canRemove: boolean
  readonly scale: TimeScale
  readonly horizon: readonly [CivilDay | undefined, CivilDay | undefined]
  readonly onDay: (day: string | undefined) => void
}

function Stop({ supply, day, canRemove, scale, horizon, onDay }: StopProps) {
  const track = useRef<HTMLDivElement>(null)
  const at = parseDay(day) ?? scale.from
  const keep = (next: number): string => dayText(Math.min(scale.to, Math.max(scale.from, Math.round(next))))
  const label = words.stop(words.supply[supply])
  return (
    <div className="stop-row">
      <span className="small">{words.supply[supply]}</span>
      <div className="stop-track" ref={track}>
        <svg height="22" aria-hidden="true">
          <rect className="strip good" x="0" width={percent(scale.startOf(at))} y="7" height="8" />
          <rect
            className="strip bad"
            x={percent(scale.startOf(at))}
            width={percent(1 - scale.startOf(at))}
            y="7"
            height="8"
          />
          {horizon.map(
            (edge, index) =>
              edge !== undefined && (
                <line
                  key={index}
                  className="marker deadline"
                  x1={percent(index === 0 ? scale.startOf(edge) : scale.endOf(edge))}
                  x2={percent(index === 0 ? scale.startOf(edge) : scale.endOf(edge))}
                  y1="0"
                  y2="22"
                />
              ),
          )}
        </svg>
        <Handle
          way="along"
          label={label}
          least={scale.from}
          most={scale.to}
          value={at}
          said={labelDay(at)}
          style={{ left: percent(scale.startOf(at)) }}
          area={() => track.current}
          onMove={(x) => onDay(keep(scale.from + x * (scale.to - scale.from + 1)))}
          onStep={(steps, isLarge) => onDay(keep(at + steps * (isLarge ? 30 : 1)))}
          onEnd={(end) => onDay(keep(end === 'first' ? (horizon[0] ?? scale.from) : (horizon[1] ?? scale.to)))}
        />
      </div>
      <TextField
        label={label}
        hidesLabel
        type="date"
        value={day}
        onChange={({ target }) => {
          if (parseDay(target.value) !== undefined) onDay(target.value)
        }}
      />
      <IconButton
        icon="close"
        label={`${words.remove} ${words.supply[supply]}`}
        disabled={!canRemove}
        onClick={() => onDay(undefined)}
      />
    </div>
  )
}
