// How long will we last, and what must be bought: of each scenario.

import { Link } from '@tanstack/react-router'
import type { SparesOverview } from '#contract/application/overview.ts'
import { sayProbability } from '#model/say-probability.ts'
import { formatDay, formatMoney } from '../../format.ts'
import { Told } from '../../parts/told.tsx'
import { ToneMark, type Tone } from '../../parts/tone.tsx'
import { overview as words } from '../../words/en/overview.ts'
import { AnswerCard, type AnswerProps, Failed, NotAsked, Pending, Stale } from './answer-card.tsx'

/** The parts it speaks of, alone; what is of no parts stands with what the answer rests on. */
function searchAbout(analysis: string, about: SparesOverview['reservations'][number]['about']): object {
  if (about === 'joint') return { analysis, view: 'whatIf' }
  return about === 'basis' ? { analysis, view: 'basis' } : { analysis, view: 'parts', known: about }
}

export function Lasting({ workspace, overview, isAsking, onAsk }: AnswerProps) {
  const pending = overview.pending.filter(({ kind }) => kind === 'spares')
  const failed = overview.failed.filter(({ kind }) => kind === 'spares')
  const notAsked = overview.notAsked.filter(({ what }) => what === 'spares')
  const { ofDrafts } = overview
  const hasNone = overview.spares.length === 0 && pending.length === 0 && failed.length === 0 && notAsked.length === 0
  return (
    <>
      <AnswerCard question={words.lasting.question}>
        {hasNone && (
          <p className="muted">
            {words.lasting.noScenarios} <Link to={`/w/${workspace}/import`}>{words.lasting.toImport}</Link>
            {words.lasting.or}
            <Link to={`/w/${workspace}/spares`} search={{ view: 'scenarios' } as never}>
              {words.lasting.toDrafts}
            </Link>
          </p>
        )}
        {pending.map(({ analysis, job, scenario }) => (
          <div key={analysis} className="scenario">
            {scenario !== undefined && <p className="scenario-name">{scenario}</p>}
            <Pending workspace={workspace} job={job} />
          </div>
        ))}
        {failed.map((one) => (
          <div key={one.analysis} className="scenario">
            {one.scenario !== undefined && <p className="scenario-name">{one.scenario}</p>}
            <Failed workspace={workspace} failed={one} isAsking={isAsking} onAsk={onAsk} />
          </div>
        ))}
        {overview.spares.map((spares) => (
          <ScenarioLasting
            key={spares.scenario}
            workspace={workspace}
            spares={spares}
            isAsking={isAsking}
            onAsk={onAsk}
          />
        ))}
        {ofDrafts.map((spares) => (
          <div key={spares.analysis}>
            <p className="small muted">{words.lasting.ofDraft(spares.scenario)}</p>
            <ScenarioLasting workspace={workspace} spares={spares} isAsking={isAsking} onAsk={onAsk} />
          </div>
        ))}
        {notAsked.map(({ scenario, isOutdated }) => (
          <div key={scenario ?? ''} className="scenario">
            {scenario !== undefined && <p className="scenario-name">{scenario}</p>}
            <NotAsked
              why={isOutdated === true ? words.outdated : words.notAsked}
              question={{ kind: 'spares', ...(scenario === undefined ? {} : { scenario }) }}
              isAsking={isAsking}
              onAsk={onAsk}
            />
          </div>
        ))}
      </AnswerCard>
      <AnswerCard question={words.buying.question}>
        {overview.spares.length + ofDrafts.length === 0 && <p className="muted">{words.lasting.notAsked}</p>}
        {overview.spares.map((spares) => (
          <Buying key={spares.scenario} workspace={workspace} spares={spares} />
        ))}
        {ofDrafts.map((spares) => (
          <div key={spares.analysis}>
            <p className="small muted">{words.lasting.ofDraft(spares.scenario)}</p>
            <Buying workspace={workspace} spares={spares} />
          </div>
        ))}
      </AnswerCard>
    </>
  )
}

function sayLasting({ answer, lastsToEnd, lastsUntil, until }: SparesOverview): string {
  if (answer === 'nothing to reckon') return words.lasting.noParts
  if (lastsToEnd) return words.lasting.toEnd(formatDay(until))
  return lastsUntil === null ? words.lasting.notToSay : words.lasting.until(formatDay(lastsUntil))
}

/** The answer is of fewer parts than there are. */
function sayPartsReckoned({ parts, partsReckoned, partsNotReckoned }: SparesOverview): string {
  return words.lasting.reckoned({
    parts,
    reckoned: partsReckoned,
    ofNoRate: partsNotReckoned,
    // One of no rate may be out of service too, and is told once.
    notInService: parts - partsReckoned - partsNotReckoned,
  })
}

function toneOf({ answer }: SparesOverview): Tone {
  switch (answer) {
    case 'no':
      return 'bad'
    case 'yes':
      return 'good'
    case 'not all known':
    case 'nothing known':
      return 'doubt'
    case 'nothing to reckon':
      return 'none'
  }
}

