// One term of a list of facts.

import { html, type Markup, type MarkupValue } from '../markup.ts'

/** A term with its description; nothing where there is no description. */
export function fact(term: string, description: MarkupValue): Markup {
  return description === undefined || description === ''
    ? html``
    : html`<div><dt>${term}</dt><dd>${description}</dd></div>`
}
