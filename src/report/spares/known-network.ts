// How all parts together fare, where that is known.

import type { Lasting, LostOnce, SparesReport } from '#model/spares-report.ts'

/** Asked only of a report in which something is reckoned. */
export function knownNetwork({ network }: Pick<SparesReport, 'network'>): Lasting {
  if (network === null) throw new Error('asked how all parts fare of a report in which nothing is known')
  return network
}

/** The same of what is lost where each site counts once. */
export function knownOnce({ eachSiteOnce }: Pick<SparesReport, 'eachSiteOnce'>): LostOnce {
  if (eachSiteOnce === null) throw new Error('asked what is lost of a report in which nothing is known')
  return eachSiteOnce
}
