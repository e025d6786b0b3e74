// What lists named as examples of a difference, each kind of difference named once.

import { groupBy } from '../group-by.ts'

/** `on the network only: GX; in the inventory only: G5, G9`, of `in the inventory only: G5` and its like. */
export function joinExamples(examples: readonly string[]): string {
  const groups = groupBy(examples, (example) => example.slice(0, example.indexOf(': ') + 1))
  return [...groups]
    .map(
      ([lead, alike]) =>
        `${lead}${lead === '' ? '' : ' '}${alike.map((one) => one.slice(lead.length).trim()).join(', ')}`,
    )
    .join('; ')
}
