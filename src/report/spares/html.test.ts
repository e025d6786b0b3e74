import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SparesReport } from '#model/spares-report.ts'
import {
  bodyOf,
  hostileTexts,
  listLostPlaces,
  listOutside,
  listUnclosed,
  partsOf,
} from '../page/fixtures/page-parts.ts'
import {
  cutOffReport,
  emptySparesReport,
  hostileSparesReport,
  lastingReport,
  manyPartsReport,
  SAMPLE_SPARES_REPORTS,
  unknownSparesReport,
} from './fixtures/sample-report.ts'
import { SPARES_SCRIPT, SPARES_SCRIPT_SHA256 } from './html-script.ts'
import { sayTick } from '../chart/say-tick.ts'
import { renderSparesHtml } from './html.ts'
import { knownNetwork, knownOnce } from './known-network.ts'

const page = (report: SparesReport): string => [...renderSparesHtml(report)].join('')

const ELEMENTS = partsOf(page(cutOffReport())).elements

describe('spares HTML', () => {
  it('holds every text as text, whatever it is', () => {
    fc.assert(
      fc.property(hostileTexts(), (texts) => {
        const parts = partsOf(page(hostileSparesReport(texts)))
        expect(parts.rest).not.toMatch(/[<>]/)
        expect([...parts.elements].filter((element) => !ELEMENTS.has(element))).toEqual([])
        expect([...parts.attributes].filter((name) => name.startsWith('on') || name === 'style')).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('asks for nothing from outside, and lets nothing but its own script run', () => {
    for (const make of Object.values(SAMPLE_SPARES_REPORTS)) {
      const text = page(make())
      expect(listOutside(text)).toEqual([])
      expect(text).toContain('content="default-src &#39;none&#39;;')
    }
  })

  it('draws all stock by its cost with today’s on it, and says without the drawing what it shows', () => {
    const report = cutOffReport()
    const text = page(report)
    expect(text).toContain('<title id="stock-t">Units waiting for a spare by the cost of all stock</title>')
    expect(text).toMatch(
      /<desc id="stock-d">From [\d.]+ waiting without any stock; today’s leaves [\d.]+ for GBP [\d,]+, which GBP [\d,]+ could do\.<\/desc>/,
    )
    expect(text).toMatch(/<circle class="chosen"[^>]*\/><\/svg>today: [\d.]+ waiting<\/li>/)
    expect(page(emptySparesReport())).not.toContain('stock-t')
  })

  it('names the digest of its script', () => {
    expect(SPARES_SCRIPT_SHA256).toBe(createHash('sha256').update(SPARES_SCRIPT).digest('base64'))
    expect(page(emptySparesReport())).toContain(`<script>${SPARES_SCRIPT}</script>`)
  })

  it('gives every link a place to lead to, and every place one name', () => {
    for (const make of Object.values(SAMPLE_SPARES_REPORTS)) expect(listLostPlaces(page(make()))).toEqual([])
  })

  it('closes what it opens', () => {
    for (const make of Object.values(SAMPLE_SPARES_REPORTS)) expect(listUnclosed(page(make()))).toEqual([])
  })

  it('answers first: how many parts do not last, what to buy for how much, and what cannot be had', () => {
    const text = page(cutOffReport())
    expect(text.indexOf('class="headline">4 of 10 parts do not last to the end.')).toBeGreaterThan(0)
    expect(text.indexOf('class="headline"')).toBeLessThan(text.indexOf('<h2'))
    expect(text).toContain(
      'Buy now: 44 units for GBP 448,500; what was asked is out of reach for 1 part. Rules forbid putting in 1 of the parts bought, for a time or from some day on.',
    )
    expect(text).toContain('318 physical elements without a stated unit')
  })

  it('marks the day until which a manufacturer’s spares last against the day of its swap', () => {
    const text = page(cutOffReport())
    const kestrel = text.slice(text.indexOf('<h3>Kestrel Networks'))
    expect(kestrel).toMatch(/class="marker-label lasts"[^>]*>lasts until 2027-08-02</)
    expect(kestrel).toMatch(/class="marker-label recovered"[^>]*>swapped out 2031-06-30</)
    expect(kestrel).toContain('3.9 years not covered')
    expect(text).toContain('<details><summary>Manufacturers whose parts last to the end <span class="count">3</span>')
  })

  it('draws the band around each curve and says it in words, and neither where nothing is in doubt', () => {
    const text = page(cutOffReport())
    const from = text.indexOf('<h3>All parts together')
    const together = text.slice(from, text.indexOf('</article>', from))
    expect(together).toContain('In nine cases of ten, for rates and plan are uncertain, it is')
    expect(together).toMatch(/<path class="band" d="M0 [^"]*Z"\/><path class="edge"/)
    expect(together).toContain('band: where it lies in nine cases of ten')
    const parts = text.slice(text.indexOf('id="parts"'))
    expect(parts.match(/<path class="band"/g)!.length).toBeGreaterThanOrEqual(4)
    const known = lastingReport()
    const knownLasting = <Kind extends { survival: readonly number[] }>(lasting: Kind): Kind => ({
      ...lasting,
      band: { low: lasting.survival, high: lasting.survival },
    })
    const sure = page({
      ...known,
      network: knownLasting(knownNetwork(known)),
      vendors: known.vendors.map((vendor) => ({ ...vendor, lasting: knownLasting(vendor.lasting) })),
    })
    expect(sure).not.toContain('In nine cases of ten')
    expect(sure).not.toContain('band: where it lies')
  })

  it('tells of each figure of a part who says so, or that nobody does', () => {
    const text = page(cutOffReport())
    const radio = text.slice(text.indexOf('KX-RRU-1800</span>'))
    expect(radio).toContain(
      '<dd>2,100, give or take 50 % <span class="sub">class radio (SR-332 prediction)</span></dd>',
    )
    expect(radio).toContain('<dd>70 % <span class="sub">parts.csv line 2</span></dd>')
    expect(radio).toContain('<dt>Good of what is taken out</dt><dd><span class="muted">not stated</span></dd>')
    expect(radio).toContain('<li>nobody says how sure the failure rate is: give or take 50 % of it</li>')
  })

  it('splits what to buy over the depots, each with its sum', () => {
    const text = page(cutOffReport())
    expect(text).toContain('<summary>NORTH-DEPOT <span class="count">25 units, GBP 233,500</span>')
    expect(text).toContain('<summary>SOUTH-DEPOT <span class="count">19 units, GBP 215,000</span>')
  })

  it('says beside a purchase that a rule forbids putting it in, and what else it needs', () => {
    const text = page(cutOffReport())
    const depot = text.slice(text.indexOf('<summary>NORTH-DEPOT'), text.indexOf('Cannot be had <span'))
    expect(depot).toContain(
      '<span>forbidden: units bought now from <span class="date">2027-01-01</span> (SD-NEW-UNITS)</span>',
    )
    expect(depot).toContain('; each needs a key that the maker issues</span>')
    expect(text).toContain(
      '<span>perhaps all units from <span class="date">2028-01-01</span> to <span class="date">2029-12-31</span></span>',
    )
  })

  it('tells what the moves alone do: in the key figures, beside them, and of each part moved', () => {
    const text = bodyOf(page(cutOffReport())).replaceAll('\u00a0', ' ')
    expect(text).toContain('in 3 moves; all together survive with')
    expect(text).toContain('With this alone, nothing bought, the survival of all parts together is')
    expect(text).toContain('set aside for KX-BBU-5900')
    expect(text).toContain('What the moves alone do, nothing bought')
    expect(text).toContain('With what is moved first alone it lasts to the end with 70.5 %.')
    expect(bodyOf(page(lastingReport()))).not.toContain('With what is moved first alone')
  })

  it('says above the purchases what has no depot to go to, and why', () => {
    const report = cutOffReport()
    const [first, ...others] = report.purchase.buys
    const { depot: _, ...nowhere } = { ...first!, quantity: 3, whyNoDepot: 'no depot of pool NORTH serves on' }
    const text = bodyOf(page({ ...report, purchase: { ...report.purchase, buys: [nowhere, ...others] } }))
    expect(text).toContain('3 units have nowhere to go: no depot of pool NORTH serves on.')
    expect(text).toContain(`pool ${first!.pool}, without a depot`)
  })

  it('does not call unknown what is reckoned together with another part', () => {
    const [first, ...others] = lastingReport().parts
    const { lasting: _, ...alike } = first!
    const parts = [first!, ...others, { ...alike, part: 'AS-BB-6631', pools: [], reckonedWith: first!.part }]
    const text = page({ ...lastingReport(), parts })
    expect(text).toContain('class="headline">The one part lasts to the end.')
    expect(text).toContain('together with <span class="identifier">AS-BB-6630</span>')
  })

  it('draws both sides of each assumption about the answer, and names those that change nothing', () => {
    const text = page(cutOffReport())
    const ifs = [...text.slice(text.indexOf('id="what-if"')).matchAll(/rowheader">([^<]*)</g)].map(([, what]) => what)
    expect(ifs).toEqual(expect.arrayContaining(['as it is', 'the plan', 'prices', 'repairs that succeed']))
    expect(text).toContain('GBP 588,000 (+139,000 ± 9,000)')
    expect(text).toContain('(reaches less) <span class="state-word bad">')
    expect(text).toContain('is no saving, and has no bar: it costs less and misses what was asked by more')
    const plan = text.slice(text.indexOf('rowheader">the plan<'), text.indexOf('rowheader">prices<'))
    expect(plan.match(/<rect class="(worse|better)"[^>]* y="2" height="10"/g)).toHaveLength(6)
    // Both sides cost more: one bar below the other.
    const repairs = text.slice(text.indexOf('rowheader">repairs that succeed<'))
    expect(repairs).toMatch(/<rect class="worse"[^>]* y="2" height="5"\/><rect class="worse"[^>]* y="7" height="5"\/>/)
    expect(text).toContain('Nothing changes with 1 more assumption: what is taken out is used again.')
  })

  it('says that all parts last, without a currency that nobody stated', () => {
    const text = page(lastingReport())
    expect(text).toContain('class="headline">The one part lasts to the end.')
    expect(text).toContain('Nothing must be bought.')
    expect(bodyOf(text)).not.toContain('undefined')
  })

  it('takes what nobody knows for no good answer', () => {
    const text = page(unknownSparesReport())
    expect(text).toContain('class="headline">Of no part is it known how long it lasts.')
    expect(text).toContain('class="answer doubt"')
  })

  it('draws hours lost by what is spent where they are asked for, with what is asked', () => {
    const report = cutOffReport()
    const target = { weightHoursLost: 100_000, per: 'network' } as const
    const text = page({ ...report, scenario: { ...report.scenario, target } })
    expect(text).toContain(
      '<title id="frontier-t">Service lost by all parts together, site-hours, by what is spent</title>',
    )
    expect(text).toContain('at most 100,000 site-hours asked')
    expect(text).toMatch(/<circle class="chosen"[^>]*\/><\/svg>this purchase: GBP 448,500, 640 site-hours<\/li>/)
    expect(text).toContain('Service lost without buying or moving')
    expect(text).toContain('all parts together to lose at most 100,000 site-hours of service to the end')
    expect(bodyOf(text)).not.toContain('undefined')
  })

  it('draws hours lost by what is spent where no money lets all parts survive, and says so', () => {
    const report = cutOffReport()
    const frontier = report.frontier.map((point) => ({ ...point, survival: 0 }))
    const purchase = { ...report.purchase, networkSurvival: 0, networkStandardError: 0 }
    const text = page({ ...report, frontier, purchase })
    expect(text).toContain('Whatever is spent, their survival stays below 0.05 %: what cannot be had decides.')
    expect(text).toContain(
      '<title id="frontier-t">Service lost by all parts together, site-hours, by what is spent</title>',
    )
    expect(text).toMatch(/<circle class="chosen"[^>]*\/><\/svg>this purchase: GBP 448,500, 640 site-hours<\/li>/)
    expect(text).not.toContain('site-hours asked')
  })

  it('draws no curve of money where none helps', () => {
    const text = page({ ...cutOffReport(), frontier: [] })
    expect(text).toContain('There is nothing to buy that makes all parts together last longer.')
    expect(text).not.toContain('id="frontier-t"')
  })

  it('leads to what is missing, and through no empty sections, where there is nothing to reckon', () => {
    const text = page(emptySparesReport())
    expect(text).toContain('State the parts in parts.csv, the elements that carry them in units.csv')
    expect([...text.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['cut-off', 'basis', 'inputs', 'words'])
    expect(text).toContain('<a class="skip" href="#basis">')
    const [first] = lastingReport().parts
    const { pools: _, ...unused } = first!
    const idle = page({ ...emptySparesReport(), parts: [{ ...unused, pools: [] }] })
    expect(idle).toContain('There is nothing to reckon: no unit of any part is in service.')
    expect(idle).toContain('State in units.csv which elements carry which parts')
    expect(idle).not.toContain('above 99.99 %')
  })

  it('writes large figures so short that they fit beside a drawing', () => {
    expect([0, 0.25, 1500, 9999, 10_000, 25_000, 1_250_000, 80_000_000, 2e9].map(sayTick)).toEqual([
      '0',
      '0.25',
      '1,500',
      '9,999',
      '10 k',
      '25 k',
      '1.25 M',
      '80 M',
      '2 bn',
    ])
    const report = cutOffReport()
    const down = knownNetwork(report).unitsDown.map((units) => units * 1e5)
    const text = page({ ...report, network: { ...knownNetwork(report), unitsDown: down } })
    const drawing = text.slice(text.indexOf('<title id="down-t">'), text.indexOf('<title id="lost-t">'))
    expect([...drawing.matchAll(/class="tick value"[^>]*>([^<]*)</g)].map(([, tick]) => tick)).toEqual([
      '0',
      '500 k',
      '1 M',
      '1.5 M',
      '2 M',
    ])
  })

  it('says, and does not draw, that next to nothing is expected to be down', () => {
    const report = cutOffReport()
    const few = (values: readonly number[]) => values.map((value) => value * 1e-6)
    const network = { ...knownNetwork(report), unitsDown: few(knownNetwork(report).unitsDown) }
    const eachSiteOnce = { ...knownOnce(report), weightLost: few(knownOnce(report).weightLost) }
    const text = page({ ...report, network, eachSiteOnce })
    expect(text).toContain('<p>On every day below 0.1 units are expected to be down.</p>')
    expect(text).not.toContain('id="down-t"')
  })

  it('draws what a disruption stops in vain as such', () => {
    const report = cutOffReport()
    const [first] = report.disruptions
    const disruptions = [{ ...first!, newUnits: '2040-01-01', repairs: '2027-09-01', partsWithoutRepairs: 0 }]
    const text = page({ ...report, disruptions })
    const drawing = text.slice(text.indexOf('id="stop-0-t"'), text.indexOf('id="lasting"'))
    expect(drawing).toContain('no new units of 6 parts from 2040-01-01: after the last day')
    expect(drawing).toContain('no repairs from 2027-09-01: none of its parts is repaired')
    expect(drawing.match(/class="strip none"/g)).toHaveLength(2)
    expect(drawing.match(/class="strip bad"/g)).toHaveLength(1)
  })

  it('stays small for a large network, and says where the rest is', () => {
    const text = page(manyPartsReport(300))
    expect(text.length).toBeLessThan(1_000_000)
    expect(text.match(/<details class="part">/g)).toHaveLength(40)
    expect(text).toMatch(/The 40 that last shortest of \d+\. <code>spares --format csv-parts<\/code> lists every part/)
    expect(text).toMatch(/The 8 that last shortest of \d+ manufacturers/)
  })
})
