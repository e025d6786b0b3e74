// How every HTML report begins: what it may do, how it looks, and where its parts are.

import { html, Markup } from '../markup.ts'

export interface PageHead {
  readonly title: string
  readonly style: string
  /** Base64 of the digest of the one script of the page. */
  readonly scriptSha256: string
}

/** Nothing may be fetched, and no script may run but the one of this file: also if some text slipped through unescaped. */
const policyOf = (scriptSha256: string): string =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptSha256}'; img-src 'none'; base-uri 'none'; form-action 'none'`

export function drawHead({ title, style, scriptSha256 }: PageHead): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(scriptSha256)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
`
}

export function drawNavigation(parts: readonly (readonly [id: string, name: string])[]): Markup {
  return html`<nav aria-label="Parts of the report"><ul>${parts.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
`
}
