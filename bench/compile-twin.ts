// Compiles the program that does the same in C.

import { execFileSync } from 'node:child_process'
import { basename, join } from 'node:path'

/** `source`: a file that ends in `.c`; the program is put into `folder`. Undefined, and said so, where there is no compiler. */
export function compileTwin(source: string, folder: string, say: (text: string) => void): string | undefined {
  const program = join(folder, basename(source, '.c'))
  const flags = ['-O3', '-march=native', '-ffp-contract=off', '-o', program, source, '-lm']
  try {
    execFileSync('cc', flags, { stdio: ['ignore', 'ignore', 'pipe'] })
    return program
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    say(isMissing ? 'no C compiler (cc) found: the comparison with C is left out' : String(error))
    return undefined
  }
}