interface ScenarioProps {
  readonly workspace: string
  readonly spares: SparesOverview
}

function ScenarioLasting({
  workspace,
  spares,
  isAsking,
  onAsk,
}: ScenarioProps & Pick<AnswerProps, 'isAsking' | 'onAsk'>) {
  const to = { to: `/w/${workspace}/spares`, search: { analysis: spares.analysis } as never }
  return (
    <div className="scenario">
      <p className="scenario-name">{spares.title === '' ? spares.scenario : spares.title}</p>
      {!spares.isOfHead && (
        <Stale question={{ kind: 'spares', scenario: spares.scenario }} isAsking={isAsking} onAsk={onAsk} />
      )}
      <p className="headline">
        <ToneMark tone={toneOf(spares)} />
        <Link {...to}>{sayLasting(spares)}</Link>
      </p>
      <p>
        <Link
          className="said"
          to={`/w/${workspace}/spares`}
          search={
            { analysis: spares.analysis, view: 'parts', ...(spares.answer === 'no' ? { short: 'yes' } : {}) } as never
          }
        >
          <Told>{spares.headline}</Told>
        </Link>
      </p>
      {spares.partsReckoned < spares.parts && (
        <p className="small">
          <Link to={`/w/${workspace}/spares`} search={{ analysis: spares.analysis, view: 'parts' } as never}>
            {sayPartsReckoned(spares)}
          </Link>
        </p>
      )}
      {spares.reservations.map(({ about, text }) => (
        <p key={text} className="small">
          <Link
            className="reservation"
            to={`/w/${workspace}/spares`}
            search={searchAbout(spares.analysis, about) as never}
          >
            <Told>{text}</Told>
          </Link>
        </p>
      ))}
      {spares.survivalAtEnd !== null && (
        <p className="small">
          <Link className="reservation" {...to}>
            {words.lasting.chance(sayProbability(spares.survivalAtEnd), formatDay(spares.until))}
          </Link>
        </p>
      )}
      <p className="muted small">{words.lasting.asOf(formatDay(spares.from))}</p>
      {spares.weakest.length > 0 && (
        <table className="table weakest">
          <caption>{words.lasting.weakest}</caption>
          <thead>
            <tr>
              <th scope="col">{words.lasting.part}</th>
              <th scope="col" className="number">
                {words.lasting.survival}
              </th>
              <th scope="col">{words.lasting.lasts}</th>
            </tr>
          </thead>
          <tbody>
            {spares.weakest.slice(0, 5).map((part) => (
              <WeakPart key={`${part.manufacturer} ${part.part}`} workspace={workspace} spares={spares} weak={part} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

/** Each figure leads to the part. */
function WeakPart({ workspace, spares, weak }: ScenarioProps & { readonly weak: SparesOverview['weakest'][number] }) {
  const { part, manufacturer, survivalAtEnd, lastsUntil } = weak
  const to = { to: `/w/${workspace}/spares`, search: { analysis: spares.analysis, view: 'part', part } as never }
  return (
    <tr>
      <th scope="row">
        <Link {...to}>{part}</Link> <span className="muted">{manufacturer}</span>
      </th>
      <td className="number">
        <Link className="said" {...to}>
          {sayProbability(survivalAtEnd)}
        </Link>
      </td>
      <td className="whole">
        <Link className="said" {...to}>
          {lastsUntil === null ? words.lasting.beyond : formatDay(lastsUntil)}
        </Link>
      </td>
    </tr>
  )
}

function Buying({ workspace, spares }: ScenarioProps) {
  const isNothing = spares.toBuyUnits === 0
  return (
    <div className="scenario">
      <p className="scenario-name">{spares.title === '' ? spares.scenario : spares.title}</p>
      <p className="headline">
        <ToneMark tone={spares.notObtainable > 0 ? 'ahead' : isNothing ? 'good' : 'later'} />
        <Link to={`/w/${workspace}/spares`} search={{ analysis: spares.analysis, view: 'buy' } as never}>
          {isNothing ? sayNothing(spares) : formatMoney(spares.toBuyHundredths, spares.currency)}
        </Link>
      </p>
      {!isNothing && (
        <p className="small">
          <Link
            className="reservation"
            to={`/w/${workspace}/spares`}
            search={{ analysis: spares.analysis, view: 'buy' } as never}
          >
            {words.buying.units(spares.toBuyUnits)}
          </Link>
        </p>
      )}
      <p className="muted small">{words.lasting.asOf(formatDay(spares.from))}</p>
      {spares.notObtainable > 0 && (
        <p className="ahead small">
          <Link to={`/w/${workspace}/spares`} search={{ analysis: spares.analysis, view: 'buy' } as never}>
            {words.buying.notObtainable(spares.notObtainable)}
          </Link>
        </p>
      )}
    </div>
  )
}

function sayNothing({ notObtainable }: SparesOverview): string {
  return notObtainable > 0 ? words.buying.nothingToBeHad : words.buying.nothing
}
