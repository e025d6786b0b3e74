// The report of a network: what the engine answered, with what it was asked of and how it was judged.

import { formatDay } from '#base/calendar.ts'
import type { RulesAnswer } from '#engine/rules/index.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { RulesReport } from '#model/verdict.ts'
import { countEstate, listUnresolved } from './count-estate.ts'
import type { LoadedPack } from './load-packs.ts'
import { type Workspace, workspaceTitle } from './load-workspace.ts'
import { PRODUCT } from './product.ts'

export function composeReport(
  workspace: Workspace,
  packs: readonly LoadedPack[],
  question: RulesQuestion,
  answer: RulesAnswer,
  log: FaultLog,
): RulesReport {
  const { estate } = answer
  const { book } = workspace.vendors
  return {
    schema: 'mainstay.rules-report/1',
    product: { ...PRODUCT },
    title: workspaceTitle(workspace),
    operator: question.operator.name,
    asOf: formatDay(question.asOf),
    knownAt: formatDay(question.knownAt),
    inventoryDate: formatDay(question.inventoryDate),
    ...(question.historyKnownFrom === undefined ? {} : { historyKnownFrom: formatDay(question.historyKnownFrom) }),
    horizon: horizonOf(question, answer),
    inputs: [...workspace.inputs, ...workspace.vendors.inputs, ...packs.map(({ input }) => input)],
    estate: countEstate(estate, book, question.asOf),
    packs: [...answer.packs],
    rules: [...answer.rules],
    unresolvedVendors: listUnresolved(estate, question.asOf),
    reconciliations: [...answer.reconciliations],
    ...(workspace.leftOut.length === 0 ? {} : { leftOut: [...workspace.leftOut] }),
    faults: { errors: log.errorCount, warnings: log.warningCount, shown: [...log.kept] },
  }
}

function horizonOf({ horizon: asked }: RulesQuestion, { horizon }: RulesAnswer): RulesReport['horizon'] {
  const days = ({ from, to }: RulesQuestion['horizon']) => ({ from: formatDay(from), to: formatDay(to) })
  const isAsAsked = asked.from === horizon.from && asked.to === horizon.to
  return { ...days(horizon), ...(isAsAsked ? {} : { asked: days(asked) }) }
}
