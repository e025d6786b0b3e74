#!/usr/bin/env node
// The command `mainstay`, in a file of its own: what the compiler writes is not executable.
import { existsSync } from 'node:fs'

const main = new URL('../dist/programs/main.js', import.meta.url)
if (existsSync(main)) await import(main.href)
else {
  process.stderr.write('mainstay is not built yet: run `npm run build` first\n')
  process.exitCode = 1
}
