// How long does `mainstay spares` take over a national network, stage by stage, and how much memory?
//
// usage: npm run bench:spares-answer -- [--parts 20,60]
//
// Each size is a workspace in files, asked in a process of its own: 40 stocking points a part, three plans that may come
// about, rates that are uncertain, the target for each part.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { AnswerRun } from './answer-once.ts'
import { NATIONAL_SCENARIO, writeNationalWorkspace } from './national-workspace.ts'

const { values: options } = parseArgs({ options: { parts: { type: 'string', default: '20,60' } } })
const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const program = fileURLToPath(new URL('./answer-once.js', import.meta.url))

for (const partCount of options.parts.split(',').map(Number)) {
  const workspace = join(folder, String(partCount))
  const { pointCount, unitCount } = await writeNationalWorkspace(workspace, partCount)
  const printed = execFileSync(process.execPath, [program, workspace, NATIONAL_SCENARIO], { encoding: 'utf8' })
  const run = JSON.parse(printed) as AnswerRun
  const [wall, processor] = (['wallSeconds', 'processorSeconds'] as const).map((key) =>
    run.stages.reduce((sum, one) => sum + one[key], 0),
  )
  const rows = run.stages
    .filter(({ processorSeconds }) => processorSeconds >= 0.1)
    .map(
      ({ stage, wallSeconds, processorSeconds, endBytes }) =>
        `  ${stage.padEnd(45)} ${wallSeconds.toFixed(1).padStart(8)} s ${processorSeconds.toFixed(1).padStart(8)} s ${(endBytes / 1e6).toFixed(0).padStart(7)} MB`,
    )
  console.log(
    `${partCount} parts, ${pointCount.toLocaleString('en')} stocking points, ${unitCount.toLocaleString('en')} units: elapsed, processor time, resident at the end
${rows.join('\n')}
  ${'all'.padEnd(45)} ${wall!.toFixed(1).padStart(8)} s ${processor!.toFixed(1).padStart(8)} s ${(run.largestBytes / 1e6).toFixed(0).padStart(7)} MB at most`,
  )
}
console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`)
