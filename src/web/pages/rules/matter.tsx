// The subjects that make the figure what it is, with the way to them in the network.

import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { formatMatter, TABLE_OF_SUBJECT } from '#contract/application/matter-text.ts'
import type { MatterEntry, RuleResult } from '#model/verdict.ts'
import { nameUnit } from '#report/figures.ts'
import { formatAmount, readingScale } from '#report/quantity.ts'
import { sayOrigin, sayVendor } from '#report/rules/matter.ts'
import { unitOfMatter } from '#report/rules/rule-state.ts'
import { networkAddress } from '../../analyses/network-link.ts'
import { formatDay } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Told } from '../../parts/told.tsx'
import { ToneWord } from '../../parts/tone.tsx'
import { rules as words } from '../../words/en/rules.ts'

interface MatterProps {
  readonly workspace: string
  readonly snapshot: string
  /** Whose answer it is. */
  readonly analysis: string
  readonly rule: RuleResult
  /** Undefined: one may not ask. */
  readonly otherDay: OtherDayProps | undefined
}

interface OtherDayProps {
  readonly day: string
  /** The days that are judged. */
  readonly from: string
  readonly to: string
  readonly onDay: (day: string) => void
  readonly onAsk: () => void
}

export function Matter({ workspace, snapshot, analysis, rule, otherDay }: MatterProps) {
  const { on, entries } = rule.matter
  if (entries.length === 0 && rule.metrics.length === 0) return null
  // Of planned changes all are told, whatever the day.
  const asksDay = rule.kind !== 'notification' && rule.metrics.length > 0
  return (
    <section className="card rule-more">
      <div className="card-head">
        <div>
          <h3>{words.matter(formatDay(on))}</h3>
          <p className="muted small">
            {entries.length === 0
              ? words.matterNone(formatDay(on))
              : words.matterAbout(entries.length, rule.matter.total)}
          </p>
        </div>
        {entries.length > 0 && <ToNetwork workspace={workspace} snapshot={snapshot} analysis={analysis} rule={rule} />}
      </div>
      {asksDay && otherDay && <OtherDay {...otherDay} isShown={otherDay.day === on} />}
      {entries.length > 0 && <MatterRows rule={rule} />}
    </section>
  )
}

function OtherDay({ day, from, to, onDay, onAsk, isShown }: OtherDayProps & { readonly isShown: boolean }) {
  const isWithin = day >= from && day <= to
  return (
    <form
      className="matter-day"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWithin && !isShown) onAsk()
      }}
    >
      <TextField
        label={words.matterDay}
        about={words.matterHow}
        type="date"
        min={from}
        max={to}
        required
        value={day}
        onChange={({ target }) => onDay(target.value)}
      />
      <Button type="submit" disabled={isShown || !isWithin}>
        {words.matterAsk}
      </Button>
    </form>
  )
}

type ToNetworkProps = Omit<MatterProps, 'otherDay'>

/** One link a kind of subject: of sites, what stands nobody knows where is told by itself. */
function ToNetwork({ workspace, snapshot, analysis, rule }: ToNetworkProps) {
  const tables = [...new Set(rule.matter.entries.map(({ subject }) => TABLE_OF_SUBJECT[subject]))]
  const matter = formatMatter({ analysis, pack: rule.pack, rule: rule.rule })
  return (
    <div className="actions">
      {tables.map((table) => (
        <Link key={table} className="button plain" to={networkAddress(workspace, { snapshot, table, matter }) as never}>
          <Icon name="network" />{' '}
          {tables.length === 1 ? words.inNetwork(rule.matter.total) : words.tableInNetwork(table)}
        </Link>
      ))}
    </div>
  )
}

function MatterRows({ rule }: Pick<MatterProps, 'rule'>) {
  const { on, entries } = rule.matter
  const frame = useRef<HTMLDivElement>(null)
  const scale = readingScale(unitOfMatter(rule), Math.max(0, ...entries.map(({ weight }) => weight)))
  // oxlint-disable-next-line react/incompatible-library -- the list is drawn by its own state alone
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 52,
    overscan: 8,
  })
  return (
    <div className="matter-rows" ref={frame} tabIndex={0} role="region" aria-label={words.matter(formatDay(on))}>
      <ul style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key: itemKey }) => {
          const entry = entries[index]!
          return (
            <li
              key={itemKey}
              data-index={index}
              ref={rows.measureElement}
              style={{ transform: `translateY(${start}px)` }}
            >
              <MatterRow
                entry={entry}
                weight={`${formatAmount(entry.weight, scale)} ${nameUnit(entry.weight / scale.divisor, scale.unit)}`}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function MatterRow({ entry, weight }: { readonly entry: MatterEntry; readonly weight: string }) {
  const about = [entry.function, sayVendor(entry), entry.product].filter((part) => part !== undefined).join(', ')
  const origin = sayOrigin(entry)
  return (
    <div className="matter-row">
      <span>
        <span className="identifier">{entry.identifier}</span>
        {entry.site !== undefined && <span className="muted small"> {entry.site}</span>}
        <span className="cell-about">{about}</span>
        {entry.onSite?.entries.slice(0, 3).map((one) => (
          <span key={one.identifier} className="cell-about">
            <span className="identifier">{one.identifier}</span>{' '}
            {[sayVendor(one), one.function].filter(Boolean).join(', ')}
          </span>
        ))}
      </span>
      <span className="number">{weight}</span>
      <span>
        {entry.answer === 'yes' ? words.certain : <ToneWord tone="doubt">{words.possible}</ToneWord>}
        {entry.why !== undefined && (
          <span className="cell-about">
            <Told>{entry.why}</Told>
          </span>
        )}
      </span>
      <span className="muted small">
        {formatDay(entry.from ?? '')}
        {entry.to === undefined ? '' : ` – ${formatDay(entry.to)}`}
        <span className="cell-about">{origin}</span>
      </span>
    </div>
  )
}
