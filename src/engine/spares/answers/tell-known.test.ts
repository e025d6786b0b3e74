import { describe, expect, it } from 'vitest'
import { answered, type Changed, changedRow } from '../fixtures/small-network.ts'
import { tellKnown } from './tell-known.ts'

const told = (changed: Changed) => tellKnown(answered(changed))
const NO_RATE = { parts: changedRow('parts', 0, { failuresFit: '' }) }

describe('what is told of all parts together', () => {
  it('is that it is not known, where of no unit in service anybody says how often it fails', () => {
    const { network, purchase, frontier, swings, joint } = told(NO_RATE)
    expect(network).toBeNull()
    expect(purchase).toMatchObject({ isReached: null, networkSurvival: null, buys: [] })
    expect([frontier, swings.assumptions, joint.replications]).toEqual([[], [], 0])
  })

  it('is as little where of no element anybody says what it carries', () => {
    expect(told({ units: [] }).network).toBeNull()
    expect(told({ units: [{ element: 'E-N', part: 'OTHER', quantity: 3 }] }).network).toBeNull()
  })

  it('is that all survive where no unit is in service at all, and of what is known where something is', () => {
    const none = told({
      units: [
        { element: 'E-N', part: 'RRU', quantity: 0 },
        { element: 'E-S', part: 'RRU', quantity: 0 },
      ],
    })
    expect(none.network!.survivalAtEnd).toBe(1)
    expect(none.purchase).toMatchObject({ isReached: true, networkSurvival: 1 })
    const parts = [...changedRow('parts', 0, {}), { part: 'FAN', manufacturer: 'Huawei' }]
    const units = [
      { element: 'E-N', part: 'RRU', quantity: 100 },
      { element: 'E-N', part: 'FAN', quantity: 100 },
    ]
    expect(told({ parts, units }).network!.survivalAtEnd).toBeLessThan(1)
  })
})

describe('what is bought of a part of which nobody says how long an order takes', () => {
  const parts = (leadTimeDays: number | '') => changedRow('parts', 0, { leadTimeDays })

  it('comes on a day nobody knows, and whether it reaches the target neither', () => {
    const { purchase } = told({ parts: parts('') })
    expect(purchase.buys.length).toBeGreaterThan(0)
    for (const { arrivesOn, caution } of purchase.buys) {
      expect(arrivesOn).toBeNull()
      expect(caution).toContain('nobody says how long an order takes')
    }
    expect(purchase.isReached).toBeNull()
    expect(told({ parts: parts(0) }).purchase).toMatchObject({
      isReached: true,
      buys: [{ arrivesOn: '2021-01-01' }, {}],
    })
  })

  it('is surely not enough where it would not be even if it came at once', () => {
    const few = changedRow('parts', 0, { leadTimeDays: '', maximumOrder: 1 })
    expect(told({ parts: few }).purchase.isReached).toBe(false)
  })
})
