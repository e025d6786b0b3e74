// Tells the faults of an input: the first ones in full, all of them counted, every one of them in a file if asked.

import { createWriteStream, type WriteStream } from 'node:fs'
import { describeFault, type Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { renderFaultRow, FAULT_HEADER } from '#service/render-faults.ts'
import { describeUnwritable, refuseInput } from '#service/write-output.ts'
import type { Terminal } from './terminal.ts'

const SHOWN = 25

/** A log that also writes every fault to `errorFile`, as CSV. */
export function openFaultLog(errorFile: string | undefined): { log: FaultLog; close: () => Promise<void> } {
  if (errorFile === undefined) return { log: new FaultLog(), close: async () => undefined }
  refuseInput(errorFile)
  const stream: WriteStream = createWriteStream(errorFile)
  let failure: unknown
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = describeUnwritable(errorFile, error, 'cannot be written (--errors)')
  })
  stream.write(FAULT_HEADER)
  const log = new FaultLog((fault: Fault) => void stream.write(renderFaultRow(fault)))
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      if (failure) resolve()
      else {
        stream.once('close', () => resolve())
        stream.end()
      }
    })
    if (failure) throw failure
  }
  return { log, close }
}

export function sayFaults(log: FaultLog, terminal: Terminal, errorFile: string | undefined): void {
  const errors = log.kept.filter((fault) => fault.severity === 'error')
  const warnings = log.kept.filter((fault) => fault.severity === 'warning')
  for (const fault of errors.slice(0, SHOWN)) terminal.writeError(`error: ${describeFault(fault)}\n`)
  if (log.errorCount > SHOWN) terminal.writeError(`... and ${log.errorCount - SHOWN} more errors\n`)
  for (const fault of warnings.slice(0, SHOWN)) terminal.writeError(`warning: ${describeFault(fault)}\n`)
  if (log.warningCount > SHOWN) terminal.writeError(`... and ${log.warningCount - SHOWN} more warnings\n`)
  if (log.errorCount === 0) return
  const byCode = [...log.countByCode].map(([code, count]) => `${count} ${code}`).join(', ')
  terminal.writeError(`${counted(log.errorCount, 'error')}, ${counted(log.warningCount, 'warning')} (${byCode})\n`)
  if (errorFile !== undefined) terminal.writeError(`all of them: ${errorFile}\n`)
  else if (log.errorCount > SHOWN) terminal.writeError('all of them: run again with --errors FILE\n')
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
