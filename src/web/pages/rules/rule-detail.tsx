// One rule: what is said of it, its figures over time, what would change it, and everything that rests beneath.

import { useMemo, useState } from 'react'
import type { Analysis } from '#contract/application/analysis.ts'
import { AFTER_ALL, formatDay as dayText } from '#base/calendar.ts'
import { wordingOf } from '#model/footing.ts'
import type { MetricResult, RuleResult, RulesReport } from '#model/verdict.ts'
import { dayOfText } from '#report/chart/time-scale.ts'
import { listReasons, sayKnownAmounts, sayKnownPart } from '#report/rules/coverage.ts'
import { toneOfState } from '#report/rules/html-tone.ts'
import {
  compareByUrgency,
  formatValue,
  metricsInOrder,
  sayBeginning,
  sayBite,
  sayHeadroom,
  sayLimit,
  sayLookedAt,
} from '#report/rules/rule-state.ts'
import { isOnAssumedFacts, wordForce, wordProvenance, wordState } from '#report/rules/wording.ts'
import { useTried } from '../../analyses/use-tried.ts'
import type { SetAddress } from '../../address/use-address.ts'
import { formatDay, formatNumber } from '../../format.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Told } from '../../parts/told.tsx'
import { ToneMark, ToneWord, toneOnFooting } from '../../parts/tone.tsx'
import { rules as words } from '../../words/en/rules.ts'
import { Matter } from './matter.tsx'
import { RuleTimeline } from './timeline/rule-timeline.tsx'
import type { RulesState } from './rules-state.ts'
import { canChangeDueDay, canChangeLimit } from './what-if/judge-otherwise.ts'
import { useOtherwise } from './what-if/use-otherwise.ts'
import { SayVerdict } from './say-verdict.tsx'
import { WhatIfPanel } from './what-if/what-if-panel.tsx'

interface RuleDetailProps {
  readonly workspace: string
  readonly analysis: Analysis
  readonly report: RulesReport
  readonly state: RulesState
  readonly setState: SetAddress<RulesState>
  /** The same question, of what counts on another day; undefined: one may not ask. */
  readonly onMatter: ((day: string) => void) | undefined
}

export function RuleDetail(props: RuleDetailProps) {
  const { report, state, setState } = props
  const ordered = useMemo(() => report.rules.toSorted(compareByUrgency), [report.rules])
  const index = ordered.findIndex(({ pack, rule }) => pack === state.pack && rule === state.rule)
  const rule = ordered[index]
  if (!rule)
    return (
      <Empty
        icon="rules"
        title={words.unknownRule}
        actions={<Button onClick={() => setState({ view: 'list', rule: '', pack: '' })}>{words.all}</Button>}
      />
    )
  const go = (to: RuleResult | undefined): void =>
    to && setState({ pack: to.pack, rule: to.rule, limit: -1, due: undefined })
  return (
    <article className="rule-detail">
      <div className="rule-nav">
        <Button
          look="quiet"
          icon="left"
          onClick={() => setState({ view: 'list', rule: '', pack: '', limit: -1, due: undefined })}
        >
          {words.all}
        </Button>
        <span className="muted small">
          {index + 1} / {ordered.length}
        </span>
        <IconButton icon="up" label={words.previous} disabled={index === 0} onClick={() => go(ordered[index - 1])} />
        <IconButton
          icon="down"
          label={words.next}
          disabled={index === ordered.length - 1}
          onClick={() => go(ordered[index + 1])}
        />
      </div>
      <OneRule key={`${rule.pack}/${rule.rule}`} {...props} rule={rule} />
    </article>
  )
}

