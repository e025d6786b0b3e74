// Every rule in one line: what is said of it, and its states over the same days as all others.

import { useMemo } from 'react'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { createTimeScale, dayOfText, type TimeScale, timeTicks } from '#report/chart/time-scale.ts'
import { wordFootedVerdict } from '#report/rules/count-verdicts.ts'
import { drawnStretches, stretchesOf } from '#report/rules/html-timeline.ts'
import { bindingMetric, formatValueAgainstLimit } from '#report/rules/rule-state.ts'
import { RESTS } from '#report/rules/rests-on.ts'
import { summariseRules } from '#report/rules/summary.ts'
import { VERDICT_TONES } from '#report/rules/verdict-tones.ts'
import { wordAbsence, wordProvenance, wordStanding } from '#report/rules/wording.ts'
import { ToManifest } from '../../analyses/to-manifest.tsx'
import { Reservations } from '../../analyses/reservations.tsx'
import type { SetAddress } from '../../address/use-address.ts'
import { Strip } from '../../drawings/strip.tsx'
import { formatCount, formatDay } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Select, TextField } from '../../parts/field.tsx'
import { Told } from '../../parts/told.tsx'
import { ToneMark, toneOnFooting } from '../../parts/tone.tsx'
import { rules as words } from '../../words/en/rules.ts'
import { ATTENTION, BINDS, countByUrgency, filterRules } from './filter-rules.ts'
import type { RulesState } from './rules-state.ts'
import { SayVerdict } from './say-verdict.tsx'

interface RuleListProps {
  readonly workspace: string
  readonly report: RulesReport
  readonly state: RulesState
  readonly setState: SetAddress<RulesState>
}

export function RuleList({ workspace, report, state, setState }: RuleListProps) {
  const { rules, horizon } = report
  const summary = useMemo(() => summariseRules(report), [report])
  const scale = useMemo(
    () => createTimeScale(dayOfText(horizon.from) ?? 0, dayOfText(horizon.to) ?? 0),
    [horizon.from, horizon.to],
  )
  const { verdict: verdicts, binds, rests, pack, search } = state
  const shown = useMemo(
    () => filterRules(rules, { verdicts, binds, rests, pack, search }),
    [rules, verdicts, binds, rests, pack, search],
  )
  // The colour of the card, and its sign: a yes with reserves has its tick in outline.
  const tone = ANSWER_TONES[summary.answer] ?? 'blank'
  return (
    <>
      <section className={`card answer ${tone}`}>
        <ToneMark tone={tone === 'good' && !summary.isUnreserved ? 'later' : tone} />
        <div>
          <h2>
            <Told>{summary.headline}</Told>
          </h2>
          <p>{summary.statement}</p>
          {summary.next !== '' && <p className="answer-next">{summary.next}</p>}
          <Reservations reservations={summary.reservations} />
          <ToManifest workspace={workspace} answer={summary.answer} />
          <p>
            <Button look="quiet" icon="right" onClick={() => setState({ view: 'coverage' })}>
              {words.coverage}
            </Button>
          </p>
        </div>
      </section>
      <Filters report={report} state={state} setState={setState} count={shown.length} />
      {shown.length === 0 ? (
        <Empty
          icon="filter"
          title={words.noMatch}
          actions={
            <Button onClick={() => setState({ verdict: [], binds: 'all', rests: 'all', pack: '', search: '' })}>
              {words.clear}
            </Button>
          }
        >
          <p>{words.noMatchWhy}</p>
        </Empty>
      ) : (
        <div className="card rule-rows">
          <div className="rule-axis" aria-hidden="true">
            <svg height="20">
              {timeTicks(scale, 4).map(({ day, label }, index) => (
                <text
                  key={day}
                  className={index % 2 === 1 ? 'tick odd' : 'tick'}
                  x={percent(scale.startOf(day))}
                  dx={scale.startOf(day) > 0.9 ? -3 : 3}
                  y="14"
                  textAnchor={scale.startOf(day) > 0.9 ? 'end' : 'start'}
                >
                  {label}
                </text>
              ))}
            </svg>
          </div>
          <ol className="rule-list">
            {shown.map((rule) => (
              <li key={`${rule.pack}/${rule.rule}`}>
                <RuleRow
                  rule={rule}
                  scale={scale}
                  asOf={report.asOf}
                  onOpen={() => setState({ view: 'rule', pack: rule.pack, rule: rule.rule, verdict: [], search: '' })}
                />
              </li>
            ))}
          </ol>
        </div>
      )}
      <Packs report={report} onPack={(one) => setState({ pack: one })} />
    </>
  )
}

const ANSWER_TONES: Readonly<Record<string, 'bad' | 'waived' | 'doubt' | 'good' | 'blank'>> = {
  no: 'bad',
  'no, on assumed facts': 'doubt',
  waived: 'waived',
  'cannot be shown': 'doubt',
  yes: 'good',
}

