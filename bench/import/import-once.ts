// One import, measured by the process that does nothing else.
//
// usage, as a process of its own: import-once WORKSPACE FILE [--good-rows]; prints what it measured of itself.

import { FaultLog } from '#model/fault-log.ts'
import { parseDay } from '#base/calendar.ts'
import { importSource } from '#service/import-source.ts'
import { measureProcess } from './measured.ts'

const [workspace, file, option] = process.argv.slice(2) as [string, string, string?]
const request = {
  workspace,
  files: [file],
  source: 'inventory',
  format: 'tables',
  isDryRun: false,
  keepsGoodRows: option === '--good-rows',
  mayEmpty: false,
  today: parseDay('2026-01-01')!,
}
await measureProcess(async () => {
  const result = await importSource(request, new FaultLog())
  const counts = result?.differences.map(({ added, changed, gone }) => added.length + changed.length + gone.length)
  return `${result?.outcome}, ${(counts ?? []).reduce((sum, count) => sum + count, 0)} rows`
})
