// What puts a site among those that matter is named in every form of the report.

import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { RulesReport, SiteSubject } from '#model/verdict.ts'
import { renderMatterCsv } from './csv.ts'
import { largeOperatorReport } from './fixtures/sample-report.ts'
import { renderRulesHtml } from './html.ts'
import { sayVendor } from './matter.ts'
import { renderRulesSarif } from './sarif.ts'
import { renderRulesText } from './text.ts'

const ON_SITE: readonly SiteSubject[] = Array.from({ length: 6 }, (_, index) => ({
  subject: 'element',
  identifier: `GNB-${index + 1}`,
  vendor: index === 1 ? 'Hauwei' : 'HUAWEI TECH',
  ...(index === 1 ? {} : { resolved: 'huawei' }),
  function: 'ran.5g.gnb',
  answer: index === 1 ? 'maybe' : 'yes',
  ...(index === 1 ? { why: 'vendor not known' } : {}),
  file: 'elements.csv',
  line: 40 + index,
}))

function siteReport(): RulesReport {
  const report = largeOperatorReport()
  const rule = report.rules.find((one) => one.rule === 'GB-DVD-5G-CAP')!
  const entry = { subject: 'site', identifier: 'LDN-3', weight: 1, answer: 'yes' } as const
  const onSite = { total: 9, entries: [...ON_SITE] }
  return { ...report, rules: [{ ...rule, matter: { ...rule.matter, total: 1, entries: [{ ...entry, onSite }] } }] }
}

describe('a site that matters', () => {
  it('names in text the first elements that put it there, with vendor, function and row, and counts the rest', () => {
    const text = renderRulesText(siteReport(), { colour: false, width: 180 })
    expect(text.replace(/\s+/g, ' ')).toContain(
      'LDN-3 with GNB-1 (huawei, written `HUAWEI TECH`, ran.5g.gnb, elements.csv line 40), GNB-2 (`Hauwei`, not resolved, ran.5g.gnb, possibly: vendor not known, elements.csv line 41), 7 more there',
    )
  })

  it('names them on the page, and says why some only may put it there', () => {
    const page = [...renderRulesHtml(siteReport())].join('')
    expect(page).toContain('>What puts it there</th>')
    expect(page).toContain('possibly: vendor not known')
    expect(page).toContain('elements.csv line 43')
    expect(page).not.toContain('elements.csv line 44')
    expect(page).toContain('and 5 more</li>')
  })

  it('is followed in the table of what matters by all of them', () => {
    const rows: Record<string, string>[] = parse([...renderMatterCsv(siteReport())].join(''), { columns: true })
    expect(
      rows.map(({ subject, identifier, site, onSite, weight }) => [subject, identifier, site, onSite, weight]),
    ).toEqual([
      ['site', 'LDN-3', '', '9', '1'],
      ...ON_SITE.map(({ identifier }) => ['element', identifier, 'LDN-3', '', '']),
    ])
    expect(rows[2]).toMatchObject({ vendor: 'Hauwei', resolved: '', why: 'vendor not known', line: '41' })
  })

  it('is found by tools that read SARIF in the rows of its elements', () => {
    const log = JSON.parse([...renderRulesSarif(siteReport())].join(''))
    const places = log.runs[0].results[0].locations.map(
      (one: { physicalLocation: { region: { startLine: number } } }) => one.physicalLocation.region.startLine,
    )
    expect(places).toEqual([40, 41, 42, 43, 44, 45])
  })
})

describe('a vendor', () => {
  it('is told with its spelling where that is not its name', () => {
    expect(sayVendor({ vendor: 'Nokia Shanghai Bell', resolved: 'nokia-shanghai-bell' })).toBe('Nokia Shanghai Bell')
    expect(sayVendor({ vendor: 'Huawei, Honor', resolved: 'huawei, honor' })).toBe('Huawei, Honor')
    expect(sayVendor({})).toBeUndefined()
  })
})
