// The report of a network: what the engine answered, with what it was asked of and how it was judged.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { NO } from '#base/trilean.ts'
import type { RulesAnswer } from '#engine/rules/index.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import { type Estate, resolutionOn, type SubjectClass } from '#model/estate.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { RulesReport, UnresolvedVendor } from '#model/verdict.ts'
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
    estate: {
      // Those that stand for whatever control totals miss are none of the inventory's.
      sites: estate.firstMissingSite,
      ...estate.counts,
      serving: countServing(estate),
      vendorNotStated: countVendorNotStated(estate),
      vendors: countVendors(estate, book, question.asOf),
    },
    packs: [...answer.packs],
    rules: [...answer.rules],
    unresolvedVendors: listUnresolved(estate, question.asOf),
    reconciliations: [...answer.reconciliations],
    faults: { errors: log.errorCount, warnings: log.warningCount, shown: [...log.kept] },
  }
}

function horizonOf({ horizon: asked }: RulesQuestion, { horizon }: RulesAnswer): RulesReport['horizon'] {
  const days = ({ from, to }: RulesQuestion['horizon']) => ({ from: formatDay(from), to: formatDay(to) })
  const isAsAsked = asked.from === horizon.from && asked.to === horizon.to
  return { ...days(horizon), ...(isAsAsked ? {} : { asked: days(asked) }) }
}

/** What serves the operator, or may; planned, and perhaps missing, things included. */
export function countServing(estate: Estate): number {
  return countByClass(estate)
    .filter(({ classId }) => estate.classes[classId]!.served !== NO)
    .reduce((sum, { count }) => sum + count, 0)
}

/** What control totals miss is left out: it is told as missing. */
function countVendorNotStated(estate: Estate): number {
  const isNotStated = estate.classes.map(
    ({ suppliers }) => suppliers.length === 0 || suppliers.some(({ resolution }) => resolution === undefined),
  )
  const [firstMissing, afterMissing] = [estate.siteStart[estate.firstMissingSite]!, estate.siteStart[estate.siteCount]!]
  const entities = new Uint8Array(estate.entities.count)
  for (let subject = 0; subject < estate.subjectCount; subject++) {
    const isMissing = firstMissing <= subject && subject < afterMissing
    if (!isMissing && isNotStated[estate.classOf[subject]!]) entities[estate.entityOf[subject]!] = 1
  }
  return entities.reduce((sum, one) => sum + one, 0)
}

/** Elements, those the plan makes included, by the vendor of their hardware, or where that is not known or does not exist, of their software; largest first. */
function countVendors(estate: Estate, book: VendorBook, asOf: CivilDay): RulesReport['estate']['vendors'] {
  const vendorOf = estate.classes.map((subject) => vendorOfElement(subject, asOf))
  // An element in several configurations is several subjects, and is counted by the first of them.
  const isCounted = new Uint8Array(estate.entities.count)
  const counts = new Map<string, number>()
  for (let subject = 0; subject < estate.subjectCount; subject++) {
    const vendor = vendorOf[estate.classOf[subject]!]
    const entity = estate.entityOf[subject]!
    if (vendor === undefined || isCounted[entity] === 1) continue
    isCounted[entity] = 1
    counts.set(vendor, (counts.get(vendor) ?? 0) + 1)
  }
  return [...counts]
    .map(([vendor, elements]) => ({
      vendor,
      name: vendor === 'unknown' ? 'unknown' : (book.vendors.get(vendor)?.name ?? vendor),
      elements,
    }))
    .sort((left, right) => right.elements - left.elements || compareIdentifiers(left.vendor, right.vendor))
}

/** Undefined for what is no element. */
function vendorOfElement({ subject, suppliers }: SubjectClass, asOf: CivilDay): string | undefined {
  if (subject !== 'element') return undefined
  for (const supplier of suppliers) {
    if (supplier.role !== 'hardware' && supplier.role !== 'software') continue
    const resolution = resolutionOn(supplier, asOf)
    if (resolution?.kind === 'resolved') return resolution.vendor
  }
  return 'unknown'
}

function countByClass(estate: Estate): { classId: number; count: number }[] {
  const counts = new Uint32Array(estate.classes.length)
  for (let subject = 0; subject < estate.subjectCount; subject++) counts[estate.classOf[subject]!]! += 1
  return Array.from(counts, (count, classId) => ({ classId, count })).filter(({ count }) => count > 0)
}

/** Vendor names that stand for nobody in particular, by how many subjects carry them. */
function listUnresolved(estate: Estate, asOf: CivilDay): UnresolvedVendor[] {
  const found = new Map<string, UnresolvedVendor>()
  for (const { classId, count } of countByClass(estate)) {
    const names = new Set<string>()
    for (const supplier of estate.classes[classId]!.suppliers) {
      const { name } = supplier
      const resolution = resolutionOn(supplier, asOf)
      if (!resolution || resolution.kind === 'resolved' || names.has(name)) continue
      names.add(name)
      const known = found.get(name)
      const suggestions =
        resolution.kind === 'ambiguous'
          ? resolution.candidates
          : resolution.kind === 'unresolved'
            ? resolution.suggestions
            : []
      found.set(name, {
        name,
        kind: resolution.kind,
        subjects: (known?.subjects ?? 0) + count,
        suggestions: [...suggestions],
      })
    }
  }
  return [...found.values()].sort(
    (left, right) => right.subjects - left.subjects || compareIdentifiers(left.name, right.name),
  )
}
