// A condition in words, as it stands above the rows.

import type { Condition } from '#contract/application/table.ts'
import { network } from '../../words/en/network.ts'

export interface ConditionWords {
  readonly column: string
  readonly operator: string
  readonly values: string
}

export function sayCondition({ column, operator, values }: Condition): ConditionWords {
  return {
    column: network.nameColumn(column),
    operator: network.conditions.operators[operator],
    values: values.map((value) => (value === '' ? network.conditions.blank : value)).join(' or '),
  }
}
