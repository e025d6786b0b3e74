import { describe, expect, it } from 'vitest'
import { facts } from '#engine/fixtures/small-world.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { RulesReport } from '#model/verdict.ts'
import { withholdSites } from './withhold-sites.ts'

const LENGTH = 500

/** Each element runs on the next of the table, and the last stands in the vault; each planned one takes the place of the next. */
function chains(): FactTable[] {
  const places = Array.from({ length: LENGTH }, (_, index) => index)
  return facts({
    sites: [{ site: 'VAULT', tags: 'natsec' }],
    elements: places.map((index) =>
      index + 1 < LENGTH
        ? { element: `H${index}`, hostedOn: `H${index + 1}` }
        : { element: `H${index}`, site: 'VAULT' },
    ),
    plan: places.map((index) => ({
      date: '2030-01-01',
      action: 'replace',
      element: index + 1 < LENGTH ? `N${index + 1}` : 'H0',
      successor: `N${index}`,
    })),
  })
}

/** The tables, and how often a column of theirs is asked for. */
function counted(tables: readonly FactTable[]): { tables: FactTable[]; asked: () => number } {
  let asked = 0
  const count = (columns: FactTable['columns']): FactTable['columns'] => {
    const watched = new Map(columns)
    watched.get = (name) => {
      asked += 1
      return columns.get(name)
    }
    return watched
  }
  return { tables: tables.map((table) => ({ ...table, columns: count(table.columns) })), asked: () => asked }
}

const naming = (names: readonly string[]): RulesReport =>
  ({
    rules: [],
    reconciliations: [{ examples: names, contradictions: { total: 0, examples: [] } }],
    faults: { shown: [] },
  }) as unknown as RulesReport

describe('withholding', () => {
  it('covers a site whose tag is spelled in another way than `withhold` spells it', () => {
    const tables = facts({
      sites: [
        { site: 'CELLAR', tags: 'port|Nat-Sec' },
        { site: 'SHED', tags: 'natsec2' },
      ],
    })
    const { reconciliations } = withholdSites(tables, ['NATSEC']).inReport(naming(['CELLAR', 'SHED']))
    expect(reconciliations[0]!.examples).toEqual(['withheld', 'SHED'])
  })

  it('covers what stands on a withheld site by way of hosts of hosts and successors of successors, reading each row once', () => {
    const { tables, asked } = counted(chains())
    const report = withholdSites(tables, ['natsec']).inReport(naming(['H0', 'H250', 'N499', 'N0', 'OPEN']))
    expect(report.reconciliations[0]!.examples).toEqual(['withheld', 'OPEN'])
    expect(asked()).toBeLessThan(10 * 2 * LENGTH)
  })

  it.each([
    ['S-656Z', 'S-656', 'withheld', undefined],
    ['S-656', 'S-566', 'withheld', undefined],
    ['OPENN', 'OPEN', 'OPENN', 'OPEN'],
    ['S-656', undefined, 'withheld', undefined],
  ])('of a fault at `%s`, near to %s, tells `%s` and suggests %s', (text, near, told, suggested) => {
    const tables = facts({ sites: [{ site: 'S-656', tags: 'natsec' }, { site: 'S-566' }, { site: 'OPEN' }] })
    const fault = {
      code: 'unknown-reference',
      severity: 'error',
      file: 'elements.csv',
      problem: 'unknown site',
    } as const
    const covered = withholdSites(tables, ['natsec']).inFault({ ...fault, text, ...(near && { didYouMean: near }) })
    expect(covered).toEqual({ ...fault, text: told, ...(suggested && { didYouMean: suggested }) })
  })
})
