// What is wrong with an input, said once per fault: where, the offending text, what was expected, what to do.

import { type Place, sayPlace } from './place.ts'

/** The kinds of fault, each a stable slug that scripts may rely on. */
export type FaultCode =
  | 'unreadable-file'
  | 'wrong-encoding'
  | 'too-large'
  | 'malformed-text'
  | 'missing-file'
  | 'missing-column'
  | 'unknown-column'
  | 'duplicate-column'
  | 'wrong-field-count'
  | 'missing-value'
  | 'invalid-value'
  | 'unlikely-value'
  | 'impossible-date'
  | 'duplicate-key'
  | 'unknown-reference'
  | 'contradiction'
  | 'unknown-setting'
  | 'unmapped'
  | 'ignored'

export interface Fault extends Place {
  readonly code: FaultCode
  /** An error keeps the input out; a warning is told and the input is used. */
  readonly severity: 'error' | 'warning'
  /** Where `file` lies, if not in the workspace: it came with the product, or its path was given with the command. */
  readonly origin?: 'shipped' | 'given'
  /** Column of a table, or key of a YAML or JSON file: a path such as `rules[3].limit`. */
  readonly column?: string
  /** The offending text as it stands in the file, shortened to 120 characters. */
  readonly text?: string
  /** What is wrong: lower case, no full stop. */
  readonly problem: string
  /** What would be right. */
  readonly expected?: string
  /** The nearest valid value. */
  readonly didYouMean?: string
}

/** One line: `elements.csv line 14, column site: unknown site \`LND-3\`; expected ...; did you mean \`LDN-3\`?` */
export function describeFault(fault: Fault): string {
  const place = [sayPlace(fault), ...(fault.column === undefined ? [] : [`${nameOfCell(fault)} ${fault.column}`])]
  const text = fault.text === undefined ? '' : ` \`${fault.text}\``
  const expected = fault.expected === undefined ? '' : `; expected ${fault.expected}`
  const suggestion = fault.didYouMean === undefined ? '' : `; did you mean \`${fault.didYouMean}\`?`
  return `${place.join(', ')}: ${fault.problem}${text}${expected}${suggestion}`
}

/** Tables have columns; what is written as YAML or JSON has keys. */
function nameOfCell({ file }: Fault): 'column' | 'key' {
  return /\.(?:ya?ml|json)$/i.test(file) ? 'key' : 'column'
}

/** Foreign text fit to be shown: at most 120 characters; control characters and marks that turn the direction of writing made visible. */
export function quoteForFault(text: string): string {
  const visible = text.replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return visible.length <= 120 ? visible : `${visible.slice(0, 119)}…`
}
