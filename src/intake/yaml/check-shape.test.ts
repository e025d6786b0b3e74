import fc from 'fast-check'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { checkShape } from './check-shape.ts'
import { parseYaml } from './parse.ts'

const closed = { additionalProperties: false } as const
const Common = { id: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]*$' }), note: Type.Optional(Type.String()) }
const Animal = Type.Union([
  Type.Object({ ...Common, kind: Type.Literal('cat'), lives: Type.Integer({ minimum: 1 }) }, closed),
  Type.Object({ ...Common, kind: Type.Enum(['dog', 'wolf']), barks: Type.Boolean() }, closed),
])
const Nest = Type.Cyclic(
  {
    Nest: Type.Object(
      { egg: Type.Optional(Type.Enum(['white', 'brown'])), in: Type.Optional(Type.Ref('Nest')) },
      closed,
    ),
  },
  'Nest',
)
const Zoo = Type.Object(
  {
    opened: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'first day' }),
    state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
    animals: Type.Array(Animal, { minItems: 1 }),
    nest: Type.Optional(Nest),
    fed: Type.Optional(
      Type.Object(
        {
          share: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'of the day' })),
          times: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
          cost: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
        },
        { ...closed, minProperties: 1 },
      ),
    ),
    prices: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z0-9-]+$' }), Type.Union([Type.String(), Type.Number()]), closed),
    ),
  },
  closed,
)

const GOOD = `opened: 2020-02-29
state: open
animals:
  - {id: TOM, kind: cat, lives: 9}
  - {id: REX, kind: wolf, barks: false}
nest: {egg: white, in: {egg: brown}}
prices: {child: 3.5, adult: seven}
fed: {share: 0.5, times: 2}
`

function tell(text: string): string[] {
  return checkShape(Zoo, parseYaml('zoo.yaml', text).document!).map(describeFault)
}

