// What the answers rest on: names not resolved, lists reconciled, faults, gaps of the packs, and the inputs, as the report draws them.

import { useMemo } from 'react'
import type { RulesReport } from '#model/verdict.ts'
import { drawBasis, drawInputs } from '#report/rules/html-basis.ts'
import { ReportPart } from '../../analyses/report-part.tsx'

export function RulesCoverage({ report }: { readonly report: RulesReport }) {
  const [basis, inputs] = useMemo(() => [drawBasis(report), drawInputs(report)] as const, [report])
  return (
    <>
      <ReportPart markup={basis} />
      <ReportPart markup={inputs} />
    </>
  )
}
