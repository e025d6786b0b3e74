// Whether the licences of the operator are ones that some pack asks for: of one written another way a rule would say that
// it does not apply.

import { nearestName } from '#base/near-name.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { isFrequency, plainBand } from '#model/plain-name.ts'
import type { RulePack } from '#model/rule.ts'
import type { Manifest } from '#model/workspace.ts'

/**
 * One warning for each licence that none of the packs knows. Operators hold bands of which no rule speaks: a frequency is
 * told only where rules ask for frequencies and the operator has none of those.
 */
export function checkLicences(
  { licences = [] }: Manifest['operator'],
  packs: readonly RulePack[],
  report: (fault: Fault) => void,
): void {
  const asked = [...new Set(packs.flatMap(licencesAskedBy))].sort()
  const known = new Set(asked.map(plainBand))
  const isKnown = (name: string): boolean => known.has(plainBand(name))
  const missesEveryBand = asked.some(isFrequency) && !licences.some((one) => isFrequency(one) && isKnown(one))
  for (const [index, licence] of licences.entries()) {
    if (asked.length === 0 || isKnown(licence)) continue
    if (isFrequency(licence) && !missesEveryBand) continue
    const nearest = nearestName(licence, asked)
    report({
      code: 'unknown-reference',
      severity: 'warning',
      file: 'mainstay.yaml',
      column: `operator.licences[${index}]`,
      text: quoteForFault(licence),
      problem: 'no rule of the packs judged asks for the licence',
      expected: `${asked.map((name) => `\`${name}\``).join(', ')}, if one of these is meant`,
      ...(nearest === undefined ? {} : { didYouMean: nearest }),
    })
  }
}

function licencesAskedBy({ addressees, rules }: RulePack): string[] {
  return [addressees, ...rules.map((rule) => rule.addressees)].flatMap((one) => one?.licences ?? [])
}