function OneRule({
  workspace,
  analysis,
  report,
  rule,
  state,
  setState,
  onMatter,
}: RuleDetailProps & { readonly rule: RuleResult }) {
  const [triedLimit, setTriedLimit] = useTried(state.limit, (next) => setState({ limit: next }, { replace: true }))
  const [triedDue, setTriedDue] = useTried(state.due, (next) => setState({ due: next }, { replace: true }))
  const limit = triedLimit >= 0 && canChangeLimit(rule) ? triedLimit : undefined
  const dueFrom = canChangeDueDay(rule) ? triedDue : undefined
  const [matterDay, setMatterDay] = useState(rule.matter.on)
  const otherwise = useOtherwise(rule, report, { limit, dueFrom })
  const shown = useMemo(() => (otherwise ? { ...rule, ...otherwise } : rule), [rule, otherwise])
  const metrics = metricsInOrder(rule)
  const [binding] = metrics
  const setLimit = canChangeLimit(rule)
    ? (next: number) => setTriedLimit(next === binding?.limit && binding.limits === undefined ? -1 : next)
    : undefined
  const setDueFrom = canChangeDueDay(rule)
    ? (next: number) => setTriedDue(next === dayOfText(rule.dueFrom ?? '') ? undefined : next)
    : undefined
  const isPlain = metrics.length === 0 && rule.timeline.length <= 1
  const drawn = metrics.length === 0 ? [undefined] : metrics
  return (
    <>
      <header className="rule-head">
        <p className="identifier muted">
          {rule.pack} / {rule.rule}
        </p>
        <h2>{rule.title}</h2>
        <p className="rule-verdict">
          <SayVerdict rule={rule} />
        </p>
        <p className="rule-sentence">
          <Told>{rule.sentence}</Told>
        </p>
        {rule.why !== undefined && (
          <p className="muted">
            {words.why}: <Told>{rule.why}</Told>
          </p>
        )}
        {rule.waivers.map((waiver) => (
          <p key={`${waiver.scope}${waiver.from}`} className="rule-waiver">
            <ToneMark tone="waived" />
            <span>
              {formatDay(waiver.from)} – {formatDay(waiver.until)}, {waiver.approver}
              {waiver.reference === undefined ? '' : ` (${waiver.reference})`}:{' '}
              <span className="identifier">{waiver.scope}</span>
            </span>
          </p>
        ))}
      </header>
      {(setLimit || setDueFrom) && (
        <WhatIfPanel
          rule={rule}
          report={report}
          otherwise={otherwise}
          limit={limit}
          dueFrom={dueFrom}
          onLimit={setLimit}
          onDueFrom={setDueFrom}
          onReset={() => {
            setTriedLimit(-1)
            setTriedDue(undefined)
          }}
        />
      )}
      {!isPlain &&
        drawn.map((metric) => (
          <section key={metric?.name ?? ''} className="card rule-figure">
            {metric && (
              <FigureHead
                metric={metric}
                report={report}
                isBinding={metrics.length > 1 && metric.name === rule.bindingMetric}
              />
            )}
            <RuleTimeline
              report={report}
              rule={rule}
              shown={shown}
              metric={metric}
              limit={limit}
              onLimit={setLimit}
              dueFrom={dueFrom}
              onDueFrom={setDueFrom}
              onChoose={onMatter && ((day) => setMatterDay(dayText(day)))}
            />
          </section>
        ))}
      <Facts rule={rule} report={report} />
      <Stretches rule={shown} />
      <Matter
        workspace={workspace}
        snapshot={analysis.snapshot}
        analysis={analysis.id}
        rule={rule}
        otherDay={
          onMatter && {
            day: matterDay,
            from: report.horizon.from,
            to: report.horizon.to,
            onDay: setMatterDay,
            onAsk: () => onMatter(matterDay),
          }
        }
      />
    </>
  )
}

function FigureHead({
  metric,
  report,
  isBinding,
}: {
  readonly metric: MetricResult
  readonly report: RulesReport
  readonly isBinding: boolean
}) {
  const basis = [
    sayLookedAt(metric),
    metric.unknownWeights > 0 ? `${formatNumber(metric.unknownWeights)} without a known weight` : '',
  ].filter((part) => part !== '')
  return (
    <div className="figure-head">
      <h3>
        {metric.name} {isBinding && <span className="badge">furthest on {formatDay(report.asOf)}</span>}
      </h3>
      <span className="figure-value">{formatValue(metric)}</span>
      <span className="muted small">
        {formatDay(report.asOf)}; {[sayLimit(metric), ...basis].join('; ')}
      </span>
    </div>
  )
}