describe('checking the shape of data', () => {
  test('data of the right shape have no fault', () => {
    expect(tell(GOOD)).toEqual([])
  })

  test.each([
    [
      'missing key',
      GOOD.replace('state: open\n', ''),
      'zoo.yaml line 1, key state: missing key; expected a key `state`: open, closed',
    ],
    [
      'key without value',
      GOOD.replace('state: open', 'state:'),
      'zoo.yaml line 2, key state: missing value; expected open, closed',
    ],
    [
      'misspelt value',
      GOOD.replace('state: open', 'state: opne'),
      'zoo.yaml line 2, key state: unknown value `opne`; expected open, closed; did you mean `open`?',
    ],
    [
      'misspelt key',
      GOOD.replace('note: x', '').replace('{id: TOM,', '{id: TOM, noet: x,'),
      'zoo.yaml line 4, key animals[0].noet: unknown key `noet`; expected id, note, kind, lives; did you mean `note`?',
    ],
    [
      'misspelt kind',
      GOOD.replace('kind: cat', 'kind: catt'),
      'zoo.yaml line 4, key animals[0].kind: unknown value `catt`; expected cat, dog, wolf; did you mean `cat`?',
    ],
    [
      'key of another kind',
      GOOD.replace('lives: 9', 'lives: 9, barks: true'),
      'zoo.yaml line 4, key animals[0].barks: key of another kind than cat `barks`; expected `barks` only where kind is dog, wolf',
    ],
    [
      'kind missing',
      GOOD.replace('kind: cat, ', ''),
      'zoo.yaml line 4, key animals[0].kind: missing key; expected a key `kind`: cat, dog, wolf',
    ],
    [
      'number too small',
      GOOD.replace('lives: 9', 'lives: 0'),
      'zoo.yaml line 4, key animals[0].lives: number too small `0`; expected a whole number, at least 1',
    ],
    [
      'number too large',
      GOOD.replace('times: 2', 'times: 10'),
      'zoo.yaml line 8, key fed.times: number too large `10`; expected a whole number from 1 to 9',
    ],
    [
      'number at an end that is left out',
      GOOD.replace('share: 0.5', 'share: 0'),
      'zoo.yaml line 8, key fed.share: number too small `0`; expected a number above 0, at most 1 (of the day)',
    ],
    [
      'number with nothing above it',
      GOOD.replace('times: 2', 'cost: -1'),
      'zoo.yaml line 8, key fed.cost: number too small `-1`; expected a number above 0',
    ],
    [
      'mapping without the one key it needs',
      GOOD.replace('share: 0.5, times: 2', ''),
      'zoo.yaml line 8, key fed: nothing in it; expected one of the keys share, times, cost',
    ],
    [
      'broken number',
      GOOD.replace('lives: 9', 'lives: 8.5'),
      'zoo.yaml line 4, key animals[0].lives: not a whole number `8.5`; expected a whole number',
    ],
    [
      'number that is none',
      GOOD.replace('child: 3.5', 'child: .nan'),
      'zoo.yaml line 7, key prices.child: not text or a number `.nan`; expected text or a number',
    ],
    [
      'number for a text',
      GOOD.replace('id: TOM', 'id: 12'),
      'zoo.yaml line 4, key animals[0].id: not text `12`; expected capital letters, digits and hyphens, such as `UK-DVD-CORE`, in quotes',
    ],
    [
      'text of the wrong form',
      GOOD.replace('id: TOM', 'id: tom cat'),
      'zoo.yaml line 4, key animals[0].id: not of the right form `tom cat`; expected capital letters, digits and hyphens, such as `UK-DVD-CORE`',
    ],
    [
      'date of the wrong form',
      GOOD.replace('2020-02-29', '29.2.2020'),
      'zoo.yaml line 1, key opened: not a date `29.2.2020`; expected a date YYYY-MM-DD (first day)',
    ],
    [
      'date that does not exist',
      GOOD.replace('2020-02-29', '2021-02-29'),
      'zoo.yaml line 1, key opened: no such date `2021-02-29`; expected a day that exists, between 1900 and 2199',
    ],
    [
      'text for a truth value',
      GOOD.replace('barks: false', 'barks: no'),
      'zoo.yaml line 5, key animals[1].barks: not `true` or `false` `no`; expected `true` or `false`',
    ],
    [
      'mapping for a list',
      `${GOOD.split('animals')[0]}animals: {id: TOM}\n`,
      'zoo.yaml line 3, key animals: not a list; expected a list',
    ],
    [
      'list too short',
      `${GOOD.split('animals')[0]}animals: []\n`,
      'zoo.yaml line 3, key animals: list is too short; expected at least 1 entry',
    ],
    [
      'fault deep inside',
      GOOD.replace('brown', 'browm'),
      'zoo.yaml line 6, key nest.in.egg: unknown value `browm`; expected white, brown; did you mean `brown`?',
    ],
    [
      'name of the wrong form',
      GOOD.replace('child:', 'Child:'),
      'zoo.yaml line 7, key prices.Child: name not of the right form `Child`; expected small letters, digits and hyphens, such as `high-risk`; did you mean `child`?',
    ],
  ])('%s is told with its line, its text and what is expected', (_, text, told) => {
    expect(tell(text)).toEqual([told])
  })

  test('every fault is told at once', () => {
    const many = Array.from({ length: 50 }, (_, index) => `  - {id: A${index}, kind: cat, lives: none}`).join('\n')
    expect(tell(`opened: 2020-02-29\nstate: open\nanimals:\n${many}\n`)).toHaveLength(50)
  })

  test('a mapping of an unknown kind is still checked for the keys of every kind', () => {
    expect(tell(GOOD.replace('kind: cat', 'kind: elephant').replace('{id: TOM,', '{id: tom, trunk: 1,'))).toEqual([
      expect.stringContaining('animals[0].kind: unknown value `elephant`'),
      expect.stringContaining('animals[0].id: not of the right form'),
      expect.stringContaining('animals[0].trunk: unknown key'),
    ])
  })

  test('what stands under a name of the wrong form is checked all the same', () => {
    expect(tell(GOOD.replace('child: 3.5', 'Child!: [1]'))).toEqual([
      expect.stringContaining('prices["Child!"]: name not of the right form'),
      expect.stringContaining('prices["Child!"]: not text or a number'),
    ])
  })

  test('an empty file is one fault', () => {
    expect(tell('')).toEqual(['zoo.yaml: nothing in the file; expected the keys opened, state, animals'])
  })

  test('a schema that says more than is understood is a bug, not a pass', () => {
    const { document } = parseYaml('a.yaml', 'a: 1\n')
    expect(() => checkShape(Type.Object({ a: Type.Integer({ multipleOf: 2 }) }), document!)).toThrow('multipleOf')
  })

  test('it finds fault exactly where the schema does, whatever is changed', () => {
    const good = parseYaml('zoo.yaml', GOOD).document!.value
    const spots = listSpots(good)
    const replacement = fc.oneof(
      fc.constantFrom(null, true, 7, 0, 1.5, 1, 9, 'open', 'cat', 'dog', 'white', '2020-01-01', 'X', [], {}, ['a'], {
        kind: 'dog',
      }),
      fc.jsonValue({ maxDepth: 2 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...spots),
        fc.option(fc.constantFrom('id', 'kind', 'zz', 'egg', 'cost')),
        replacement,
        (spot, key, value) => {
          const changed = JSON.parse(JSON.stringify(good)) as typeof good
          let holder = changed as { [step: string | number]: unknown }
          for (const step of spot.slice(0, -1)) holder = holder[step] as typeof holder
          const last = spot.at(-1)!
          if (key !== null && typeof holder[last] === 'object')
            (holder[last] as { [key: string]: unknown })[key] = value
          else holder[last] = value
          const document = {
            name: 'zoo.yaml',
            value: changed,
            lineOf: () => 1,
            textOf: () => undefined,
            repeatedKeys: [],
          }
          const hasBlankText = JSON.stringify(changed).match(/"\s*"/) !== null
          fc.pre(!hasBlankText)
          expect(checkShape(Zoo, document).length === 0).toBe(Value.Check(Zoo, changed))
        },
      ),
      { numRuns: 500 },
    )
  })
})

function listSpots(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  const inner = Object.entries(value).flatMap(([key, entry]) =>
    listSpots(entry, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return path.length === 0 ? inner : [[...path], ...inner]
}
