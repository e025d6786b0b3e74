// What is said of a pack as a whole: which edition judges the day, what is missing, why nothing was judged.

import { formatDay } from '#base/calendar.ts'
import type { RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { PackResult } from '#model/verdict.ts'
import { addressedAs } from './addressees.ts'
import { type EditionWindow, editionWindows } from './editions.ts'

export function packResult(pack: RulePack, question: RulesQuestion): PackResult {
  const windows = editionWindows(pack, question.knownAt)
  const current = windows.find((window) => window.from <= question.asOf && question.asOf < window.until)
  const next = windows.find((window) => window.from > question.asOf)
  const as = addressedAs(pack, question.operator)
  const why = current || next ? undefined : whyNotJudged(pack, windows, question)
  return {
    pack: pack.pack,
    version: pack.version,
    title: pack.title,
    jurisdiction: pack.jurisdiction,
    instrument: pack.instrument.name,
    status: pack.status,
    force: pack.force,
    ...(current ? { edition: current.edition.edition } : {}),
    ...(!current && next ? { effectiveFrom: formatDay(next.from) } : {}),
    missing: (pack.missing ?? []).map(({ what, why: reason }) => ({ what, why: reason })),
    ...(why === undefined ? {} : { why }),
    ...(as === undefined ? {} : { addressedAs: as }),
  }
}

function whyNotJudged(pack: RulePack, known: readonly EditionWindow[], { knownAt }: RulesQuestion): string {
  if (known.length > 0) return 'no edition is in force any more'
  const firstAnnounced = pack.editions.map((edition) => edition.announced).sort()[0]!
  return `announced on ${firstAnnounced}, which was not known on ${formatDay(knownAt)}`
}
