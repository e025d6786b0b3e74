// A network with one assumption about its parts otherwise: how often they fail, how many are repaired, what they cost.

import { DAYS_A_MONTH } from '#base/calendar.ts'
import type { SparePart } from './spare-parts.ts'
import type { SparesNetwork, Variation } from './spares-network.ts'
import type { Stated } from './stated.ts'

/** What is in repair or being tested on the first day keeps the yield it has. */
export function varyNetwork(network: SparesNetwork, variation: Variation): SparesNetwork {
  const { rateFactor = 1 } = variation
  return {
    ...network,
    parts: network.parts.map((part) => varyPart(part, variation)),
    rates: network.rates.map((rate) =>
      changed(rate, (value) => ({ ...value, failuresPerUnitHour: value.failuresPerUnitHour * rateFactor })),
    ),
  }
}

function varyPart(part: SparePart, variation: Variation): SparePart {
  const { priceFactor = 1, leadTimeMonths = 0, repairYieldFactor = 1, harvestYieldFactor = 1 } = variation
  const days = Math.round(leadTimeMonths * DAYS_A_MONTH)
  return {
    ...part,
    price: changed(part.price, ({ hundredths }) => ({ hundredths: Math.round(hundredths * priceFactor) })),
    leadTimeDays: changed(part.leadTimeDays, (value) => value + days),
    repairYield: changed(part.repairYield, (value) => Math.min(1, value * repairYieldFactor)),
    harvestYield: changed(part.harvestYield, (value) => Math.min(1, value * harvestYieldFactor)),
  }
}

function changed<Value>(stated: Stated<Value> | undefined, change: (value: Value) => Value): Stated<Value> | undefined {
  return stated && { ...stated, value: change(stated.value) }
}
