// What the server found wrong with a draft, beside the line it stands in.

import type { Fault } from '#model/fault.ts'
import type { TextFault } from './check-text.ts'

export function faultsOfServer(faults: readonly Fault[]): readonly TextFault[] {
  return faults.map(({ line = 1, problem, text, expected, didYouMean, severity }) => ({
    line,
    isError: severity === 'error',
    problem: [
      `${problem}${text === undefined ? '' : ` \`${text}\``}`,
      ...(expected === undefined ? [] : [`expected ${expected}`]),
      ...(didYouMean === undefined ? [] : [`did you mean \`${didYouMean}\`?`]),
    ].join('; '),
  }))
}
