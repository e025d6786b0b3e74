import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MOST_FAULTS_TOLD } from '#contract/application/arrival.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { FAULTS_FILE, previewArrival } from './preview-arrival.ts'
import { readArrival, TooManyErrors } from './read-arrival.ts'
import type { PreviewTask, TaskWatch } from './task.ts'
import { MOST_ERRORS_COUNTED } from './told-faults.ts'

const WATCH: TaskWatch = { progress: () => undefined, signal: new AbortController().signal }

describe('files with more faults than anybody reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-preview-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  function taskOf(name: string, text: string): PreviewTask {
    const own = join(folder, name)
    const at = (part: string): string => join(own, part)
    const base = 'base'
    for (const part of ['files', 'scratch', join('snapshots', base, 'inputs')]) mkdirSync(at(part), { recursive: true })
    writeFileSync(
      join(at('snapshots'), base, 'inputs', 'mainstay.yaml'),
      'workspace: 1\noperator: { name: Northern }\njurisdictions: [GB]\n',
    )
    writeFileSync(join(at('files'), 'sites.csv'), text)
    return {
      base,
      snapshots: at('snapshots'),
      files: at('files'),
      fileNames: ['sites.csv'],
      read: { source: 'ems' },
      details: at('details'),
      scratch: at('scratch'),
      maker: { folder: at('makers'), job: 'a job' },
      today: '2020-06-01',
    }
  }

  it('are told of the first of them, and how many more there are', async () => {
    const more = 1234
    const rows = Array.from({ length: MOST_FAULTS_TOLD + more }, (_, row) => `S${row},x`)
    const task = taskOf('many', ['site,latitude', ...rows].join('\n'))
    const outcome = await previewArrival(task, WATCH)
    expect(outcome).toMatchObject({
      isRefused: true,
      preview: { errors: MOST_FAULTS_TOLD + more, unlistedFaults: more },
    })
    const lines = readFileSync(join(task.details, FAULTS_FILE), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(MOST_FAULTS_TOLD + 1)
    expect(JSON.parse(lines.at(-1)!)).toMatchObject([{ severity: 'error', problem: '1,234 more errors, not listed' }])
  })

  it('are read no further than to where one more tells nobody anything', async () => {
    const log = new FaultLog()
    const fault: Fault = { code: 'invalid-value', severity: 'error', file: 'sites.csv', problem: 'no number' }
    for (let count = 0; count < MOST_ERRORS_COUNTED; count++) log.report(fault)
    await expect(readArrival(taskOf('flood', 'site,name\nA,a\n'), true, log, WATCH)).rejects.toThrow(TooManyErrors)
  })
})
