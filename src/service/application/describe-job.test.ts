import { describe, expect, it } from 'vitest'
import { problemIn } from './describe-job.ts'
import { problemOf } from './refusal.ts'

const FAULT = {
  code: 'unknown-reference',
  severity: 'error',
  file: 'elements.csv',
  problem: 'unknown site',
  text: 'VAULT',
} as const

describe('the problem of work that failed', () => {
  const kept = JSON.parse(JSON.stringify(problemOf('faulty-input', 'the input has an error', [FAULT]))) as never

  it('is told with the faults to who may mend them, and without to who may only look: they may name sites kept secret', () => {
    expect(problemIn(kept, { role: 'analyst' }).faults).toEqual([FAULT])
    const told = problemIn(kept, { role: 'viewer' })
    expect(told).toMatchObject({ code: 'faulty-input', detail: 'the input has an error' })
    expect(JSON.stringify(told)).not.toContain('VAULT')
  })
})
