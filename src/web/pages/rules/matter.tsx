// The subjects that make the figure what it is, with the way to them in the network.

import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { MatterEntry, RuleResult } from '#model/verdict.ts'
import { formatAmount, readingScale } from '#report/quantity.ts'
import { sayOrigin, sayVendor } from '#report/rules/matter.ts'
import { unitOfMatter } from '#report/rules/rule-state.ts'
import { networkAddress } from '../../analyses/network-link.ts'
import { formatDay } from '../../format.ts'
import { Icon } from '../../parts/icon.tsx'
import { ToneWord } from '../../parts/tone.tsx'
import { rules as words } from '../../words/en/rules.ts'

interface MatterProps {
  readonly workspace: string
  readonly snapshot: string
  readonly rule: RuleResult
}

const TABLE_OF: Readonly<Record<MatterEntry['subject'], readonly [table: string, key: string]>> = {
  element: ['elements', 'element'],
  unit: ['units', 'unit'],
  contract: ['contracts', 'contract'],
  site: ['sites', 'site'],
  change: ['plan', 'element'],
}

export function Matter({ workspace, snapshot, rule }: MatterProps) {
  const { on, total, entries } = rule.matter
  const frame = useRef<HTMLDivElement>(null)
  const scale = readingScale(unitOfMatter(rule), Math.max(0, ...entries.map(({ weight }) => weight)))
  // oxlint-disable-next-line react/incompatible-library -- the list is drawn by its own state alone
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 52,
    overscan: 8,
  })
  const [first] = entries
  if (total === 0 || !first) return null
  const [table, key] = TABLE_OF[first.subject]
  const address = networkAddress(
    workspace,
    table,
    key,
    entries.filter(({ subject }) => subject === first.subject).map(({ identifier }) => identifier),
    snapshot,
  )
  return (
    <section className="card rule-more">
      <div className="card-head">
        <div>
          <h3>{words.matter(formatDay(on))}</h3>
          <p className="muted small">{words.matterAbout(entries.length, total)}</p>
        </div>
        <Link className="button plain" to={address as never}>
          <Icon name="network" /> {words.inNetwork}
        </Link>
      </div>
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
                <MatterRow entry={entry} weight={`${formatAmount(entry.weight, scale)} ${scale.unit}`} />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
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
        {entry.why !== undefined && <span className="cell-about">{entry.why}</span>}
      </span>
      <span className="muted small">
        {entry.from ?? ''}
        {entry.to === undefined ? '' : ` – ${entry.to}`}
        <span className="cell-about">{origin}</span>
      </span>
    </div>
  )
}
