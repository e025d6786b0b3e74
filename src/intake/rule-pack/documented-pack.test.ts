import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { readRulePack } from './read.ts'

test('the pack shown in the documentation is read without a fault', () => {
  const page = readFileSync(new URL('../../../docs/formats/rule-pack.md', import.meta.url), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!)
  expect(blocks).toHaveLength(2)
  const [whole, when] = blocks as [string, string]
  const { pack, faults } = readRulePack(
    'docs/formats/rule-pack.md',
    whole.replace('    kind: exclusion\n', (kind) => kind + when),
  )
  expect(faults.map(describeFault)).toEqual([])
  expect(pack!.rules.map((rule) => rule.kind)).toEqual(['exclusion', 'cap'])
  expect(pack!.rules.map((rule) => rule.when?.within)).toEqual(['network', undefined])
})
