import { describe, expect, it } from 'vitest'
import type { Column } from './column.ts'
import type { ColumnSource } from './column-mapping.ts'
import { compileDateFormat } from './date-format.ts'
import { createTranslation } from './translate-cell.ts'

describe('compileDateFormat', () => {
  it.each([
    ['DD/MM/YYYY', '03/04/2018', '2018-04-03'],
    ['MM/DD/YYYY', '03/04/2018', '2018-03-04'],
    ['D.M.YYYY', '3.4.2018', '2018-04-03'],
    ['YYYYMMDD', '20180403', '2018-04-03'],
    ['D-MMM-YYYY', '3-apr-2018', '2018-04-03'],
    ['DD.MM.YYYY HH:mm:ss', '03.04.2018 10:11:12.345', '2018-04-03'],
    ['YYYY-MM-DDTHH:mm', '2018-04-03T10:11', '2018-04-03'],
    ['MM/YYYY', '04/2018', '2018-04'],
    ['YYYY年M月D日', '2018年4月3日', '2018-04-03'],
  ])('%s reads %s as %s', (format, text, date) => expect(compileDateFormat(format)!(text)).toBe(date))

  it.each([
    ['DD/MM/YYYY', '3/4/2018'],
    ['DD/MM/YYYY', '03/04/18'],
    ['DD/MM/YYYY', '03/04/2018 10:00'],
    ['DD.MM.YYYY', '03/04/2018'],
    ['D-MMM-YYYY', '3-Avr-2018'],
  ])('%s does not read %s', (format, text) => expect(compileDateFormat(format)!(text)).toBeUndefined())

  it.each(['DD/MM/YY', 'DD/MM', 'DD/DD/YYYY', 'YYYY', 'date', 'DD/MM/YYYY x', 'D/DD/MM/YYYY', ''])(
    '%j is no format',
    (format) => expect(compileDateFormat(format)).toBeUndefined(),
  )
})

describe('createTranslation', () => {
  const column = (kind: Column['kind']): Column => ({ name: 'c', kind, about: '', example: '' })
  const translate = (how: ColumnSource, kind: Column['kind'], text: string) =>
    createTranslation(how, column(kind))!(text)

  it('there is none where nothing is to be translated', () => {
    expect(createTranslation({ from: 'x' }, column('date'))).toBeUndefined()
    expect(createTranslation({ from: 'x', decimalComma: false }, column('amount'))).toBeUndefined()
  })

  it.each([
    ['1.234,5', '1234.5'],
    ['1 234 567,25', '1234567.25'],
    ['1234', '1234'],
    ['-0,5', '-0.5'],
    ['2,5 .. 10', '2.5..10'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('a number with a decimal comma %j is %j', (text, value) =>
    expect(translate({ decimalComma: true }, 'amount', text)).toEqual({ value }),
  )

  it.each(['1.5', '1,2,3', '12.34,5', 'x', '1..2..3'])('%j is no number with a decimal comma', (text) =>
    expect(translate({ decimalComma: true }, 'amount', text)).toMatchObject({ problem: { code: 'invalid-value' } }),
  )

  it('a date in our own form is taken beside the stated one, unless the two could be mistaken', () => {
    expect(translate({ dateFormat: 'DD/MM/YYYY' }, 'date', '2018-03-04')).toEqual({ value: '2018-03-04' })
    expect(translate({ dateFormat: 'YYYY-DD-MM' }, 'date', '2018-03-04')).toEqual({ value: '2018-04-03' })
    expect(translate({ dateFormat: 'YYYY-DD-MM' }, 'date', '2018-13-14')).toMatchObject({
      problem: { code: 'impossible-date' },
    })
  })

  it('values and blanks come before everything else', () => {
    const how: ColumnSource = {
      values: { live: '2020-01-01', '': 'unknown' },
      blanks: ['n/a'],
      dateFormat: 'DD/MM/YYYY',
    }
    expect(['live', '', 'n/a'].map((text) => translate(how, 'date', text))).toEqual([
      { value: '2020-01-01' },
      { value: 'unknown' },
      { value: '' },
    ])
  })
})