function Facts({ rule, report }: { readonly rule: RuleResult; readonly report: RulesReport }) {
  const noun = wordingOf(rule).breach
  const beginning = (day: string | undefined): string => (day === undefined ? '' : sayBeginning(day, rule))
  const pack = report.packs.find((one) => one.pack === rule.pack)
  const facts: readonly (readonly [string, readonly string[]])[] = [
    [`First ${noun}`, [beginning(rule.firstBreach)]],
    [
      `First possible ${noun}`,
      [rule.firstPossibleBreach === rule.firstBreach ? '' : beginning(rule.firstPossibleBreach)],
    ],
    [`Next ${noun}`, [rule.nextBreach ?? '']],
    [`Next possible ${noun}`, [rule.nextPossibleBreach === rule.nextBreach ? '' : (rule.nextPossibleBreach ?? '')]],
    [words.facts.due, [rule.deadline === undefined ? (rule.dueFrom ?? '') : `by ${rule.deadline}`]],
    [words.facts.target, [rule.target ?? '']],
    [words.facts.headroom, sayHeadroom(rule)],
    [words.facts.bite, sayBite(rule)],
    [
      words.facts.coverage,
      rule.coverage.flatMap((one) => [
        `${sayKnownPart(one)} on ${one.on}: ${sayKnownAmounts(one)}`,
        ...listReasons(one),
      ]),
    ],
    [words.facts.clause, [rule.clause ?? '']],
    [words.facts.instrument, [`${rule.instrument} (${rule.jurisdiction}), ${wordForce(rule.force)}`]],
    [words.facts.edition, [pack?.edition ?? '']],
    [words.facts.provenance, [wordProvenance(rule.provenance)]],
    [words.facts.sources, rule.sources],
    [words.facts.assumed, rule.assumes],
  ]
  return (
    <dl className="card facts">
      {facts
        .map(([term, told]) => [term, told.filter((one) => one !== '')] as const)
        .filter(([, told]) => told.length > 0)
        .map(([term, told]) => (
          <div key={term}>
            <dt>{term}</dt>
            {told.map((one) => (
              <dd key={one}>{one.includes('://') ? one : <Told>{one}</Told>}</dd>
            ))}
          </div>
        ))}
    </dl>
  )
}

const MOST_STRETCHES = 200
/** States that would be certain, were what is assumed certain. */
const CERTAIN: ReadonlySet<string> = new Set(['met', 'not met'])

function Stretches({ rule }: { readonly rule: RuleResult }) {
  const { timeline } = rule
  if (timeline.length === 0) return null
  const daysOf = (from: string, to: string): string => {
    const [first, last] = [dayOfText(from), dayOfText(to)]
    return first === undefined || last === undefined || last >= AFTER_ALL ? '' : formatNumber(last - first + 1)
  }
  return (
    <details className="card rule-more" open={timeline.length <= 12}>
      <summary>
        {words.stretches} <span className="muted">{formatNumber(timeline.length)}</span>
      </summary>
      <div className="scroll" role="region" aria-label={words.stretches} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th>{words.state}</th>
              <th>{words.firstDay}</th>
              <th>{words.lastDay}</th>
              <th className="number">{words.days}</th>
              <th>{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {timeline.slice(0, MOST_STRETCHES).map((one) => (
              <tr key={one.from}>
                <td>
                  <ToneWord tone={toneOnFooting(toneOfState(one.state, one.waived === true), isOnAssumedFacts(rule))}>
                    {wordState(rule, one)}
                    {isOnAssumedFacts(rule) && CERTAIN.has(one.state) && `, ${words.assumed}`}
                  </ToneWord>
                </td>
                <td className="whole">{formatDay(one.from)}</td>
                <td className="whole">{formatDay(one.to)}</td>
                <td className="number">{daysOf(one.from, one.to)}</td>
                <td>
                  <Told>{one.why ?? ''}</Told>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {timeline.length > MOST_STRETCHES && (
        <p className="muted small rule-rest">
          {MOST_STRETCHES} / {formatNumber(timeline.length)}
        </p>
      )}
    </details>
  )
}
