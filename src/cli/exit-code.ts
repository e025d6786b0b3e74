// What the shell is told. Scripts may rely on these numbers.

export const EXIT_CODES = {
  /** Done, and no rule asked about is missed. */
  ok: 0,
  /** Could not run: a file that cannot be opened, a defect of ours. */
  failed: 1,
  /** Done, and a rule is not met (see `--fail-on`). */
  notMet: 2,
  /** The input has errors; all of them were said. */
  badInput: 3,
  /** The command line is wrong. */
  usage: 64,
} as const
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]

export const EXIT_CODE_HELP = `Exit codes:
  0  done, and no binding rule is missed
  1  could not run
  2  done, and a binding rule is not met (choose with --fail-on)
  3  the input has errors, all of them said
  64 the command line is wrong`
