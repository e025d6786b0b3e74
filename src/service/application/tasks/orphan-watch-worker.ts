// Ends the process it is a thread of when the process that began that one is gone. A thread of its own sees it even while the
// main one reckons for minutes without a pause.

const LOOK_EVERY_MS = 500

const began = process.ppid
// An orphan is given another parent. Windows has none of that: there the closed channel says it.
setInterval(() => {
  if (process.ppid !== began) process.kill(process.pid, 'SIGKILL')
}, LOOK_EVERY_MS)
