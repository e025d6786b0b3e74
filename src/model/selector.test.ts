import { expect, it } from 'vitest'
import { describeFault } from './fault.ts'
import { readSelector } from './selector.ts'

const place = { severity: 'error', file: 'plan.csv', line: 2, column: 'selector' } as const

/** The line a person reads. */
function refusal(text: string): string {
  const reading = readSelector(text)
  return 'problem' in reading ? describeFault({ ...place, ...reading.problem }) : 'read'
}

it('a selector is conditions that must all hold, each with the values of which one must', () => {
  expect(readSelector('vendor = Huawei ; region=Wales| Scotland;')).toEqual({
    value: new Map([
      ['vendor', ['Huawei']],
      ['region', ['Wales', 'Scotland']],
    ]),
  })
  expect(readSelector(' * ')).toEqual({ value: new Map() })
})

const CONDITIONS = 'expected conditions such as `vendor=Huawei; function=ran.5g; region=Wales|Scotland`'

it.each([
  ['region=Wales; Huawei', `selector condition without an equals sign \`Huawei\`; ${CONDITIONS}`],
  ['regoin=Wales', `unknown selector key \`regoin\`; ${CONDITIONS}; did you mean \`region\`?`],
  ['region=Wales; region=Kent', `selector key stands twice \`region\`; ${CONDITIONS}`],
  ['region=|', `selector key without a value \`region\`; ${CONDITIONS}`],
  [';', `empty selector \`;\`; ${CONDITIONS}`],
  [
    'function=ran.5g.gnob',
    'unknown network function `ran.5g.gnob`; expected a node of the function tree; did you mean `ran.5g.gnb`?',
  ],
  [
    'technology=4G|5g',
    'unknown technology `5g`; expected one of 2G, 3G, 4G, 5G, FTTP, FTTC, cable, fixed-wireless, satellite; did you mean `5G`?',
  ],
  ['kind=virtuel', 'unknown kind `virtuel`; expected one of physical, virtual, service; did you mean `virtual`?'],
])('the selector `%s` is refused with the part at fault, said once', (text, said) => {
  expect(refusal(text)).toBe(`plan.csv line 2, column selector: ${said}`)
})
