import { expect, it } from 'vitest'
import { cutOffReport } from './fixtures/sample-report.ts'
import { drawInputs } from './html-basis.ts'

it('the day a report is known on is named among what it is made of', () => {
  const report = cutOffReport()
  const { text } = drawInputs(report)
  expect(text).toContain(
    `The same inputs, as known on <span class="date">${report.scenario.knownAt}</span>, give the same report`,
  )
  expect(text).toContain('where mainstay.yaml states no <code>asOf</code>, that is the day the report is made')
})
