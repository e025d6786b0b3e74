// What every figure of the report rests on: names not resolved, lists reconciled, faults, gaps, inputs and words.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import type { Reconciliation, RulesReport } from '#model/verdict.ts'
import { formatCountRange } from '../figures.ts'
import { html, markCode, type Markup, type MarkupValue } from '../markup.ts'
import { joinExamples } from './examples-found.ts'
import { drawFaults } from '../page/faults.ts'
import { drawInputTable } from '../page/inputs.ts'
import { drawTable } from '../page/table.ts'
import { spellDate } from '../spell-date.ts'
import { wordStanding } from './wording.ts'

function drawUnresolved(report: RulesReport): Markup {
  const vendors = report.unresolvedVendors.toSorted((left, right) => right.subjects - left.subjects)
  if (vendors.length === 0)
    return html`<h3>Vendor names not resolved</h3><p>Every vendor name that is stated was resolved.</p>${drawNotStated(report)}`
  const kinds = { unresolved: 'not known', ambiguous: 'means several vendors', nobody: 'names nobody' }
  return html`<h3>Vendor names not resolved</h3>
<p>A name that is not resolved is unknown to every rule. A suggestion is never used by itself.</p>
${drawTable(
  'Vendor names not resolved',
  [{ name: 'Name as written' }, { name: 'What it is' }, { name: 'Subjects', isNumber: true }, { name: 'Did you mean' }],
  vendors.map((vendor) => [
    html`<span class="identifier">${vendor.name}</span>`,
    kinds[vendor.kind],
    formatNumber(vendor.subjects),
    vendor.suggestions.join(', '),
  ]),
)}${drawNotStated(report)}`
}

function drawNotStated({ estate }: RulesReport): MarkupValue {
  return (
    estate.vendorNotStated > 0 &&
    html`<p>Beside them, of ${formatCount(estate.vendorNotStated, 'subject')} no vendor is stated.</p>`
  )
}

function drawReconciliations(report: RulesReport): Markup {
  const { reconciliations } = report
  if (reconciliations.length === 0) {
    return html`<h3>Reconciled with other lists</h3><p>Nothing to reconcile with was given. Coverage cannot see what is missing from the inventory.</p>`
  }
  return html`<h3>Reconciled with other lists</h3>
<p>A shortfall is counted as subjects of unknown vendor and date: it widens every figure it touches.</p>
${drawTable(
  'Reconciled with other lists',
  [
    { name: 'What' },
    { name: 'Against' },
    { name: 'Stated', isNumber: true },
    { name: 'Found', isNumber: true },
    { name: 'Shortfall', isNumber: true },
    { name: 'Excess', isNumber: true },
    { name: 'Other vendor', isNumber: true },
    { name: 'Examples' },
  ],
  reconciliations.map((one) => [
    one.what,
    one.against,
    formatNumber(one.stated),
    formatCountRange(one.found.low, one.found.high),
    formatNumber(one.shortfall),
    formatNumber(one.excess),
    formatNumber(one.contradictions.total),
    joinExamples(one.examples),
  ]),
)}
${drawContradictions(reconciliations)}`
}

/** Of which elements a list names another vendor, a sentence each. */
function drawContradictions(reconciliations: readonly Reconciliation[]): MarkupValue {
  return reconciliations
    .filter(({ contradictions }) => contradictions.total > 0)
    .map(({ against, contradictions: { total, examples } }) => {
      const more =
        total > examples.length ? html`<li class="muted">and ${formatNumber(total - examples.length)} more</li>` : ''
      return html`<p>Another vendor in ${against} than in the inventory; the figures are those of the inventory:</p>
<ul class="plain">${examples.map((text) => html`<li>${markCode(text)}</li>`)}${more}</ul>
`
    })
}

function drawMissing(report: RulesReport): Markup {
  const rows = report.packs.flatMap((pack) =>
    pack.missing.map((missing) => [pack.title, markCode(missing.what), markCode(missing.why)]),
  )
  if (rows.length === 0) return html``
  return html`<h3>Requirements known to exist, whose content is not in the packs</h3>
${drawTable('Missing requirements', [{ name: 'Pack' }, { name: 'What' }, { name: 'Why it is missing' }], rows)}`
}

function drawSuppliers(report: RulesReport): Markup {
  const { vendors } = report.estate
  if (vendors.length === 0) return html``
  const elements = vendors.reduce((sum, vendor) => sum + vendor.elements, 0)
  const most = Math.max(1, ...vendors.map((vendor) => vendor.elements))
  return html`<h3>Who supplies the network</h3>
${drawTable(
  'Vendors by elements',
  [
    { name: 'Vendor' },
    { name: 'Elements, with planned ones', isNumber: true },
    { name: 'Of all', isNumber: true },
    { name: 'Against the largest' },
  ],
  vendors.map((vendor) => [
    vendor.name,
    formatNumber(vendor.elements),
    elements === 0 ? '' : formatShare(vendor.elements / elements),
    html`<svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false"><rect width="${Math.round((vendor.elements / most) * 1000) / 10}%" height="10"/></svg>`,
  ]),
)}`
}

export function drawBasis(report: RulesReport): Markup {
  return html`<section aria-labelledby="basis"><h2 id="basis">What the figures rest on</h2>
${drawUnresolved(report)}
${drawReconciliations(report)}
${drawFaults(report.faults)}
${drawMissing(report)}
${drawSuppliers(report)}</section>
`
}

export function drawInputs(report: RulesReport): Markup {
  const packs =
    report.packs.length === 0
      ? ''
      : html`<h3>Rule packs</h3>${drawTable(
          'Rule packs and their versions',
          [{ name: 'Pack' }, { name: 'Version' }, { name: 'Edition' }, { name: 'Instrument' }, { name: 'Kind' }],
          report.packs.map((pack) => [
            html`<span class="identifier">${pack.pack}</span>`,
            pack.version,
            html`<span class="date">${pack.edition ?? 'none'}</span>`,
            pack.instrument,
            wordStanding(pack),
          ]),
        )}`
  return html`<section aria-labelledby="inputs"><h2 id="inputs">Inputs and versions</h2>
<p>The same inputs, as of ${spellDate(report.asOf)} and known on ${spellDate(report.knownAt)}, give the same report, byte for byte: what neither the command nor mainstay.yaml states is the day the report is made. Made by ${report.product.name} ${report.product.version}; form ${report.schema}.</p>
${drawInputTable(report.inputs)}
${packs}</section>
`
}
