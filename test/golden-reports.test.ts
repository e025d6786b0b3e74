// The example worlds give the reports that stand beside them. After a change that is meant, write them anew with
// `MAINSTAY_UPDATE=1 npx vitest run test/golden-reports.test.ts` and read the difference.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { mainstay } from './flows/command-line.ts'
import { temporaryFolder } from './temporary-folder.ts'

const EXAMPLES = new URL('../examples/', import.meta.url).pathname

/** The text of the report; figures of the machine and of the product's version do not stand in it. */
function compareWithGolden(example: string, name: string, text: string): void {
  const folder = join(EXAMPLES, example, 'expected')
  const file = join(folder, name)
  if (process.env.MAINSTAY_UPDATE) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, text)
  }
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe.each([
  ['by-hand', [undefined]],
  ['notification-2018', [undefined]],
  ['stockpile-2020', ['2020-06-19', '2023-08-01', '2024-01-01', '2026-11-01']],
] as const)('the example %s', (example, days) => {
  const folder = join(temporaryFolder(), example)
  beforeAll(async () => {
    await mainstay('init', folder, '--example', example)
  })

  it.each(days.map((day) => [day ?? 'today']))('says as of %s what it said before', async (day) => {
    const asOf = day === 'today' ? [] : ['--as-of', day]
    const { out, err } = await mainstay('check', folder, ...asOf, '--fail-on', 'never')
    expect(err).toBe('')
    compareWithGolden(example, `${day}.txt`, out)
  })
})
