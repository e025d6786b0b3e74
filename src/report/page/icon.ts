// How a state looks: a tone of its own, with a shape of its own, so that colour is never needed to read it.

import { html, Markup } from '../markup.ts'

/** Names of style classes and of icons. */
export type Tone = 'bad' | 'waived' | 'doubt' | 'ahead' | 'good' | 'later' | 'wait' | 'none' | 'blank'

export function drawIcon(tone: Tone): Markup {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-${tone}"/></svg>`
}

/** The shapes of all tones, once per page. */
export const SHAPES = new Markup(`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<symbol id="icon-bad" viewBox="0 0 16 16"><path class="f" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="k" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/></symbol>
<symbol id="icon-waived" viewBox="0 0 16 16"><path class="o" d="M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3z"/><path class="l" d="M6.3 5v6M9.7 5v6"/></symbol>
<symbol id="icon-doubt" viewBox="0 0 16 16"><path class="o" d="M8 1.2L14.8 8 8 14.8 1.2 8z"/><path class="l" d="M6.2 6.5c.1-2.3 3.6-2.2 3.6-.1 0 1.3-1.8 1.3-1.8 2.7"/><circle class="f" cx="8" cy="11.4" r=".9"/></symbol>
<symbol id="icon-ahead" viewBox="0 0 16 16"><path class="o" d="M8 1.8L15 14H1z"/><path class="l" d="M8 6.2v3.6"/><circle class="f" cx="8" cy="11.9" r=".9"/></symbol>
<symbol id="icon-good" viewBox="0 0 16 16"><circle class="f" cx="8" cy="8" r="7"/><path class="k" d="M4.7 8.3l2.3 2.3 4.3-4.9"/></symbol>
<symbol id="icon-later" viewBox="0 0 16 16"><circle class="o" cx="8" cy="8" r="6.3"/><path class="l" d="M4.9 8.3l2.2 2.2 4-4.6"/></symbol>
<symbol id="icon-wait" viewBox="0 0 16 16"><circle class="o" cx="8" cy="8" r="6.3"/><path class="l" d="M8 4.6V8l2.3 1.6"/></symbol>
<symbol id="icon-none" viewBox="0 0 16 16"><circle class="o" cx="8" cy="8" r="6.3"/><path class="l" d="M5 8h6"/></symbol>
<symbol id="icon-blank" viewBox="0 0 16 16"><circle class="o d" cx="8" cy="8" r="6.3"/></symbol>
</defs></svg>`)
