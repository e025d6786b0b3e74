// What the money at the chosen point is spent on, beside what is proposed; and the way to its buy list, depot by depot.

import { useId, useMemo } from 'react'
import type { FrontierPoint, SparesReport } from '#model/spares-report.ts'
import { formatCount, formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { spares as words } from '../../words/en/spares.ts'
import { orderAt } from './order-at.ts'

interface WantedOrderProps {
  readonly report: SparesReport
  readonly point: FrontierPoint
  readonly onBudget: ((budget: number) => void) | undefined
}

export function WantedOrder({ report, point, onBudget }: WantedOrderProps) {
  const { frontier, purchase } = report
  const about = useId()
  const rows = useMemo(() => orderAt(frontier, point, purchase.buys), [frontier, point, purchase.buys])
  const units = rows.reduce((sum, { here }) => sum + here, 0)
  return (
    <div className="wanted-order">
      <details>
        <summary>
          {words.bought}: {units === 0 ? words.nothingBought : formatCount(units, 'unit')}
        </summary>
        {/* Focusable, for it scrolls. */}
        <div className="table-scroll" role="region" aria-label={words.bought} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.part}</th>
                <th scope="col" className="number">
                  {words.units}
                </th>
                <th scope="col" className="number">
                  {words.proposedUnits}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ part, here, proposed }) => (
                <tr key={part} className={here === proposed ? '' : 'differs'}>
                  <th scope="row">{part}</th>
                  <td className="number">{formatNumber(here)}</td>
                  <td className="number">{formatNumber(proposed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      {onBudget && point.cost > 0 && point.cost !== purchase.cost && (
        <div className="wanted-ask">
          <Button aria-describedby={about} onClick={() => onBudget(point.cost / 100)}>
            {words.askBudget}
          </Button>
          <p id={about} className="muted small">
            {words.askBudgetAbout}
          </p>
        </div>
      )}
    </div>
  )
}
