// Keeps the names of sensitive sites, and of what stands on them, out of the whole report: counted, not named.

import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import type { MatterEntry, RuleResult, RulesReport } from '#model/verdict.ts'
import { eachRow, findWithheldNames, type WithheldNames } from './withheld-names.ts'

const WITHHELD = 'withheld'

/** Takes names out of what is told. */
export interface Withholding {
  inReport(report: RulesReport): RulesReport
  inEntry(entry: MatterEntry): MatterEntry
  inFault(fault: Fault): Fault
}

export const NOTHING_WITHHELD: Withholding = {
  inReport: (report) => report,
  inEntry: (entry) => entry,
  inFault: (fault) => fault,
}

/** Withholds the names of sites that carry one of the tags, and of what stands on them. */
export function withholdSites(facts: readonly FactTable[], tags: readonly string[]): Withholding {
  const withheld = findWithheldNames(facts, tags)
  if (withheld === undefined) return NOTHING_WITHHELD
  const cover = coverNames(textsOn(facts, withheld))
  const inEntry = (entry: MatterEntry): MatterEntry => withholdInEntry(entry, withheld.sites, cover)
  return {
    inEntry,
    inReport: (report) => withholdInReport(report, inEntry, cover),
    inFault: (fault) => withholdInFault(fault, cover),
  }
}

function withholdInReport(report: RulesReport, inEntry: Withholding['inEntry'], cover: Cover): RulesReport {
  return {
    ...report,
    rules: report.rules.map((rule) => withholdInRule(rule, inEntry, cover)),
    reconciliations: report.reconciliations.map((one) => ({
      ...one,
      examples: [...new Set(one.examples.map(cover))],
      contradictions: {
        ...one.contradictions,
        // Its line would give a covered element away.
        examples: one.contradictions.examples.map((text) => (cover(text) === text ? text : WITHHELD)),
      },
    })),
    ...(report.leftOut === undefined
      ? {}
      : { leftOut: report.leftOut.map((one) => ({ ...one, source: cover(one.source), first: one.first.map(cover) })) }),
    faults: { ...report.faults, shown: report.faults.shown.map((fault) => withholdInFault(fault, cover)) },
  }
}

type Cover = (text: string) => string

/** Every text that gives a site away: its identifier and name, and those of what stands there with the serials of its units. */
function textsOn(facts: readonly FactTable[], { sites, elements }: WithheldNames): Set<string> {
  const names = new Set([...sites, ...elements])
  eachRow(facts, 'sites', (cells) => {
    if (sites.has(cells('site'))) names.add(cells('name'))
  })
  eachRow(facts, 'elements', (cells) => {
    if (elements.has(cells('element'))) names.add(cells('name'))
  })
  eachRow(facts, 'units', (cells) => {
    if (elements.has(cells('element'))) names.add(cells('serial'))
  })
  names.delete('')
  return names
}

/** Puts `withheld` in the place of each name that stands in a text as a word, or as words, of its own. */
function coverNames(names: ReadonlySet<string>): Cover {
  const longest = [...names].reduce((most, name) => Math.max(most, name.length), 0)
  return (text) => {
    const edges = edgesOfWords(text)
    let covered = ''
    let done = 0
    for (const [index, start] of edges.entries()) {
      if (start < done) continue
      // The longest first: of `LDN-3-A` more must go than `LDN-3`.
      const end = edges
        .slice(index + 1)
        .filter((edge) => edge - start <= longest)
        .findLast((edge) => names.has(text.slice(start, edge)))
      if (end === undefined) continue
      covered += text.slice(done, start) + WITHHELD
      done = end
    }
    return covered + text.slice(done)
  }
}

/** Where words may begin or end: everywhere but between two letters or digits. */
function edgesOfWords(text: string): number[] {
  const isInWord = (index: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(index))
  return Array.from({ length: text.length + 1 }, (_, index) => index).filter(
    (index) => !(isInWord(index - 1) && isInWord(index)),
  )
}

function withholdInRule(rule: RuleResult, inEntry: Withholding['inEntry'], cover: Cover): RuleResult {
  return {
    ...rule,
    waivers: rule.waivers.map((waiver) => ({
      ...waiver,
      scope: cover(waiver.scope),
      ...(waiver.reference === undefined ? {} : { reference: cover(waiver.reference) }),
    })),
    matter: { ...rule.matter, entries: rule.matter.entries.map(inEntry) },
  }
}

function withholdInEntry(entry: MatterEntry, sites: ReadonlySet<string>, cover: Cover): MatterEntry {
  const site = entry.subject === 'site' ? entry.identifier : entry.site
  const isThere = (site !== undefined && sites.has(site)) || cover(entry.identifier) === WITHHELD
  if (!isThere) return entry
  const {
    file: _file,
    line: _line,
    record: _record,
    sheet: _sheet,
    row: _row,
    imported: _imported,
    site: _site,
    ...rest
  } = entry
  const { onSite } = rest
  return { ...rest, identifier: WITHHELD, ...(onSite && { onSite: { ...onSite, entries: [] } }) }
}

function withholdInFault({ didYouMean, ...fault }: Fault, cover: Cover): Fault {
  const { text, expected } = fault
  // The end of a text that was cut may be the beginning of a name.
  const shown = text?.endsWith('…') === true ? WITHHELD : text && cover(text)
  // What is near a name all but tells it: a slip of it as the text, or another name as the suggestion.
  const isNearName = didYouMean !== undefined && (cover(didYouMean) !== didYouMean || shown !== text)
  return {
    ...fault,
    problem: cover(fault.problem),
    ...(text === undefined ? {} : { text: isNearName ? WITHHELD : shown }),
    ...(expected === undefined ? {} : { expected: cover(expected) }),
    ...(didYouMean === undefined || isNearName ? {} : { didYouMean }),
  }
}
