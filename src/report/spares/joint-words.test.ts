import { describe, expect, it } from 'vitest'
import type { SparesReport } from '#model/spares-report.ts'
import { renderExplanation } from './explain.ts'
import { cutOffReport, lastingReport } from './fixtures/sample-report.ts'
import { outcomesOf, sayJointCheck } from './joint-words.ts'
import { isHelped, sayLateral } from './lateral-words.ts'
import { serviceHours } from './service-hours.ts'
import { summariseSpares } from './summary.ts'

const hours = serviceHours(cutOffReport(), 1e6)

/** What is said of the network's lateral supply with some of it otherwise. */
function lateralWith(more: Partial<SparesReport['lateral'] & object>, network = {}): string {
  const lateral = cutOffReport().lateral!
  return sayLateral({ ...lateral, ...more, network: { ...lateral.network, ...network } }, hours)
}

describe('what the simulation of all parts together says', () => {
  it('begins with all of them, and leaves out whose parts never ran out', () => {
    const report = cutOffReport()
    const lasting = { ...report.joint.vendors[0]!.outcome, survivalAtEnd: 1 }
    const joint = { ...report.joint, vendors: [{ vendor: 'x', name: 'X', outcome: lasting }, ...report.joint.vendors] }
    const names = outcomesOf({ ...report, joint }).map(({ name }) => name)
    expect(names[0]).toBe('all parts together')
    expect(names[1]).toBe('Kestrel Networks')
    expect(names).not.toContain('X')
  })

  it('says how far it is from what was reckoned, at the farthest', () => {
    const { joint } = cutOffReport()
    const far = { ...joint, network: { ...joint.network, apart: 2.345 } }
    expect(sayJointCheck(far, hours)).toContain('2.3 standard errors apart at most')
  })

  it('says how much service is lost on average as it is reckoned, and as it is simulated', () => {
    const { joint } = cutOffReport()
    const outcome = { ...joint.network, weightHoursReckoned: 4.1e6, weightHoursLost: 4.3e6, weightHoursError: 2e5 }
    const said = sayJointCheck({ ...joint, network: outcome }, hours)
    expect(said).toContain(`4,100,000 ${hours.unit} reckoned, 4,300,000 simulated, with a standard error of 200,000.`)
  })

  it('stands beside the service lost that is reckoned where the two differ clearly, and beyond chance', () => {
    const { joint, scenario, ...report } = cutOffReport()
    const told = (weightHoursLost: number, weightHoursError: number, target = scenario.target): string => {
      const network = { ...joint.network, weightHoursReckoned: 27_500, weightHoursLost, weightHoursError }
      const asked = { ...scenario, weight: 'sites', target }
      return summariseSpares({ ...report, scenario: asked, joint: { ...joint, network } }).together
    }
    const said =
      'The simulation of all parts together says 22,300: what is reckoned goes by how likely so many units are owed'
    expect(told(22_300, 111)).toContain(said)
    expect(told(22_300, 1299)).toContain(said)
    expect(told(22_300, 1301)).not.toContain('The simulation')
    expect(told(26_124, 10)).toContain('says 26,100:')
    expect(told(26_126, 10)).not.toContain('The simulation')
    expect(told(33_000, 100)).toContain('says 33,000:')
    expect(told(27_500, 0)).not.toContain('The simulation')
    const hoursAsked = { weightHoursLost: 20_000, per: 'network' } as const
    expect(told(22_300, 111, hoursAsked)).toContain('what is reckoned, and held against what is asked, goes by')
  })

  it('is silent of it where hardly anything ran out, or should have: none of 2,560 is no zero', () => {
    const { joint, ...report } = cutOffReport()
    const told = (reckoned: number, survivalAtEnd: number): string => {
      const lost = { weightHoursReckoned: 0.3, weightHoursLost: 0, weightHoursError: 0 }
      const network = { ...joint.network, ...lost, reckoned, survivalAtEnd }
      return summariseSpares({ ...report, joint: { ...joint, replications: 2560, network } }).together
    }
    expect(told(0.99995, 1)).not.toContain('The simulation')
    expect(told(0.997, 0.9999)).not.toContain('The simulation')
    // Eleven should have.
    expect(told(0.9957, 1)).toContain('The simulation of all parts together says 0')
    expect(told(1, 0.9957)).toContain('The simulation of all parts together says 0')
  })

  it('is a reservation where it is farther from it than chance explains', () => {
    const report = cutOffReport()
    const apartBy = (apart: number): readonly string[] => {
      const [first, ...others] = report.joint.vendors
      const vendors = [{ ...first!, outcome: { ...first!.outcome, apart } }, ...others]
      return summariseSpares({ ...report, joint: { ...report.joint, vendors } }).reservations
    }
    expect(apartBy(4.9)).toEqual(apartBy(0))
    expect(apartBy(5.1)[0]).toContain('differ by 5.1 standard errors somewhere, more than by chance: take the lower')
  })

  it('tells service lost in three figures and in the unit of its weight', () => {
    expect(hours.unit).toBe('site-hours')
    expect([0, 12, 1234, 75_135_061].map(hours.say)).toEqual(['0', '12', '1,230', '75,100,000'])
    const { scenario, ...report } = cutOffReport()
    const traffic = serviceHours({ ...report, scenario: { ...scenario, weight: 'traffic' } }, 5e9)
    expect([traffic.unit, traffic.say(2.5e9)]).toEqual(['Tbit/s-hours', '2.5'])
  })
})

describe('what lateral supply gains', () => {
  it('names the reserve, and where it is assumed says so', () => {
    expect(lateralWith({})).toContain('each keeps 1 unit of a part (assumed: nobody says how many).')
    expect(lateralWith({ reserve: 2, isReserveStated: true })).toContain('each keeps 2 units of a part.')
  })

  it('says what is lost no more, or more', () => {
    expect(lateralWith({}, { weightHoursSaved: 5000 })).toContain('5,000 fewer')
    expect(lateralWith({}, { weightHoursSaved: -5000 })).toContain('5,000 more')
  })

  it('says where a part lies outside of its bounds', () => {
    expect(lateralWith({ outside: 0 })).toContain('Each part lies between its two bounds')
    expect(lateralWith({ outside: 2.5 })).toContain('outside of its two bounds')
    expect(lateralWith({ outside: 2.5 })).toContain('by 2.5 standard errors at most')
  })

  it('helps a part only where that is seen', () => {
    const [part] = cutOffReport().lateral!.parts
    const none = { ...part!, survivalGained: 0, weightHoursSaved: 1, weightHoursError: 1 }
    expect(isHelped(none)).toBe(false)
    expect(isHelped({ ...none, survivalGained: 0.01 })).toBe(true)
    expect(isHelped({ ...none, weightHoursSaved: 3 })).toBe(true)
  })

  it('stands in the explanation of a part that lies in several such pools', () => {
    const explained = renderExplanation(cutOffReport(), 'KX-BBU-5900', 200)
    expect(explained).toContain(
      'If its pools helped each other, each keeping 1 unit: 77.3 ± 1.0 %, simulated; if they were one pool: 78.8 %.',
    )
    expect(renderExplanation(cutOffReport(), 'FO-WDM-40', 200)).not.toContain('helped each other')
    expect(lastingReport().lateral).toBeUndefined()
  })
})
