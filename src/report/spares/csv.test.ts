import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { renderPartsCsv, renderPurchaseCsv, renderSteadyCsv } from './csv.ts'
import { cutOffReport, emptySparesReport, hostileSparesReport, lastingReport } from './fixtures/sample-report.ts'

const read = (pieces: Iterable<string>): Record<string, string>[] =>
  parse([...pieces].join(''), { columns: true }) as Record<string, string>[]

describe('the spares report as CSV', () => {
  it('lists what to buy, where to and for how much, in the currency itself', () => {
    const report = cutOffReport()
    const rows = read(renderPurchaseCsv(report))
    expect(rows).toHaveLength(report.purchase.buys.length)
    const cost = rows.reduce((sum, row) => sum + Number(row.cost), 0)
    expect(cost * 100).toBe(report.purchase.cost)
    for (const row of rows) {
      expect(Number(row.unitPrice) * Number(row.quantity)).toBe(Number(row.cost))
      expect(row).toMatchObject({ currency: 'GBP', arrivesOn: '2026-10-30', depot: `${row.pool}-DEPOT` })
    }
  })

  it('has a row a part, and leaves blank what is not known', () => {
    const report = cutOffReport()
    const rows = read(renderPartsCsv(report))
    expect(rows.map((row) => row.part)).toEqual(report.parts.map(({ part }) => part))
    const [first] = rows
    const [part] = report.parts
    expect(Number(first!.survivalAtEnd)).toBe(part!.lasting!.survivalAtEnd)
    expect(Number(first!.onHand)).toBe(part!.pools[0]!.onHand + part!.pools[1]!.onHand)
    expect(first).toMatchObject({ recoveredOn: '2029-06-30', unitPrice: '3900', failuresFit: '2100' })
    expect(rows.at(-1)).toMatchObject({ part: 'MISC-77', survivalAtEnd: '', unitPrice: '', failuresFit: '' })
    expect(rows.at(-1)!.notReckoned).toContain('no failure rate')
  })

  it('has what the moves alone do for a part, and nothing where none of it is moved', () => {
    const rows = read(renderPartsCsv(cutOffReport()))
    const rowOf = (name: string) => rows.find(({ part }) => part === name)!
    const { survivalAtEnd, weightHoursLost } = cutOffReport().parts.find(({ part }) => part === 'KX-BBU-5900')!
      .withMoves!
    expect(Number(rowOf('KX-BBU-5900').survivalWithMoves)).toBe(survivalAtEnd)
    expect(Number(rowOf('KX-BBU-5900').weightHoursLostWithMoves)).toBe(weightHoursLost)
    expect(rowOf('KX-RRU-3500')).toMatchObject({ survivalWithMoves: '', weightHoursLostWithMoves: '' })
  })

  it('tells what all that share their spares have in one row, and what each has by itself in its own', () => {
    const report = cutOffReport()
    const [head, ...others] = report.parts
    const shared = { ...head!, sharesWith: ['OTHER'], byItself: { onHand: 1, buy: 2 } }
    const byItself = { onHand: 3, buy: 0 }
    const member = { ...head!, part: 'OTHER', pools: [], sharesWith: [head!.part], reckonedWith: head!.part, byItself }
    const rows = read(renderPartsCsv({ ...report, parts: [shared, member, ...others] }))
    const sum = (figure: 'onHand' | 'buy') => String(head!.pools.reduce((all, pool) => all + pool[figure], 0))
    expect(rows[0]).toMatchObject({ onHand: sum('onHand'), onHandByItself: '1', buy: sum('buy'), buyByItself: '2' })
    const blank = { unitsFirst: '', unitsLast: '', expectedFailures: '', onHand: '', arriving: '', buy: '' }
    expect(rows[1]).toMatchObject({ ...blank, reckonedWith: head!.part, onHandByItself: '3', buyByItself: '0' })
    expect(rows[2]!.onHandByItself).toBe(rows[2]!.onHand)
  })

  it('has a row a part and pool of the time while supply runs, with the part’s own figures in each', () => {
    const report = cutOffReport()
    const rows = read(renderSteadyCsv(report))
    const { parts } = report.steadyState
    expect(rows).toHaveLength(parts.reduce((sum, { pools }) => sum + pools.length, 0))
    expect(Number(rows[0]!.unitsWaiting)).toBe(parts[0]!.pools[0]!.unitsWaiting)
    expect(Number(rows[0]!.partUnitsWaitingBest)).toBe(parts[0]!.unitsWaitingBest)
    expect(rows[0]).toMatchObject({ part: parts[0]!.part, neededToFill: '5', centralPosition: '2' })
    expect(rows[1]).toMatchObject({ centralPosition: '', partUnitsWaitingVariMetric: '' })
  })

  it('states no currency that the manifest does not', () => {
    expect(read(renderPartsCsv(lastingReport()))[0]!.currency).toBe('')
  })

  it('is a row of names where there is nothing to list', () => {
    expect([...renderPurchaseCsv(emptySparesReport())].join('')).toBe(
      'part,depot,pool,quantity,unitPrice,cost,currency,arrivesOn,reason,caution,whyNoDepot\r\n',
    )
  })

  it('runs no formula in a spreadsheet', () => {
    const report = hostileSparesReport(['=1+1', '@SUM(A1)', '-cmd'])
    for (const row of [...read(renderPurchaseCsv(report)), ...read(renderPartsCsv(report))])
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=@]|^-[a-z]/)
  })
})
