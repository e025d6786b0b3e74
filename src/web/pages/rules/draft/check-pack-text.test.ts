import { describe, expect, test } from 'vitest'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { runExamples } from '#engine/rules/index.ts'
import { checkDraftPack } from '#intake/rule-pack/draft-pack.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { checkPackText } from './check-pack-text.ts'
import { writePackTemplate } from './pack-template.ts'

const TAKEN = new Set(['uk-dvd-2022'])
const TEMPLATE = writePackTemplate('lower-cap')

describe('the template of a draft of rules', () => {
  test('can be judged as it stands, and its example holds', () => {
    expect(checkPackText(TEMPLATE, TAKEN)).toEqual([])
    expect(checkDraftPack('lower-cap.yaml', TEMPLATE, TAKEN)).toEqual([])
    const { pack } = readRulePack('lower-cap.yaml', TEMPLATE)
    const book = buildVendorBook([{ vendors: ['Huawei', 'Nokia'].map((name) => ({ id: name.toLowerCase(), name })) }])
    expect(runExamples(pack!, book).map(({ problems }) => problems)).toEqual([[]])
  })

  test('bears the name of the draft, also one that reads as a number', () => {
    expect(readRulePack('2026.yaml', writePackTemplate('2026')).pack!.pack).toBe('2026')
  })
})

describe('a draft of rules being typed', () => {
  test('is told once, on its line, that it must propose, and bear a name of its own', () => {
    const text = TEMPLATE.replace('status: proposed', 'status: in-force').replace('"lower-cap"', 'uk-dvd-2022')
    expect(checkPackText(text, TAKEN)).toEqual([
      {
        line: 2,
        isError: true,
        problem: '`pack` is `uk-dvd-2022`, as another pack is called already: give the draft a name of its own',
      },
      {
        line: 10,
        isError: true,
        problem: '`status` is `in-force`, and a draft binds nobody: write `proposed`',
      },
    ])
  })

  test('is told one fault of a status there is none such', () => {
    const faults = checkPackText(TEMPLATE.replace('status: proposed', 'status: soon'), TAKEN)
    expect(faults.map(({ line }) => line)).toEqual([10])
  })
})
