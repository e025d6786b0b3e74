// The command line: reads what is asked, calls one use case, says the answer, ends with a named exit code.

import { runCommandLine } from './run.ts'
import { processTerminal } from './terminal.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal())
