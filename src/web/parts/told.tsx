// A sentence of a report as pages write it: days as people read them, foreign texts in backticks as what they are.

import { formatDay } from '../format.ts'
import { Quoted } from './quoted.tsx'

const DAY = /\b\d{4}-\d{2}-\d{2}\b/g

/** What stands in backticks stays as it is. */
const sayDays = (sentence: string): string =>
  sentence
    .split('`')
    .map((part, index) => (index % 2 === 1 ? part : part.replace(DAY, formatDay)))
    .join('`')

export function Told({ children }: { readonly children: string }) {
  return <Quoted>{sayDays(children)}</Quoted>
}
