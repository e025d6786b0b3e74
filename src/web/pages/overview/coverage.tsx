// How sure are we: how much of what the answers speak of was really known.

import { Link } from '@tanstack/react-router'
import type { Overview } from '#contract/application/overview.ts'
import { formatNumber, formatPercent } from '../../format.ts'
import { ToneMark } from '../../parts/tone.tsx'
import { network } from '../../words/en/network.ts'
import { overview as words } from '../../words/en/overview.ts'
import { AnswerCard } from './answer-card.tsx'

interface CoverageProps {
  readonly workspace: string
  readonly overview: Overview
}

export function Coverage({ workspace, overview }: CoverageProps) {
  return (
    <>
      <AnswerCard question={words.coverage.question}>
        <Known workspace={workspace} overview={overview} />
      </AnswerCard>
      <AnswerCard question={words.coverage.rows}>
        <dl className="holdings">
          {overview.tables
            .filter(({ rows }) => rows > 0)
            .map(({ table, rows }) => (
              <div key={table}>
                <dt>
                  <Link to={`/w/${workspace}/network`} search={{ table } as never}>
                    {network.nameTable(table)}
                  </Link>
                </dt>
                <dd>{formatNumber(rows)}</dd>
              </div>
            ))}
        </dl>
      </AnswerCard>
    </>
  )
}

function Known({ workspace, overview }: CoverageProps) {
  const coverage = overview.rules?.coverage
  if (!coverage) return <p className="muted">{words.coverage.none}</p>
  const unknown = coverage.vendorNotStated + coverage.vendorNotResolved
  const isEmpty = coverage.elements === 0
  const reckoned = overview.spares.filter(({ partsNotReckoned }) => partsNotReckoned > 0)
  return (
    <>
      <p className="headline">
        <ToneMark tone={isEmpty ? 'none' : unknown === 0 && coverage.notEvaluated === 0 ? 'good' : 'doubt'} />
        <span>
          {isEmpty
            ? words.coverage.noElements
            : words.coverage.known(formatPercent((coverage.elements - unknown) / coverage.elements))}
        </span>
      </p>
      <ul className="gaps">
        {coverage.vendorNotStated > 0 && (
          <li>
            <Link to={`/w/${workspace}/network`} search={{ table: 'elements', where: 'vendor~isBlank' } as never}>
              {words.coverage.notStated(coverage.vendorNotStated)}
            </Link>
          </li>
        )}
        {coverage.vendorNotResolved > 0 && (
          <li>
            <Link to={`/w/${workspace}/rules`} search={{ view: 'coverage' } as never}>
              {words.coverage.notResolved(coverage.vendorNotResolved)}
            </Link>
          </li>
        )}
        {coverage.notEvaluated > 0 && (
          <li>
            <Link to={`/w/${workspace}/rules`} search={{ verdict: 'not evaluated' } as never}>
              {words.coverage.notEvaluated(coverage.notEvaluated)}
            </Link>
          </li>
        )}
        {reckoned.map((spares) => (
          <li key={spares.scenario}>
            <Link to={`/w/${workspace}/spares`} search={{ analysis: spares.analysis } as never}>
              {words.coverage.parts(spares.partsNotReckoned, spares.parts)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
