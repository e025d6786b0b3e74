// A section of a report as the report draws it, in its own style: within a tree of its own, where neither the style of the page
// nor that of the report reaches the other. The colours are the page's, which are those of the reports.

import { useLayoutEffect, useRef } from 'react'
import type { Markup } from '#report/markup.ts'
import { SHAPES } from '#report/page/icon.ts'
import { SPARES_STYLE } from '#report/spares/html-style.ts'
import { formatDaysIn } from '../format.ts'

/** What is smaller on a page of the application than on one of a report. */
const OWN_STYLE = `
:host { display: block; font-size: .875rem; line-height: 1.5; --ground: var(--card); overflow-wrap: anywhere; }
h2 { font-size: 1.0625rem; margin-bottom: .4rem; } h3 { font-size: .9375rem; margin: 1.2rem 0 .35rem; }
section + section { margin-top: 1.5rem; } table, .facts, .lasts-words { font-size: .8125rem; }
.lasts, .disruption { padding: .8rem 1rem .6rem; }
`

let sheet: CSSStyleSheet | undefined

/** Made by script, and not by a style in the page: the content policy needs give no leave for it. */
function styleOfReports(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(`${SPARES_STYLE}${OWN_STYLE}`)
  }
  return sheet
}

/** Days as the pages write them. What stands in a file, or is a name, stays as it is written there. */
function writeDays(root: ShadowRoot): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { data, parentElement } = node as Text
    const written = formatDaysIn(data)
    if (written !== data && !parentElement?.closest('code, pre, .identifier')) (node as Text).data = written
  }
}

export function ReportPart({ markup }: { readonly markup: Markup }) {
  const host = useRef<HTMLDivElement>(null)
  const { text } = markup
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [styleOfReports()]
    root.innerHTML = `${SHAPES.text}${text}`
    writeDays(root)
  }, [text])
  return text.trim() === '' ? null : (
    <div className="card report-part">
      <div ref={host} />
    </div>
  )
}
