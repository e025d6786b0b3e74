import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortenText, showLines, showText } from './visible-text.ts'

describe('visible text', () => {
  it('never lets an inventory steer a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = showText(text)
        const codes = Array.from(shown, (character) => character.codePointAt(0)!)
        expect(codes.filter((code) => code < 0x20 || (code >= 0x7f && code <= 0x9f))).toEqual([])
        expect(codes.filter((code) => code >= 0xd800 && code <= 0xdfff)).toEqual([])
      }),
    )
  })

  it('of many lines keeps the lines, and nothing that writes over them', () => {
    expect(showLines('a,\u001b[2Jb\r\nc\td\n')).toBe('a,\\x1b[2Jb\r\nc\td\n')
    expect(showLines('real\rfake')).toBe('real fake')
  })

  it('shows what stood there', () => {
    expect(showText('\u001b[2Jgone')).toBe('\\x1b[2Jgone')
    expect(showText('a\u202eb')).toBe('a\\u202eb')
    expect(showText('one\r\ntwo\tthree')).toBe('one  two three')
    expect(showText('漢字 🛰️')).toBe('漢字 🛰️')
  })

  it('marks what was cut off', () => {
    expect(shortenText('elements', 8)).toBe('elements')
    expect(shortenText('elements', 5)).toBe('elem…')
    expect(shortenText('🛰️🛰️🛰️', 3)).toBe('🛰️…')
    expect(shortenText('elements', 0)).toBe('')
  })
})
