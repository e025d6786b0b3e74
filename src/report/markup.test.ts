import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeText, html, markDays, Markup, markCode } from './markup.ts'

const hostile = fc.string({
  unit: fc.constantFrom('<', '>', '"', "'", '&', ';', '/', '=', '\0', '\ud800', '\u202e', 'a', ' '),
})

function unescape(text: string): string {
  const characters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => characters[entity]!)
}

describe('markup', () => {
  it('shows words between backticks as code, and a backtick alone as it is', () => {
    expect(html`${markCode('needs `operator.tier` in `<b>`')}`.text).toBe(
      'needs <code>operator.tier</code> in <code>&lt;b&gt;</code>',
    )
    expect(html`${markCode('one ` alone')}`.text).toBe('one ` alone')
  })

  it('leaves no character that could end a text, a tag or an attribute', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const escaped = escapeText(text)
        expect(escaped).not.toMatch(/[<>"']/)
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
      }),
    )
  })

  it('shows ordinary text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(unescape(escapeText(text))).toBe(text)
      }),
    )
  })

  it('shows marks that turn the line around, and replaces what HTML forbids', () => {
    expect(escapeText('a\u202eb')).toBe('a[U+202E]b')
    expect(escapeText('a\u0000\u001b\ud800b')).toBe('a\ufffd\ufffd\ufffdb')
    expect(escapeText('tab\tand\nline')).toBe('tab\tand\nline')
    expect(escapeText('🛰️ 漢字')).toBe('🛰️ 漢字')
  })

  it('keeps days whole, and nothing but days', () => {
    const marked = html`${markDays('on 2024-07-01, <b>20240-07-01')}`
    expect(marked.text).toBe('on <span class="date">2024-07-01</span>, &lt;b&gt;20240-07-01')
  })

  it('escapes every value but finished markup, also inside lists', () => {
    const bad = '<i>"'
    expect(html`<p title="${bad}">${bad}${[bad, html`<b>${bad}</b>`]}${undefined}${false}${0}</p>`.text).toBe(
      '<p title="&lt;i&gt;&quot;">&lt;i&gt;&quot;&lt;i&gt;&quot;<b>&lt;i&gt;&quot;</b>0</p>',
    )
    expect(html`${new Markup('<hr>')}`.text).toBe('<hr>')
  })
})
