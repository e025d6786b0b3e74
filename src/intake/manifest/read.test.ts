import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { readManifest } from './read.ts'

const GOOD = 'workspace: 1\noperator: {name: North Mobile}\njurisdictions: [GB]\n'

describe('mainstay.yaml', () => {
  it('needs little more than whose network it is and where', () => {
    expect(readManifest('mainstay.yaml', GOOD).manifest?.operator.name).toBe('North Mobile')
  })

  it('is refused with every fault at once, each with its line', () => {
    const { manifest, faults } = readManifest(
      'mainstay.yaml',
      'workspace: 1\noperatr: {name: X}\njurisdictions: GB\nasOf: 2021-02-30\n',
    )
    expect(manifest).toBeUndefined()
    const text = faults.map(describeFault).join('\n')
    expect(text).toContain('did you mean `operator`?')
    expect(text).toContain('line 3')
  })

  it.each([
    ['asOf: 2021-02-30', 'no such date'],
    ['asOf: 2021-01-01\nhistoryKnownFrom: 2021-01-02', 'history known only from after asOf 2021-01-01'],
    [
      'inventoryDate: 2021-01-01\nhistoryKnownFrom: 2021-01-02',
      'history known only from after inventoryDate 2021-01-01',
    ],
    [
      'asOf: 2021-02-01\ninventoryDate: 2021-01-01\nhistoryKnownFrom: 2021-03-01',
      'history known only from after inventoryDate 2021-01-01',
    ],
    ['horizon: {from: 2022-01-01, to: 2021-01-01}', 'horizon ends before it begins'],
  ])('is refused for `%s`: %s', (line, problem) => {
    const { manifest, faults } = readManifest('mainstay.yaml', `${GOOD}${line}\n`)
    expect(manifest).toBeUndefined()
    expect(faults.map((fault) => fault.problem)).toEqual([problem])
  })

  it('with a key that stands twice has its other faults told too', () => {
    const { manifest, faults } = readManifest('mainstay.yaml', `${GOOD}asOf: 2021-01-01\nasOf: 2021-01-02\nfrom: x\n`)
    expect(manifest).toBeUndefined()
    expect(faults.map(({ problem, line }) => [problem, line])).toEqual([
      ['key stands twice', 5],
      ['unknown key', 6],
    ])
  })

  it.each(['', '# nothing yet\n', '---\n'])('that says nothing is told to: %j', (text) => {
    expect(readManifest('mainstay.yaml', text).faults.map(describeFault)).toEqual([
      'mainstay.yaml: nothing in the file; expected the keys workspace, operator, jurisdictions',
    ])
  })
})
