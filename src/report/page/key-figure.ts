// One of the figures that matter, with what it is of and how much of that was known.

import { html, type Markup } from '../markup.ts'
import { drawIcon, type Tone } from './icon.ts'

/** `tone` is undefined for what is neither good nor bad. */
export function drawKeyFigure(
  tone: Tone | undefined,
  name: string,
  value: string,
  about: string,
  coverage: string,
): Markup {
  return html`<div class="key"><dt>${tone === undefined ? '' : html`<span class="key-icon ${value === '0' ? 'none' : tone}">${drawIcon(tone)}</span>`}${name}</dt><dd><span class="key-value">${value}</span> <span class="key-about">${about}</span> <span class="key-coverage">Coverage: ${coverage}</span></dd></div>
`
}
