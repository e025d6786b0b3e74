// The faults of the input, as every report tells them.

import { formatCount } from '#base/format-number.ts'
import { describeFault, type Fault } from '#model/fault.ts'
import { html, markCode, type Markup } from '../markup.ts'
import { drawIcon } from './icon.ts'
import { drawTable } from './table.ts'

export interface FaultsTold {
  readonly errors: number
  readonly warnings: number
  readonly shown: readonly Fault[]
}

export function drawFaults({ errors, warnings, shown }: FaultsTold): Markup {
  if (errors + warnings === 0) return html`<h3>Faults in the input</h3><p>None.</p>`
  return html`<h3>Faults in the input</h3>
<p>${formatCount(errors, 'error')} (what they concern was left out) and ${formatCount(warnings, 'warning')}.</p>
${drawTable(
  'Faults in the input',
  [{ name: 'Fault' }, { name: 'Where and what' }],
  shown.map((fault) => [
    fault.severity === 'error' ? html`<span class="state-word bad">${drawIcon('bad')}error</span>` : 'warning',
    markCode(describeFault(fault)),
  ]),
  { total: errors + warnings },
)}`
}
