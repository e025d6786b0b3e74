// What a survival asked of many points together asks of each, were they independent: more than one thinks.

import { exp, log } from '#base/elementary.ts'
import type { PartResult, SparesReport } from '#model/spares-report.ts'

/** Of the network, or of the vendor with most of them; undefined: asked of each part, or of one point alone. */
export function manyTogether(
  { parts, vendors }: Pick<SparesReport, 'parts' | 'vendors'>,
  { survival, per }: SparesReport['scenario']['target'],
): SparesReport['scenario']['together'] {
  if (survival === undefined || per === 'part') return undefined
  const pointsOf = (isMeant: (part: PartResult) => boolean): number =>
    parts.filter(isMeant).reduce((sum, { pools }) => sum + pools.length, 0)
  const points =
    per === 'network'
      ? pointsOf(() => true)
      : Math.max(0, ...vendors.map(({ vendor }) => pointsOf(({ summedUnder }) => summedUnder === vendor)))
  return points < 2 ? undefined : { points, each: exp(log(survival) / points) }
}
