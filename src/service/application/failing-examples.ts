// Whether the examples of a rule pack that is being written hold, of those in whose text nothing else is wrong.

import { runExamples } from '#engine/rules/index.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { loadVendors } from '../load-packs.ts'
import { Remembered } from './remembered.ts'

export interface PackText {
  readonly name: string
  readonly text: string
  /** The files of the snapshot whose vendors it names, which never change; undefined: there is none, and the shipped ones count. */
  readonly inputs: string | undefined
}

const books = new Remembered<VendorBook>(4)

/** A warning for each that does not hold. Nothing where the pack cannot be read. */
export async function findFailingExamples({ name, text, inputs }: PackText): Promise<readonly Fault[]> {
  const file = `${name}.yaml`
  const { pack, lineOf } = readRulePack(file, text)
  if (!pack) return []
  // What is wrong with the vendors of the workspace is told where they are.
  const book = await books.get(inputs ?? '', async () => (await loadVendors(inputs, () => undefined)).book)
  const places = pack.rules.flatMap(({ examples }, rule) =>
    examples.map((_, index) => `rules[${rule}].examples[${index}]`),
  )
  return runExamples(pack, book).flatMap(({ passed, rule, example, problems }, index): Fault[] => {
    if (passed) return []
    return [
      {
        code: 'contradiction',
        severity: 'warning',
        file,
        line: lineOf(places[index]!),
        column: `rule ${rule}`,
        text: quoteForFault(example),
        problem: `${problems.join(', ')}; so the rule judges otherwise than its example`,
        expected: 'examples that hold',
      },
    ]
  })
}
