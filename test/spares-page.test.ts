// The numbers of docs/models/spares.md, each recomputed from the library as a reader would.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as spares from '#engine/spares/index.ts'

const PAGE = readFileSync('docs/models/spares.md', 'utf8')

/** Expressions with the value the page gives, and the definitions of their block that they rest on. */
function examplesOf(page: string): { definitions: string; expression: string; stated: string }[] {
  return [...page.matchAll(/```js\n([^`]*)```/g)].flatMap(([, block]) => {
    const lines = block!.trim().split('\n')
    const definitions = lines.filter((line) => line.startsWith('const ')).join('\n')
    return lines
      .filter((line) => !line.startsWith('const '))
      .map((line) => {
        const [expression, stated] = line.split(' // ') as [string, string]
        return { definitions, expression, stated }
      })
  })
}

/** The definitions of earlier blocks hold on, as they do for a reader. */
function evaluate(definitions: readonly string[], expression: string): unknown {
  const body = `${[...new Set(definitions)].join('\n')}\nreturn (${expression})`
  // oxlint-disable-next-line typescript/no-implied-eval -- the page is part of the project, and its examples are code
  return (new Function(...Object.keys(spares), body) as (...all: unknown[]) => unknown)(...Object.values(spares))
}

/** With all the digits the page gives, the last one rounded. */
function expectAsStated(found: unknown, stated: string): void {
  const numbers = (text: string) => text.match(/-?\d+(\.\d+)?/g) ?? []
  const said = JSON.parse(stated) as unknown
  const flat = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(flat) : [value]
  const [all, expected] = [flat(found), flat(said)]
  expect(all.length).toBe(expected.length)
  for (const [index, one] of all.entries()) {
    const digits = numbers(stated)[index]?.split('.')[1]?.length ?? 0
    expect(typeof one === 'number' ? Number(one.toFixed(digits)) : one).toBe(expected[index])
  }
}

const examples = examplesOf(PAGE)

it('the page has examples, and each line of them states a value', () => {
  expect(examples.length).toBeGreaterThan(50)
  expect(examples.filter(({ stated }) => stated === undefined)).toEqual([])
})

it.each(examples.map(({ expression, stated }, index) => [expression, stated, index] as const))(
  '%s is %s',
  (expression, stated, index) => {
    const definitions = examples.slice(0, index + 1).map((one) => one.definitions)
    expectAsStated(evaluate(definitions, expression), stated)
  },
)
