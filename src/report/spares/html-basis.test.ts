import { expect, it } from 'vitest'
import { spellDate } from '../spell-date.ts'
import { cutOffReport } from './fixtures/sample-report.ts'
import { drawInputs } from './html-basis.ts'

it('the day a report is known on is named among what it is made of', () => {
  const report = cutOffReport()
  const { text } = drawInputs(report)
  expect(text).toContain(`The same inputs, as known on ${spellDate(report.scenario.knownAt)}, give the same report`)
  expect(text).toContain('where mainstay.yaml states no <code>asOf</code>, that is the day the report is made')
})
