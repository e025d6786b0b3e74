import { describe, expect, it } from 'vitest'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { buildRule, type Frame } from './fixtures/rule-builder.ts'
import { emptyReport, largeOperatorReport, longTimelineReport, unknownReport } from './fixtures/sample-report.ts'
import { summariseRules } from './summary.ts'

const FRAME: Frame = { asOf: '2026-09-01', from: '2026-01-01', to: '2028-12-31' }

/** A network of one element, so that there is something to judge. */
function reportOf(...rules: Partial<RuleResult>[]): RulesReport {
  const built = rules.map((more, index) =>
    buildRule(FRAME, { pack: 'p', rule: `R-${index + 1}`, title: 'rule', kind: 'removal', more }),
  )
  const base = emptyReport()
  const estate = { ...base.estate, elements: 1, serving: 1 }
  return { ...base, estate, horizon: { from: FRAME.from, to: FRAME.to }, rules: built }
}

describe('the answer', () => {
  it('is no when a duty is not met on stated facts, and says which and what breaks next', () => {
    const summary = summariseRules(largeOperatorReport())
    expect(summary.headline).toBe('No.')
    expect(summary.statement).toBe(
      'On 1 September 2026, of 15 rules in force that were judged: 1 not met (GB-DVD-CORE), 1 not met on assumed facts (IN-TRUSTED), 1 not met but waived (GB-DVD-TRANS), 3 cannot be shown and 3 not yet due that the plan misses.',
    )
    expect(summary.next).toBe(
      'Next to break: NZ-NOTIFY on 1 November 2026 (in 61 days). Beside what binds: EU-CSA-KEY would be breached on 1 July 2029 (in 2.8 years).',
    )
  })

  it('is no, on assumed facts, when a duty is surely missed if what is assumed holds', () => {
    const rules = [{ verdict: 'not met', onAssumedFacts: true }, { verdict: 'cannot be shown' }] as const
    const summary = summariseRules(reportOf(...rules))
    expect(summary.headline).toBe('No, on assumed facts.')
    expect(summary.statement).toContain('1 not met on assumed facts (R-1)')
  })

  it('is never yes when something cannot be shown', () => {
    expect(summariseRules(unknownReport()).headline).toBe('It cannot be shown.')
    expect(summariseRules(reportOf({ verdict: 'met' }, { verdict: 'cannot be shown' })).headline).toBe(
      'It cannot be shown.',
    )
  })

  it('is never a plain yes when rows were left out of an import, and says how many and where', () => {
    const first = ['dirty.csv line 3', 'dirty.csv line 9']
    const leftOut = [{ source: 'ems', rows: 2, first }]
    const rules = [{ verdict: 'met' }, { verdict: 'met', onAssumedFacts: true, nextBreach: '2027-01-01' }] as const
    for (const count of [1, 2]) {
      const summary = summariseRules({ ...reportOf(...rules.slice(0, count)), leftOut })
      expect(summary.headline).toBe('Yes, as far as could be judged.')
      expect(summary.reservations).toContain(
        '2 rows left out when ems was imported (dirty.csv line 3 and dirty.csv line 9): nothing is judged of them',
      )
    }
    const many = { ...reportOf({ verdict: 'not met' }), leftOut: [{ source: 'ems', rows: 30, first }] }
    expect(summariseRules(many).headline).toBe('No.')
    expect(summariseRules(many).reservations[0]).toContain('30 rows left out when ems was imported (the first of them')
  })

  it('does not call a waived breach met', () => {
    const summary = summariseRules(reportOf({ verdict: 'not met', waivedUntil: '2027-01-01' }, { verdict: 'met' }))
    expect(summary.headline).toBe('Not met, but waived.')
    expect(summary.counts).toMatchObject({ notMet: 0, waived: 1 })
  })

  it('is not waived where something that no waiver covers may be in breach as well', () => {
    const open = { verdict: 'not met', waivedUntil: '2027-01-01', beyondWaiver: 'cannot be shown' } as const
    const summary = summariseRules(reportOf(open, { verdict: 'met' }))
    expect(summary.headline).toBe('It cannot be shown.')
    expect(summary.statement).toContain('1 not met but waived, and beyond the waiver not to be shown as met (R-1)')
  })

  it('is a plain yes only when every rule was judged, on stated facts, and none breaks later', () => {
    expect(summariseRules(reportOf({ verdict: 'met' })).headline).toBe('Yes.')
    expect(summariseRules(reportOf({ verdict: 'met' }, { verdict: 'not evaluated' })).headline).toBe(
      'Yes, as far as could be judged.',
    )
    expect(summariseRules(reportOf({ verdict: 'met', onAssumedFacts: true })).headline).toBe('Yes, on assumed facts.')
    expect(summariseRules(reportOf({ verdict: 'not yet due: the plan misses it' })).headline).toBe('Yes, for now.')
    expect(
      summariseRules(reportOf({ verdict: 'met', onAssumedFacts: true }, { verdict: 'not yet due: the plan misses it' }))
        .headline,
    ).toBe('Yes, for now, on assumed facts.')
    expect(summariseRules(longTimelineReport()).headline).toBe('Yes, for now.')
  })

  it('is not yes when rows were left out of the inventory, or a known requirement is not in a pack', () => {
    const sound = reportOf({ verdict: 'met' })
    const faulty = { ...sound, faults: { errors: 3, warnings: 0, shown: [] } }
    expect(summariseRules(faulty).headline).toBe('Yes, as far as could be judged.')
    expect(summariseRules(faulty).reservations).toEqual(['3 errors in the input: what they concern was left out'])
    const [pack] = largeOperatorReport().packs
    expect(summariseRules({ ...sound, packs: [pack!] }).headline).toBe('Yes, as far as could be judged.')
  })

  it('minds vendors that are not stated beside those that are not resolved', () => {
    const base = reportOf({ verdict: 'met' })
    const estate = { ...base.estate, vendorNotStated: 3 }
    expect(summariseRules({ ...base, estate }).reservations).toEqual(['3 subjects whose vendor is not stated'])
    expect(summariseRules({ ...base, estate: { ...estate, vendorNotResolved: 1 } }).reservations).toEqual([
      '3 subjects whose vendor is not stated, 1 subject whose vendor is not resolved',
    ])
  })

  it('leaves advice and proposals out of the answer', () => {
    const summary = summariseRules(
      reportOf(
        { verdict: 'met' },
        { verdict: 'not met', force: 'advice', status: 'advice' },
        { verdict: 'not met', force: 'proposal', status: 'proposed' },
      ),
    )
    expect(summary.headline).toBe('Yes.')
    expect(summary.counts.all).toBe(1)
  })

  it('says that only advice is in force, and what is departed from, where nothing binds', () => {
    const advice = { force: 'advice', status: 'advice' } as const
    const summary = summariseRules(
      reportOf({ verdict: 'not applicable' }, { verdict: 'not met', ...advice }, { verdict: 'met', ...advice }),
    )
    expect(summary.headline).toBe('Only advice is in force, and it is departed from.')
    expect(summary.statement).toBe(
      'On 1 September 2026 the one binding rule does not apply. Of 2 rules of advice or policy that were judged, 1 is departed from (R-2).',
    )
  })

  it('tells of advice what cannot be shown, and what will be departed from and when, and not only what is', () => {
    const advice = { force: 'advice', status: 'advice' } as const
    const ofAdvice = (...rules: Partial<RuleResult>[]) =>
      summariseRules(reportOf({ verdict: 'not applicable' }, ...rules.map((rule) => ({ ...rule, ...advice }))))
    const leaving = { verdict: 'not yet due: the plan misses it', nextBreach: '2027-01-01' } as const
    const open = ofAdvice({ verdict: 'met' }, leaving, { verdict: 'cannot be shown' })
    expect(open.headline).toBe('Only advice is in force, and it cannot be shown to be followed.')
    expect(open.statement).toContain(
      'Of 3 rules of advice or policy that were judged, none is departed from, 1 cannot be shown (R-4) and 1 will be departed from (R-3 on 1 January 2027).',
    )
    expect(ofAdvice({ verdict: 'met' }, leaving).headline).toBe(
      'Only advice is in force, and the plan departs from it.',
    )
    expect(ofAdvice({ verdict: 'met' }).headline).toBe('Only advice is in force.')
  })

  it('tells what breaks next of what binds, and beside it of what does not', () => {
    const advice = { verdict: 'met', nextBreach: '2027-01-01', force: 'advice', status: 'advice' } as const
    const summary = summariseRules(reportOf({ verdict: 'met' }, advice))
    expect(summary.next).toBe(
      'Up to 31 December 2028 no further rule that binds breaks. Beside what binds: R-2 will be departed from on 1 January 2027 (in 122 days).',
    )
    expect([summary.nextBinding, summary.nextBeside?.rule.rule]).toEqual([undefined, 'R-2'])
  })

  it('says of rules that were all left unjudged only that', () => {
    expect(summariseRules(reportOf({ verdict: 'not evaluated' }, { verdict: 'not evaluated' })).statement).toBe(
      'On 1 September 2026 none of the 2 rules in force was evaluated.',
    )
    expect(summariseRules(reportOf({ verdict: 'not evaluated' }, { verdict: 'not applicable' })).statement).toBe(
      'On 1 September 2026, of 2 rules in force 1 is not applicable and 1 not evaluated.',
    )
  })

  it('is of rules announced where no edition of theirs is in force yet, and says from when they are', () => {
    const [pack] = largeOperatorReport().packs
    const { edition: _, ...coming } = { ...pack!, pack: 'p', missing: [], effectiveFrom: '2027-01-01' }
    const rules = [{ verdict: 'not yet due: the plan meets it' } as const]
    const alone = summariseRules({ ...reportOf(...rules), packs: [coming] })
    expect([alone.headline, alone.statement, alone.reservations]).toEqual([
      'No rule is in force yet.',
      'On 1 September 2026 the one rule announced and not yet in force that was judged is not yet due, and the plan meets it.',
      ['p not yet in force, effective from 2027-01-01'],
    ])
    const both = summariseRules({ ...reportOf(...rules, { verdict: 'met', pack: 'q' }), packs: [coming] })
    expect([both.headline, both.statement]).toEqual([
      'Yes.',
      'On 1 September 2026 all 2 rules in force or announced that were judged are met, or not yet due and met by the plan.',
    ])
  })

  it('is no yes where nothing was judged', () => {
    expect(summariseRules(reportOf()).headline).toBe('No rule in force was judged.')
    expect(summariseRules(reportOf({ verdict: 'not evaluated' })).headline).toBe('No rule in force was judged.')
    expect(summariseRules(reportOf({ verdict: 'not applicable' })).headline).toBe('No rule in force applies.')
  })

  it('is that there is nothing to judge, and what to do, of a network of nothing that every ban lets pass', () => {
    const { estate } = emptyReport()
    const ofNothing = (...rules: Partial<RuleResult>[]) => summariseRules({ ...reportOf(...rules), estate })
    for (const summary of [ofNothing({ verdict: 'met' }), ofNothing({ verdict: 'not evaluated' }), ofNothing()]) {
      expect(summary.headline).toBe('There is nothing to judge.')
      expect(summary.statement).toContain('the workspace holds no element, contract or planned change')
      expect(summary.statement).toContain('Import an inventory, or fill in elements.csv')
      expect(summary.next).toBe('')
    }
    expect(ofNothing({ verdict: 'met' }, { verdict: 'not met' }).headline).toBe('No.')
    const serving = { ...estate, contracts: 1, serving: 1 }
    expect(summariseRules({ ...reportOf({ verdict: 'met' }), estate: serving }).headline).toBe('Yes.')
  })

  it('is that there is nothing to judge where all of the network is other operators’', () => {
    const { estate } = emptyReport()
    const summary = summariseRules({ ...reportOf({ verdict: 'met' }), estate: { ...estate, elements: 40 } })
    expect(summary.headline).toBe('There is nothing to judge.')
    expect(summary.statement).toMatch(/nothing in the workspace serves .*column `operators`/)
  })

  it('tells a possible breach that comes sooner than the certain one', () => {
    const summary = summariseRules(
      reportOf({ verdict: 'met', nextBreach: '2028-01-01', nextPossibleBreach: '2027-01-01' }),
    )
    expect(summary.next).toBe(
      'Next to break: R-1 on 1 January 2028 (in 487 days). Sooner, for all that is known, may break: R-1 on 1 January 2027 (in 122 days).',
    )
    expect(summary.breaks.map((one) => [one.date, one.isCertain])).toEqual([
      ['2027-01-01', false],
      ['2028-01-01', true],
    ])
  })

  it('names all rules that break on the same day', () => {
    const summary = summariseRules(
      reportOf({ verdict: 'met', nextBreach: '2027-01-01' }, { verdict: 'met', nextBreach: '2027-01-01' }),
    )
    expect(summary.next).toBe('Next to break: R-1 and R-2 on 1 January 2027 (in 122 days).')
  })

  it('does not claim that nothing breaks while something cannot be shown', () => {
    expect(summariseRules(reportOf({ verdict: 'cannot be shown' })).next).toBe(
      'Up to 31 December 2028 no further breach is certain; what cannot be shown stays open.',
    )
    expect(summariseRules(reportOf({ verdict: 'met' })).next).toBe('Up to 31 December 2028 nothing further breaks.')
  })
})
