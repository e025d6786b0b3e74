// Judges a snapshot by rules, and keeps the report.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDay } from '#base/calendar.ts'
import type { RulesQuestion } from '#contract/application/analysis.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulesOverview } from '#contract/application/overview.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { countVerdicts } from '#report/rules/count-verdicts.ts'
import { listDueNext } from '#report/rules/due-next.ts'
import { renderRulesJson } from '#report/rules/json.ts'
import { summariseRules } from '#report/rules/summary.ts'
import { isUncertain, isUnweighed } from '#report/rules/rests-on.ts'
import { isDuty, isOnAssumedFacts, wasJudged } from '#report/rules/wording.ts'
import { writeResult } from '#store/result-file.ts'
import type { AskRequest } from '../../ask-question.ts'
import { checkRules } from '../../check-rules.ts'
import { sayAnswer } from '../../render-report.ts'
import { fileOfDraft } from '../file-of-draft.ts'
import { faultyOutcome } from './faulty.ts'
import type { AnalysisSummary, AnalysisTask, TaskOutcome, TaskWatch } from './task.ts'

export async function analyseRules(
  task: AnalysisTask & { readonly question: RulesQuestion },
  { progress, signal }: TaskWatch,
): Promise<TaskOutcome> {
  const { snapshots, snapshot, scratch, results, maker, today, question, draft } = task
  const log = new FaultLog()
  const ownPack = draft && join(scratch, `${draft.name}.yaml`)
  if (ownPack !== undefined) await writeFile(ownPack, draft!.text)
  const judged = await checkRules(
    {
      workspace: join(snapshots, snapshot, 'inputs'),
      today: parseDay(today)!,
      ...daysAsked(question),
      ...packsAsked(question, ownPack),
      ...(draft === undefined
        ? {}
        : {
            inPlaceOf: fileOfDraft({ kind: 'rule-pack', name: draft.name }),
            wayOfAsking: { drafts: `${draft.name}.yaml` },
          }),
    },
    log,
    (...told) => {
      signal.throwIfAborted()
      progress(...told)
    },
  )
  if (!judged) return faultyOutcome(log)
  const { report } = judged
  return {
    kind: 'answered',
    answer: {
      result: await writeResult(results, renderRulesJson(report), maker),
      inputs: report.inputs.map(({ name, sha256 }) => ({ name, sha256 })),
      headline: sayAnswer(report),
      summary: summariseForOverview(report),
    },
  }
}

function daysAsked({ asOf, knownAt, matterOn }: RulesQuestion): Pick<AskRequest, 'asOf' | 'knownAt' | 'matterOn'> {
  return {
    ...(asOf === undefined ? {} : { asOf: parseDay(asOf)! }),
    ...(knownAt === undefined ? {} : { knownAt: parseDay(knownAt)! }),
    ...(matterOn === undefined ? {} : { matterOn: parseDay(matterOn)! }),
  }
}

/** A draft that is proposed is judged beside the others; one that says it is in force, alone with those named. */
export function packsAsked(
  { packs, withProposed }: RulesQuestion,
  ownPack: string | undefined,
): { packs?: readonly string[]; withProposed?: readonly string[] } {
  const proposed = [...(withProposed ?? []), ...(ownPack === undefined || packs?.length === 0 ? [] : [ownPack])]
  return {
    ...(packs === undefined ? {} : { packs: packs.length === 0 && ownPack !== undefined ? [ownPack] : packs }),
    ...(proposed.length === 0 ? {} : { withProposed: proposed }),
  }
}

const BREAKS_TOLD = 8
const DUE_TOLD = 8

function summariseForOverview(report: RulesReport): AnalysisSummary {
  const { answer, isUnreserved, breaks, reservationsByAbout } = summariseRules(report)
  return {
    kind: 'rules',
    answer,
    isUnreserved,
    reservations: reservationsByAbout.map(({ about, text }) => ({ about, text })),
    asOf: report.asOf,
    verdicts: [true, false].flatMap((binds) =>
      countVerdicts(report.rules.filter((rule) => isDuty(rule) === binds)).map((counted) => ({ ...counted, binds })),
    ),
    next: breaks.slice(0, BREAKS_TOLD).map(({ rule, date, isCertain }) => ({
      pack: rule.pack,
      rule: rule.rule,
      title: rule.title,
      on: date,
      isCertain,
      sentence: rule.sentence,
    })),
    due: listDueNext(report)
      .slice(0, DUE_TOLD)
      .map(({ rule, on }) => ({
        pack: rule.pack,
        rule: rule.rule,
        title: rule.title,
        on,
        verdict: rule.verdict,
        onAssumedFacts: rule.onAssumedFacts,
      })),
    until: report.horizon.to,
    coverage: summariseCoverage(report),
  }
}

function summariseCoverage({ estate, rules }: RulesReport): RulesOverview['coverage'] {
  const { vendors, vendorNotStated, vendorNotResolved } = estate
  const sumOf = (some: typeof vendors): number => some.reduce((sum, { elements }) => sum + elements, 0)
  const count = (test: (rule: RuleResult) => boolean): number => rules.filter(test).length
  return {
    elements: sumOf(vendors),
    vendorKnown: sumOf(vendors.filter(({ vendor }) => vendor !== 'unknown')),
    vendorNotStated,
    vendorNotResolved,
    rules: count(wasJudged),
    notEvaluated: count(({ verdict }) => verdict === 'not evaluated'),
    onAssumedFacts: count(isOnAssumedFacts),
    uncertain: count(isUncertain),
    unweighed: count(isUnweighed),
  }
}
