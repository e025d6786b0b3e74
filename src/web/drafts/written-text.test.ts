import { describe, expect, test } from 'vitest'
import { beginText, meetNewer, meetSaved, typeText } from './written-text.ts'

const first = { text: 'one', mark: '1' }
const second = { text: 'two', mark: '2' }

describe('a text while it is written', () => {
  test('what is typed while it is saved stays, unsaved, over what was saved', () => {
    const sent = typeText(beginText(first, undefined), 'two')
    const typedOn = typeText(sent, 'two and more')
    expect(meetSaved(typedOn, 'two', second)).toEqual({ base: second, typed: 'two and more' })
    expect(meetSaved(sent, 'two', second)).toEqual({ base: second, typed: undefined })
  })

  test('what is typed back to what was saved is no change', () => {
    expect(typeText(beginText(first, undefined), 'one').typed).toBeUndefined()
    const back = typeText(typeText(beginText(first, undefined), 'two'), 'one')
    expect(meetSaved(back, 'two', second)).toEqual({ base: second, typed: undefined })
  })

  test('words that were kept go on over the text they were typed over, whatever was saved since', () => {
    expect(beginText(second, { text: 'mine', over: '1' })).toEqual({ base: { text: 'two', mark: '1' }, typed: 'mine' })
    expect(beginText(second, { text: 'two', over: '1' })).toEqual({ base: second, typed: undefined })
  })

  test('what others save takes the place of a text nobody writes on, and never of unsaved words', () => {
    expect(meetNewer(beginText(first, undefined), second)).toEqual({ base: second, typed: undefined })
    const written = typeText(beginText(first, undefined), 'mine')
    expect(meetNewer(written, second)).toBe(written)
    expect(meetNewer(typeText(beginText(first, undefined), 'two'), second)).toEqual({ base: second, typed: undefined })
  })
})
