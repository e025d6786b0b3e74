import { describe, expect, it } from 'vitest'
import { faultOfArrival } from './fault-of-arrival.ts'

const places = { files: '/data/arrivals/o/a/files', workspace: '/data/scratch/x/workspace' }
const fault = (file: string, problem: string) =>
  faultOfArrival({ code: 'duplicate-key', severity: 'error', file, problem }, places)

describe('a fault of files that came', () => {
  it('says whose file is meant where two have one name', () => {
    const { file, problem } = fault(`${places.files}/sites.csv`, `same site as on ${places.workspace}/sites.csv line 2`)
    expect(file).toBe('sites.csv')
    expect(problem).toBe('same site as on the workspace’s own sites.csv line 2')
  })

  it('says of a row of the workspace which row that came it is at odds with', () => {
    const { file, problem } = fault(
      `${places.workspace}/imports/${'a'.repeat(64)}/ems/sites.csv`,
      `not as on ${places.files}/sites.csv line 3`,
    )
    expect(file).toBe('the imported ems/sites.csv')
    expect(problem).toBe('not as on the uploaded sites.csv line 3')
  })
})
