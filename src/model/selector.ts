// Names some elements by what they are: `vendor=Huawei; function=ran.5g; region=Wales|Scotland`.
//
// Used where a person writes one row for many elements: plan.csv, waivers.csv, authorisations.csv. All conditions must
// hold, and for certain: what is not known is not selected.

import { nearestName } from '#base/near-name.ts'
import type { CellProblem, Reading } from './column.ts'
import { isFunctionId } from './network-function.ts'

export const SELECTOR_KEYS = [
  'element',
  'site',
  'vendor',
  'function',
  'technology',
  'region',
  'product',
  'tag',
  'siteTag',
  'kind',
] as const
export type SelectorKey = (typeof SELECTOR_KEYS)[number]

/** Each key with the values of which one must hold. `function` means the node or below; `vendor` any supplier role, by resolved vendor. */
export type Selector = ReadonlyMap<SelectorKey, readonly string[]>

function refuse(problem: string, didYouMean?: string): { problem: CellProblem } {
  const expected = 'conditions such as `vendor=Huawei; function=ran.5g; region=Wales|Scotland`'
  return { problem: { code: 'invalid-value', problem, expected, ...(didYouMean === undefined ? {} : { didYouMean }) } }
}

/** Reads a selector; `*` selects every element. */
export function readSelector(text: string): Reading<Selector> {
  const selector = new Map<SelectorKey, readonly string[]>()
  if (text.trim() === '*') return { value: selector }
  for (const part of text.split(';')) {
    const condition = part.trim()
    if (condition === '') continue
    const equals = condition.indexOf('=')
    if (equals < 1) return refuse(`selector condition without \`=\`: \`${condition}\``)
    const key = condition.slice(0, equals).trim() as SelectorKey
    if (!SELECTOR_KEYS.includes(key)) return refuse(`unknown selector key \`${key}\``, nearestName(key, SELECTOR_KEYS))
    if (selector.has(key)) return refuse(`selector key \`${key}\` stands twice`)
    const values = condition
      .slice(equals + 1)
      .split('|')
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (values.length === 0) return refuse(`selector key \`${key}\` has no value`)
    if (key === 'function') {
      const unknown = values.find((value) => !isFunctionId(value))
      if (unknown !== undefined) return refuse(`unknown network function \`${unknown}\``)
    }
    selector.set(key, values)
  }
  return selector.size === 0 ? refuse('empty selector') : { value: selector }
}
