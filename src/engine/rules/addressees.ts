// Whether a rule speaks to this operator: yes, no, or not to be told from what is stated.

import { MAYBE, YES } from '#base/trilean.ts'
import { askAny, askBand } from '#model/ask-class.ts'
import { OwnNames } from '#model/own-names.ts'
import { isLikeBand, plainBand } from '#model/plain-name.ts'
import type { Addressees, Rule, RulePack } from '#model/rule.ts'
import type { Manifest } from '#model/workspace.ts'

export interface Addressing {
  readonly answer: 'yes' | 'no' | 'unknown'
  readonly why: string
}

export function isAddressed(pack: RulePack, rule: Rule, operator: Manifest['operator']): Addressing {
  for (const addressees of [pack.addressees, rule.addressees]) {
    if (!addressees) continue
    const addressing = meets(addressees, pack, operator)
    if (addressing.answer !== 'yes') return addressing
  }
  return { answer: 'yes', why: '' }
}

function meets(addressees: Addressees, pack: RulePack, operator: Manifest['operator']): Addressing {
  const isNamed = lineageOf(pack).some((name) => operator.addressedBy?.includes(name) ?? false)
  const own = new OwnNames(operator)
  if (addressees.operators && !isNamed && !addressees.operators.some((name) => own.has(name))) {
    if (addressees.incomplete) {
      return {
        answer: 'unknown',
        why: `needs to be told whether ${pack.instrument.name} addresses ${operator.name}: not all it names are known here (${sayRemedy(pack)})`,
      }
    }
    return {
      answer: 'no',
      why: `${pack.instrument.name} addresses named operators, and ${operator.name} is not among them`,
    }
  }
  if (addressees.tiers) {
    if (operator.tier === undefined)
      return { answer: 'unknown', why: 'needs the operator’s tier (`operator.tier` in mainstay.yaml)' }
    if (!addressees.tiers.includes(operator.tier)) {
      return {
        answer: 'no',
        why: `addresses tier ${addressees.tiers.join(' and ')}; ${operator.name} is tier ${operator.tier}`,
      }
    }
  }
  if (addressees.licences && !isNamed) {
    if (operator.licences === undefined)
      return { answer: 'unknown', why: 'needs the operator’s licences (`operator.licences` in mainstay.yaml)' }
    const holds = askBand(addressees.licences.map(plainBand), operator.licences.filter(isLikeBand).map(plainBand))
    const isHeld = askAny(addressees.licences.map(plainBand), operator.licences.map(plainBand)) === YES
    if (!isHeld && holds === MAYBE) {
      return {
        answer: 'unknown',
        why: `needs the operator’s licences named as the rule names them: ${sayNames(addressees.licences)} may be among ${sayNames(operator.licences)}`,
      }
    }
    if (!isHeld) {
      return {
        answer: 'no',
        why: `addresses who holds ${sayNames(addressees.licences)}, and ${operator.name} states no such licence`,
      }
    }
  }
  return { answer: 'yes', why: '' }
}

/** The pack it was written from by whose name alone it is taken to address the operator; undefined where it is not. */
export function addressedAs(pack: RulePack, operator: Manifest['operator']): string | undefined {
  const named = lineageOf(pack).find((name) => operator.addressedBy?.includes(name))
  if (named === undefined || named === pack.pack) return undefined
  const own = new OwnNames(operator)
  const hangsOnName = ({ operators, licences }: Addressees): boolean =>
    licences !== undefined || (operators !== undefined && !operators.some((name) => own.has(name)))
  const addressees = [pack, ...pack.rules].flatMap((one) => one.addressees ?? [])
  return addressees.some(hangsOnName) ? named : undefined
}

/** The pack, and those it was written from. */
function lineageOf({ pack, basedOn = [] }: RulePack): readonly string[] {
  return [pack, ...basedOn]
}

function sayRemedy(pack: RulePack): string {
  const list = `list ${lineageOf(pack).at(-1)} under \`operator.addressedBy\` in mainstay.yaml if it does`
  return pack.status === 'proposed' && pack.basedOn === undefined
    ? `${list}, or say under \`basedOn\` of the draft which pack it was written from`
    : list
}

function sayNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' or ')
}
