// Whether an identifier of a pack means one thing: one disruption, or one rule, which editions may state differently.

import { isDeepStrictEqual } from 'node:util'
import type { YamlPath, YamlValue } from '../yaml/parse.ts'
import { fieldOf, listOf, type PackNames, type ReportAt } from './pack-names.ts'

interface Entry {
  readonly path: YamlPath
  readonly value: YamlValue
}

export function checkIdentifiers(pack: YamlValue, isWhole: PackNames['isWhole'], report: ReportAt): void {
  const byId = new Map<string, Entry[]>()
  for (const list of ['rules', 'disruptions'] as const)
    for (const [index, value] of listOf(pack, list).entries()) {
      const id = fieldOf(value, 'id')
      if (typeof id !== 'string') continue
      const entry = { path: [list, index], value }
      const earlier = byId.get(id)
      if (!earlier) byId.set(id, [entry])
      else {
        checkStatement(entry, earlier, isWhole, report)
        earlier.push(entry)
      }
    }
}

/** What the statements of one rule have in common: a verdict is of one kind, and speaks to one operator. */
const IN_COMMON = ['kind', 'addressees'] as const

function checkStatement(
  { path, value }: Entry,
  earlier: readonly Entry[],
  isWhole: PackNames['isWhole'],
  report: ReportAt,
): void {
  if (![{ path, value }, ...earlier].every(isOfEditions)) {
    report('duplicate-key', [...path, 'id'], 'identifier stands twice', {
      expected: 'an identifier of its own; or, of one rule that editions state differently, `editions` in each',
    })
    return
  }
  const taken = new Set(earlier.flatMap((one) => listOf(one.value, 'editions')))
  for (const [index, edition] of listOf(value, 'editions').entries())
    if (taken.has(edition))
      report('duplicate-key', [...path, 'editions', index], 'edition stands twice for one rule', {
        expected: 'each edition in one statement of the rule, or an identifier of its own',
      })
  for (const key of IN_COMMON)
    if (
      [path, earlier[0]!.path].every((one) => isWhole([...one, key])) &&
      !isDeepStrictEqual(fieldOf(value, key), fieldOf(earlier[0]!.value, key))
    )
      report('contradiction', [...path, key], `rule that editions state with different ${key}`, {
        expected: 'the same in every edition, or an identifier of its own',
      })
}

function isOfEditions({ path, value }: Entry): boolean {
  return path[0] === 'rules' && listOf(value, 'editions').length > 0
}
