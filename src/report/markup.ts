// HTML that cannot be broken by what it shows: every interpolated text goes through one escape function.

/** Finished markup. Only the template below and texts of this program make it. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type MarkupValue = string | number | Markup | undefined | false | readonly MarkupValue[]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * Characters that mean something in HTML become entities; what HTML does not allow becomes U+FFFD; marks that would turn
 * the direction of the line around are shown by their code.
 */
export function escapeText(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
      // oxlint-disable-next-line no-control-regex -- HTML forbids these characters
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
      .replace(
        /[\u202a-\u202e\u2066-\u2069]/g,
        (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase()}]`,
      )
  )
}

function write(value: MarkupValue): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(write).join('')
  return escapeText(String(value))
}

/** The words of a text, with those between backticks as code. A backtick without its fellow stays. */
export function markCode(text: string): readonly MarkupValue[] {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 0 ? part : html`<code>${part.slice(1, -1)}</code>`))
}

/** The words of a text, with its days kept whole at the end of a line. */
export function markDays(text: string): readonly MarkupValue[] {
  return text
    .split(/\b(\d{4}-\d{2}-\d{2})\b/)
    .map((part, index) => (index % 2 === 0 ? part : html`<span class="date">${part}</span>`))
}

/** A figure is not parted from its per cent sign at the end of a line. */
export const bindPercent = (text: string): string => text.replaceAll(' %', '\u00a0%')

/** `html\`<p class="${name}">${text}</p>\``: values are escaped for element content and for quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  let text = strings[0]!
  for (let index = 0; index < values.length; index++) text += write(values[index]) + strings[index + 1]!
  return new Markup(text)
}
