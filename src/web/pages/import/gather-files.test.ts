import { describe, expect, it } from 'vitest'
import { pathsOfWorkspace } from '#model/workspace-path.ts'
import { listTablesAmong } from './gather-files.ts'

const [CURRENT, EARLIER] = ['a'.repeat(64), 'b'.repeat(64)]

describe('a folder that is chosen', () => {
  it('sends tables astray among its imports, of which the preview tells, and none of earlier imports', () => {
    const sent = [
      'net/mainstay.yaml',
      'net/imports/plan.csv',
      'net/imports/ems/elements.csv',
      `net/imports/${CURRENT}/ems/sites.csv`,
    ]
    const others = [`net/imports/${EARLIER}/ems/sites.csv`, 'net/imports/notes.txt', 'net/data/sites.csv']
    expect([...pathsOfWorkspace([...sent, ...others], CURRENT)!.keys()]).toEqual(sent)
  })

  it('tells of the tables that are left out, but for those of earlier imports', () => {
    const leftOut = [
      'net/data/sites.csv',
      'net/notes.txt',
      `net/imports/${EARLIER}/ems/sites.csv`,
      'net/rules/stock.csv',
    ]
    expect(listTablesAmong(leftOut)).toEqual(['net/data/sites.csv', 'net/rules/stock.csv'])
  })
})
