// A fault of a request as somebody at a page may read it: by what they filled in, not by where it stood in what was sent.

import type { RequestFault } from '#contract/application/problem.ts'
import { shell } from '../words/en/shell.ts'

export function sayRequestFault({ where, problem }: RequestFault): string {
  const [part, ...names] = where.split('.')
  // What stands in an address is nothing anybody filled in: it was followed, or typed.
  if (part === 'path') return shell.faults.inAddress
  const name = names.filter((one) => !/^\d+$/.test(one)).at(-1)
  return name === undefined ? problem : `${nameField(name)}: ${problem}`
}

/** `operatorName` is `Operator name`. */
function nameField(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
