// What a report was made from, each with the digest of its bytes.

import { html, type Markup } from '../markup.ts'
import { drawTable } from './table.ts'

export function drawInputTable(inputs: readonly { readonly name: string; readonly sha256: string }[]): Markup {
  return inputs.length === 0
    ? html`<p>No input was read.</p>`
    : drawTable(
        'Inputs and their digests',
        [{ name: 'Input' }, { name: 'sha256' }],
        inputs.map((input) => [
          html`<span class="identifier">${input.name}</span>`,
          html`<code>${input.sha256}</code>`,
        ]),
      )
}
