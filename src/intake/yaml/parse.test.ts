import { describe, expect, test } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { DEEPEST_YAML, formatYamlPath, LARGEST_YAML_BYTES, parseYaml } from './parse.ts'

function tell(text: string): string[] {
  return parseYaml('a.yaml', text).faults.map(describeFault)
}

describe('parsing YAML', () => {
  test('data come as plain values, dates and percentages as text, each with its line', () => {
    const { document, faults } = parseYaml(
      'a.yaml',
      [
        '# comment',
        'rules:',
        '  - id: A',
        '    limit: 35 %',
        '    on: 2020-06-19',
        '  - id: B',
        '    limit: 0.35',
      ].join('\n'),
    )
    expect(faults).toEqual([])
    expect(document!.value).toEqual({
      rules: [
        { id: 'A', limit: '35 %', on: '2020-06-19' },
        { id: 'B', limit: 0.35 },
      ],
    })
    expect(document!.lineOf(['rules', 1])).toBe(6)
    expect(document!.lineOf(['rules', 1, 'limit'])).toBe(7)
    expect(document!.textOf(['rules', 1, 'limit'])).toBe('0.35')
  })

  test('the line of what is not there is that of the nearest place above it', () => {
    const { document } = parseYaml('a.yaml', 'one: 1\ntwo:\n  inner: 2\n')
    expect(document!.lineOf(['two', 'inner', 'deeper', 3])).toBe(3)
    expect(document!.textOf(['two', 'absent'])).toBeUndefined()
    expect(document!.lineOf(['absent'])).toBe(1)
  })

  test('a long block of text is text, however it is indented and whatever it looks like', () => {
    const block = [
      'text: |',
      ...Array.from({ length: 50 }, (_, line) => `  ${line % 2 === 1 ? '    [- ' : ''}line ${line} of the block`),
      'next: 1',
    ]
    const { document, faults } = parseYaml('a.yaml', block.join('\n'))
    expect(faults).toEqual([])
    expect(document!.lineOf(['next'])).toBe(52)
  })

  test('a key that stands twice is a fault on its second line', () => {
    const told = 'a.yaml line 4, key x.a: key stands twice `a`; expected each key once'
    expect(tell('x:\n  a: 1\n  b: 2\n  a: 3\n')).toEqual([told])
    const { document } = parseYaml('a.yaml', 'x:\n  a: 1\n  b: 2\n  a: 3\n')
    expect([document?.value, document?.repeatedKeys.map(describeFault)]).toEqual([{ x: { a: 3, b: 2 } }, [told]])
  })

  test.each([
    ['a bracket', 'a: 1\ntitle: [x\nfoo: bar\n', ['2: `[x`']],
    ['a brace', 'a: {x: 1\n\n\nb: 2\n', ['1: `{x: 1`']],
    ['a bracket in a bracket', 'a: [\n  [1,\n  2\n', ['2: `[1,`', '1: `[`']],
    ['one of two kinds', 'a: {b: 1,\n  c: [1,\n  2}\nc: 1\n', ['2: `[1,`', '1: `{b: 1,`']],
    ['a double quote', 'a: 1\nb: "x\nc: 1\n', ['2: `"x`']],
    ['a single quote', "a: 1\nb: 'x\nc: 1\n", ["2: `'x`"]],
  ])('%s that is not closed is told where it opens', (_, text, places) => {
    const found = parseYaml('a.yaml', text).faults.map(({ line, text: quoted }) => `${line}: \`${quoted}\``)
    expect(found).toEqual(places)
  })

  test('a slip in how lines stand below one another is told once, under each key where there is one', () => {
    const slip = (key: string) =>
      `${key}: none\n  - one: x\n    title: y\n    stops: {repairs: 1}\n\n  - two: x\n    title: y\n`
    const told = (line: number) =>
      `a.yaml line ${line}: not well-formed YAML: more stands after a value, or below it, than belongs to it \`none\`; expected after each key its value on the same line, in quotes where it holds \`: \`, or everything of it indented below`
    expect(tell(`a: 1\n${slip('b')}c: 2\n`)).toEqual([told(2)])
    expect(tell('title: No supply: none\nb: 1\nnote: Not now: later\n')).toEqual([
      expect.stringMatching(/^a\.yaml line 1: .* `No supply: none`; expected after each key its value/),
      expect.stringMatching(/^a\.yaml line 3: .* `Not now: later`; expected after each key its value/),
    ])
  })

  test('several faults of syntax are told at once', () => {
    const faults = tell('a: [1, 2\nb: 1\nb: 2\n"c: 3\n')
    expect(faults.length).toBeGreaterThan(1)
    expect(faults.every((fault) => fault.startsWith('a.yaml line '))).toBe(true)
  })

  test('a second document, a tag and a key that is no text are refused', () => {
    expect(tell('a: 1\n---\nb: 2\n')).toEqual([expect.stringContaining('more than one document')])
    expect(tell('a: !!set {b}\n')).toEqual([
      'a.yaml line 1: tags such as `!!set` are not used here; expected plain YAML',
    ])
    expect(tell('a: !thing b\n')).toEqual([expect.stringContaining('tags such as')])
    expect(tell('? [a, b]\n: 1\n')).toEqual([expect.stringContaining('not well-formed YAML')])
  })

  test('no key reaches a prototype', () => {
    const { document } = parseYaml('a.yaml', '__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n')
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    const value = document!.value as { [key: string]: unknown }
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('aliases are followed, but a small file does not become a large one', () => {
    expect(parseYaml('a.yaml', 'one: &x [1, 2]\ntwo: *x\n').document!.value).toEqual({ one: [1, 2], two: [1, 2] })
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [pair[0], pair[1]]))
      bomb.push(`${to}: &${to} [${Array.from({ length: 10 }, () => `*${from}`).join(',')}]`)
    expect(tell(bomb.join('\n'))).toEqual([expect.stringMatching(/too many (aliases|values)/)])
    expect(tell('a: &a [*a]\n')).toEqual([expect.stringContaining('alias inside what it names')])
    expect(tell('a: *nowhere\n')).toEqual([expect.stringContaining('alias of an anchor that does not exist')])
  })

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['closed brackets', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['braces', '{a: '.repeat(100_000)],
    ['list marks', '- '.repeat(200_000)],
    ['indented lines', Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
    ['one level too many', `a:\n  b:\n    c: ${'['.repeat(DEEPEST_YAML - 1)}${']'.repeat(DEEPEST_YAML - 1)}`],
  ])('nesting by %s is refused before it costs anything', (_, text) => {
    expect(tell(text)).toEqual([expect.stringContaining('nested too deeply')])
  })

  test('a file larger than the limit is refused', () => {
    expect(tell('#'.repeat(LARGEST_YAML_BYTES + 1))).toEqual(['a.yaml: file too large; expected at most 2 MB'])
  })

  test('paths read as people write them', () => {
    expect(formatYamlPath(['rules', 3, 'limit'])).toBe('rules[3].limit')
    expect(formatYamlPath(['sources', 'F 12', 'kind'])).toBe('sources["F 12"].kind')
  })
})
