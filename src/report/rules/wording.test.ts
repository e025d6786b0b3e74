import { describe, expect, it } from 'vitest'
import { footingOf } from '#model/footing.ts'
import { VERDICT_WORDS } from '#model/rule.ts'
import { largeOperatorReport } from './fixtures/sample-report.ts'
import { renderRulesHtml } from './html.ts'
import { renderRulesText } from './text.ts'
import { isDuty, reservationsOf, VERDICT_GLOSSARY, wordStandingOfRules, wordState, wordVerdict } from './wording.ts'

describe('the standing of a pack', () => {
  it('names its rules of another force', () => {
    const pack = { force: 'binding', status: 'in-force' }
    const rules = ['A', 'B'].map((rule) => ({ ...pack, rule }))
    expect(wordStandingOfRules(pack, rules)).toBe('binding')
    const mixed = [...rules, { ...pack, rule: 'C', force: 'advice' }, { ...pack, rule: 'D', force: 'advice' }]
    expect(wordStandingOfRules(pack, mixed)).toBe('binding; C and D: advice, not binding')
  })
})

describe('a pack that is taken to address the operator for what it is based on', () => {
  const usual = largeOperatorReport()
  const [pack, ...others] = usual.packs
  const report = { ...usual, packs: [{ ...pack!, addressedAs: 'older-pack' }, ...others] }
  const words = 'taken to address the operator as older-pack does, on which it is based'

  it('says so in the text and on the page', () => {
    expect(renderRulesText(report, { colour: false, width: 180 }).replace(/\s+/g, ' ')).toContain(words)
    expect([...renderRulesHtml(report)].join('').split(words).length).toBeGreaterThan(2)
    expect([...renderRulesHtml(usual)].join('')).not.toContain('taken to address')
  })
})

describe('wording', () => {
  it('calls advice departed from and a law not met', () => {
    expect(wordVerdict({ force: 'binding', status: 'in-force', verdict: 'not met' })).toBe('not met')
    expect(wordVerdict({ force: 'advice', status: 'advice', verdict: 'not met' })).toBe('departed from')
    expect(wordVerdict({ force: 'policy', status: 'in-force', verdict: 'not met' })).toBe('departed from')
    expect(wordVerdict({ force: 'contract', status: 'in-force', verdict: 'not met' })).toBe('not kept')
    expect(wordVerdict({ force: 'proposal', status: 'proposed', verdict: 'not met' })).toBe('would not be met')
  })

  it('speaks of a proposed law as of a proposal', () => {
    expect(footingOf({ force: 'binding', status: 'proposed' })).toBe('proposal')
    expect(isDuty({ force: 'binding', status: 'proposed' })).toBe(false)
  })

  it('counts laws, contracts and licences in force as duties, and a force it does not know too', () => {
    const duties = ['binding', 'contract', 'licence', 'something new'].map((force) =>
      isDuty({ force, status: 'in-force' }),
    )
    expect(duties).toEqual([true, true, true, true])
    const others = ['advice', 'policy', 'proposal'].map((force) => isDuty({ force, status: 'in-force' }))
    expect(others).toEqual([false, false, false])
    expect(isDuty({ force: 'binding', status: 'revoked' })).toBe(false)
  })

  it('never words what cannot be shown as anything else', () => {
    for (const force of ['binding', 'contract', 'licence', 'advice', 'policy', 'proposal']) {
      expect(wordVerdict({ force, status: 'in-force', verdict: 'cannot be shown' })).toBe('cannot be shown')
      expect(wordVerdict({ force, status: 'in-force', verdict: 'not evaluated' })).toBe('not evaluated')
      expect(wordState({ force, status: 'in-force' }, { state: 'cannot be shown' })).toBe('cannot be shown')
    }
  })

  it('says with a verdict that it is waived and on what it rests', () => {
    expect(reservationsOf({ verdict: 'not met', onAssumedFacts: true, waivedUntil: '2027-03-31' })).toEqual([
      'waived until 2027-03-31',
      'on assumed facts',
    ])
    expect(reservationsOf({ verdict: 'not evaluated', onAssumedFacts: true })).toEqual([])
    expect(wordState({ force: 'binding', status: 'in-force' }, { state: 'not met', waived: true })).toBe(
      'not met, waived',
    )
    const inPart = { waivedUntil: '2027-03-31', beyondWaiver: 'cannot be shown' } as const
    expect(reservationsOf({ verdict: 'not met', onAssumedFacts: false, ...inPart })).toEqual([
      'waived until 2027-03-31',
      'beyond the waiver it cannot be shown',
    ])
  })

  it('explains every verdict word', () => {
    const explained = VERDICT_GLOSSARY.map((entry) => entry.word)
    expect(VERDICT_WORDS.filter((word) => !explained.includes(word))).toEqual([])
  })
})
