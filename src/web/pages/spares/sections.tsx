// What the report draws as it is: what if, the years while supply runs, and what the figures rest on.

import { useMemo } from 'react'
import type { SparesReport } from '#model/spares-report.ts'
import type { Markup } from '#report/markup.ts'
import { drawBasis, drawCover, drawInputs } from '#report/spares/html-basis.ts'
import { drawJoint, drawLateral } from '#report/spares/html-joint.ts'
import { drawLosses } from '#report/spares/html-lasting.ts'
import { drawSteadyState } from '#report/spares/html-steady-state.ts'
import { drawSwings } from '#report/spares/html-swings.ts'
import { summariseSpares } from '#report/spares/summary.ts'
import { ReportPart } from '../../analyses/report-part.tsx'

type View = 'whatIf' | 'steady' | 'basis'

function draw(report: SparesReport, view: View): readonly Markup[] {
  switch (view) {
    case 'whatIf':
      return [drawSwings(report), drawJoint(report), drawLateral(report), drawLosses(report)]
    case 'steady':
      return [drawSteadyState(report)]
    case 'basis':
      return [drawBasis(report, summariseSpares(report)), drawCover(report), drawInputs(report)]
  }
}

export function Sections({ report, view }: { readonly report: SparesReport; readonly view: View }) {
  const drawn = useMemo(() => draw(report, view), [report, view])
  return drawn.map((markup, index) => <ReportPart key={`${view}${index}`} markup={markup} />)
}
