#!/usr/bin/env node
// The command `mainstay`, in a file of its own: what the compiler writes is not executable.
import '../dist/cli/main.js'
