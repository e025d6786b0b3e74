// The words of a report, at its end.

import { html, type Markup } from '../markup.ts'

export interface GlossaryEntry {
  readonly word: string
  readonly meaning: string
}

export function drawGlossary(entries: readonly GlossaryEntry[]): Markup {
  return html`<section aria-labelledby="words"><h2 id="words">What the words mean</h2>
<dl class="glossary">${entries.map(
    (entry) => html`<div><dt>${entry.word}</dt><dd>${entry.meaning}</dd></div>
`,
  )}</dl>
</section>
`
}
