import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  cutOffReport,
  emptySparesReport,
  hostileSparesReport,
  lastingReport,
  manyPartsReport,
  SAMPLE_SPARES_REPORTS,
  unknownSparesReport,
} from './fixtures/sample-report.ts'
import { renderSparesText } from './text.ts'

const text = (make = cutOffReport(), width = 110): string => renderSparesText(make, { colour: false, width })

/** What the text was before; after a change that is meant, written anew with `MAINSTAY_UPDATE=1`. */
function keptText(name: string, said: string): string {
  const file = new URL(`fixtures/${name}`, import.meta.url)
  if (process.env.MAINSTAY_UPDATE) writeFileSync(file, said)
  return readFileSync(file, 'utf8')
}

describe('the spares report on a terminal', () => {
  it.each([80, 150])('says in %i columns what it said before', (width) => {
    const said = text(cutOffReport(), width)
    expect(said).toBe(keptText(`cut-off-${width}.txt`, said))
  })

  it('is never wider than the terminal, and never narrower than it can be read', () => {
    for (const make of Object.values(SAMPLE_SPARES_REPORTS))
      for (const width of [60, 80, 100, 150]) {
        const tooWide = text(make(), width)
          .split('\n')
          .filter((line) => line.length > width && line.trim().includes(' '))
        expect(tooWide).toEqual([])
      }
    expect(text(cutOffReport(), 20)).toBe(text(cutOffReport(), 60))
  })

  it('answers in its first sentence', () => {
    const [, , , headline, purchase] = text().split('\n')
    expect(headline).toBe('4 of 10 parts do not last to the end.')
    expect(purchase).toContain('Buy now: 44 units for GBP 448,500; what was asked is out of reach for 1 part')
    expect(text(lastingReport())).toContain('The one part lasts to the end.\nNothing must be bought.')
    const nothing = text(emptySparesReport())
    expect(nothing).toContain('There is nothing to reckon: no part is stated.\nState the parts in parts.csv, ')
    for (const section of ['What if', 'How long the spares', '0 site-hours']) expect(nothing).not.toContain(section)
    expect(text(unknownSparesReport())).toContain('Of no part is it known how long it lasts.')
  })

  it('tells nothing of how long anything lasts where no unit is in service', () => {
    const report = cutOffReport()
    const said = text({ ...report, coverage: { ...report.coverage, units: 0 } })
    expect(said).toContain('What it rests on')
    expect(said).not.toContain('How long')
    expect(said).not.toContain('What if')
  })

  it('tells how well the stock lies while supply runs, and whom nobody can tell it of', () => {
    const report = cutOffReport()
    expect(text(report)).toContain('While supply runs as it does today, until 2027-03-01')
    expect(text(report)).toMatch(/units on hand and on order, worth GBP [\d,]+/)
    expect(text(report)).toContain('Not reckoned: 2 parts, for nobody says how long an order takes: AN-12 and AN-13.')
    const { steadyState } = report
    const forever = { ...report, steadyState: { ...steadyState, holdsUntil: null, notKnown: [] } }
    expect(text(forever)).toContain('While supply runs as it does today\n')
    expect(text(forever)).not.toContain('Not reckoned')
    const unpriced = { ...steadyState, withoutPrice: ['AN-1'], today: { ...steadyState.today, units: 0, cost: 0 } }
    expect(text({ ...report, steadyState: unpriced })).toContain('With what is on hand and on order, ')
    expect(text({ ...report, steadyState: unpriced })).toContain('nobody says their price, and left as they lie: AN-1.')
    expect(text(emptySparesReport())).not.toContain('While supply runs')
  })

  it('says what the next money does beside what is bought, and where none helps any more', () => {
    expect(text()).toContain('Most for the next money, beside what is bought')
    expect(text()).toContain('next best, with 77.0 % of that for the money:')
    const { next: _, runnerUp: __, ...report } = cutOffReport()
    expect(text(report)).toContain('Nothing that can be had and has a price helps any more.')
  })

  it('names an assumption among those that change nothing where nothing that is told changes', () => {
    const report = cutOffReport()
    const { base } = report.swings
    const swings = (side: Partial<typeof base>) =>
      text({
        ...report,
        swings: {
          base,
          toldBy: 'cost',
          assumptions: [{ assumption: 'the weather', sides: [{ change: 'worse', ...base, costError: 0, ...side }] }],
        },
      })
    expect(swings({})).toContain('changes nothing: the weather')
    // Told in three figures, and not at all within the budget that nobody has.
    expect(swings({ survivalAtEnd: base.survivalAtEnd + 1e-6, survivalBought: 0 })).toContain(
      'changes nothing: the weather',
    )
    expect(swings({ cost: base.cost + 100_000 })).toContain('the weather: worse')
    expect(swings({ groupsMissed: base.groupsMissed + 1 })).toContain('the weather: worse')
  })

  it('tells what-ifs under a budget by what it is spent for, and not by how many miss what was asked of each', () => {
    const report = cutOffReport()
    const { base } = report.swings
    const spent = (groupsMissed: number, survivalBought: number) => {
      const sides = [{ change: 'worse', ...base, costError: 0, groupsMissed, survivalBought }]
      const swings = { base, toldBy: 'survivalBought' as const, assumptions: [{ assumption: 'the weather', sides }] }
      return text({ ...report, scenario: { ...report.scenario, budget: 1000 }, swings }, 150)
    }
    expect(spent(base.groupsMissed + 2, base.survivalBought)).toContain('changes nothing: the weather')
    const worse = spent(0, base.survivalBought / 2)
    expect(worse).toMatch(/if +survival with the budget +change +fall short/)
    expect(worse).toContain('the weather: worse')
  })

  it('says one thing of one and another of many', () => {
    expect(text()).toContain('Nobody knows how long 1 more part lasts.')
    expect(text()).toContain('  2 parts with the failure rate of the class')
    expect(text()).not.toMatch(/\b1 (parts|units|elements)\b/)
  })

  it('says, as the page does, that what lasts is told without buying or moving', () => {
    expect(text().replace(/\s+/g, ' ')).not.toMatch(/without buying(?! or moving)/i)
    expect(text()).toContain('fall short without buying or moving')
  })

  it('names some of many rows and how many more there are; with --verbose all', () => {
    const report = manyPartsReport(60)
    const brief = text(report)
    expect(brief).toMatch(/ {2}and \d+ more \(--verbose shows all\)/)
    const whole = renderSparesText(report, { colour: false, width: 110, verbose: true })
    expect(whole).not.toContain('--verbose')
    const short = report.parts.filter(({ lasting }) => lasting!.survivalAtEnd < 0.95)
    for (const { part } of short) expect(whole).toContain(part)
  })

  it('says what else is to be had with what is bought, once for all parts of which that is so', () => {
    const report = cutOffReport()
    const caution = 'their keys of activation'
    const [first, second] = report.purchase.buys.map((buy) => ({ ...buy, caution }))
    const buys = [
      { ...first!, part: 'FAN' },
      { ...second!, part: 'RRU' },
      { ...second!, part: 'RRU', pool: 'SOUTH' },
    ]
    const told = text({ ...report, purchase: { ...report.purchase, buys } })
    expect(told.split('\n').filter((line) => line.includes(caution))).toEqual([`  with FAN and RRU: ${caution}`])
  })

  it('says once for a pool that no depot of it serves on, and how many units have none to go to', () => {
    const report = cutOffReport()
    const [first, second] = report.purchase.buys
    const { depot: _, ...nowhere } = { ...first!, quantity: 3, whyNoDepot: 'no depot of pool NORTH serves on' }
    const buys = [nowhere, { ...nowhere, part: 'FAN', quantity: 4 }, second!]
    const told = text({ ...report, purchase: { ...report.purchase, buys } })
    expect(told).toContain('\n  7 units have nowhere to go: no depot of pool NORTH serves on\n')
    expect(told.replace(/\s+/g, ' ')).toContain('7 units of it have no depot to go to.')
    expect(text()).not.toMatch(/nowhere to go|no depot to go to/)
  })

  it('tells of the moves what they do alone, for all together and for each part moved, what gains most first', () => {
    const report = cutOffReport()
    const told = text(report)
    expect(told).toContain('  With this alone, nothing bought, the survival of all parts together is')
    expect(told).toMatch(/KX-BBU-5900 +5 +67\.2 % +70\.5 % +15,200 +12,200\n {2}AS-RU-4415 +4 /)
    const { withMoves: _, ...others } = report
    const parts = report.parts.map(({ withMoves: __, ...part }) => part)
    expect(text({ ...others, parts, moves: [] })).not.toContain('With this alone')
  })

  it('tells of what is set aside for another part with both, and counts it for each', () => {
    expect(text()).toMatch(/^ +3 +AS-RU-4415 for KX-BBU-5900 +NORTH +NORTH/m)
  })

  it('tells with --verbose of every unit in stock why it is not reckoned with', () => {
    const report = cutOffReport()
    const { part } = report.parts.find(({ notCounted }) => notCounted.length > 0)!
    const told = `not reckoned with: 6 units of ${part}, reserved for a customer (stock.csv line 31)`
    expect(renderSparesText(report, { colour: false, width: 110, verbose: true })).toContain(told)
    expect(text()).not.toContain(told)
  })

  it('puts colour around whole lines, and says the same without', () => {
    const coloured = renderSparesText(cutOffReport(), { colour: true, width: 110 })
    expect(coloured).toContain('\u001b[31m\u001b[1m4 of 10 parts do not last to the end.\u001b[22m\u001b[39m')
    // oxlint-disable-next-line no-control-regex -- colours are what is taken away
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text())
  })

  it('lets no text of the workspace steer the terminal', () => {
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text(hostileSparesReport(['\u001b[2J', '\u009b1m', '\u202e', '\r\n']))).not.toMatch(/[\u001b\u009b\u202e\r]/)
  })
})