function Filters({ report, state, setState, count }: Omit<RuleListProps, 'workspace'> & { readonly count: number }) {
  const { binds } = state
  const rules = useMemo(
    () => filterRules(report.rules, { verdicts: [], binds, pack: '', search: '' }),
    [report.rules, binds],
  )
  const counts = useMemo(() => countByUrgency(rules), [rules])
  const toggle = (verdict: string): void =>
    setState(({ verdict: held, ...rest }) => ({
      ...rest,
      verdict: held.includes(verdict) ? held.filter((one) => one !== verdict) : [...held, verdict],
    }))
  const attention = filterRules(rules, { verdicts: [ATTENTION], binds, pack: '', search: '' }).length
  return (
    <div className="rule-filters">
      <div className="chips" role="group" aria-label={words.filterVerdict}>
        <button
          type="button"
          className="chip"
          aria-pressed={state.verdict.includes(ATTENTION)}
          onClick={() => toggle(ATTENTION)}
        >
          {words.attention} <span>{attention}</span>
        </button>
        {counts.map((counted) => {
          const word = wordFootedVerdict(counted)
          return (
            <button
              key={word}
              type="button"
              className="chip"
              aria-pressed={state.verdict.includes(word)}
              onClick={() => toggle(word)}
            >
              <ToneMark tone={toneOnFooting(VERDICT_TONES[counted.verdict], counted.onAssumedFacts)} /> {word}{' '}
              <span>{counted.rules}</span>
            </button>
          )
        })}
      </div>
      <div className="rule-fields">
        <TextField
          label={words.search}
          hidesLabel
          type="search"
          placeholder={words.searchHint}
          value={state.search}
          onChange={(event) => setState({ search: event.target.value }, { replace: true })}
        />
        <Select
          label={words.filterBinds}
          hidesLabel
          value={binds}
          onChange={({ target }) => setState({ binds: BINDS.find((one) => one === target.value) ?? 'all' })}
          options={BINDS.map((one) => ({ value: one, label: words.binds[one] }))}
        />
        <Select
          label={words.filterRests}
          hidesLabel
          value={state.rests}
          onChange={({ target }) => setState({ rests: RESTS.find((one) => one === target.value) ?? 'all' })}
          options={RESTS.map((one) => ({ value: one, label: words.rests[one] }))}
        />
        <Select
          label={words.filterPack}
          hidesLabel
          value={state.pack}
          onChange={(event) => setState({ pack: event.target.value })}
          options={[
            { value: '', label: words.allPacks },
            ...report.packs.map(({ pack, title }) => ({ value: pack, label: `${title} (${pack})` })),
          ]}
        />
        <span className="muted small" role="status">
          {words.shown(count, report.rules.length)}
        </span>
      </div>
    </div>
  )
}

interface RuleRowProps {
  readonly rule: RuleResult
  readonly scale: TimeScale
  readonly asOf: string
  readonly onOpen: () => void
}

function RuleRow({ rule, scale, asOf, onOpen }: RuleRowProps) {
  const drawn = useMemo(() => drawnStretches(stretchesOf(rule, scale), scale), [rule, scale])
  const metric = bindingMetric(rule)
  const at = percent(scale.startOf(dayOfText(asOf) ?? scale.from))
  return (
    <button type="button" className="rule-row" onClick={onOpen}>
      <span className="rule-row-name">
        <span className="identifier">{rule.rule}</span>
        <span>{rule.title}</span>
      </span>
      <span className="rule-row-verdict">
        <SayVerdict rule={rule} />
        {metric && <span className="muted small">{formatValueAgainstLimit(metric)}</span>}
      </span>
      <span className="rule-row-strip">
        <svg height="16" aria-hidden="true">
          <Strip stretches={drawn} top={1} height={14} />
          <line className="marker as-of" x1={at} x2={at} y1="-2" y2="18" />
        </svg>
        {rule.nextBreach !== undefined && <span className="bad small">{formatDay(rule.nextBreach)}</span>}
      </span>
    </button>
  )
}

function Packs({ report, onPack }: { readonly report: RulesReport; readonly onPack: (pack: string) => void }) {
  return (
    <section className="rule-packs">
      <h2>{words.editions}</h2>
      <div className="card scroll">
        <table className="table">
          <thead>
            <tr>
              <th>{words.filterPack}</th>
              <th>{words.facts.instrument}</th>
              <th>{words.facts.edition}</th>
              <th>{words.facts.provenance}</th>
              <th>{words.missing}</th>
            </tr>
          </thead>
          <tbody>
            {report.packs.map((pack) => {
              const own = report.rules.filter((rule) => rule.pack === pack.pack)
              const provenances = [...new Set(own.map(({ provenance }) => provenance))]
              return (
                <tr key={pack.pack}>
                  <td>
                    <button type="button" className="as-link" onClick={() => onPack(pack.pack)}>
                      {pack.title}
                    </button>
                    <span className="cell-about">
                      <span className="badge">{pack.jurisdiction}</span> <span className="identifier">{pack.pack}</span>{' '}
                      {pack.version}
                    </span>
                  </td>
                  <td>
                    {pack.instrument}
                    <span className="cell-about">{wordStanding(pack)}</span>
                  </td>
                  <td>{pack.edition ?? wordAbsence(pack) ?? words.facts.none}</td>
                  <td>{provenances.map((one) => wordProvenance(one).split(':')[0]).join(', ')}</td>
                  <td>
                    {pack.missing.length === 0 ? (
                      words.facts.none
                    ) : (
                      <details>
                        <summary>{formatCount(pack.missing.length, 'thing')}</summary>
                        <ul>
                          {pack.missing.map(({ what, why }) => (
                            <li key={what}>
                              <b>
                                <Told>{what}</Told>
                              </b>
                              : <Told>{why}</Told>
                            </li>
                          ))}
                        </ul>
                      </details>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
