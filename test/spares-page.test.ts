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

/** With as many digits as the page gives, number by number. */
function roundedAs(stated: string, found: unknown): unknown {
  const digits = (stated.match(/-?\d+(\.\d+)?/g) ?? []).map((number) => number.split('.')[1]?.length ?? 0)
  let index = 0
  const round = (one: unknown): unknown => {
    if (typeof one === 'number') return Number(one.toFixed(digits[index++]))
    if (Array.isArray(one)) return one.map(round)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, round(inner)]))
  }
  return round(found)
}

const examples = examplesOf(PAGE)

it('the page has examples, and each line of them states a value', () => {
  expect(examples.length).toBeGreaterThan(50)
  expect(examples.filter(({ stated }) => stated === undefined)).toEqual([])
})

it.each(examples.map((example, index) => ({ ...example, index })))(
  '$expression is $stated',
  ({ expression, stated, index }) => {
    const definitions = examples.slice(0, index + 1).map((one) => one.definitions)
    expect(roundedAs(stated, evaluate(definitions, expression))).toEqual(JSON.parse(stated))
  },
)
