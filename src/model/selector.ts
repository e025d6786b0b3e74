// Names some elements by what they are: `vendor=Huawei; function=ran.5g; region=Wales|Scotland`.
//
// Used where a person writes one row for many elements: plan.csv, waivers.csv, authorisations.csv, interchange.csv. All
// conditions must hold, and for certain: what is not known is not selected.

import { nearestName } from '#base/near-name.ts'
import type { CellProblem } from './column.ts'
import { quoteForFault } from './fault.ts'
import { FUNCTION_IDS, TECHNOLOGIES } from './network-function.ts'
import { ELEMENT_KINDS } from './tables.ts'

export const SELECTOR_KEYS = [
  'element',
  'site',
  'vendor',
  'function',
  'technology',
  'band',
  'region',
  'product',
  'tag',
  'siteTag',
  'kind',
] as const
export type SelectorKey = (typeof SELECTOR_KEYS)[number]

/** Each key with the values of which one must hold. `function` means the node or below; `vendor` any supplier role, by resolved vendor. */
export type Selector = ReadonlyMap<SelectorKey, readonly string[]>

/** What is wrong with a selector, and with which part of it. */
export type SelectorProblem = CellProblem & { readonly text: string }
export type SelectorReading = { readonly value: Selector } | { readonly problem: SelectorProblem }

function refuse(
  problem: string,
  text: string,
  known: readonly string[] = [],
  expected = 'conditions such as `vendor=Huawei; function=ran.5g; region=Wales|Scotland`',
): SelectorReading {
  const didYouMean = nearestName(text, known)
  const suggestion = didYouMean === undefined ? {} : { didYouMean }
  return { problem: { code: 'invalid-value', problem, text: quoteForFault(text), expected, ...suggestion } }
}

/** Keys that have words of their own: a misspelled one would select nothing, in silence. */
const VOCABULARY: {
  readonly [key in SelectorKey]?: {
    readonly what: string
    readonly words: readonly string[]
    readonly expected: string
  }
} = {
  function: { what: 'network function', words: FUNCTION_IDS, expected: 'a node of the function tree' },
  technology: { what: 'technology', words: TECHNOLOGIES, expected: `one of ${TECHNOLOGIES.join(', ')}` },
  kind: { what: 'kind', words: ELEMENT_KINDS, expected: `one of ${ELEMENT_KINDS.join(', ')}` },
}

/** Reads a selector; `*` selects every element. */
export function readSelector(text: string): SelectorReading {
  const selector = new Map<SelectorKey, readonly string[]>()
  if (text.trim() === '*') return { value: selector }
  for (const part of text.split(';')) {
    const condition = part.trim()
    if (condition === '') continue
    const equals = condition.indexOf('=')
    if (equals < 1) return refuse('selector condition without an equals sign', condition)
    const key = condition.slice(0, equals).trim() as SelectorKey
    if (!SELECTOR_KEYS.includes(key)) return refuse('unknown selector key', key, SELECTOR_KEYS)
    if (selector.has(key)) return refuse('selector key stands twice', key)
    const values = condition
      .slice(equals + 1)
      .split('|')
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (values.length === 0) return refuse('selector key without a value', key)
    const vocabulary = VOCABULARY[key]
    const stranger = vocabulary && values.find((value) => !vocabulary.words.includes(value))
    if (stranger !== undefined)
      return refuse(`unknown ${vocabulary!.what}`, stranger, vocabulary!.words, vocabulary!.expected)
    selector.set(key, values)
  }
  return selector.size === 0 ? refuse('empty selector', text) : { value: selector }
}
