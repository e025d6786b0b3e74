import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { checkDraftPack, draftFromPack } from './draft-pack.ts'

const PACK = `# Why it is as it is.
title: 'Caps: the ''old'' ones' # as printed
pack:   old-caps   # its file is named so
status: "in-force"
force: binding
rules: []
`

describe('a draft begun from a pack', () => {
  it('proposes the same under its own name, and keeps layout and comments', () => {
    expect(draftFromPack(PACK, 'new-caps', new Set(['old-caps']))).toBe(`# Why it is as it is.
title: "Caps: the 'old' ones, draft new-caps" # as printed
basedOn: [old-caps]
pack:   new-caps   # its file is named so
status: proposed
force: proposal
rules: []
`)
  })

  it('gets another name where a pack has that of the draft already', () => {
    const nameIn = (taken: readonly string[]) =>
      /pack: +(\S+)/.exec(draftFromPack(PACK, 'old-caps', new Set(taken)))![1]
    expect(nameIn(['old-caps'])).toBe('old-caps-draft')
    expect(nameIn(['old-caps', 'old-caps-draft'])).toBe('old-caps-draft-2')
  })

  it('stays text where a name reads as a number', () => {
    expect(draftFromPack(PACK, '2026', new Set())).toContain('pack:   "2026"   #')
  })

  it('says what it was begun from, and what that one was', () => {
    const begun = (text: string) => draftFromPack(text, 'new', new Set())
    expect(begun('{pack: old, rules: []}\n')).toBe('{basedOn: [old], pack: new, rules: []}\n')
    expect(begun('pack: old\nbasedOn: [older] # why\nrules: []\n')).toBe(
      'pack: new\nbasedOn: [old, older] # why\nrules: []\n',
    )
    expect(begun('basedOn:\n  - older\n  - oldest\npack: old\n')).toBe('basedOn:\n  [old, older, oldest]\npack: new\n')
  })

  it('leaves a text that is no pack as it is', () => {
    for (const text of ['', '- a\n- b\n', 'pack: [\n', 'pack:\nstatus: {a: b}\n'])
      expect(draftFromPack(text, 'x', new Set())).toBe(text)
  })
})

describe('a draft of a pack', () => {
  it('is at fault where it says that it is in force, or bears the name of another', () => {
    const told = checkDraftPack('draft.yaml', PACK, new Set(['old-caps'])).map(describeFault)
    expect(told).toContain(
      'draft.yaml line 3, key pack: another pack has this name `old-caps`; expected a name of its own',
    )
    expect(told).toContain(
      'draft.yaml line 4, key status: not the status of a draft, which binds nobody `in-force`; expected `proposed`',
    )
    expect(told.filter((fault) => /key (status|pack)/.test(fault))).toHaveLength(2)
  })

  it('is told one fault of a status there is none such', () => {
    const told = checkDraftPack('draft.yaml', PACK.replace('"in-force"', 'proposd'), new Set()).map(describeFault)
    expect(told.filter((fault) => fault.includes('key status'))).toEqual([
      expect.stringContaining('did you mean `proposed`?'),
    ])
  })

  it('is told what it says it was written from and nobody knows', () => {
    const draft = PACK.replace('old-caps', 'new-caps').replace('"in-force"', 'proposed')
    const told = (basedOn: string) =>
      checkDraftPack('draft.yaml', `basedOn: [${basedOn}]\n${draft}`, new Set(['old-caps']))
        .map(describeFault)
        .filter((fault) => fault.includes('basedOn'))
    expect(told('old-caps')).toEqual([])
    expect(told('old-caps, old-cap')).toEqual([
      'draft.yaml line 1, key basedOn[1]: unknown rule pack `old-cap`; expected one of the packs shipped, or of the workspace; did you mean `old-caps`?',
    ])
  })

  it('that proposes under a name of its own has neither', () => {
    const draft = draftFromPack(PACK, 'new-caps', new Set(['old-caps']))
    const told = checkDraftPack('draft.yaml', draft, new Set(['old-caps'])).map(describeFault)
    expect(told.filter((fault) => /key (status|pack)/.test(fault))).toEqual([])
  })
})
