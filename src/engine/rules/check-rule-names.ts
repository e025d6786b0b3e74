// Whether waivers and authorisations name rules that there are, and can waive them.

import { nearestName } from '#base/near-name.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { withLeftOut } from '#model/left-out-rows.ts'
import { placeOf } from '#model/place.ts'
import type { RulePack } from '#model/rule.ts'

/** Rows left out for other faults are checked too. `packs`: all there are, whether judged or not; a waiver of a rule nobody asks about today is no mistake. */
export function checkRuleNames(
  facts: readonly FactTable[],
  packs: readonly RulePack[],
  report: (fault: Fault) => void,
): void {
  const rules = packs.flatMap((pack) => pack.rules)
  const licensing = rules.filter((rule) => rule.kind === 'authorisation')
  const all = new Set(rules.map((rule) => rule.id))
  const regimes = new Set(licensing.map((rule) => rule.id))
  const waivedWhole = new Set(rules.filter(({ kind }) => WAIVED_WHOLE.has(kind)).map((rule) => rule.id))
  for (const table of withLeftOut(facts)) {
    if (table.schema.name === 'waivers') {
      checkColumn(table, 'rule', all, 'a rule of some pack', report)
      checkWaived(table, waivedWhole, report)
    }
    if (table.schema.name === 'authorisations') {
      checkColumn(table, 'regime', regimes, 'a rule of the kind `authorisation` of some pack', report)
    }
  }
}

/** Kinds that say something of the whole network, and nothing of an element: only `*` waives them. */
export const WAIVED_WHOLE: ReadonlySet<string> = new Set(['cap', 'diversity', 'notification'])

function checkWaived(table: FactTable, waivedWhole: ReadonlySet<string>, report: (fault: Fault) => void): void {
  for (let row = 0; row < table.rowCount; row++) {
    const scope = textAt(table, 'scope', row)
    if (scope === '*' || !waivedWhole.has(textAt(table, 'rule', row))) continue
    report({
      code: 'contradiction',
      severity: 'warning',
      ...placeOf(table, row),
      column: 'scope',
      text: quoteForFault(scope),
      problem: `waives nothing: rule ${textAt(table, 'rule', row)} is about the network as a whole`,
      expected: '`*`, which waives the rule as a whole',
    })
  }
}

function checkColumn(
  table: FactTable,
  column: string,
  known: ReadonlySet<string>,
  expected: string,
  report: (fault: Fault) => void,
): void {
  // Thousands of rows often name one regime: it is looked for once.
  const nearest = new Map<string, string | undefined>()
  for (let row = 0; row < table.rowCount; row++) {
    const text = textAt(table, column, row)
    // Blank only where it could not be read, which was told.
    if (text === '' || known.has(text)) continue
    if (!nearest.has(text)) nearest.set(text, nearestName(text, known))
    const didYouMean = nearest.get(text)
    report({
      code: 'unknown-reference',
      severity: 'error',
      ...placeOf(table, row),
      column,
      text: quoteForFault(text),
      problem: `unknown ${column}`,
      expected,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  }
}
