import { describe, expect, test } from 'vitest'
import { countUnsaved, dropUnsaved, listUnsaved, type Shelf, UnsavedShelf, type UnsavedWords } from './unsaved-words.ts'

function emptyShelf(): Shelf {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    key: (index: number) => [...held.keys()][index] ?? null,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  }
}

const ada = { organisation: 'north', person: 'ada' }
const bo = { organisation: 'north', person: 'bo' }
const DRAFT = 'workspace/draft'
const wordsOf = (text: string, at = '2026-11-23T10:00:00.000Z'): UnsavedWords => ({ text, over: '1', name: 'ours', at })
const NONE: ReadonlySet<string> = new Set()

describe('unsaved words that the browser keeps', () => {
  test('are of one person in one organisation', () => {
    const shelf = emptyShelf()
    new UnsavedShelf(shelf, ada, DRAFT, 'a').keep(wordsOf('private'))
    for (const other of [bo, { ...ada, organisation: 'south' }]) {
      const theirs = new UnsavedShelf(shelf, other, DRAFT, 'a')
      expect(theirs.read()).toBeUndefined()
      expect(theirs.ofClosedTabs(NONE)).toEqual([])
    }
  })

  test('tell of what there are some, in whichever tab, to whoever typed them', () => {
    const shelf = emptyShelf()
    expect(listUnsaved(shelf, ada)).toEqual(new Set())
    new UnsavedShelf(shelf, ada, DRAFT, 'a').keep(wordsOf('of a'))
    new UnsavedShelf(shelf, ada, DRAFT, 'b').keep(wordsOf('of b'))
    new UnsavedShelf(shelf, ada, 'workspace/mainstay.yaml', 'b').keep(wordsOf('of b'))
    expect(listUnsaved(shelf, ada)).toEqual(new Set([DRAFT, 'workspace/mainstay.yaml']))
    expect(listUnsaved(shelf, bo)).toEqual(new Set())
    new UnsavedShelf(shelf, ada, DRAFT, 'a').drop()
    expect(listUnsaved(shelf, ada).has(DRAFT)).toBe(true)
    new UnsavedShelf(shelf, ada, DRAFT, 'b').drop()
    expect(listUnsaved(shelf, ada).has(DRAFT)).toBe(false)
  })

  test('of one tab are neither shown to another that is open nor lost by its save', () => {
    const shelf = emptyShelf()
    const [one, other] = ['a', 'b'].map((tab) => new UnsavedShelf(shelf, ada, DRAFT, tab)) as [
      UnsavedShelf,
      UnsavedShelf,
    ]
    one.keep(wordsOf('of a'))
    other.keep(wordsOf('of b'))
    one.settle('of a', '2')
    expect(one.read()).toBeUndefined()
    expect(other.read()).toEqual(wordsOf('of b'))
    expect(one.ofClosedTabs(new Set(['a', 'b']))).toEqual([])
  })

  test('of tabs that are closed are offered, the latest first, and those set aside too', () => {
    const shelf = emptyShelf()
    new UnsavedShelf(shelf, ada, DRAFT, 'a').keep(wordsOf('early', '2026-11-23T09:00:00.000Z'))
    new UnsavedShelf(shelf, ada, DRAFT, 'b').keep(wordsOf('late'))
    new UnsavedShelf(shelf, ada, `${DRAFT}-of-another`, 'b').keep(wordsOf('elsewhere'))
    const now = new UnsavedShelf(shelf, ada, DRAFT, 'c')
    now.setAside(wordsOf('aside', '2026-11-23T11:00:00.000Z'))
    expect(now.ofClosedTabs(NONE).map(({ words }) => words.text)).toEqual(['aside', 'late', 'early'])
    expect(now.read()).toBeUndefined()
  })

  test('what was typed after a save was sent is kept, over what was saved', () => {
    const one = new UnsavedShelf(emptyShelf(), ada, DRAFT, 'a')
    one.keep(wordsOf('sent and more'))
    one.settle('sent', '2')
    expect(one.read()).toEqual({ ...wordsOf('sent and more'), over: '2' })
  })

  test('go with the person who signs out, from all organisations, and those of others stay', () => {
    const shelf = emptyShelf()
    const elsewhere = { ...ada, organisation: 'south' }
    for (const writer of [ada, elsewhere, bo]) new UnsavedShelf(shelf, writer, DRAFT, 'a').keep(wordsOf('mine'))
    expect(countUnsaved(shelf, 'ada')).toBe(2)
    dropUnsaved(shelf, 'ada')
    expect(countUnsaved(shelf, 'ada')).toBe(0)
    expect(new UnsavedShelf(shelf, bo, DRAFT, 'a').read()).toEqual(wordsOf('mine'))
  })

  test('what is damaged on the shelf is as if it were not there, and a full shelf stops nobody', () => {
    const shelf = emptyShelf()
    shelf.setItem('mainstay.unsaved/north/ada/workspace/draft/a', '{"text":')
    const full: Shelf = {
      ...shelf,
      length: shelf.length,
      setItem: () => {
        throw new Error('no room')
      },
    }
    const one = new UnsavedShelf(full, ada, DRAFT, 'a')
    expect(one.read()).toBeUndefined()
    expect(() => one.keep(wordsOf('mine'))).not.toThrow()
  })
})
